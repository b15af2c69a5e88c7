/** How a producer ends: with code 0 once all is acknowledged, with another where no broker can be reached. */

import {
  failed,
  inconclusive,
  type Observed,
  type ProcessHistory,
  passed,
  type ScenarioHistory,
  skipped,
  type Verdict,
} from 'kafka-grader/check';
import { endOf, exitSeqs, whyStopped } from './ending.ts';
import { placeOfEnd } from './last-words.ts';
import { givenOrders, producerWithBroker, recordsCarrying } from './producing.ts';

/** Milliseconds, as the contract has them. */
export const exitLimits = { afterLastAcknowledgementMs: 30_000, withoutBrokerMs: 60_000 };

/** A Produce request to which the broker does not answer (acks=0), null where there is none. */
export function unacknowledgedRequest(process: ProcessHistory): Observed<'produced'> | null {
  return process.timeline.of('produced').find(({ acks }) => acks === 0) ?? null;
}

/** How the producer ended where it had a broker, and where it had none. */
export function judgeExits(scenario: ScenarioHistory): Verdict {
  const sender = producerWithBroker(scenario);
  const lonely = scenario.process('producer-without-broker');
  if (!sender || !lonely) return inconclusive('The producer was not started.');
  const withoutBroker = judgeWithoutBroker(lonely);
  if (withoutBroker.status === 'failed') return withoutBroker;
  const sentAll = givenOrders(scenario).every(({ orderId }) => recordsCarrying(scenario, orderId).length > 0);
  const withBroker = judgeWithBroker(sender, sentAll);
  return withBroker.status === 'passed'
    ? passed(`${withBroker.reason} ${withoutBroker.reason}`, [...withBroker.evidence, ...withoutBroker.evidence])
    : withBroker;
}

function judgeWithBroker(process: ProcessHistory, sentAll: boolean): Verdict {
  const { exited, startedSeq } = process;
  const lastAck = process.timeline.of('produced').at(-1);
  const limit = `${exitLimits.afterLastAcknowledgementMs / 1000} s`;
  if (!process.endedByItself || !exited) {
    if (!lastAck && !sentAll)
      return skipped('produce.sends-every-order', 'The producer sent nothing, so there is no last acknowledgement.', [
        startedSeq,
      ]);
    return failed({
      proof: 'missing',
      reason: `The producer was still running ${limit} after its last acknowledgement.`,
      expected: `exit code 0 within ${limit}`,
      actual: 'no exit',
      evidence: [...(lastAck ? [lastAck.seq] : [startedSeq]), ...exitSeqs(process)],
    });
  }
  if (!sentAll) {
    return exited.code === 0
      ? failedToAdmit(process, exited.seq)
      : skipped(
          'produce.sends-every-order',
          `Not every order was sent, and the producer rightly says so: ${endOf(process)}.`,
          [exited.seq],
        );
  }
  if (exited.code !== 0) {
    return failed({
      proof: 'seen',
      reason: `All orders are in the topic, but the producer failed: ${endOf(process)}.`,
      expected: 'exit code 0',
      actual: exited.signal ?? `exit code ${exited.code}`,
      location: placeOfEnd(process),
      evidence: exitSeqs(process),
    });
  }
  return passed('The producer exited with code 0 after its last acknowledgement.', [
    ...(lastAck ? [lastAck.seq] : []),
    exited.seq,
  ]);
}

/** An order that was not sent, and code 0: what is missing is judged elsewhere, the code says nothing more about it. */
function failedToAdmit(process: ProcessHistory, exitSeq: number): Verdict {
  return process.timeline.first('produced')
    ? passed('The producer exited with code 0 after its last acknowledgement.', [exitSeq])
    : skipped('produce.sends-every-order', 'The producer sent nothing, so there is no last acknowledgement.', [
        exitSeq,
      ]);
}

function judgeWithoutBroker(process: ProcessHistory): Verdict {
  const { exited, startedSeq } = process;
  const limit = `${exitLimits.withoutBrokerMs / 1000} s`;
  const stopped = whyStopped(process);
  if (exited && stopped !== null) {
    return failed({
      proof: 'seen',
      reason: `With no broker to be reached the producer did not give up: ${stopped}.`,
      expected: `a non-zero exit code within ${limit}`,
      actual: stopped,
      evidence: exitSeqs(process),
    });
  }
  if (!exited || exited.asked) {
    return failed({
      proof: 'missing',
      reason: `With no broker to be reached the producer was still running after ${limit}.`,
      expected: `a non-zero exit code within ${limit}`,
      actual: 'no exit',
      evidence: [startedSeq, ...exitSeqs(process)],
    });
  }
  if (exited.code === 0) {
    return failed({
      proof: 'seen',
      reason: 'With no broker to be reached the producer exited with code 0, as if its orders had been sent.',
      expected: 'a non-zero exit code',
      actual: 'exit code 0',
      evidence: [exited.seq],
    });
  }
  return passed('With no broker it failed, and said so by its exit code.', [exited.seq]);
}
