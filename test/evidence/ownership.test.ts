import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isComplete, ownershipOf } from '../../src/evidence/ownership.ts';
import { type Story, story } from '../support/story.ts';

const partitions = 4;

function ownedBy(told: Story, process: string): number[] {
  return ownershipOf(told.observations, told.topicName).ownedBy(process);
}

function isCompleteAfter(told: Story, ...processes: string[]): boolean {
  return isComplete(ownershipOf(told.observations, told.topicName), processes, partitions);
}

/** A first JoinGroup is refused with MEMBER_ID_REQUIRED (79), which names the member. */
function joins(process: string): (told: Story) => Story {
  return (told) =>
    told.joinAsked(process, { memberId: '' }).joined(process, { error: 79 }).joinAsked(process).joined(process);
}

function oneMember(): Story {
  return story('scaling').tell(joins('consumer-1')).assigned('consumer-1', [0, 1, 2, 3]);
}

describe('one member', () => {
  test('owns what the coordinator gave it, and that is complete', () => {
    expect(ownedBy(oneMember(), 'consumer-1')).toEqual([0, 1, 2, 3]);
    expect(isCompleteAfter(oneMember(), 'consumer-1')).toBe(true);
  });

  test('is not complete while its first join is only refused for want of a member id', () => {
    const told = story('scaling').joinAsked('consumer-1', { memberId: '' }).joined('consumer-1', { error: 79 });
    expect(isCompleteAfter(told, 'consumer-1')).toBe(false);
    expect(ownershipOf(told.observations, told.topicName).membersOf('consumer-1')).toEqual([]);
  });

  test('is not complete with a partition too few', () => {
    const told = story('scaling').tell(joins('consumer-1')).assigned('consumer-1', [0, 1, 2]);
    expect(isCompleteAfter(told, 'consumer-1')).toBe(false);
  });

  test('does not own partitions of another topic', () => {
    const told = story('scaling')
      .tell(joins('consumer-1'))
      .assigned('consumer-1', [0, 1, 2, 3], { topic: 'test_topic' });
    expect(ownedBy(told, 'consumer-1')).toEqual([]);
    expect(isCompleteAfter(told, 'consumer-1')).toBe(false);
  });

  test('gets nothing from an assignment that failed', () => {
    const told = story('scaling').tell(joins('consumer-1')).assigned('consumer-1', [], { error: 27 });
    expect(isCompleteAfter(told, 'consumer-1')).toBe(false);
  });
});

describe('an eager rebalance', () => {
  const asksAgain = () =>
    oneMember()
      .tell(joins('consumer-2'))
      .heartbeatRefused('consumer-1', 27)
      .joinAsked('consumer-1')
      .joined('consumer-1', { generation: 2 });

  test('is not complete while a join is pending', () => {
    expect(isCompleteAfter(asksAgain(), 'consumer-1', 'consumer-2')).toBe(false);
    expect(
      isCompleteAfter(asksAgain().assigned('consumer-2', [2, 3], { generation: 2 }), 'consumer-1', 'consumer-2'),
    ).toBe(false);
  });

  test('is complete when each has its share of one generation', () => {
    const told = asksAgain()
      .assigned('consumer-2', [2, 3], { generation: 2 })
      .assigned('consumer-1', [0, 1], { generation: 2 });
    expect(isCompleteAfter(told, 'consumer-1', 'consumer-2')).toBe(true);
    expect([ownedBy(told, 'consumer-1'), ownedBy(told, 'consumer-2')]).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  test('is not complete while the old owner only knows the old generation', () => {
    const told = oneMember().tell(joins('consumer-2')).assigned('consumer-2', [], { generation: 2 });
    expect(isCompleteAfter(told, 'consumer-1', 'consumer-2')).toBe(false);
  });

  test('is complete for five members, one of which owns nothing', () => {
    const names = ['consumer-1', 'consumer-2', 'consumer-3', 'consumer-4', 'consumer-5'];
    const told = story('scaling');
    for (const [index, name] of names.entries()) told.tell(joins(name)).assigned(name, index < 4 ? [index] : []);
    expect(isCompleteAfter(told, ...names)).toBe(true);
  });

  test('is not complete with two owners of one partition, though their number is right', () => {
    const told = story('scaling')
      .tell(joins('consumer-1'))
      .assigned('consumer-1', [0, 1])
      .tell(joins('consumer-2'))
      .assigned('consumer-2', [1, 2]);
    expect(isCompleteAfter(told, 'consumer-1', 'consumer-2')).toBe(false);
  });

  test('is not complete across two groups', () => {
    const told = story('scaling')
      .tell(joins('consumer-1'))
      .assigned('consumer-1', [0, 1])
      .assigned('consumer-2', [2, 3], { group: 'another' });
    expect(isCompleteAfter(told, 'consumer-1', 'consumer-2')).toBe(false);
  });
});

test('a cooperative rebalance is not complete between its two phases', () => {
  const firstPhase = () =>
    oneMember()
      .tell(joins('consumer-2'))
      .joinAsked('consumer-1')
      .assigned('consumer-1', [0, 1], { generation: 2 })
      .assigned('consumer-2', [], { generation: 2 });
  expect(isCompleteAfter(firstPhase(), 'consumer-1', 'consumer-2')).toBe(false);
  const secondPhase = firstPhase()
    .heartbeatRefused('consumer-1', 27)
    .joinAsked('consumer-1')
    .joinAsked('consumer-2')
    .assigned('consumer-1', [0, 1], { generation: 3 })
    .assigned('consumer-2', [2, 3], { generation: 3 });
  expect(isCompleteAfter(secondPhase, 'consumer-1', 'consumer-2')).toBe(true);
});

test('a KIP-848 group is complete only when every member has reached the same epoch with its share', () => {
  const consumer = { protocol: 'consumer' } as const;
  const told = story('scaling')
    .joinAsked('consumer-1', consumer)
    .assigned('consumer-1', [0, 1, 2, 3], consumer)
    .joinAsked('consumer-2', consumer)
    .epochRaised('consumer-2', 2);
  expect(isCompleteAfter(told, 'consumer-1', 'consumer-2')).toBe(false);
  told.assigned('consumer-1', [0, 1], { ...consumer, generation: 1 });
  expect(isCompleteAfter(told, 'consumer-1', 'consumer-2')).toBe(false);
  told.assigned('consumer-2', [2, 3], { ...consumer, generation: 2 });
  expect(isCompleteAfter(told, 'consumer-1', 'consumer-2')).toBe(false);
  told.epochRaised('consumer-1', 2);
  expect(isCompleteAfter(told, 'consumer-1', 'consumer-2')).toBe(true);
});

test('a KIP-848 member whose heartbeat was refused for a moment is at rest again with its next epoch', () => {
  const told = story('scaling')
    .assigned('consumer-1', [0, 1, 2, 3], { protocol: 'consumer' })
    .heartbeatRefused('consumer-1', 14);
  expect(isCompleteAfter(told, 'consumer-1')).toBe(false);
  expect(isCompleteAfter(told.epochRaised('consumer-1', 2), 'consumer-1')).toBe(true);
});

describe('a member whose id changes', () => {
  test('loses its claim with UNKNOWN_MEMBER_ID, and has a new one with its new id', () => {
    const told = oneMember().heartbeatRefused('consumer-1', 25);
    expect(ownedBy(told, 'consumer-1')).toEqual([]);
    told.joinAsked('consumer-1', { memberId: '' }).joined('consumer-1', { memberId: 'other', generation: 3 });
    told.assigned('consumer-1', [0, 1, 2, 3], { memberId: 'other', generation: 3 });
    expect(isCompleteAfter(told, 'consumer-1')).toBe(true);
    expect(ownershipOf(told.observations, told.topicName).members.map(({ memberId }) => memberId)).toEqual(['other']);
  });

  test('loses its claim where a commit is the first to hear that it is unknown', () => {
    const told = oneMember().commitRefused('consumer-1', 'P0:3', 25);
    expect(ownedBy(told, 'consumer-1')).toEqual([]);
    told.joinAsked('consumer-1', { memberId: '' }).joined('consumer-1', { memberId: 'other', generation: 3 });
    told.assigned('consumer-1', [0, 1, 2, 3], { memberId: 'other', generation: 3 });
    expect(isCompleteAfter(told, 'consumer-1')).toBe(true);
  });

  test('keeps its claim where a commit is refused for an epoch that is about to change', () => {
    expect(ownedBy(oneMember().commitRefused('consumer-1', 'P0:3', 113), 'consumer-1')).toEqual([0, 1, 2, 3]);
  });

  test('joins again after an unknown id at the join itself', () => {
    const told = oneMember().joinAsked('consumer-1').joined('consumer-1', { error: 25 });
    expect(ownedBy(told, 'consumer-1')).toEqual([]);
    expect(isCompleteAfter(told, 'consumer-1')).toBe(false);
  });

  test('owns the union of its ids: a process may run two consumers', () => {
    const told = story('scaling')
      .assigned('consumer-1', [0, 1], { memberId: 'a' })
      .assigned('consumer-1', [2, 3], { memberId: 'b' });
    expect(ownedBy(told, 'consumer-1')).toEqual([0, 1, 2, 3]);
    expect(isCompleteAfter(told, 'consumer-1')).toBe(true);
    expect(ownedBy(told.left('consumer-1', { memberId: 'a' }), 'consumer-1')).toEqual([2, 3]);
  });

  test('starts anew when the consumer is restarted within the process', () => {
    const told = oneMember().left('consumer-1');
    expect(ownedBy(told, 'consumer-1')).toEqual([]);
    told.joinAsked('consumer-1', { memberId: '' }).joined('consumer-1', { memberId: 'again', generation: 3 });
    told.assigned('consumer-1', [0, 1, 2, 3], { memberId: 'again', generation: 3 });
    expect(isCompleteAfter(told, 'consumer-1')).toBe(true);
  });
});

describe('the end of a claim', () => {
  test('is an accepted LeaveGroup, not a refused one', () => {
    expect(ownedBy(oneMember().left('consumer-1', { error: 25 }), 'consumer-1')).toEqual([0, 1, 2, 3]);
    expect(ownedBy(oneMember().left('consumer-1'), 'consumer-1')).toEqual([]);
  });

  test('is the exit of the process', () => {
    expect(ownedBy(oneMember().exited('consumer-1'), 'consumer-1')).toEqual([]);
  });
});

describe('episodes', () => {
  test('last from the answer that gave the partition to the one without it', () => {
    const told = oneMember()
      .assigned('consumer-1', [0, 1], { generation: 2 })
      .assigned('consumer-2', [2, 3], { generation: 2 })
      .exited('consumer-2');
    const { episodes } = ownershipOf(told.observations, told.topicName);
    const given = told.observations.filter(({ type }) => type === 'assigned').map(({ seq }) => seq);
    const exit = told.observations.at(-1)?.seq;
    expect(episodes.filter(({ partition }) => partition >= 2)).toEqual([
      {
        partition: 2,
        process: 'consumer-1',
        group: told.group,
        fromGeneration: 1,
        fromSeq: given[0],
        untilSeq: given[1],
      },
      {
        partition: 3,
        process: 'consumer-1',
        group: told.group,
        fromGeneration: 1,
        fromSeq: given[0],
        untilSeq: given[1],
      },
      { partition: 2, process: 'consumer-2', group: told.group, fromGeneration: 2, fromSeq: given[2], untilSeq: exit },
      { partition: 3, process: 'consumer-2', group: told.group, fromGeneration: 2, fromSeq: given[2], untilSeq: exit },
    ]);
    expect(episodes.filter(({ partition }) => partition < 2).every(({ untilSeq }) => untilSeq === null)).toBe(true);
  });

  test('do not end where a rebalance gives the partition back to its owner', () => {
    const told = oneMember().joinAsked('consumer-1').assigned('consumer-1', [0, 1, 2, 3], { generation: 2 });
    expect(ownershipOf(told.observations, told.topicName).episodes).toHaveLength(4);
  });
});

/** Any sequence of what a coordinator may say to three processes. */
const anyStory = fc
  .array(
    fc.tuple(
      fc.constantFrom('consumer-1', 'consumer-2', 'consumer-3'),
      fc.oneof(
        fc.record({
          kind: fc.constant('assigned' as const),
          partitions: fc.subarray([0, 1, 2, 3]),
          generation: fc.nat(5),
        }),
        fc.record({ kind: fc.constantFrom('asked' as const, 'left' as const, 'exited' as const, 'unknown' as const) }),
      ),
    ),
    { maxLength: 40 },
  )
  .map((steps) => {
    const told = story('scaling');
    for (const [process, step] of steps) {
      if (step.kind === 'assigned') told.assigned(process, step.partitions, { generation: step.generation });
      else if (step.kind === 'asked') told.joinAsked(process);
      else if (step.kind === 'left') told.left(process);
      else if (step.kind === 'exited') told.exited(process);
      else told.heartbeatRefused(process, 25);
    }
    return told;
  });

test('the open episodes are what is owned, and a process never has two of one partition at a time', () => {
  fc.assert(
    fc.property(anyStory, (told) => {
      const ownership = ownershipOf(told.observations, told.topicName);
      for (const process of ['consumer-1', 'consumer-2', 'consumer-3']) {
        const own = ownership.episodes.filter((episode) => episode.process === process);
        const open = own.filter(({ untilSeq }) => untilSeq === null).map(({ partition }) => partition);
        expect(open.sort()).toEqual(ownership.ownedBy(process));
        for (const partition of [0, 1, 2, 3]) {
          const inTurn = own.filter((episode) => episode.partition === partition);
          for (const [index, later] of inTurn.entries()) {
            const earlier = inTurn[index - 1];
            if (earlier) expect(earlier.untilSeq).toBeLessThanOrEqual(later.fromSeq);
          }
        }
      }
    }),
  );
});

const members = ['consumer-1', 'consumer-2', 'consumer-3'];

test('an assignment is complete however the partitions are shared, until anything happens to any member', () => {
  const share = fc.array(fc.constantFrom(...members), { minLength: partitions, maxLength: partitions });
  const mishap = fc.constantFrom<(told: Story, member: string) => Story>(
    (told, member) => told.joinAsked(member),
    (told, member) => told.heartbeatRefused(member, 27),
    (told, member) => told.heartbeatRefused(member, 25),
    (told, member) => told.exited(member),
    (told, member) => told.left(member),
    (told, member) => told.assigned(member, [0, 1, 2, 3], { generation: 2 }),
  );
  fc.assert(
    fc.property(share, mishap, fc.constantFrom(...members), (owners, happens, member) => {
      const told = story('scaling');
      for (const name of members)
        told.assigned(
          name,
          [0, 1, 2, 3].filter((partition) => owners[partition] === name),
        );
      expect(isCompleteAfter(told, ...members)).toBe(true);
      expect(isCompleteAfter(happens(told, member), ...members)).toBe(false);
    }),
  );
});
