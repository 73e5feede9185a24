import { execFileSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A process and all that came from it, by the parents that `ps` tells. */
function tree(root: number): number[] {
  const pairs = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const found = [root];
  for (const parent of found) found.push(...pairs.filter(([, ppid]) => ppid === parent).map(([pid]) => pid!));
  return found;
}

/**
 * SIGKILL to a service and everything that it started (workerd among them), all within a millisecond or so:
 * no process gets to finish anything. Nobody else's process is touched.
 */
export async function kill(service: ChildProcess): Promise<void> {
  const gone = once(service, 'exit');
  // From the leaves up: workerd first, before anybody could tell it to end in good order.
  for (const pid of tree(service.pid!).toReversed()) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
  await gone;
}
