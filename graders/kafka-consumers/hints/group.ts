/** How members of a group come by their partitions. */
import type { Hint } from 'kafka-grader/check';
import { nameOf } from '../checks/blockers.ts';
import { twoOwnersInOneGeneration } from '../checks/group/no-double-processing.ts';
import { scalingOf, topicOf } from '../checks/scaling.ts';

/** The assignors that client libraries bring with them, and those of the broker. */
const knownAssignors = new Set([
  'range',
  'roundrobin',
  'sticky',
  'cooperative-sticky',
  'uniform',
  'RoundRobinAssigner',
]);

const ownAssigner: Hint = {
  mistake: 'home-made-assigner',
  checks: [
    'group.two-members-share',
    'group.four-members-one-each',
    'group.fifth-member-idles',
    'group.no-double-processing',
  ],
  match(history) {
    const scenario = scalingOf(history);
    const clash = twoOwnersInOneGeneration(scenario.timeline.all, topicOf(scenario));
    const assignors = new Set(scenario.timeline.of('join-asked').flatMap((asked) => asked.assignors));
    const [assignor] = assignors;
    if (!clash || assignor === undefined || [...assignors].some((name) => knownAssignors.has(name))) return null;
    return `Your own assigner "${assignor}" gave partition ${clash.partition} to ${clash.processes.map(nameOf).join(' and ')} in one generation. Within a group every partition must have exactly one owner: leave partitionAssigners out, and the library's own will see to it.`;
  },
};

export const groupHints: readonly Hint[] = [ownAssigner];
