/**
 * `answers.yaml` as predictions, and whatever is wrong with it in sentences that say where and what is allowed.
 *
 * What is graded are the predictions, so what can only be meant in one way is taken so: keys are found at whatever depth
 * they stand, numbers may come in any order, as texts or without brackets, and choices in capitals or with spaces. A mistake
 * in one prediction leaves the others as they are; only a file that is no YAML at all holds none.
 */

import type { Location } from 'kafka-grader/check';
import { isMap, isNode, isScalar, Lexer, LineCounter, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { allowedFor, isHeading, isKey, type Key, questionOf, type Section, sections } from './questions.ts';
import { isBlank, kindOf, readAs, shortened } from './read-value.ts';

export type Prediction =
  /** `value` as the exercise's text would write it: `[2, 2]`, `another-leaves`. */
  | { kind: 'made'; value: string; location: Location }
  | { kind: 'unreadable'; problem: string; location: Location }
  /** The key is there, as in the form that students are given. */
  | { kind: 'blank'; location: Location };

export interface UnknownKey {
  name: string;
  /** The section that it stands in, null outside of both. */
  section: Section | null;
  location: Location;
}

export type Answers =
  | { status: 'read'; predictions: ReadonlyMap<Key, Prediction>; unknownKeys: readonly UnknownKey[] }
  | { status: 'unreadable'; problem: string; location: Location };

type Locate = (offset: number) => Location;

export function readAnswers(path: string, text: string): Answers {
  const lines = new LineCounter();
  const locate: Locate = (offset) => {
    const { line, col } = lines.linePos(offset);
    return { file: path, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (marksIn(text) > mostMarks) {
    return unreadable(`it has more than ${mostMarks} keys, list items and brackets`, locate(0));
  }
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const [error, ...others] = document.errors;
  if (error) {
    const more = others.length === 0 ? '' : `, and ${others.length} more`;
    return unreadable(`it is not YAML (${saidOf(error)}${more})`, locate(error.pos[0]));
  }
  const { contents } = document;
  if (isMap(contents)) return predictionsIn(contents, locate);
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    return unreadable('it is empty', locate(0));
  }
  return unreadable(`it holds ${kindOf(contents)} where keys and values should stand`, locate(startOf(contents)));
}

function unreadable(problem: string, location: Location): Answers {
  return { status: 'unreadable', problem, location };
}

/** Some 25 are needed. */
const mostMarks = 200;

/** The YAML parser calls itself for each level, and where the stack ends Node.js may end with it: each level has a mark. */
function marksIn(text: string): number {
  return [...new Lexer().lex(text)].filter((token) => ['-', '?', ':', '[', '{'].includes(token)).length;
}

function saidOf({ code, message }: { code: string; message: string }): string {
  // The parser may quote the whole file.
  return code === 'MULTIPLE_DOCS' ? 'a line --- begins a second document' : shortened(message, 300);
}

function predictionsIn(map: YAMLMap, locate: Locate): Answers {
  const predictions = new Map<Key, Prediction>();
  const unknownKeys: UnknownKey[] = [];
  for (const { pair, section } of pairsBelow(map, null)) {
    const name = isScalar(pair.key) ? shortened(String(pair.key.value)) : '…';
    const location = locate(startOf(pair.key));
    if (isKey(name)) {
      const earlier = predictions.get(name);
      predictions.set(name, earlier ? givenTwice(name, earlier, location) : predictionOf(name, pair, locate));
    } else if (!isHeading(name)) {
      unknownKeys.push({ name, section, location });
    }
  }
  return { status: 'read', predictions, unknownKeys };
}

function* pairsBelow(map: YAMLMap, section: Section | null): Generator<{ pair: Pair; section: Section | null }> {
  for (const pair of map.items) {
    yield { pair, section };
    if (isMap(pair.value)) yield* pairsBelow(pair.value, sectionNamed(pair.key) ?? section);
  }
}

function sectionNamed(key: unknown): Section | null {
  return isScalar(key) ? (sections.find((section) => section === key.value) ?? null) : null;
}

function givenTwice(key: Key, earlier: Prediction, location: Location): Prediction {
  const problem = `${key} is given twice, in line ${earlier.location.line} and in line ${location.line}`;
  return { kind: 'unreadable', problem, location };
}

function predictionOf(key: Key, { key: keyNode, value }: Pair, locate: Locate): Prediction {
  if (isBlank(value)) return { kind: 'blank', location: locate(startOf(keyNode)) };
  const location = locate(startOf(value));
  const prediction = readAs(questionOf(key), value);
  if (prediction !== null) return { kind: 'made', value: prediction, location };
  const problem = `${key} must be ${allowedFor(key)}, not ${kindOf(value)}`;
  return { kind: 'unreadable', problem, location };
}

function startOf(node: unknown): number {
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}
