const KEY = 'countersign.finished-factor';

/** Which factor the set-up ended with, for the summary: kept for this tab. */
export const finished = {
  read: (): string | null => sessionStorage.getItem(KEY),
  write: (factorId: string): void => sessionStorage.setItem(KEY, factorId),
};
