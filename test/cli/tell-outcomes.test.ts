import { expect, test } from 'vitest';
import type { Outcome } from '../../src/batch/outcome.ts';
import { tellOutcomes } from '../../src/cli/tell-outcomes.ts';
import { passed } from '../batch/stored-batch.ts';

const graded: Outcome = { id: 'ada', attempts: 1, status: 'graded', grade: passed };
const open = (id: string): Outcome => ({ id, attempts: 0, status: 'not-graded', why: 'No Kafka.' });

function told(outcomes: readonly Outcome[]): string {
  const written: string[] = [];
  tellOutcomes(outcomes, { write: (text) => written.push(text) });
  return written.join('');
}

test('one submission is told as one', () => {
  expect(told([graded])).toBe('1 of 1 submission has a final grade.\n');
  expect(told([])).toBe('0 of 0 submissions have a final grade.\n');
});

test('those without a final grade are told by id', () => {
  expect(told([open('cid'), graded, open('bob')])).toBe(
    '1 of 3 submissions have a final grade.\n  bob: not graded: No Kafka.\n  cid: not graded: No Kafka.\n',
  );
});
