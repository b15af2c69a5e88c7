import { expect, test } from 'vitest';
import { sentence } from '../../src/check/sentence.ts';
import { failed, inconclusive, passed, skipped } from '../../src/check/verdict.ts';

test.each([
  ['consumer 1 owns P0', 'Consumer 1 owns P0.'],
  ['order ord-00000000ff is missing.', 'Order ord-00000000ff is missing.'],
  ['états: none', 'États: none.'],
  ['consumer.ts is missing.', 'consumer.ts is missing.'],
  ['ord-00000000ff was printed (P0:3).', 'ord-00000000ff was printed (P0:3).'],
  ['It ended: Unexpected token…', 'It ended: Unexpected token…'],
  ['Was it you?)', 'Was it you?)'],
])('%s', (text, expected) => {
  expect(sentence(text)).toBe(expected);
});

test('every verdict gives its reason as one', () => {
  const reason = 'consumer 1 did';
  const verdicts = [
    passed(reason),
    failed({ proof: 'seen', reason, evidence: [1] }),
    skipped('group.one', reason),
    inconclusive(reason),
  ];
  expect(verdicts.map((verdict) => verdict.reason)).toEqual(Array(4).fill('Consumer 1 did.'));
});
