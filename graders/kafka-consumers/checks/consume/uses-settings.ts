import { defineCheck, failed, passed, skipped } from 'kafka-grader/check';
import { endOf } from '../../../orders/checks/ending.ts';
import { settingsFaults } from '../settings.ts';

/**
 * Brokers, topic, group and reset policy came from the environment.
 *
 * Sound: every fault is something the consumer itself asked for (the wire) or said (its output): another address, topic
 * or group than it was given, or the same starting place under both policies. What it merely did not do is no fault.
 */
export const usesSettings = defineCheck({
  id: 'consume.uses-settings',
  programs: ['consumer'],
  scenarios: ['reading', 'latest'],
  dependsOn: ['consume.prints-every-value'],
  judge(history) {
    const [fault, ...others] = settingsFaults(history);
    if (fault) {
      const { reason, expected, actual, evidence } = fault;
      const also = others.map((other) => ` ${other.reason}`).join('');
      return failed({ proof: 'seen', reason: reason + also, expected, actual, evidence });
    }
    const consumers = history.scenarios.flatMap((scenario) => scenario.ofRole('consumer'));
    const connected = consumers.filter((process) => process.timeline.first('positioned'));
    const [silent] = consumers;
    if (connected.length === 0 && silent) {
      return skipped('consume.prints-every-value', `No consumer came so far as to read: ${endOf(silent)}.`, [
        silent.startedSeq,
      ]);
    }
    return passed(
      `${connected.length} consumers, each given its own brokers, topic and group, read where they were told to.`,
      connected.map((process) => process.startedSeq),
    );
  },
});
