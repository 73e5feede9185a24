import type { CreatedPasskey } from './create-passkey.ts';

/** What the API takes. */
const LONGEST = 64;

/** A name that tells this passkey from the others: by its model, else by what kind of thing it is. */
export function suggestName(
  { model, attachment, credential }: Pick<CreatedPasskey, 'model' | 'attachment' | 'credential'>,
  taken: readonly string[],
): string {
  const base = model ?? kindOf(attachment, credential.response.transports ?? []);
  for (let n = 1; ; n++) {
    const ending = n === 1 ? '' : ` ${n}`;
    const name = base.slice(0, LONGEST - ending.length).trimEnd() + ending;
    if (!taken.includes(name)) return name;
  }
}

function kindOf(attachment: string | null, transports: readonly string[]): string {
  if (attachment === 'platform') return 'Passkey of this device';
  if (transports.includes('hybrid')) return 'Phone or tablet';
  return ['usb', 'nfc', 'ble'].some((transport) => transports.includes(transport))
    ? 'Security key'
    : 'Passkey';
}
