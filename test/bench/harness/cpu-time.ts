import { readFileSync } from 'node:fs';

/** The kernel counts processor time in ticks of 10 ms (USER_HZ is 100 on every Linux that Node runs on). */
const TICK_MS = 10;

/** Processor time that a process and its ended children have used so far, user and system, in milliseconds. */
export function cpuTime(pid: number): number {
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
