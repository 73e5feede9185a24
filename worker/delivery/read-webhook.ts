import { fromBase64 } from '../crypto/base64.ts';
import { readUrl } from './read-url.ts';

/** Where a webhook is, and what its requests are signed with. */
export interface Webhook {
  url: string;
  secret: Uint8Array<ArrayBuffer>;
}

/**
 * Reads a webhook's two variables, `<name>_URL` and `<name>_SECRET`. A secret is as Standard Webhooks has it: base64
 * of 24 to 64 bytes, after the prefix `whsec_`.
 * @throws Error that names the variable and what would be right
 */
export function readWebhook(
  name: string,
  url: string | undefined,
  secret: string | undefined,
  development: boolean,
): Webhook {
  const bytes = fromBase64(/^whsec_(.+)$/.exec(secret ?? '')?.[1]);
  const read = { url: readUrl(`${name}_URL`, url, development), secret: bytes! };
  if (!bytes || bytes.length < 24 || bytes.length > 64)
    throw new Error(`${name}_SECRET must be "whsec_" and 24 to 64 random bytes in base64`);
  return read;
}
