/**
 * A scenario as a reader follows it: who lived when, owned what, printed what. Times are the journal's `atMs`, `seq` its lines.
 */
export interface Story {
  scenario: string;
  fromMs: number;
  untilMs: number;
  /** Why it could not be played to its end, null where it was. */
  aborted: string | null;
  /** In the order of their names. */
  lives: readonly Life[];
  /** What the grader did and when: marks, offsets that it set, waits that it gave up. */
  steps: readonly Moment[];
  logs: readonly TopicLog[];
}

/** One process, from its start to its exit. */
export interface Life {
  process: string;
  role: string;
  /** The group that it was told to join; null for a program that joins none. */
  group: string | null;
  startedMs: number;
  startedSeq: number;
  /** Null where the scenario ended before it. */
  exit: Exit | null;
  /** What happened to it but for printing, being sent records, and the like. */
  moments: readonly Moment[];
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
  /** `with exit code 0`, `by SIGKILL`. */
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
  | 'started'
  | 'joining'
  | 'assigned'
  | 'positioned'
  | 'committed'
  | 'produced'
  | 'left'
  | 'signalled'
  | 'exited'
  | 'trouble'
  | 'marked'
  | 'step';

export interface Stretch {
  fromMs: number;
  untilMs: number;
  fromSeq: number;
  untilSeq: number;
}

/** A stretch of owning one partition. */
export interface Owned extends Stretch {
  partition: number;
  /** In which it was given. */
  generation: number;
}

/** A record that a process printed; lines that tell of no record of a known topic are not among them. */
export interface Print {
  atMs: number;
  seq: number;
  topic: string;
  partition: number;
  offset: number;
}

/** A stream's first and last lines; `omitted` ones stood between them. */
export interface Output {
  head: readonly string[];
  omitted: number;
  tail: readonly string[];
}

/** A topic that the grader made. */
export interface TopicLog {
  topic: string;
  partitions: readonly PartitionLog[];
}

export interface PartitionLog {
  partition: number;
  records: readonly LoggedRecord[];
  /** Those that were accepted. */
  commits: readonly Commit[];
}

export interface LoggedRecord {
  offset: number;
  atMs: number;
  seq: number;
  by: 'grader' | 'student';
  /** Whether it could be recognised where it is printed. */
  hasId: boolean;
}

export interface Commit {
  group: string;
  /** The next one to read. */
  offset: number;
  atMs: number;
  seq: number;
  /** Null where the grader set it. */
  process: string | null;
}
