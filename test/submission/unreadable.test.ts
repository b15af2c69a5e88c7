import { expect, test } from 'vitest';
import { faultOfSystemError } from '../../src/submission/read-regular-file.ts';

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: from the system`), { code });
}

test.each(['EMFILE', 'EIO', 'ENOMEM'])('%s is the machine’s fault, and no grade comes of it', (code) => {
  expect(() => faultOfSystemError(systemError(code), 'consumer.ts')).toThrow(
    expect.objectContaining({
      code: 'SUBMISSION_UNREADABLE',
      exitCode: 2,
      message: expect.stringContaining('consumer.ts'),
    }),
  );
});

test.each(['EACCES', 'ENAMETOOLONG', 'ENXIO'])('%s is the file’s own', (code) => {
  expect(faultOfSystemError(systemError(code), 'consumer.ts')).toEqual({
    kind: 'unreadable',
    path: 'consumer.ts',
    code,
  });
});
