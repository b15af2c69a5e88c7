/** The predictions that `answers.yaml` asks for: their keys, and what may be answered. */

export const sections = ['consumer_groups', 'auto_offset_reset'] as const;
export type Section = (typeof sections)[number];

export type Question =
  /** One number per consumer. */
  | { section: Section; kind: 'shares'; consumers: number }
  | { section: Section; kind: 'choice'; choices: readonly string[] };

const startingPoints = ['the-oldest-message', 'the-next-message', 'an-error'] as const;

const questions = {
  with_1_consumer: { section: 'consumer_groups', kind: 'shares', consumers: 1 },
  with_2_consumers: { section: 'consumer_groups', kind: 'shares', consumers: 2 },
  with_4_consumers: { section: 'consumer_groups', kind: 'shares', consumers: 4 },
  with_5_consumers: { section: 'consumer_groups', kind: 'shares', consumers: 5 },
  fifth_consumer_gets_a_partition_when: {
    section: 'consumer_groups',
    kind: 'choice',
    choices: ['another-leaves', 'more-messages-arrive', 'never'],
  },
  two_groups_on_one_topic: {
    section: 'consumer_groups',
    kind: 'choice',
    choices: ['each-reads-everything', 'they-share-the-messages'],
  },
  applies_when: {
    section: 'auto_offset_reset',
    kind: 'choice',
    choices: ['always', 'no-committed-offset', 'never'],
  },
  earliest_starts_at: { section: 'auto_offset_reset', kind: 'choice', choices: startingPoints },
  latest_starts_at: { section: 'auto_offset_reset', kind: 'choice', choices: startingPoints },
  none_starts_at: { section: 'auto_offset_reset', kind: 'choice', choices: startingPoints },
} as const satisfies Record<string, Question>;
export type Key = keyof typeof questions;

/** Keys that only hold others. */
const headings: ReadonlySet<string> = new Set([...sections, 'partitions_per_consumer']);

export function isKey(name: string): name is Key {
  return Object.hasOwn(questions, name);
}

export function isHeading(name: string): boolean {
  return headings.has(name);
}

export function questionOf(key: Key): Question {
  return questions[key];
}

/** In the order of the exercise's text. */
export function keysOf(section: Section): Key[] {
  return Object.keys(questions)
    .filter(isKey)
    .filter((key) => questionOf(key).section === section);
}

/** `a list of 2 numbers, one per consumer, also where it is 0` or `one of always, never`. */
export function allowedFor(key: Key): string {
  const question = questionOf(key);
  switch (question.kind) {
    case 'shares': {
      const { consumers } = question;
      return consumers === 1
        ? 'a list of 1 number'
        : `a list of ${consumers} numbers, one per consumer, also where it is 0`;
    }
    case 'choice':
      return `one of ${question.choices.join(', ')}`;
  }
}

/** What a section must hold, for one who has not written it yet. */
export function formOf(section: Section): string {
  return keysOf(section)
    .map((key) => `${key}: ${allowedFor(key)}`)
    .join('; ');
}
