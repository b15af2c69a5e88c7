import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { hasOffsets, Offsets } from '../../../src/report/drawing/offsets.tsx';
import type { PartitionLog, Story } from '../../../src/report/story/story.ts';
import { named, parseMarkup, textIn, withClass } from '../markup.ts';
import { markedSeqs } from './marked-seqs.ts';
import { commit, lifeOf, prints, record, storyOf } from './tales.ts';

const partition = (given: Partial<PartitionLog>): PartitionLog => ({
  partition: 0,
  records: [0, 1, 2, 3].map((offset) => record(offset)),
  commits: [],
  ...given,
});
const logged = (given: Partial<PartitionLog>, lives = [lifeOf('consumer-1')]) =>
  storyOf({ lives, logs: [{ topic: 't', partitions: [partition(given)] }] });
const drawn = (story: Story) => parseMarkup(render(h(Offsets, { story })));
const titlesIn = (story: Story) => named(drawn(story), 'title').map(textIn);

describe('the drawing of offsets', () => {
  test('tells who printed what, of a gap, and of what was printed more than once', () => {
    const lives = [
      lifeOf('consumer-1', { prints: prints([0, 1, 1], 1) }),
      lifeOf('consumer-2', { prints: prints([0], 9) }),
    ];
    const story = logged({}, lives);
    expect(titlesIn(story)).toEqual([
      'P0:0 was printed 2 times, by consumer-1 and consumer-2',
      'P0:1 was printed 2 times, by consumer-1',
      'P0:2–3 was printed by nobody',
    ]);
    expect(withClass(drawn(story), 'repeated')).toHaveLength(2);
    expect(withClass(drawn(story), 'unprinted')).toHaveLength(1);
    expect(named(drawn(story), 'text').map(textIn)).toContain('1 2×');
  });

  test('does not say of a record without an id that nobody printed it', () => {
    expect(titlesIn(logged({ records: [record(0, { hasId: false })] }))).toEqual([
      'P0:0 has no id that a print could be known by',
    ]);
  });

  test('tells of a commit by whom it is, also by the grader, also at one place with others', () => {
    const at = (...commits: ReturnType<typeof commit>[]) =>
      titlesIn(logged({ commits })).filter((title) => title.includes('committed'));
    expect(at(commit(2, 5, null))).toEqual(['P0 committed at 2 by the grader']);
    expect(at(commit(2, 5, null), commit(2, 6), commit(2, 7))).toEqual([
      'P0 committed at 2 by the grader\nP0 committed at 2, 2 times, by consumer-1',
    ]);
    expect(at(commit(1, 5), commit(4, 6))).toEqual([
      'P0 committed at 1 by consumer-1',
      'P0 committed at 4 by consumer-1',
    ]);
  });

  test('tells of many commits that are next to each other where they begin and end', () => {
    const records = Array.from({ length: 2000 }, (_, offset) => record(offset));
    const commits = records.map(({ offset }) => commit(offset + 1, offset));
    const story = logged({ records, commits });
    const marks = withClass(drawn(story), 'commit');
    expect(marks.length).toBeLessThanOrEqual(120);
    expect(textIn(marks[0] ?? drawn(story))).toMatch(/^P0 committed at 1–\d+, \d+ times, by consumer-1$/);
    const seqs = marks.flatMap(({ attributes }) => markedSeqs(attributes.get('data-seqs')));
    expect(seqs).toEqual(commits.map(({ seq }) => `${seq}`));
  });

  test('has the last commit larger than the others, wherever it is', () => {
    const marks = withClass(drawn(logged({ commits: [commit(4, 5), commit(1, 6)] })), 'commit');
    expect(marks.map(({ attributes }) => attributes.get('d')?.match(/h(-\d)z$/)?.[1])).toEqual(['-8', '-4']);
  });

  test('is for each group by itself, with its own commits', () => {
    const lives = [
      lifeOf('consumer-1', { group: 'one', prints: prints([0, 1, 2, 3], 1) }),
      lifeOf('consumer-2', { group: 'two', prints: prints([0, 1], 9) }),
    ];
    const commits = [commit(4, 20, 'consumer-1', 'one'), commit(2, 21, 'consumer-2', 'two')];
    const story = logged({ commits }, lives);
    expect(titlesIn(story)).toEqual([
      'P0:0–3 was printed by consumer-1',
      'P0 committed at 4 by consumer-1',
      'P0:0–1 was printed by consumer-2',
      'P0:2–3 was printed by nobody',
      'P0 committed at 2 by consumer-2',
    ]);
    expect(withClass(drawn(story), 'name').map(textIn)).toEqual(['one', 'two']);
  });

  test('is left out where there is no group, or nothing in the log', () => {
    expect(hasOffsets(logged({}))).toBe(true);
    expect(hasOffsets(logged({}, [lifeOf('producer-1', { group: null })]))).toBe(false);
    expect(hasOffsets(logged({ records: [] }))).toBe(false);
  });
});
