import { describe, expect, test } from 'vitest';
import { type Story, story } from '../../support/story.ts';
import { lifeIn, toldFrom } from './telling.ts';

const numbered = (count: number, first = 1) => Array.from({ length: count }, (_, index) => `line ${first + index}`);

function writes(...texts: string[]): Story {
  const told = story('reading').started('consumer-1');
  for (const text of texts) told.line('consumer-1', text);
  return told;
}

const stdoutOf = (told: Story) => lifeIn(toldFrom(told)).stdout;

function leftOut(count: number, stream: 'stdout' | 'stderr' = 'stdout') {
  return (told: Story) => told.saw('consumer-1', { source: 'process', type: 'lines-omitted', stream, count });
}

describe('output', () => {
  test('is shown whole up to fourteen lines', () => {
    expect(stdoutOf(writes(...numbered(14)))).toEqual({ head: numbered(14), omitted: 0, tail: [] });
  });

  test('has its first eight and last six lines, and the number of those between, where there are more', () => {
    expect(stdoutOf(writes(...numbered(25)))).toEqual({ head: numbered(8), omitted: 11, tail: numbered(6, 20) });
  });

  test('has those after the gap as its last where the journal has not all', () => {
    const told = writes(...numbered(3)).tell(leftOut(100));
    for (const text of numbered(2, 104)) told.line('consumer-1', text);
    expect(stdoutOf(told)).toEqual({ head: numbered(3), omitted: 100, tail: numbered(2, 104) });
  });

  test('counts what the journal has not beside what is not shown of it', () => {
    const told = writes(...numbered(15)).tell(leftOut(100));
    for (const text of numbered(10, 116)) told.line('consumer-1', text);
    expect(stdoutOf(told)).toEqual({ head: numbered(8), omitted: 111, tail: numbered(6, 120) });
  });

  test('is that of each stream', () => {
    const told = writes('out').line('consumer-1', 'err', 'stderr').tell(leftOut(7, 'stderr'));
    expect(stdoutOf(told)).toEqual({ head: ['out'], omitted: 0, tail: [] });
    expect(lifeIn(toldFrom(told)).stderr).toEqual({ head: ['err'], omitted: 7, tail: [] });
  });

  test('has long lines shortened, and says of those that the journal has cut that they were longer', () => {
    const told = writes('x'.repeat(201), 'y'.repeat(200));
    told.saw('consumer-1', { source: 'process', type: 'line', stream: 'stdout', text: 'z', cut: true });
    expect(stdoutOf(told).head).toEqual([`${'x'.repeat(200)}…`, 'y'.repeat(200), 'z…']);
  });
});
