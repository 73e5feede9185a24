import Laptop from '@lucide/svelte/icons/laptop';
import Usb from '@lucide/svelte/icons/usb';
import UserRoundKey from '@lucide/svelte/icons/user-round-key';
import type { Factor } from '#schema/api/factor.ts';

type Place = { words: string; icon: typeof Laptop };

/** Where a passkey is kept, and whether it is on more than one device. */
export function passkeyPlace({ synced, backedUp, transports }: NonNullable<Factor['passkey']>): Place {
  if (synced) {
    return {
      words: backedUp ? 'Synced between devices' : 'Can be synced, but is not yet',
      icon: UserRoundKey,
    };
  }
  return transports.some((transport) => ['usb', 'nfc', 'ble', 'smart-card'].includes(transport))
    ? { words: 'On this key only', icon: Usb }
    : { words: 'On one device only', icon: Laptop };
}
