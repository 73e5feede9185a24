import { loadWebAuthn } from './library.ts';

/** r = s = 1 as DER; for other kinds of key just no signature. */
const NO_SIGNATURE = {
  ecdsa: [0x30, 0x06, 0x02, 0x01, 0x01, 0x02, 0x01, 0x01],
  other: Array<number>(64).fill(0),
};

/**
 * Whether sign-in will be able to use a COSE key: it is tried the way sign-in does, on a signature that is none.
 * A point that is not on its curve, or a key of the wrong type, cannot be imported (CHECKLIST E3).
 */
export async function canVerify(coseKey: Uint8Array<ArrayBuffer>, isElliptic: boolean): Promise<boolean> {
  const { helpers } = await loadWebAuthn();
  const signature = Uint8Array.from(isElliptic ? NO_SIGNATURE.ecdsa : NO_SIGNATURE.other);
  return helpers.verifySignature({ signature, data: new Uint8Array(0), credentialPublicKey: coseKey }).then(
    (verified) => !verified,
    () => false,
  );
}
