import { config } from '../config.ts';
import { fromBase64 } from '../crypto/base64.ts';

/** Where Twilio reports what became of a message (worker/routes/deliveries.ts). */
export const reportAddress = (messageId: string) =>
  `${config.origin}/deliveries/twilio?message=${encodeURIComponent(messageId)}`;

/**
 * Whether Twilio signed a request: HMAC-SHA1, under the account's token, over the address as it was given, and the
 * fields of the form in the order of their names, each name followed by its values, once each
 * (twilio.com/docs/usage/webhooks/webhooks-security). The port may or may not be in the address that was signed.
 */
export async function signedByTwilio(
  authToken: string,
  address: string,
  form: URLSearchParams,
  signature: string | undefined,
): Promise<boolean> {
  const given = fromBase64(signature);
  if (!given) return false;
  const encoder = new TextEncoder();
  const hash = { name: 'HMAC', hash: 'SHA-1' };
  const key = await crypto.subtle.importKey('raw', encoder.encode(authToken), hash, false, ['verify']);
  const fields = [...new Set(form.keys())]
    .sort()
    .flatMap((name) => [...new Set(form.getAll(name))].sort().map((value) => name + value))
    .join('');
  const verdicts = await Promise.all(
    [address, withPort(address)].map((signed) =>
      crypto.subtle.verify('HMAC', key, given, encoder.encode(signed + fields)),
    ),
  );
  return verdicts.includes(true);
}

const withPort = (address: string) => address.replace(/^(https:\/\/[^/:]+)(?=\/)/, '$1:443');
