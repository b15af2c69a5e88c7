/** The points of the contract, with titles for reports. */
import type { Rubric } from 'kafka-grader/check';

export const rubric: Rubric = [
  { id: 'consume.prints-every-value', points: 7, title: 'prints every value of the topic' },
  { id: 'consume.decodes-json', points: 4, title: 'prints the values intact, as JSON' },
  { id: 'consume.keeps-partition-order', points: 7, title: 'prints each partition in order' },
  { id: 'consume.survives-bad-records', points: 3, title: 'survives values that are not JSON' },
  { id: 'consume.uses-settings', points: 2, title: 'takes its settings from the environment' },
  { id: 'produce.sends-every-order', points: 5, title: 'sends every order exactly once' },
  { id: 'produce.keeps-customer-order', points: 5, title: 'keeps each customer’s orders in order' },
  { id: 'produce.exits-cleanly', points: 2, title: 'exits when done, and says when it failed' },
  { id: 'together.delivers-live', points: 4, title: 'delivers while both are running' },
  { id: 'group.one-member-reads-all', points: 3, title: 'one member reads all 4 partitions' },
  { id: 'group.two-members-share', points: 5, title: 'two members share them 2 + 2' },
  { id: 'group.four-members-one-each', points: 4, title: 'four members own one each' },
  { id: 'group.fifth-member-idles', points: 5, title: 'a fifth member idles' },
  { id: 'group.idle-member-takes-over', points: 5, title: 'the idle member takes over when an owner leaves' },
  { id: 'group.no-double-processing', points: 4, title: 'processes nothing twice' },
  { id: 'group.no-loss-while-rebalancing', points: 4, title: 'loses nothing while rebalancing' },
  { id: 'offsets.earliest-reads-history', points: 4, title: 'earliest reads what was there before' },
  { id: 'offsets.latest-skips-history', points: 4, title: 'latest reads only what is new' },
  { id: 'offsets.commits-progress', points: 2, title: 'commits how far it got' },
  { id: 'offsets.resumes-after-stop', points: 3, title: 'goes on where it stopped' },
  { id: 'shutdown.leaves-group', points: 2, title: 'leaves its group when asked to stop' },
];
