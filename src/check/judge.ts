/** Asks every check, and holds their answers to the rules that make a verdict worth something. */
import type { History, Observed, ScenarioHistory } from '../evidence/history.ts';
import type { Check } from './check.ts';
import { failed, inconclusive, type Verdict } from './verdict.ts';

/** Verdicts by check id, in the order of `checks`. */
export function judge(checks: readonly Check[], history: History): Map<string, Verdict> {
  const asked = new Map(checks.map((check) => [check.id, { check, verdict: judgeOne(check, history) }]));
  return new Map([...asked].map(([id, answer]) => [id, withSoundBlocker(answer, asked)]));
}

interface Answer {
  check: Check;
  verdict: Verdict;
}

/** What a check says on its own, before its blocker is looked at: one that passes here passes. */
export function judgeOne(check: Check, history: History): Verdict {
  const unavailable = check.programs.map((role) => history.unavailable(role)).find((program) => program !== null);
  if (unavailable) {
    const { reason, location, seq } = unavailable;
    return failed({ proof: 'seen', reason, location, evidence: [seq] });
  }
  for (const scenario of check.scenarios) {
    const { ended, began } = history.scenario(scenario);
    // Another program that it needs can't be run: what the scenarios that were played show must do.
    if (!began && history.hasUnavailable) continue;
    if (!ended) return inconclusive(`The scenario "${scenario}" was not played to its end.`);
    if (ended.aborted !== null) {
      return inconclusive(`The scenario "${scenario}" was broken off: ${ended.aborted}`, [ended.seq]);
    }
  }
  try {
    return withoutDoubt(check, withinTime(check, check.judge(history), history), history);
  } catch (error) {
    return inconclusive(`The check itself broke: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * No fault counts that a program shows where Kafka was out of its reach. And what is missing proves nothing where the wait for it
 * was cut short by the broker or the machine.
 */
function withoutDoubt(check: Check, verdict: Verdict, history: History): Verdict {
  if (verdict.status !== 'skipped' && verdict.status !== 'failed') return verdict;
  const lost = check.scenarios
    .map((scenario) => kafkaOutOfReach(history.scenario(scenario)))
    .find((one) => one !== null);
  if (lost) return inconclusive(`${verdict.reason} But ${sayOutOfReach(lost)}.`, [lost.seq]);
  if (verdict.status !== 'skipped' && !(verdict.status === 'failed' && verdict.proof === 'missing')) return verdict;
  const doubtful = check.scenarios
    .map((scenario) => doubtfulWait(history.scenario(scenario)))
    .find((wait) => wait !== null);
  if (!doubtful) return verdict;
  const why = doubtful.brokerHealthy ? 'the machine gave the grader too little CPU' : 'the broker did not answer';
  return inconclusive(`${verdict.reason} But ${why} while it waited until ${doubtful.waitingFor}.`, [doubtful.seq]);
}

/**
 * A process that was still there when time was up for everything: every wait for it ends long before, and then the verdict is
 * about that wait. That it lived on is the grader's doing.
 */
function withinTime(check: Check, verdict: Verdict, history: History): Verdict {
  if (verdict.status === 'passed' || verdict.status === 'inconclusive') return verdict;
  const outlived = check.scenarios
    .flatMap((scenario) => history.scenario(scenario).timeline.of('limit-hit'))
    .find(({ limit }) => limit === 'wall-clock');
  if (!outlived) return verdict;
  return inconclusive(`${verdict.reason} But it should have been asked to stop long before.`, [outlived.seq]);
}

/** The first sign that programs could not reach Kafka, or had no answer of it, and not by their doing. */
export function kafkaOutOfReach({ timeline }: ScenarioHistory): OutOfReach | null {
  return timeline.first('broker-silent') ?? timeline.first('connection-lost');
}

type OutOfReach = Observed<'broker-silent'> | Observed<'connection-lost'>;

function sayOutOfReach(sign: OutOfReach): string {
  switch (sign.type) {
    case 'broker-silent':
      return `Kafka did not answer for ${(sign.silentMs / 1000).toFixed(1)} s meanwhile`;
    case 'connection-lost':
      return `a connection to Kafka was lost meanwhile, not by the program's doing (${sign.reason})`;
  }
}

/** The first wait that the broker or the machine cut short. */
export function doubtfulWait({ timeline }: ScenarioHistory): Observed<'gave-up'> | null {
  const isDoubtful = ({ because, brokerHealthy, starved }: Observed<'gave-up'>) =>
    !brokerHealthy || (because === 'deadline' && starved);
  return timeline.of('gave-up').find(isDoubtful) ?? null;
}

/** A skipped check earns nothing, so the chain of what blocked it must end in a fault of the submission. */
function withSoundBlocker(
  { check, verdict }: Answer,
  asked: ReadonlyMap<string, Answer>,
  waiting: readonly string[] = [],
): Verdict {
  if (verdict.status !== 'skipped') return verdict;
  const { blockedBy, reason } = verdict;
  if (!check.dependsOn.includes(blockedBy)) {
    return inconclusive(`The check names "${blockedBy}" as its blocker without depending on it.`);
  }
  if (waiting.includes(blockedBy)) return inconclusive(`${reason} Yet ${blockedBy} waits for this check in turn.`);
  const answer = asked.get(blockedBy);
  const blocker = answer ? withSoundBlocker(answer, asked, [...waiting, check.id]) : undefined;
  switch (blocker?.status) {
    case 'failed':
    case 'skipped':
      return verdict;
    case 'inconclusive':
      return inconclusive(`It depends on ${blockedBy}, which could not be decided.`, blocker.evidence);
    case 'passed':
      return inconclusive(`${reason} Yet ${blockedBy}, which should explain that, passed.`);
    case undefined:
      return inconclusive(`${reason} The check ${blockedBy}, which should explain that, was not asked.`);
  }
}
