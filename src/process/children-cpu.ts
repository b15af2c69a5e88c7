import { readFile } from 'node:fs/promises';

/** Linux counts in hundredths of a second here, whatever the machine's own clock does. */
const ticksPerSecond = 100;

/** User and system CPU seconds of all children that this process has waited for; null where the system doesn't tell. */
export async function childrenCpuSeconds(): Promise<number | null> {
  const stat = await readFile('/proc/self/stat', 'utf8').catch(() => null);
  // The second field is a name in parentheses, in which anything may stand; cutime and cstime are the 16th and 17th.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  const ticks = Number(fields[13]) + Number(fields[14]);
  return Number.isNaN(ticks) ? null : ticks / ticksPerSecond;
}
