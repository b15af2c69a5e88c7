import { expect, test } from 'vitest';
import { openingScenarios } from '../../src/check/opening-scenarios.ts';

const tookMs: Readonly<Record<string, number>> = { scaling: 14_000, reading: 1_700, latest: 1_000, records: 300 };

function opening(lookedAt: readonly string[][], ...toPlay: string[]): string[] {
  return [
    ...openingScenarios({
      lookedAt: lookedAt.map((names) => new Set(names)),
      toPlay: new Set(toPlay),
      expectedMs: (name) => tookMs[name] ?? Number.POSITIVE_INFINITY,
    }),
  ];
}

const checks = [['scaling'], ['reading', 'latest'], ['latest'], ['records']];

test('the scenarios of the two checks that can be decided soonest come first', () => {
  expect(opening(checks, 'scaling', 'reading', 'latest', 'records')).toEqual(['records', 'latest']);
});

test('what is not to be played is waited for by nobody', () => {
  expect(opening(checks, 'scaling', 'reading')).toEqual(['reading', 'scaling']);
});

test('all of them begin at once where nothing is known of them', () => {
  expect(opening([['new'], ['newer']], 'new', 'newer')).toEqual(['new', 'newer']);
});
