import type { AuthenticatorHead } from './check-authenticator-data.ts';
import { isWhole } from './is-whole.ts';
import { loadWebAuthn } from './library.ts';

const FLAGS = { up: 0x01, uv: 0x04, be: 0x08, bs: 0x10, at: 0x40, ed: 0x80 };

/**
 * Reads the authenticator data of an assertion (WebAuthn Level 3 section 6.1). What may follow the head, an
 * attested credential and extensions, is nothing that we use: it only has to be whole and readable, so the
 * library, which takes 15 ms to load, is asked where there is such a thing.
 * @returns null when they are not as long as they say
 * @throws Error for what follows the head and cannot be read
 */
export async function readAuthenticatorData(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<(AuthenticatorHead & { counter: number }) | null> {
  if (!isWhole(bytes)) return null;
  const bits = bytes[32]!;
  if (bits & (FLAGS.at | FLAGS.ed)) (await loadWebAuthn()).helpers.parseAuthenticatorData(bytes);
  const has = (flag: number) => (bits & flag) !== 0;
  return {
    rpIdHash: bytes.subarray(0, 32),
    flags: { up: has(FLAGS.up), uv: has(FLAGS.uv), be: has(FLAGS.be), bs: has(FLAGS.bs) },
    counter: new DataView(bytes.buffer, bytes.byteOffset).getUint32(33),
  };
}
