/** Settings that a program uses whatever it is given: constants, which the world can be made to fit. */
import type { History, Insisted, ProcessHistory } from 'kafka-grader/check';
import { brokersFault, groupFault, type SettingsFault, topicFault } from './settings-fault.ts';

/** A program that has asked for one topic only, and for none else in this time, means that one. */
const settledMs = 2_000;

/** What the program of this role insists on, as far as it can be told from its runs so far; `nowMs` as an observation's `atMs`. */
export function insistedBy(history: History, role: string, nowMs: number): Insisted {
  const processes = history.scenarios.flatMap((scenario) => scenario.ofRole(role));
  return {
    brokers: agreed(processes, brokersFault),
    topic: agreed(processes, (process) => (hasSettledOnTopic(process, nowMs) ? topicFault(process) : null)),
    group: constantGroup(processes),
  };
}

function agreed(
  processes: readonly ProcessHistory[],
  faultOf: (process: ProcessHistory) => SettingsFault | null,
): string | null {
  const actual = new Set(processes.flatMap((process) => faultOf(process)?.actual ?? []));
  const [only] = actual;
  return actual.size === 1 && only !== undefined ? only : null;
}

/** It has subscribed, has ended, or has had the time to ask for another one. */
function hasSettledOnTopic(process: ProcessHistory, nowMs: number): boolean {
  const asked = process.timeline.of('metadata-asked').find(({ topics }) => topics !== null && topics.length > 0);
  return (
    process.timeline.first('join-asked') !== null ||
    process.exited !== null ||
    (asked !== undefined && nowMs - asked.atMs >= settledMs)
  );
}

/**
 * One group for processes that were given different ones, not one that is made up of a process id; or one that another program
 * was found to insist on, into which this one was not let for that reason.
 */
function constantGroup(processes: readonly ProcessHistory[]): string | null {
  const joins = processes.flatMap((process) => {
    const fault = groupFault(process);
    return fault ? [{ given: fault.expected, joined: fault.actual }] : [];
  });
  const [first] = joins;
  if (!first || joins.some(({ joined }) => joined !== first.joined)) return null;
  const isTaken = processes.some(({ timeline }) =>
    timeline.of('violation').some(({ rule, names }) => rule === 'taken' && names.includes(first.joined)),
  );
  return isTaken || joins.some(({ given }) => given !== first.given) ? first.joined : null;
}
