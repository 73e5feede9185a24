import Laptop from '@lucide/svelte/icons/laptop';
import Usb from '@lucide/svelte/icons/usb';
import UserRoundKey from '@lucide/svelte/icons/user-round-key';
import type { Factor } from '#schema/api/factor.ts';
import { words } from '#lib/language.svelte.ts';

type Place = { words: string; icon: typeof Laptop };

/** Where a passkey is kept, and whether it is on more than one device. */
export function passkeyPlace({ synced, backedUp, transports }: NonNullable<Factor['passkey']>): Place {
  const { place } = words().passkeys;
  if (synced) {
    return {
      words: backedUp ? place.synced : place.notYetSynced,
      icon: UserRoundKey,
    };
  }
  return transports.some((transport) => ['usb', 'nfc', 'ble', 'smart-card'].includes(transport))
    ? { words: place.thisKey, icon: Usb }
    : { words: place.oneDevice, icon: Laptop };
}
