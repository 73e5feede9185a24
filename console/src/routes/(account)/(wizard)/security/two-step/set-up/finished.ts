const KEY = 'countersign.finished-factor';

interface Finished {
  factorId: string;
  /** Of a passkey: it signs in without the password. */
  signsInAlone: boolean;
}

/** Which factor the set-up ended with, for the summary: kept for this tab. */
export const finished = {
  read: (): Finished | null => JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Finished | null,
  write: (factorId: string, signsInAlone = false): void =>
    sessionStorage.setItem(KEY, JSON.stringify({ factorId, signsInAlone } satisfies Finished)),
};
