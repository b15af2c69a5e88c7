import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { childrenCpuSeconds } from '../../src/leftovers/process-facts.ts';

test.runIf(process.platform === 'linux')('counts what a child has used, once it has ended', async () => {
  const before = await childrenCpuSeconds();
  execFileSync(process.execPath, ['-e', 'while (process.cpuUsage().user < 200_000);']);
  const after = await childrenCpuSeconds();
  expect((after ?? 0) - (before ?? 0)).toBeGreaterThanOrEqual(0.19);
});
