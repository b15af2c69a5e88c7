import type { ProcessLimits } from './limits.ts';

/** The grader's own look comes first, and says more; the system's limit is for when the grader can't look. */
const spareCpuSeconds = 5;

/**
 * What the operating system itself holds each single process to, as commands of any POSIX shell; where the system has a
 * lower limit already, or knows none of that kind, it stays as it is. No limit of processes is among them: the system
 * counts those of a user, and so the user's other programs as well.
 */
export function ulimitCommands({
  cpuSeconds,
  fileBytes,
  openFiles,
  allocationBytes,
}: ProcessLimits): readonly string[] {
  return [
    '-c 0',
    `-f ${Math.floor(fileBytes / 512)}`,
    `-n ${openFiles}`,
    `-d ${Math.floor(allocationBytes / 1024)}`,
    // At the soft limit there is a signal that says what for, at the hard one only the end.
    `-H -t ${cpuSeconds + 2 * spareCpuSeconds}`,
    `-S -t ${cpuSeconds + spareCpuSeconds}`,
  ].map((limit) => `ulimit ${limit} 2>/dev/null`);
}
