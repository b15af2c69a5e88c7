/** Values that are not JSON, or no values at all. */
import type { Hint, History, ProcessHistory } from 'kafka-grader/check';
import { orderOf, placeOf } from '../../orders/checks/orders.ts';
import { wordingFor } from '../../orders/hints/wording.ts';
import { nameOf } from '../checks/blockers.ts';
import { readingOf } from '../checks/reading.ts';

/** The consumer of the story with bad records, if it ended by itself and had met them. */
function victim(history: History): ProcessHistory | null {
  const scenario = history.scenario('bad-records');
  const [process] = scenario.ofRole('consumer');
  return process?.endedByItself && badRecords(history).length > 0 ? process : null;
}

function badRecords(history: History) {
  const scenario = history.scenario('bad-records');
  return scenario.timeline.of('record').filter((record) => orderOf(record) === null);
}

function said(process: ProcessHistory, pattern: RegExp): boolean {
  return process.lines.some(({ text }) => pattern.test(text));
}

/** kafkajs gives up on an error that it takes for a bug, and then nothing keeps the process alive. */
function withCodeZero(process: ProcessHistory): string {
  const byKafkajs = process.exited?.code === 0 && said(process, /"logger":"kafkajs".*KafkaJSNonRetriableError/);
  return byKafkajs
    ? ' (kafkajs does not try again after such an error: it stops the consumer, and the process ends with code 0, as if all were well.)'
    : '';
}

const parseThrows: Hint = {
  mistake: 'json-parse-throws',
  checks: ['consume.survives-bad-records'],
  match(history) {
    const process = victim(history);
    const bad = badRecords(history).find(({ value }) => value !== null);
    if (!process || !bad || !said(process, /SyntaxError|JSONDecodeError|is not valid JSON/)) return null;
    const { parse, threw, catchIt } = wordingFor(history, 'consumer');
    return `${nameOf(process)} ended at the value that is not JSON (${placeOf(bad)}): ${parse} ${threw}. Put it into ${catchIt}, say so on standard error and read on.${withCodeZero(process)}`;
  },
};

const nullValue: Hint = {
  mistake: 'null-value',
  checks: ['consume.survives-bad-records'],
  match(history) {
    const process = victim(history);
    const bad = badRecords(history).find(({ value }) => value === null);
    if (!process || !bad || !said(process, /TypeError: .*\bnull\b|properties of null|'NoneType' object|not NoneType/))
      return null;
    return `${nameOf(process)} ended at the message without a value (${placeOf(bad)}): ${wordingFor(history, 'consumer').noValue}. Look at value before you use it.${withCodeZero(process)}`;
  },
};

const stopsAfterBad: Hint = {
  mistake: 'stops-reading-after-a-bad-record',
  checks: ['consume.survives-bad-records'],
  match(history) {
    const scenario = history.scenario('bad-records');
    const [process] = scenario.ofRole('consumer');
    if (!process || process.endedByItself) return null;
    const { reachable, prints } = readingOf(scenario, process);
    for (const bad of badRecords(history)) {
      const own = reachable.filter(({ partition }) => partition === bad.partition);
      const before = own.filter(({ offset }) => offset < bad.offset);
      const behind = own.filter(({ offset }) => offset > bad.offset);
      if (before.length === 0 || behind.length === 0) continue;
      if (before.some(({ orderId }) => !prints.has(orderId)) || behind.some(({ orderId }) => prints.has(orderId)))
        continue;
      return `${nameOf(process)} stayed up, but printed none of the ${behind.length} orders behind ${placeOf(bad)}. Skip the one message that can't be read, and go on with the next: no break, no return out of the loop, no pause.`;
    }
    return null;
  },
};

export const badRecordHints: readonly Hint[] = [parseThrows, nullValue, stopsAfterBad];
