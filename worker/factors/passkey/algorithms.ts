/**
 * COSE algorithms that are offered, best first: Ed25519 (-8), ES256 (-7), ES384 (-35), ES512 (-36),
 * RS256 (-257). Each can be verified by workerd's WebCrypto; what cannot be verified at sign-in is not offered.
 */
export const ALGORITHMS = [-8, -7, -35, -36, -257] as const;

/** The one curve of each algorithm (WebAuthn Level 3 section 5.8.5): 6 Ed25519, 1 P-256, 2 P-384, 3 P-521. */
const CURVES: Record<number, number> = { [-8]: 6, [-7]: 1, [-35]: 2, [-36]: 3 };

/** RFC 9053 section 7: 1 OKP, 2 EC2; RFC 8230 section 4: 3 RSA. */
const KEY_TYPES: Record<number, number> = { [-8]: 1, [-7]: 2, [-35]: 2, [-36]: 2, [-257]: 3 };

const KTY = 1;
const ALG = 3;
const CRV = -1;
const RSA_N = -1;
const RSA_E = -2;

/** Whether a COSE key is a point on an elliptic curve of ECDSA. */
export const isEcdsaKey = (key: Map<number, unknown>) => key.get(KTY) === 2;

/**
 * Whether a COSE key is of an offered kind and strong enough: its algorithm's own curve, or RSA of 2048 to 8192
 * bits with an odd exponent above 1 (63B-4 3.1.6: at least 112 bits).
 */
export function isAcceptableKey(key: Map<number, unknown>): boolean {
  const algorithm = key.get(ALG);
  if (typeof algorithm !== 'number' || !(ALGORITHMS as readonly number[]).includes(algorithm)) return false;
  if (key.get(KTY) !== KEY_TYPES[algorithm]) return false;
  if (algorithm !== -257) return key.get(CRV) === CURVES[algorithm];
  const modulus = significant(key.get(RSA_N));
  const exponent = significant(key.get(RSA_E));
  if (!modulus || !exponent || modulus.length < 256 || modulus.length > 1024) return false;
  return (exponent.at(-1)! & 1) === 1 && (exponent.length > 1 || exponent[0]! > 1);
}

/** Without leading zeros. */
function significant(value: unknown): Uint8Array | null {
  if (!(value instanceof Uint8Array)) return null;
  const first = value.findIndex((byte) => byte !== 0);
  return first < 0 ? null : value.slice(first);
}
