/** The value of a prediction, taken as anybody would take it. */
import { isMap, isScalar, isSeq, type Scalar } from 'yaml';
import type { Question } from './questions.ts';

/** As the exercise's text would write it, `[2, 2]` or `another-leaves`; null where it can't be that. */
export function readAs(question: Question, value: unknown): string | null {
  switch (question.kind) {
    case 'shares':
      return sharesIn(value, question.consumers);
    case 'choice':
      return choiceIn(value, question.choices);
  }
}

/** As in the form that students are given. */
export function isBlank(value: unknown): boolean {
  return (
    value === null ||
    (isScalar(value) && (value.value === null || value.value === '')) ||
    (isSeq(value) && value.items.length === 0)
  );
}

/** Largest first, whatever the order was. */
function sharesIn(value: unknown, consumers: number): string | null {
  const items = isSeq(value) ? value.items.map(numberIn) : numbersIn(value);
  const shares = items.filter((item) => item !== null);
  if (shares.length !== items.length || shares.length !== consumers) return null;
  return `[${shares.sort((a, b) => b - a).join(', ')}]`;
}

/** `2`, `"2"`, `2.0`. */
function numberIn(item: unknown): number | null {
  const [number = null, ...more] = numbersIn(item);
  return more.length === 0 ? number : null;
}

/** The numbers of `4`, `2, 2` or `2 + 2`; empty where it is something else. */
function numbersIn(item: unknown): number[] {
  if (!isScalar(item)) return [];
  const parts = String(item.value)
    .trim()
    .split(/[\s,+]+/);
  return parts.every((part) => /^\d{1,9}$/.test(part)) ? parts.map(Number) : [];
}

function choiceIn(value: unknown, choices: readonly string[]): string | null {
  if (!isScalar(value)) return null;
  const choice = String(value.value)
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  return choices.find((each) => each === choice) ?? null;
}

/** A value as a sentence names it. */
export function kindOf(value: unknown): string {
  if (isScalar(value)) return `"${shortened(String(value.source ?? value.value))}"`;
  if (isSeq(value)) return value.items.every((item) => isScalar(item)) ? listText(value.items) : 'a list of lists';
  if (isMap(value)) return 'keys and values';
  return 'an alias';
}

function listText(items: readonly Scalar[]): string {
  return shortened(`[${items.map(({ source, value }) => String(source ?? value)).join(', ')}]`);
}

export function shortened(text: string, mostCharacters = 60): string {
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters)}…`;
}
