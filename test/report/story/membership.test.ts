import { describe, expect, test } from 'vitest';
import { type Story, story } from '../../support/story.ts';
import { lifeIn, toldFrom } from './telling.ts';

/** `P2 gen 1 #4–#9`, where `#` is the line of the journal. */
function ownedBy(told: Story, process = 'consumer-1'): string[] {
  return lifeIn(toldFrom(told), process).owned.map(
    ({ partition, generation, fromSeq, untilSeq }) => `P${partition} gen ${generation} #${fromSeq}–#${untilSeq}`,
  );
}

function stretchesOf(told: Story, what: 'rebalances' | 'idle', process = 'consumer-1'): string[] {
  return lifeIn(toldFrom(told), process)[what].map(({ fromSeq, untilSeq }) => `#${fromSeq}–#${untilSeq}`);
}

/** #1 the scenario begins, #2 its topic, #3 the process, #4 its request, #5 the answer, #6 its assignment. */
function joined(partitions: readonly number[], topicPartitions = 4): Story {
  return story('scaling')
    .topic(topicPartitions)
    .started('consumer-1')
    .joinAsked('consumer-1')
    .joined('consumer-1')
    .assigned('consumer-1', partitions);
}

describe('owning', () => {
  test('lasts from the assignment until the member leaves', () => {
    const told = joined([0, 2]).signalled('consumer-1').left('consumer-1').exited('consumer-1', { asked: true });
    expect(ownedBy(told)).toEqual(['P0 gen 1 #6–#8', 'P2 gen 1 #6–#8']);
  });

  test('lasts until the end of the scenario where nothing else ends it', () => {
    expect(ownedBy(joined([1]).marked('one-member'))).toEqual(['P1 gen 1 #6–#7']);
  });

  test('ends with the crash of its process, and not before', () => {
    const told = joined([1]).line('consumer-1', 'oh').exited('consumer-1', { signal: 'SIGSEGV' }).marked('later');
    expect(ownedBy(told)).toEqual(['P1 gen 1 #6–#8']);
  });

  test('goes on through a rebalance that leaves the partition where it is', () => {
    const told = joined([0, 1])
      .heartbeatRefused('consumer-1', 27)
      .joinAsked('consumer-1')
      .assigned('consumer-1', [1], { generation: 2 })
      .ended();
    expect(ownedBy(told)).toEqual(['P0 gen 1 #6–#9', 'P1 gen 1 #6–#10']);
  });

  test('is handed over: the one ends with the old owner’s answer, the other begins with the new one’s', () => {
    const told = joined([0, 1])
      .started('consumer-2')
      .joinAsked('consumer-2')
      .assigned('consumer-1', [0], { generation: 2 })
      .assigned('consumer-2', [1], { generation: 2 })
      .ended();
    expect(ownedBy(told)).toEqual(['P0 gen 1 #6–#11', 'P1 gen 1 #6–#9']);
    expect(ownedBy(told, 'consumer-2')).toEqual(['P1 gen 2 #10–#11']);
  });

  test('ends where the coordinator no longer knows the member', () => {
    expect(ownedBy(joined([3]).heartbeatRefused('consumer-1', 25).ended())).toEqual(['P3 gen 1 #6–#7']);
  });

  test('has its times from the same observations', () => {
    const { owned } = lifeIn(toldFrom(joined([1]).after(500).left('consumer-1').ended()));
    expect(owned).toEqual([{ partition: 1, generation: 1, fromSeq: 6, fromMs: 60, untilSeq: 7, untilMs: 560 }]);
  });

  test('is of topics that the grader made', () => {
    const told = story('scaling').topic().started('consumer-1').assigned('consumer-1', [0], { topic: 'test_topic' });
    expect(ownedBy(told)).toEqual([]);
  });

  test('does not begin after the process has ended, however late its last answer is read', () => {
    const told = story('scaling').topic().started('consumer-1').joinAsked('consumer-1').exited('consumer-1');
    told.assigned('consumer-1', [0, 1]).ended();
    expect(ownedBy(told)).toEqual([]);
    expect(stretchesOf(told, 'rebalances')).toEqual(['#4–#5']);
    expect(stretchesOf(told.assigned('consumer-1', []), 'idle')).toEqual([]);
  });
});

describe('a rebalance', () => {
  test('lasts from the first request to join until the assignment, its refusal for want of a member id included', () => {
    const told = story('scaling').topic().started('consumer-1').joinAsked('consumer-1', { memberId: '' });
    told.joined('consumer-1', { error: 79 }).joinAsked('consumer-1').joined('consumer-1').assigned('consumer-1', [0]);
    expect(stretchesOf(told.ended(), 'rebalances')).toEqual(['#4–#8']);
  });

  test('begins with the heartbeat that tells of it', () => {
    const told = joined([0])
      .heartbeatRefused('consumer-1', 27)
      .joinAsked('consumer-1')
      .joined('consumer-1', { generation: 2 })
      .assigned('consumer-1', [0], { generation: 2 })
      .ended();
    expect(stretchesOf(told, 'rebalances')).toEqual(['#4–#6', '#7–#10']);
  });

  test('is not over with an assignment that failed', () => {
    const told = story('scaling').topic().started('consumer-1').joinAsked('consumer-1');
    told.assigned('consumer-1', [], { error: 27 }).joinAsked('consumer-1').assigned('consumer-1', [0]).ended();
    expect(stretchesOf(told, 'rebalances')).toEqual(['#4–#7']);
  });

  test('of the newer protocol is over with the next epoch', () => {
    const told = joined([0]).heartbeatRefused('consumer-1', 14).epochRaised('consumer-1', 2).ended();
    expect(stretchesOf(told, 'rebalances')).toEqual(['#4–#6', '#7–#8']);
  });

  test.each([
    ['the member leaves', (told: Story) => told.left('consumer-1').marked('later'), '#7–#8'],
    ['its process ends', (told: Story) => told.exited('consumer-1').marked('later'), '#7–#8'],
    ['the scenario ends', (told: Story) => told.marked('later').ended(), '#7–#9'],
    ['the scenario ends, as leaving failed', (told: Story) => told.left('consumer-1', { error: 16 }).ended(), '#7–#9'],
  ])('that nobody finishes is over when %s', (_when, end, stretch) => {
    expect(stretchesOf(end(joined([0]).heartbeatRefused('consumer-1', 27)), 'rebalances')).toEqual(['#4–#6', stretch]);
  });
});

describe('a member', () => {
  test('idles from an assignment without partitions until the next', () => {
    const told = joined([]).heartbeatRefused('consumer-1', 27).joinAsked('consumer-1');
    told.assigned('consumer-1', [3], { generation: 2 }).ended();
    expect(stretchesOf(told, 'idle')).toEqual(['#6–#9']);
    expect(ownedBy(told)).toEqual(['P3 gen 2 #9–#10']);
  });

  test('still idles after another assignment without partitions', () => {
    expect(stretchesOf(joined([]).assigned('consumer-1', [], { generation: 2 }).ended(), 'idle')).toEqual(['#6–#8']);
  });

  test('idles no more when it has left', () => {
    expect(stretchesOf(joined([]).stopsInOrder('consumer-1').ended(), 'idle')).toEqual(['#6–#8']);
  });

  test('idles no more when its process is gone', () => {
    expect(stretchesOf(joined([]).exited('consumer-1').ended(), 'idle')).toEqual(['#6–#7']);
  });

  test('idles no more where the coordinator no longer knows it', () => {
    expect(stretchesOf(joined([]).heartbeatRefused('consumer-1', 25).ended(), 'idle')).toEqual(['#6–#7']);
  });

  test('does not idle while it waits for its first assignment, or after one that failed', () => {
    const told = story('scaling').topic().started('consumer-1').joinAsked('consumer-1').joined('consumer-1');
    expect(stretchesOf(told.assigned('consumer-1', [], { error: 27 }).ended(), 'idle')).toEqual([]);
  });

  test('does not idle where it owns partitions', () => {
    expect(stretchesOf(joined([0]).ended(), 'idle')).toEqual([]);
  });
});
