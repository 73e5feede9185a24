/** What a provider does once it has a message and before it says so; a test may put something in its place. */
export const beforeAnswer: { run: (to: string) => Promise<void> } = { run: () => Promise.resolve() };
