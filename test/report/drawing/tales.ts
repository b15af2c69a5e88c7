/** Lives and logs by hand, for what no told history needs to hold. */
import type { Commit, Life, LoggedRecord, Moment, Print, Story } from '../../../src/report/story/story.ts';

export function lifeOf(process: string, given: Partial<Life> = {}): Life {
  const nothing = { head: [], omitted: 0, tail: [] };
  return {
    process,
    role: 'consumer',
    group: 'g',
    startedMs: 0,
    startedSeq: 1,
    exit: null,
    moments: [],
    owned: [],
    rebalances: [],
    idle: [],
    prints: [],
    stdout: nothing,
    stderr: nothing,
    ...given,
  };
}

export function storyOf(given: Partial<Story>): Story {
  return { scenario: 'reading', fromMs: 0, untilMs: 10_000, aborted: null, lives: [], steps: [], logs: [], ...given };
}

export function record(offset: number, given: Partial<LoggedRecord> = {}): LoggedRecord {
  return { offset, atMs: offset, seq: 1000 + offset, by: 'grader', hasId: true, ...given };
}

/** Their seqs begin where it is said: each line has its own. */
export function prints(offsets: readonly number[], firstSeq: number, given: Partial<Print> = {}): Print[] {
  return offsets.map((offset, index) => ({
    atMs: offset,
    seq: firstSeq + index,
    topic: 't',
    partition: 0,
    offset,
    ...given,
  }));
}

export function commit(offset: number, seq: number, process: string | null = 'consumer-1', group = 'g'): Commit {
  return { group, offset, atMs: seq, seq, process };
}

export function marked(says: string, atMs: number, seq = 1): Moment {
  return { atMs, seq, kind: 'marked', says };
}
