/** Processes as Linux shows them to anybody; elsewhere there are none. */
import { readFileSync } from 'node:fs';

export function oldestChildOf(pid: number): number | null {
  const [oldest] = proc(`${pid}/task/${pid}/children`).split(' ');
  return oldest ? Number(oldest) : null;
}

/** Whether the process has a handler for that signal. */
export function catches(pid: number, number: number): boolean {
  const [, caught = '0'] = /^SigCgt:\s*([0-9a-f]+)$/m.exec(proc(`${pid}/status`)) ?? [];
  return (BigInt(`0x${caught}`) & (1n << BigInt(number - 1))) !== 0n;
}

export function isThere(pid: number): boolean {
  return proc(`${pid}/stat`) !== '';
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
