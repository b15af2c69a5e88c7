/** Consumers that join their group, but not as members who get something to read, or not for long. */
import type { Hint, History, Observed, ProcessHistory } from 'kafka-grader/check';
import { wordingFor } from '../../orders/hints/wording.ts';
import { calmReadings, nameOf } from '../checks/blockers.ts';

const subscribesTooLate: Hint = {
  mistake: 'subscribes-after-run',
  checks: ['consume.prints-every-value'],
  match(history) {
    for (const { reading } of calmReadings(history)) {
      const joins = reading.process.timeline.of('join-asked');
      const isWithoutTopic = joins.every(
        ({ protocol, subscribed }) => protocol === 'classic' && subscribed.length === 0,
      );
      if (joins.length === 0 || !isWithoutTopic || reading.positions.size > 0) continue;
      return `${nameOf(reading.process)} joined its group without a topic, so no partition could be given to it. ${wordingFor(history, 'consumer').subscribeFirst}`;
    }
    return null;
  },
};

/** Kafka's UNKNOWN_MEMBER_ID: whoever asked is not, or no longer, a member. */
const unknownMember = 25;

/** When the coordinator first did not know a member that had joined and had not left. */
function thrownOut(process: ProcessHistory): Observed<'heartbeat-refused' | 'committed'> | null {
  const { timeline } = process;
  const refusals = [...timeline.of('heartbeat-refused'), ...timeline.of('committed')]
    .filter(({ error }) => error === unknownMember)
    .sort((a, b) => a.seq - b.seq);
  const found = refusals.find(
    ({ seq, memberId }) =>
      timeline.of('assigned').some((given) => given.memberId === memberId && given.seq < seq && given.error === null) &&
      !timeline.of('left').some((left) => left.seq < seq) &&
      !timeline.of('signalled').some((asked) => asked.seq < seq),
  );
  return found ?? null;
}

function consumers(history: History): ProcessHistory[] {
  return history.scenarios.flatMap((scenario) => scenario.ofRole('consumer'));
}

const slowerThanSession: Hint = {
  mistake: 'slower-than-the-session',
  checks: [
    'consume.prints-every-value',
    'group.two-members-share',
    'group.four-members-one-each',
    'group.fifth-member-idles',
    'group.no-double-processing',
    'offsets.commits-progress',
    'offsets.resumes-after-stop',
  ],
  match(history) {
    const victim = consumers(history).find((process) => thrownOut(process) !== null);
    const session = victim?.timeline.of('join-asked').at(0)?.sessionTimeoutMs;
    if (!victim || session === undefined || session === null) return null;
    return `The group threw ${nameOf(victim)} out while it was running: its session timeout is ${session / 1000} s, and for that long it sent no heartbeat. ${wordingFor(history, 'consumer').whileHandling}`;
  },
};

export const joiningHints: readonly Hint[] = [subscribesTooLate, slowerThanSession];
