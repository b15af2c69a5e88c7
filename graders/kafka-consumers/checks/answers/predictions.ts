import { type Check, defineCheck, failed, type History, inconclusive, passed, type Verdict } from 'kafka-grader/check';
import { type Measurement, measured, measuringChecks } from './measurements.ts';
import { allowedFor, formOf, type Key, keysOf, type Section } from './questions.ts';
import { type Prediction, readAnswers, type UnknownKey } from './read-answers.ts';

const answersFile = 'answers.yaml';

/**
 * Each prediction that the measurement confirms earns its share.
 *
 * Sound: what is compared are the student's own words with what a check that passed has shown of the student's own
 * programs. Where it did not pass, for whatever reason, the reference's measurement stands in, so that a broken program, broker
 * or machine takes no share from a right prediction.
 */
function predictions(id: string, section: Section): Check {
  const keys = keysOf(section);
  return defineCheck({
    id,
    programs: [],
    texts: [answersFile],
    scenarios: [],
    dependsOn: measuringChecks(keys),
    judge(history) {
      const text = history.text(answersFile);
      if (!text) return inconclusive(`The journal says nothing about ${answersFile}.`);
      const expected = formOf(section);
      if (text.type === 'text-unavailable') {
        return failed({ proof: 'seen', reason: text.reason, expected, evidence: [text.seq] });
      }
      const answers = readAnswers(text.path, text.text);
      switch (answers.status) {
        case 'unreadable': {
          const { problem, location } = answers;
          const reason = `No prediction of ${text.path} could be read: ${problem}.`;
          return failed({ proof: 'seen', reason, expected, location, evidence: [text.seq] });
        }
        case 'read':
          return judgeAll(
            keys.map((key) => ({
              key,
              prediction: answers.predictions.get(key) ?? null,
              measurement: measured(key, history),
            })),
            answers.unknownKeys.filter((unknown) => unknown.section === section || unknown.section === null),
            text.seq,
          );
      }
    },
  });
}

/** A prediction, null where there is none, beside what was measured. */
interface Comparison {
  key: Key;
  prediction: Prediction | null;
  measurement: Measurement;
}

function judgeAll(comparisons: readonly Comparison[], unknownKeys: readonly UnknownKey[], textSeq: number): Verdict {
  const notRight = comparisons.filter((comparison) => !cameTrue(comparison));
  const seqs = comparisons.flatMap(({ measurement }) => measurement.evidence);
  const evidence = [...new Set([textSeq, ...seqs])].sort((a, b) => a - b);
  const all = comparisons.length;
  if (notRight.length === 0) {
    return passed([`All ${all} predictions came true.`, ...comparisons.flatMap(sentencesOf)].join(' '), evidence);
  }
  const right = all - notRight.length;
  const reason = [
    `${right} of ${all} predictions came true.`,
    ...notRight.flatMap(sentencesOf),
    ...unansweredSentences(notRight, unknownKeys),
  ];
  const places = [...notRight.flatMap(({ prediction }) => prediction ?? []), ...unknownKeys];
  return failed({
    proof: 'seen',
    reason: reason.join(' '),
    expected: notRight.map((comparison) => `${comparison.key}: ${wantedOf(comparison)}`).join('; '),
    actual: notRight.map(({ key, prediction }) => `${key}: ${told(prediction)}`).join('; '),
    location: places[0]?.location ?? null,
    evidence,
    right: { count: right, of: all },
  });
}

function cameTrue({ prediction, measurement }: Comparison): boolean {
  return prediction?.kind === 'made' && prediction.value === measurement.value;
}

function isAnswered({ prediction }: Comparison): boolean {
  return prediction !== null && prediction.kind !== 'blank';
}

function sentencesOf({ key, prediction, measurement }: Comparison): string[] {
  switch (prediction?.kind) {
    case 'made':
      return [`You predicted ${prediction.value} for ${key}; ${measurement.sentence}.`];
    case 'unreadable':
      return [`In line ${prediction.location.line}, ${prediction.problem}.`];
    case 'blank':
    case undefined:
      return [];
  }
}

function unansweredSentences(comparisons: readonly Comparison[], unknownKeys: readonly UnknownKey[]): string[] {
  const unanswered = comparisons.filter((comparison) => !isAnswered(comparison)).map(({ key }) => key);
  if (unanswered.length === 0) return [];
  const strangers = unknownKeys.slice(0, 3).map(({ name, location }) => `${name} (line ${location.line})`);
  return [
    `Not answered: ${unanswered.join(', ')}.`,
    ...(strangers.length === 0 ? [] : [`No key of the exercise: ${strangers.join(', ')}.`]),
  ];
}

/** What was measured is told to those who predicted; to others, what they can choose from. */
function wantedOf({ key, prediction, measurement }: Comparison): string {
  return prediction?.kind === 'made' ? measurement.value : allowedFor(key);
}

function told(prediction: Prediction | null): string {
  switch (prediction?.kind) {
    case 'made':
      return prediction.value;
    case 'unreadable':
      return 'not readable';
    case 'blank':
    case undefined:
      return 'not answered';
  }
}

/** What was predicted, in the words of the exercise; null where nothing was that can be read. */
export function predicted(history: History, key: Key): string | null {
  const text = history.text(answersFile);
  const answers = text?.type === 'text-read' ? readAnswers(text.path, text.text) : null;
  const prediction = answers?.status === 'read' ? answers.predictions.get(key) : undefined;
  return prediction?.kind === 'made' ? prediction.value : null;
}

export const consumerGroups = predictions('answers.consumer-groups', 'consumer_groups');
export const autoOffsetReset = predictions('answers.auto-offset-reset', 'auto_offset_reset');
