/** Commits, and what the next start makes of them. */
import type { Hint, History } from 'kafka-grader/check';
import { ordersIn } from '../../orders/checks/orders.ts';
import { wordingFor } from '../../orders/hints/wording.ts';
import { commitAhead, lostInCrash } from '../checks/crashing.ts';
import { type Reading, readingOf } from '../checks/reading.ts';
import { stoppedInOrder } from '../checks/stopping.ts';

interface Committed {
  partition: number;
  offset: number | null;
  /** Of the last order that the first run printed. */
  lastPrinted: number;
  /** The offset after the last record there was. */
  end: number;
}

/** The first run of the story with a stop, and what was committed when it was over, where it had printed. */
function firstRun(history: History): { reading: Reading; committed: Committed[] } | null {
  const scenario = history.scenario('reading');
  const process = scenario.process('consumer-1');
  const offsets = scenario.timeline.first('offsets');
  if (!process || !offsets) return null;
  const reading = readingOf(scenario, process);
  const orders = ordersIn(scenario, reading.topic).filter(({ record }) => record.seq < offsets.seq);
  const committed = offsets.offsets.flatMap((offset, partition) => {
    const own = orders.filter((order) => order.partition === partition);
    const lastPrinted = own.filter(({ orderId }) => reading.prints.has(orderId)).at(-1)?.offset;
    return lastPrinted === undefined ? [] : [{ partition, offset, lastPrinted, end: (own.at(-1)?.offset ?? 0) + 1 }];
  });
  return { reading, committed };
}

const neverCommits: Hint = {
  mistake: 'never-commits',
  checks: ['offsets.commits-progress', 'offsets.resumes-after-stop'],
  match(history) {
    const run = firstRun(history);
    if (!run || !stoppedInOrder(run.reading.process) || run.committed.length === 0) return null;
    const { timeline } = run.reading.process;
    const unseen = timeline.of('opaque').some(({ apiKey }) => apiKey === 8);
    if (unseen || timeline.first('commit-sent') || run.committed.some(({ offset }) => offset !== null)) return null;
    return `Your consumer printed ${run.reading.prints.size} orders and never committed an offset, so the group does not know how far it got. ${wordingFor(history, 'consumer').commitYourself}; or leave auto-commit on.`;
  },
};

const ownOffset: Hint = {
  mistake: 'commits-offset-instead-of-next',
  checks: ['offsets.commits-progress', 'offsets.resumes-after-stop'],
  match(history) {
    const run = firstRun(history);
    const [first] = run?.committed ?? [];
    if (!run || !first || run.committed.length < 2 || !stoppedInOrder(run.reading.process)) return null;
    if (run.committed.some(({ offset, lastPrinted }) => offset !== lastPrinted)) return null;
    return `In each of ${run.committed.length} partitions the committed offset is that of the last printed order (P${first.partition}: ${first.offset}). A commit names the next message to be read: commit offset + 1.`;
  },
};

const beyondTheLog: Hint = {
  mistake: 'commits-beyond-the-log',
  checks: ['offsets.commits-progress', 'offsets.resumes-after-stop', 'group.no-double-processing'],
  match(history) {
    const beyond = firstRun(history)?.committed.find(({ offset, end }) => offset !== null && offset > end);
    if (!beyond) return null;
    return `Offset ${beyond.offset} was committed for partition ${beyond.partition}, whose log ends at ${beyond.end}. The broker accepts any number. Commit the offset of the last printed message + 1${wordingFor(history, 'consumer').whatOffsetsAre}.`;
  },
};

const rewinds: Hint = {
  mistake: 'rewinds-at-every-start',
  checks: ['offsets.resumes-after-stop'],
  match(history) {
    const scenario = history.scenario('reading');
    const run = firstRun(history);
    const second = scenario.process('consumer-2');
    const again = second ? readingOf(scenario, second) : null;
    const committed =
      run?.committed.filter(
        ({ offset, lastPrinted, end }) => offset !== null && offset > lastPrinted && offset <= end,
      ) ?? [];
    const [first] = committed;
    if (!again || !first) return null;
    if (!committed.every(({ partition }) => again.positions.get(partition)?.offset === 0)) return null;
    return `The group had committed P${first.partition}:${first.offset}, yet the second start began to fetch at P${first.partition}:0. Something in your program moves the position itself (a seek to the beginning?): leave that to the committed offset; the reset policy is for groups without one.`;
  },
};

const commitsBeforeProcessing: Hint = {
  mistake: 'commit-before-processing',
  checks: ['offsets.nothing-lost-after-crash'],
  match(history) {
    const scenario = history.scenario('crash');
    const [killed, again] = [scenario.process('consumer-1'), scenario.process('consumer-2')];
    if (!killed || !again) return null;
    const [before, after] = [readingOf(scenario, killed), readingOf(scenario, again)];
    const ahead = commitAhead(scenario, before, after, lostInCrash(scenario, before, after));
    if (!ahead) return null;
    const { committed, order } = ahead;
    return `Partition ${committed.partition}: offset ${committed.offset} was committed before ${order.orderId} was printed. ${wordingFor(history, 'consumer').commitsByItself}`;
  },
};

export const offsetHints: readonly Hint[] = [commitsBeforeProcessing, neverCommits, ownOffset, beyondTheLog, rewinds];
