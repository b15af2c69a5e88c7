/** Sessions of a client that means harm: each request names little, and would have much kept and gone through. */
import { expect, test } from 'vitest';
import { fetchSessions } from '../../src/wiretap/interpret/fetch-sessions.ts';
import { fetchRequest, fetchResponse, named } from './messages.ts';

const partitions = (count: number) => new Map(Array.from({ length: count }, (_, partition) => [partition, 0]));
const naming = (count: number, session: { id: number; epoch: number }) =>
  fetchRequest([{ ...named('orders'), partitions: partitions(count) }], session);
const namingNothing = (id: number) => fetchRequest([], { id, epoch: 2 });

test.each([
  [200, 200],
  [201, 0],
  [10_000, 0],
])('a session of %i partitions has %i of them go on', (count, kept) => {
  const sessions = fetchSessions();
  const request = naming(count, { id: 0, epoch: 0 });
  const fetched = sessions.unfold(request);
  expect(fetched.size).toBe(count);
  sessions.answered(request, fetched, fetchResponse([], { id: 7 }));
  expect(sessions.unfold(namingNothing(7)).size).toBe(kept);
});

test('of many sessions the oldest are forgotten', () => {
  const sessions = fetchSessions();
  for (let id = 1; id <= 1000; id += 1) sessions.unfold(naming(1, { id, epoch: 1 }));
  const kept = Array.from({ length: 1000 }, (_, index) => sessions.unfold(namingNothing(index + 1)).size);
  expect(kept.filter((size) => size > 0).length).toBeLessThanOrEqual(100);
});
