import type { Session } from '#schema/api/session.ts';
import { deviceCanVerify } from '#lib/passkeys/support.ts';

const KEY = 'countersign.passkey-offer';

/** The offer to sign in with a touch next time: made once in a browser, whatever is answered. */
export const passkeyOffer = {
  isDue: async ({ options }: Pick<Session, 'options'>): Promise<boolean> =>
    localStorage.getItem(KEY) === null &&
    options.every(({ method }) => method !== 'passkey') &&
    deviceCanVerify(),
  made: (): void => localStorage.setItem(KEY, new Date().toISOString()),
};
