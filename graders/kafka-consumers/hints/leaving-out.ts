/** Orders that were never printed, though nothing was wrong with them. */
import type { Hint } from 'kafka-grader/check';
import { wordingFor } from '../../orders/hints/wording.ts';
import { calmReadings, nameOf } from '../checks/blockers.ts';
import { partitionsText, wasDelivered } from '../checks/reading.ts';

const endsByItself: Hint = {
  mistake: 'ends-by-itself',
  checks: ['consume.prints-every-value', 'shutdown.leaves-group'],
  match(history) {
    const ended = calmReadings(history).find(
      ({ reading: { process } }) => process.endedByItself && process.exited?.code === 0,
    );
    if (!ended || ended.reading.process.lines.some(({ text }) => /\b\w*Error\b/.test(text))) return null;
    const { process, prints } = ended.reading;
    const left = process.timeline.of('left').some(({ error }) => error === null)
      ? ' It had left its group itself: is there a disconnect() behind run()? run returns at once, and reads on in the background.'
      : '';
    return `${nameOf(process)} ended with code 0 after ${prints.size} orders, although nobody had asked it to.${left} A consumer never knows that it has seen the last message: let it run until SIGTERM or SIGINT.`;
  },
};

const partitionsIgnored: Hint = {
  mistake: 'partitions-ignored',
  checks: ['consume.prints-every-value'],
  match(history) {
    for (const { reading } of calmReadings(history)) {
      const { process, reachable, lost, prints } = reading;
      const ignored = [...new Set(lost.map(({ partition }) => partition))].sort();
      const inIgnored = reachable.filter(({ partition }) => ignored.includes(partition));
      if (ignored.length === 0 || inIgnored.length < 2 * ignored.length || inIgnored.length === reachable.length)
        continue;
      if (inIgnored.some((order) => prints.has(order.orderId) || !wasDelivered(order, process))) continue;
      return `${nameOf(process)} was sent ${inIgnored.length} orders of ${partitionsText(ignored)} and printed none of them, but all of the other partitions. A member prints whatever it is sent: the group has seen to it that those partitions are its own.`;
    }
    return null;
  },
};

const busyLoop: Hint = {
  mistake: 'busy-loop',
  checks: ['consume.prints-every-value'],
  match(history) {
    const looping = calmReadings(history).find(
      ({ reading: { process } }) => process.timeline.first('flooded') && !process.timeline.first('connected'),
    );
    return looping
      ? `${nameOf(looping.reading.process)} filled its output before it had connected to Kafka: a loop that never waits. ${wordingFor(history, 'consumer').busyLoop}`
      : null;
  },
};

export const leavingOutHints: readonly Hint[] = [partitionsIgnored, busyLoop, endsByItself];
