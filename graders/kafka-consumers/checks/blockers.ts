/** Faults of a consumer that keep other checks from being judged, each named by the check that it fails. */

import { type History, type ProcessHistory, type ScenarioHistory, type Skipped, skipped } from 'kafka-grader/check';
import { endOf } from '../../orders/checks/ending.ts';
import type { LoggedOrder } from '../../orders/checks/orders.ts';
import type { SettingsFault } from '../../orders/checks/settings-fault.ts';
import { partitionsText, type Reading, readingOf } from './reading.ts';
import { unmendedFaults } from './settings.ts';

/** The scenarios in which one consumer reads alone, so that nothing but itself can make it lose a record. */
const calmScenarios = ['reading', 'latest', 'live'];

export function calmReadings(history: History): { scenario: ScenarioHistory; reading: Reading }[] {
  return calmScenarios.flatMap((name) => {
    const scenario = history.scenario(name);
    return scenario.ofRole('consumer').map((process) => ({ scenario, reading: readingOf(scenario, process) }));
  });
}

/** The orders that some consumer could read undisturbed and did not print. */
export function calmLosses(history: History): LoggedOrder[] {
  return calmReadings(history).flatMap(({ reading }) => reading.lost);
}

/**
 * A skip because the consumer lived in another world than the grader's: another broker or topic, or a group that it also
 * joined in other scenarios, where members of one disturb those of the other.
 */
export function blockedBySettings(history: History): Skipped | null {
  const fault = unmendedFaults(history).find(
    ({ setting }) =>
      setting === 'brokers' || setting === 'topic' || (setting === 'group' && scenariosShareAGroup(history)),
  );
  return fault ? skippedBySettings(fault) : null;
}

/** The same, for a check to which the group matters even where no other scenario shares it. */
export function blockedByGroup(history: History): Skipped | null {
  const [fault] = unmendedFaults(history);
  return fault ? skippedBySettings(fault) : null;
}

function skippedBySettings({ reason, evidence }: SettingsFault): Skipped {
  return skipped(
    'consume.uses-settings',
    `${reason} What follows from that can't be told apart from other mistakes.`,
    evidence,
  );
}

function scenariosShareAGroup(history: History): boolean {
  const groups = history.scenarios.map(
    (scenario) =>
      new Set(
        scenario.ofRole('consumer').flatMap((process) => process.timeline.of('join-asked').map(({ group }) => group)),
      ),
  );
  const all = groups.flatMap((ofScenario) => [...ofScenario]);
  return new Set(all).size < all.length;
}

/** A skip because this run never came to read its topic, or not all of it, or printed no order at all. */
export function blockedByNotReading(reading: Reading, options: { toPrint: boolean }): Skipped | null {
  const { process } = reading;
  const blocker = 'consume.prints-every-value';
  if (reading.positions.size === 0) {
    return skipped(blocker, `${nameOf(process)} never began to fetch: ${endOf(process)}.`, [process.startedSeq]);
  }
  if (reading.unread.length > 0) {
    const unread = partitionsText(reading.unread);
    return skipped(blocker, `${nameOf(process)} never began to fetch from ${unread}: ${endOf(process)}.`, [
      process.startedSeq,
    ]);
  }
  if (options.toPrint && reading.prints.size === 0 && reading.reachable.length > 0) {
    return skipped(blocker, `${nameOf(process)} printed no order at all.`, [process.startedSeq]);
  }
  return null;
}

/** A consumer that leaves out single records, here as elsewhere, but stays up and prints others, is judged by those. */
export function leavesOutSome(history: History, process: ProcessHistory, options: { printed: number }): boolean {
  return !process.endedByItself && options.printed > 0 && calmLosses(history).length > 0;
}

/** A skip because this consumer loses records even where nothing disturbs it. */
export function blockedByLosses(history: History): Skipped | null {
  const losses = calmLosses(history);
  const [first] = losses;
  if (!first) return null;
  return skipped(
    'consume.prints-every-value',
    `The consumer leaves out records even when it reads alone (${losses.length} of them, first ${first.orderId}).`,
    [first.record.seq],
  );
}

/** A skip because a member ended by itself, as the consumer does where it reads alone. */
export function blockedByEnding(history: History, processes: readonly ProcessHistory[]): Skipped | null {
  return processes.some((process) => process.endedByItself) ? blockedByLosses(history) : null;
}

/** A skip because this run ended before the grader could ask it to stop: what comes after an orderly stop can't be seen. */
export function blockedByUnaskedEnd(history: History, process: ProcessHistory): Skipped | null {
  if (!process.endedByItself) return null;
  const reason = `${nameOf(process)} could not be stopped in order: ${endOf(process)}.`;
  return blockedByLosses(history) ?? skipped('shutdown.leaves-group', reason, [process.startedSeq]);
}

/** `consumer-3` as a sentence names it. */
export function nameOf(process: ProcessHistory | string): string {
  return (typeof process === 'string' ? process : process.name).replace('-', ' ');
}
