import { expect, test } from 'vitest';
import { bubblewrapIsolation } from '../../src/isolation/bubblewrap/isolation.ts';
import { openCell } from './cell.ts';
import { testWalls } from './test-walls.ts';

testWalls({ isolation: async () => bubblewrapIsolation, devices: 'EROFS', knowsPrograms: 'by-process' });

test('programs of one grading have different ids, as they would outside', async () => {
  await using cell = await openCell(bubblewrapIsolation);
  const pids = [await cell.run('console.log(process.pid)'), await cell.run('console.log(process.pid)')];
  expect(new Set(pids.map(({ lines }) => lines[0])).size).toBe(2);
});
