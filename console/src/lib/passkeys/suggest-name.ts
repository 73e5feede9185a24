import { words } from '../language.svelte.ts';
import type { CreatedPasskey } from './create-passkey.ts';

/** As a person calls it; an iPad says that it is a Mac, and may be called one. */
const PLATFORMS = ['iPhone', 'iPad', 'Android', 'Windows', 'Mac', 'CrOS', 'Linux'];

/** What the API takes. */
const LONGEST = 64;

/** A name that tells this passkey from the others: by its model, else by what kind of thing it is. */
export function suggestName(
  { model, attachment, credential }: Pick<CreatedPasskey, 'model' | 'attachment' | 'credential'>,
  taken: readonly string[],
): string {
  const base =
    model ?? kindOf(attachment, credential.response.transports ?? [], platformOf(navigator.userAgent));
  for (let n = 1; ; n++) {
    const ending = n === 1 ? '' : ` ${n}`;
    const name = base.slice(0, LONGEST - ending.length).trimEnd() + ending;
    if (!taken.includes(name)) return name;
  }
}

function kindOf(
  attachment: string | null,
  transports: readonly string[],
  platform: string | undefined,
): string {
  const { suggested } = words().passkeys;
  if (attachment === 'platform') return platform ? suggested.on(platform) : suggested.passkey;
  if (transports.includes('hybrid')) return suggested.phone;
  return ['usb', 'nfc', 'ble'].some((transport) => transports.includes(transport))
    ? suggested.key
    : suggested.passkey;
}

const platformOf = (userAgent: string): string | undefined =>
  PLATFORMS.find((platform) => userAgent.includes(platform))?.replace('CrOS', 'Chromebook');
