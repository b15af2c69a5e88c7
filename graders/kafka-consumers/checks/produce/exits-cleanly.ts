import { defineCheck } from '../../../../src/check/check.ts';
import { failed, inconclusive, passed, skipped, type Verdict } from '../../../../src/check/verdict.ts';
import type { ProcessHistory } from '../../../../src/evidence/history.ts';
import { placeOfEnd } from '../last-words.ts';
import { givenOrders, producerWithBroker, recordsCarrying } from '../producing.ts';
import { endOf, exitSeqs } from '../reading.ts';

/** Milliseconds, as the contract has them. */
export const exitLimits = { afterLastAcknowledgementMs: 30_000, withoutBrokerMs: 60_000 };

/**
 * Exit code 0 within 30 s of the last acknowledgement; a non-zero code within 60 s where every port refuses connections.
 *
 * Sound: acknowledgements are Produce answers on the producer's own tap, the exit is the real process's. A non-zero exit of a
 * producer that could not send all orders is right, and left to `produce.sends-every-order`.
 */
export const exitsCleanly = defineCheck({
  id: 'produce.exits-cleanly',
  programs: ['producer'],
  scenarios: ['producing'],
  dependsOn: ['produce.sends-every-order'],
  judge(history) {
    const scenario = history.scenario('producing');
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
  },
});

function judgeWithBroker(process: ProcessHistory, sentAll: boolean): Verdict {
  const { exited, startedSeq } = process;
  const produced = process.timeline.of('produced');
  const unacknowledged = produced.find(({ acks }) => acks === 0);
  if (unacknowledged) {
    return failed({
      proof: 'seen',
      reason:
        'The producer sends with acks=0, so the broker never acknowledged an order and the producer can’t know whether one was lost.',
      expected: 'each order acknowledged before the exit',
      actual: 'Produce requests with acks=0',
      evidence: [unacknowledged.seq],
    });
  }
  const lastAck = produced.at(-1);
  const limit = `${exitLimits.afterLastAcknowledgementMs / 1000} s`;
  if (!exited || exited.asked) {
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
      evidence: [exited.seq],
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
