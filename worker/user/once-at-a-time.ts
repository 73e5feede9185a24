import type { User } from './user.ts';

/** Does `work` unless this instance is at it already; waits for its end either way. */
export function onceAtATime(
  { sending }: User,
  what: number | 'notices',
  work: () => Promise<void>,
): Promise<void> {
  const running = sending.get(what);
  if (running) return running;
  const started = work().finally(() => sending.delete(what));
  sending.set(what, started);
  return started;
}
