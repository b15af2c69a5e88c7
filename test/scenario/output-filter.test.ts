import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ProcessEvent } from '../../src/evidence/observation.ts';
import { filterOutput } from '../../src/scenario/output-filter.ts';

type Stream = 'stdout' | 'stderr';

const line = (text: string, stream: Stream = 'stdout'): ProcessEvent => ({
  source: 'process',
  type: 'line',
  stream,
  text,
  cut: false,
});
const exited: ProcessEvent = { source: 'process', type: 'exited', code: 0, signal: null, asked: true };
const omitted = (stream: Stream, count: number): ProcessEvent => ({
  source: 'process',
  type: 'lines-omitted',
  stream,
  count,
});

const talk = (count: number, stream: Stream = 'stdout') =>
  Array.from({ length: count }, (_, index) => line(`talk ${index + 1}`, stream));

/** What is journalled of these events, where lines with "order" in them matter. */
function journalled(events: readonly ProcessEvent[]): ProcessEvent[] {
  const seen: ProcessEvent[] = [];
  const filter = filterOutput(
    (text) => text.includes('order'),
    (event) => seen.push(event),
  );
  for (const event of events) filter(event);
  return seen;
}

test('what matters is journalled at once, however much there is', () => {
  const orders = Array.from({ length: 1000 }, (_, index) => line(`order ${index}`));
  expect(journalled(orders)).toEqual(orders);
});

test('up to 250 lines of other talk are all journalled, the last 50 of them at the exit', () => {
  const events = talk(250);
  expect(journalled(events)).toEqual(events.slice(0, 200));
  expect(journalled([...events, exited])).toEqual([...events, exited]);
});

test('of more talk the beginning and the end are journalled, and how much was left out between them', () => {
  const events = talk(1000);
  expect(journalled([...events, exited])).toEqual([
    ...events.slice(0, 200),
    omitted('stdout', 750),
    ...events.slice(950),
    exited,
  ]);
});

test('lines that matter stand in their place among talk that is left out', () => {
  const [order, crash] = [line('order 7'), line('order 8 failed', 'stderr')];
  expect(journalled([...talk(251), order, crash, exited])).toEqual([
    ...talk(200),
    order,
    crash,
    omitted('stdout', 1),
    ...talk(251).slice(201),
    exited,
  ]);
});

test('each stream has its own beginning and end', () => {
  expect(journalled([...talk(300), ...talk(201, 'stderr'), exited])).toEqual([
    ...talk(200),
    ...talk(200, 'stderr'),
    omitted('stdout', 50),
    ...talk(300).slice(250),
    ...talk(201, 'stderr').slice(200),
    exited,
  ]);
});

test('whatever is printed, all that matters comes out in its order, and every line is journalled or counted', () => {
  const anyLine = fc.tuple(fc.constantFrom('order', 'talk'), fc.constantFrom<Stream>('stdout', 'stderr'));
  fc.assert(
    fc.property(fc.array(fc.tuple(anyLine, fc.nat(150)), { maxLength: 12 }), (runs) => {
      const events = runs.flatMap(([[word, stream], count], run) =>
        Array.from({ length: count }, (_, index) => line(`${word} ${run} ${index}`, stream)),
      );
      const seen = journalled([...events, exited]);
      const matters = (event: ProcessEvent) => event.type === 'line' && event.text.startsWith('order');
      expect(seen.filter(matters)).toEqual(events.filter(matters));
      const counted = seen.map((event) =>
        event.type === 'lines-omitted' ? event.count : event.type === 'line' ? 1 : 0,
      );
      expect(counted.reduce((sum, count) => sum + count, 0)).toBe(events.length);
    }),
  );
});
