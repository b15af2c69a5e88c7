/** The points, with titles for reports. */
import type { Rubric } from 'kafka-grader/check';

export const rubric: Rubric = [
  { id: 'produce.sends-every-order', points: 5, title: 'sends every order exactly once' },
  { id: 'produce.exits-cleanly', points: 2, title: 'exits when done, and says when it failed' },
  { id: 'keys.name-the-customer', points: 4, title: 'gives each order its customer’s key' },
  { id: 'keys.choose-the-partition', points: 4, title: 'keeps a customer in one partition, run after run' },
  { id: 'keys.keep-the-order', points: 3, title: 'keeps each customer’s orders in order' },
  { id: 'acks.waits-for-the-broker', points: 2, title: 'has every order acknowledged' },
];
