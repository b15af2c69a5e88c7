/**
 * A scenario as a reader follows it: who lived when, owned what, printed what. Times are the journal's `atMs`, `seq` its lines.
 */
export interface Story {
  scenario: string;
  fromMs: number;
  untilMs: number;
  /** Why it could not be played to its end, null where it was. */
  aborted: string | null;
  /** In the order in which they were started. */
  lives: readonly Life[];
  /** What the grader did and when: marks, offsets that it set, waits that it gave up. */
  steps: readonly Moment[];
  /** The records of each topic that the grader made. */
  logs: readonly TopicLog[];
}

/** One process, from its start to its exit. */
export interface Life {
  process: string;
  role: string;
  startedMs: number;
  startedSeq: number;
  /** Null where the scenario ended before it. */
  exit: Exit | null;
  /** Joined, assigned, left, was signalled, and whatever else happened to it but printing. */
  moments: readonly Moment[];
  /** A stretch of owning one partition. */
  owned: readonly Owned[];
  /** From the news of a rebalance to the next assignment. */
  rebalances: readonly Stretch[];
  /** A member with an assignment and no partition in it. */
  idle: readonly Stretch[];
  prints: readonly Print[];
  stdout: Output;
  stderr: Output;
}

export interface Exit {
  atMs: number;
  seq: number;
  /** `exit code 0`, `SIGKILL`. */
  how: string;
  /** The grader had asked for it. */
  asked: boolean;
}

/** One observation, in words. */
export interface Moment {
  atMs: number;
  seq: number;
  kind: MomentKind;
  says: string;
}

export type MomentKind =
  | 'connected'
  | 'joining'
  | 'assigned'
  | 'positioned'
  | 'committed'
  | 'left'
  | 'signalled'
  | 'produced'
  | 'trouble'
  | 'step';

export interface Stretch {
  fromMs: number;
  untilMs: number;
  fromSeq: number;
  untilSeq: number;
}

export interface Owned extends Stretch {
  topic: string;
  partition: number;
  generation: number;
}

/** A record that a process printed; one whose place in the log is not known is not among them. */
export interface Print {
  atMs: number;
  seq: number;
  topic: string;
  partition: number;
  offset: number;
}

/** A stream's first and last lines; `omitted` lines stood between them. */
export interface Output {
  head: readonly string[];
  omitted: number;
  tail: readonly string[];
}

export interface TopicLog {
  topic: string;
  partitions: readonly PartitionLog[];
}

export interface PartitionLog {
  partition: number;
  records: readonly LoggedRecord[];
  /** Accepted commits, by whom; `offset` is the next one to read. */
  commits: readonly Commit[];
}

export interface LoggedRecord {
  offset: number;
  atMs: number;
  seq: number;
  by: 'grader' | 'student';
  /** Whether a check expects it to be printed: a record without an id may be left out. */
  hasId: boolean;
}

export interface Commit {
  offset: number;
  atMs: number;
  seq: number;
  /** Null where the grader set it. */
  process: string | null;
}
