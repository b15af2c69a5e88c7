/**
 * Alone, a submission keeps less than a third of a core busy, and the longer it takes, the less: with so many at a time there is
 * always one that has something to do (`npm run bench:class`).
 */
const jobsPerCore = 8;

/** What the programs of one submission take at most at a time, and its part of a broker (`npm run bench:class`). */
const bytesPerJob = 2 ** 30;

/** As many submissions at a time as a machine can bear, one at least. */
export function autoJobs({ cores, memoryBytes }: { cores: number; memoryBytes: number }): number {
  return Math.max(Math.min(cores * jobsPerCore, Math.floor(memoryBytes / bytesPerJob)), 1);
}
