import type { Session } from '#schema/api/session.ts';
import { words } from '#lib/language.svelte.ts';
import { enrollQuietly } from '#lib/passkeys/enroll-quietly.ts';
import { deviceCanVerify } from '#lib/passkeys/support.ts';
import { toast } from '#lib/toast.svelte.ts';

const KEY = 'countersign.passkey-offer';
const TRIED = 'countersign.passkey-tried';

/** Once in a browser: it may let one wait for its answer. */
async function tryQuietly() {
  if (localStorage.getItem(TRIED) !== null) return null;
  localStorage.setItem(TRIED, new Date().toISOString());
  return enrollQuietly();
}

/** The offer to sign in with a touch next time: made once in a browser, whatever is answered. */
export const passkeyOffer = {
  /**
   * Where the browser makes passkeys on its own it is let to, once, and then there is nothing left to offer.
   * @returns whether the page with the offer is due
   */
  isDue: async ({ options }: Pick<Session, 'options'>): Promise<boolean> => {
    if (localStorage.getItem(KEY) !== null || options.some(({ method }) => method === 'passkey'))
      return false;
    const factor = await tryQuietly();
    if (!factor) return deviceCanVerify();
    passkeyOffer.made();
    toast.show(words().passkeyOffer.added(factor.name));
    return false;
  },
  made: (): void => localStorage.setItem(KEY, new Date().toISOString()),
};
