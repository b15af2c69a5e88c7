import { defineCheck, failed, passed, skipped, type Verdict } from 'kafka-grader/check';
import { endOf } from '../../../orders/checks/ending.ts';
import { placeOfEnd } from '../../../orders/checks/last-words.ts';
import { blockedByNotReading, blockedBySettings, nameOf } from '../blockers.ts';
import { type Reading, readingOf } from '../reading.ts';
import { stopLimitMs, stopOf } from '../stopping.ts';

/**
 * After SIGTERM the consumer leaves its group and exits with code 0 within 15 s.
 *
 * Sound: asked only of consumers that had their partitions and had read to the end of the log. Leaving is a LeaveGroup
 * that the coordinator accepted (or epoch -1 of KIP-848) on the process's own tap; the exit is that of the real process.
 * One that ended before it was asked to counts only if it had printed all that it could read.
 */
export const leavesGroup = defineCheck({
  id: 'shutdown.leaves-group',
  programs: ['consumer'],
  scenarios: ['reading'],
  dependsOn: ['consume.uses-settings', 'consume.prints-every-value'],
  judge(history) {
    const blocked = blockedBySettings(history);
    if (blocked) return blocked;
    const scenario = history.scenario('reading');
    const evidence: number[] = [];
    for (const process of scenario.ofRole('consumer')) {
      const reading = readingOf(scenario, process);
      const unread = blockedByNotReading(reading, { toPrint: false });
      if (unread) return unread;
      const stop = stopOf(process);
      switch (stop.kind) {
        case 'orderly':
          evidence.push(...stop.evidence);
          break;
        case 'ended-by-itself':
          return endedUnasked(reading, stop.evidence);
        case 'killed-by-sigterm':
        case 'stopped-for-a-limit':
        case 'ignored':
        case 'wrong-code':
        case 'did-not-leave':
          return failed({
            proof: stop.kind === 'ignored' ? 'missing' : 'seen',
            reason: `${nameOf(process)} ${stop.what}.`,
            expected: `LeaveGroup accepted and exit code 0 within ${stopLimitMs / 1000} s of SIGTERM`,
            actual: stop.what,
            location: placeOfEnd(process),
            evidence: stop.evidence,
          });
      }
    }
    return passed('After SIGTERM each consumer left its group and exited with code 0.', evidence);
  },
});

/** It should run until it is asked to stop. Where it had orders still to print, that is what its end is judged by. */
function endedUnasked({ process, lost }: Reading, evidence: readonly number[]): Verdict {
  const reason = `${nameOf(process)} could not be asked to stop: ${endOf(process)}.`;
  if (lost.length > 0) return skipped('consume.prints-every-value', reason, evidence);
  return failed({
    proof: 'seen',
    reason,
    expected: 'a consumer that runs until SIGTERM',
    actual: endOf(process),
    location: placeOfEnd(process),
    evidence,
  });
}
