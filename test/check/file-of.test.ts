import { expect, test } from 'vitest';
import { fileOf } from '../../src/check/file-of.ts';
import { historyFrom, prelude, story } from '../support/story.ts';

const reading = story('reading').started('consumer-1').ended();

test('a check is about the file of the first of its programs that ran', () => {
  const history = historyFrom(reading);
  expect(fileOf({ programs: ['producer', 'consumer'] }, history)).toBe('consumer.ts');
  expect(fileOf({ programs: ['producer'] }, history)).toBeNull();
});

test('one that could not be built is pointed at where that is known', () => {
  const unavailable = (location: { file: string; line: number; column: number } | null) =>
    prelude().saw(null, {
      source: 'harness',
      type: 'program-unavailable',
      role: 'consumer',
      reason: 'It does not compile.',
      location,
    });
  const about = { programs: ['consumer'] };
  expect(fileOf(about, historyFrom(unavailable({ file: 'src/consumer.ts', line: 3, column: 1 })))).toBe(
    'src/consumer.ts',
  );
  expect(fileOf(about, historyFrom(unavailable(null)))).toBeNull();
});

test('a check about a text points at it, as far as it was there', () => {
  const about = { programs: [], texts: ['answers.yaml'] };
  const read = {
    source: 'harness',
    type: 'text-read',
    name: 'answers.yaml',
    path: 'src/answers.yaml',
    text: '',
  } as const;
  const missing = { source: 'harness', type: 'text-unavailable', name: 'answers.yaml', reason: 'none' } as const;
  expect(fileOf(about, historyFrom(prelude().saw(null, read)))).toBe('src/answers.yaml');
  expect(fileOf(about, historyFrom(prelude().saw(null, missing)))).toBeNull();
});
