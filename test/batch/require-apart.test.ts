import { expect, test } from 'vitest';
import { requireApart } from '../../src/batch/require-apart.ts';

test.each(['/class', '/class/out', '/class/out/deeper'])('results at %s would be taken for submissions', (out) => {
  expect(() => requireApart(out, '/class')).toThrow(expect.objectContaining({ code: 'USAGE' }));
});

test.each(['/results', '/', '/class-results', '/class/.kafka-grader', '/class/.out/deeper'])(
  'at %s they are not',
  (out) => {
    expect(() => requireApart(out, '/class')).not.toThrow();
  },
);
