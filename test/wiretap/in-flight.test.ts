import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { inFlight } from '../../src/wiretap/in-flight.ts';

test('answers find their requests, whatever became of those before', () => {
  const anyAnswered = fc.array(fc.tuple(fc.integer(), fc.boolean()), { maxLength: 50 });
  fc.assert(
    fc.property(anyAnswered, (requests) => {
      const waiting = inFlight<{ correlationId: number; index: number }>(100);
      requests.forEach(([correlationId], index) => void waiting.asked({ correlationId, index }));
      const ids = requests.map(([correlationId]) => correlationId);
      requests.forEach(([correlationId, isAnswered], index) => {
        const isNext = ids.indexOf(correlationId) === index && ids.lastIndexOf(correlationId) === index;
        if (isAnswered && isNext) expect(waiting.answered(correlationId)).toEqual({ correlationId, index });
      });
    }),
  );
});

test('of more than are remembered, the oldest are forgotten, and the others still find their answers', () => {
  const waiting = inFlight<{ correlationId: number }>(10);
  for (let correlationId = 0; correlationId < 25; correlationId += 1) waiting.asked({ correlationId });
  const answers = Array.from(
    { length: 25 },
    (_, correlationId) => waiting.answered(correlationId)?.correlationId ?? null,
  );
  expect(answers).toEqual([...Array<null>(15).fill(null), ...Array.from({ length: 10 }, (_, index) => index + 15)]);
});

test('the answers of those that are forgotten are not looked for among the others', () => {
  const limit = 1000;
  let looks = 0;
  const waiting = inFlight<{ correlationId: number }>(limit);
  const ask = (correlationId: number) =>
    waiting.asked({
      get correlationId() {
        looks += 1;
        return correlationId;
      },
    });
  for (let id = 0; id < 2 * limit; id += 1) ask(id);
  for (let id = 0; id < 2 * limit; id += 1) {
    waiting.answered(id);
    ask(2 * limit + id);
  }
  expect(looks).toBeLessThan(2 * limit);
});
