import { describe, expect, test } from 'vitest';
import type { Commit, PartitionLog } from '../../../src/report/story/story.ts';
import { type Story, story } from '../../support/story.ts';
import { toldFrom } from './telling.ts';

function logOf(told: Story, partition: number): PartitionLog {
  const log = toldFrom(told).logs[0]?.partitions[partition];
  if (!log) throw new Error(`no partition ${partition}`);
  return log;
}

const inShort = ({ offset, process, seq }: Commit) => `${offset} by ${process ?? 'the grader'} #${seq}`;

describe('the log of a topic', () => {
  test('has each partition with its records by offset', () => {
    const told = story('reading').topic(3).records('P1:1', 'P0:0', 'P1:0');
    const [log] = toldFrom(told).logs;
    expect(log?.topic).toBe(told.topicName);
    expect(log?.partitions.map(({ partition, records }) => [partition, records.map(({ offset }) => offset)])).toEqual([
      [0, [0]],
      [1, [0, 1]],
      [2, []],
    ]);
  });

  test('says of a record when it came, from whom, and whether a print of it can be told', () => {
    const told = story('reading')
      .topic()
      .records('P0:0')
      .record({ partition: 0, offset: 1 }, { value: 'no order', by: 'student' })
      .record({ partition: 0, offset: 2 }, { value: null })
      .record({ partition: 0, offset: 3 }, { value: { base64: '/w==' } });
    expect(logOf(told, 0).records).toEqual([
      { offset: 0, atMs: 30, seq: 3, by: 'grader', hasId: true },
      { offset: 1, atMs: 40, seq: 4, by: 'student', hasId: false },
      { offset: 2, atMs: 50, seq: 5, by: 'grader', hasId: false },
      { offset: 3, atMs: 60, seq: 6, by: 'grader', hasId: false },
    ]);
  });

  test('has a student’s record from when it was sent, as far as that is known', () => {
    const told = story('producing')
      .topic()
      .started('producer-1', { role: 'producer', group: null })
      .produced('producer-1', 'P0:0', { count: 2 })
      .record({ partition: 0, offset: 1 }, { value: '{}', by: 'student' })
      .record({ partition: 0, offset: 2 }, { value: '{}', by: 'student' });
    expect(logOf(told, 0).records.map(({ atMs, seq }) => [atMs, seq])).toEqual([
      [40, 5],
      [60, 6],
    ]);
  });

  test('has no topic but those that the grader made', () => {
    expect(toldFrom(story('reading').records('P0:0')).logs).toEqual([]);
  });
});

describe('commits', () => {
  const committing = () => story('committed').topic(2).started('consumer-1');

  test('are those that were accepted', () => {
    const told = committing().committed('consumer-1', 'P1:4').commitRefused('consumer-1', 'P1:9', 27);
    expect(logOf(told, 1).commits.map(inShort)).toEqual(['4 by consumer-1 #5']);
    expect(logOf(told, 0).commits).toEqual([]);
  });

  test('of the grader are set in each partition, in the order of all', () => {
    const told = committing().offsetsSet(2, 3).committed('consumer-1', 'P0:5').offsetsSet(8, 9);
    expect(logOf(told, 0).commits.map(inShort)).toEqual([
      '2 by the grader #4',
      '5 by consumer-1 #6',
      '8 by the grader #7',
    ]);
    expect(logOf(told, 1).commits.map(inShort)).toEqual(['3 by the grader #4', '9 by the grader #7']);
    expect(logOf(told, 0).commits[0]).toMatchObject({ group: told.group, atMs: 40 });
  });
});
