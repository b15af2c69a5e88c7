/** What is not final is graded again, as if for the first time. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testBroker } from '../support/test-broker.ts';
import { runGrader } from './run-grader.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-put-back-test-'));
  await cp('examples/exercise', join(folder, 'exercise'), { recursive: true });
  await writeFile(
    join(folder, 'exercise', 'check.ts'),
    `import { defineCheck, inconclusive } from 'kafka-grader/check';

export const saysHello = defineCheck({
  id: 'hello.says-hello',
  programs: ['producer'],
  scenarios: ['greeting'],
  dependsOn: [],
  judge: (history) => {
    const records = history.scenario('greeting').timeline.of('record');
    return inconclusive(\`Nobody can tell from \${records.length} record.\`, records.map(({ seq }) => seq));
  },
});
`,
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('three times at most, each on topics of its own, and what the last one said stands', async () => {
  const options = ['--exercise', 'exercise', '--out', 'out', '--broker', testBroker];
  const { exitCode, stdout } = await runGrader(['batch', 'exercise/submissions', ...options], { cwd: folder });
  expect(exitCode).toBe(2);
  expect(stdout).toContain('0 of 2 submissions have a final grade.\n');
  for (const id of ['hello', 'shouts']) {
    const grade = JSON.parse(await readFile(join(folder, 'out', 'submissions', id, 'grade.json'), 'utf8'));
    expect(grade.checks).toMatchObject([{ status: 'inconclusive', reason: 'Nobody can tell from 1 record.' }]);
  }
  const record = JSON.parse(await readFile(join(folder, 'out', 'batch.json'), 'utf8'));
  expect(record.submissions).toMatchObject([{ attempts: 3 }, { attempts: 3 }]);
});
