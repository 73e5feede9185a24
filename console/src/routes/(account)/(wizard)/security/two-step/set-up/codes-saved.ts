const KEY = 'countersign.codes-saved';

/** Remembers, for this tab, which set of codes was ticked as saved: a reload must not ask again. */
export const codesSaved = {
  read: (generatedAt: string | null): boolean =>
    generatedAt !== null && sessionStorage.getItem(KEY) === generatedAt,
  write: (generatedAt: string | null): void => sessionStorage.setItem(KEY, generatedAt ?? ''),
};
