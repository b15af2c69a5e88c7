import { expect, test } from 'vitest';
import { notWritable } from '../../src/grading/output-folder.ts';

const refusal = (code: string) => Object.assign(new Error(`${code}: refused`), { code });

test.each(['ENOSPC', 'EDQUOT'])('%s is told with the space that is left', (code) => {
  expect(notWritable('/out', refusal(code)).message).toMatch(
    new RegExp(
      `^/out can't be written \\(${code}: refused, [\\d.]+ MiB are left there\\)\\. Choose another folder with --out, or free some space\\.$`,
    ),
  );
});

test('where something else is wrong, space is no matter', () => {
  expect(notWritable('/out', refusal('EACCES')).message).toBe(
    "/out can't be written (EACCES: refused). Choose another folder with --out.",
  );
});
