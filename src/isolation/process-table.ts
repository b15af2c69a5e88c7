/** Processes as Linux shows them to anybody; elsewhere there are none. */
import { readFileSync } from 'node:fs';

export function oldestChildOf(pid: number): number | null {
  const [oldest] = proc(`${pid}/task/${pid}/children`).split(' ');
  return oldest ? Number(oldest) : null;
}

/** One that has ended and waits for its parent to hear of it does nothing more. */
export function isThere(pid: number): boolean {
  const [, state] = /^\d+ \(.*\) (\S)/s.exec(proc(`${pid}/stat`)) ?? [];
  return state !== undefined && state !== 'Z' && state !== 'X';
}

/** Whether the process is in a control group of that name. */
export function isInGroup(pid: number, name: string): boolean {
  return proc(`${pid}/cgroup`).includes(name);
}

/** Empty where there is no such process. */
function proc(file: string): string {
  try {
    return readFileSync(`/proc/${file}`, 'utf8');
  } catch {
    return '';
  }
}
