import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts processor time in ticks of 10 ms (USER_HZ is 100 on every Linux that Node runs on). */
const TICK_MS = 10;

/**
 * Processor time that a process has used so far, user and system, in milliseconds: to the nanosecond where the
 * kernel tells (/proc/PID/task/TID/schedstat), else in ticks. Threads that ended are in the ticks only; what is
 * measured here keeps its threads.
 */
export function cpuTime(pid: number): number {
  return scheduledTime(pid) ?? tickedTime(pid);
}

/** The first number of each thread's schedstat: nanoseconds on a processor. */
function scheduledTime(pid: number): number | null {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const stat = read(`/proc/${pid}/task/${thread}/schedstat`);
    if (stat !== null) nanoseconds += Number(stat.split(' ')[0]);
  }
  // No kernel without it shows a process that never ran.
  return nanoseconds > 0 ? nanoseconds / 1e6 : null;
}

/** A thread may end between the list and the look. */
function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** With the time of the process's ended children. */
function tickedTime(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The command's name is in parentheses and may hold spaces: count the fields after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system, childrenUser, childrenSystem] = fields.slice(11, 15).map(Number);
  return (user! + system! + childrenUser! + childrenSystem!) * TICK_MS;
}

/** Processes that this one has started and that still run. */
export function children(): number[] {
  const list = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim();
  return list === '' ? [] : list.split(' ').map(Number);
}
