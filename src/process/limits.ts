/** How much a student's process may print. */
export const outputLimits = {
  /** What is kept of one line. */
  lineBytes: 64 * 1024,
  /** What is read of one stream before the process is stopped. */
  streamBytes: 4 * 1024 * 1024,
  /** What the shortest line counts for: a line costs the grader more than its bytes. */
  lineCostBytes: 64,
} as const;

/** What a student's process may use, together with everything that it starts, unless it says otherwise. */
export interface ProcessLimits {
  /** Resident memory; a page that several of its processes share counts once. */
  readonly memoryBytes: number;
  /** Memory that one process may ask the operating system for, used or not. */
  readonly allocationBytes: number;
  /** Processes at a time, each of their threads counted as one. */
  readonly processes: number;
  readonly cpuSeconds: number;
  /** From its start, in time that passes for the grader as well. */
  readonly wallClockSeconds: number;
  /** One file, of any one process. */
  readonly fileBytes: number;
  /** By which its working folder and its own folder may grow while it runs. */
  readonly diskBytes: number;
  /** Of one process. */
  readonly openFiles: number;
}

const mebibyte = 1024 * 1024;

/**
 * No right program comes near any of these, with whichever client: the most that one was seen to use stands beside each.
 * `docs/limits.md` shows the same table to students.
 */
export const processLimits: ProcessLimits = {
  /** 90 MiB (@platformatic/kafka; 55 with kafkajs, 30 in Python). So twenty programs at their limit fit into 10 GiB. */
  memoryBytes: 512 * mebibyte,
  /** 161 MiB (@platformatic/kafka). What is asked for at once, before any of it is resident, is refused from here on. */
  allocationBytes: 1024 * mebibyte,
  /** 11: Node's own threads, on any machine. Room for ten Node processes beside it. */
  processes: 128,
  /** 0.7 s in order; 15 s in half a minute where kafka-python span in a group that it could not join. */
  cpuSeconds: 120,
  /**
   * The deadlines of the longest scenario sum up to 8 minutes, four times that on a slow machine. No program is expected
   * to come to its end before, and none is blamed for it: see `src/check/judge.ts`.
   */
  wallClockSeconds: 60 * 60,
  /** Nothing. A stream of output is stopped by `outputLimits` before; this holds while nobody looks. */
  fileBytes: 16 * mebibyte,
  /** Nothing, beside Python's compiled modules (under 1 MiB). */
  diskBytes: 64 * mebibyte,
  /** 148 (@platformatic/kafka). */
  openFiles: 1024,
};
