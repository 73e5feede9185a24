/** What the bench build of the Worker shares between its replaced modules and its control socket. */
export const bench = {
  clockOffsetMs: 0,
  now: () => Date.now() + bench.clockOffsetMs,
  /** The newest message to each address. */
  mail: new Map<string, string>(),
  /** For the hot user: the right answers, in the order in which they become right. */
  answers: [] as { code: string; offset: number }[],
};
