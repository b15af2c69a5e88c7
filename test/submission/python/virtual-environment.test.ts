import { chmod, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { virtualEnvironment } from '../../../src/submission/python/virtual-environment.ts';
import { makeTemporaryFolder } from '../../support/temporary-folder.ts';
import { preparation, pythonOffer, refusal } from '../submission-folder.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('where there is no Python, a Python submission can not be graded, and it is said what to install', async () => {
  await using folder = await makeTemporaryFolder();
  vi.stubEnv('PATH', folder.path);
  await expect(refusal({ 'consumer.py': '' })).rejects.toMatchObject({
    code: 'NO_PYTHON',
    exitCode: 2,
    message: expect.stringMatching(
      /^No Python to run this submission with\n {2}no python3 on the path\n {2}Install Python 3\.10 or newer \(apt-get install python3 python3-venv/,
    ),
  });
  expect(await refusal({ 'consumer.ts': '' })).toBeNull();
});

test.each([
  [
    'old',
    '{"executable":"/usr/bin/python3","version":"3.8.18","home":"/usr","build":"","makesEnvironments":true}',
    'Python 3.8.18 found, 3.10 or newer needed',
  ],
  [
    'without venv',
    '{"executable":"/usr/bin/python3","version":"3.12.1","home":"/usr","build":"","makesEnvironments":false}',
    'Python 3.12.1 is here without its venv module',
  ],
  ['broken', 'no such version', 'the python3 on the path does not work'],
])('a Python that is %s is none', async (_name, introduction, why) => {
  await using folder = await makeTemporaryFolder();
  const executable = join(folder.path, 'python3');
  await writeFile(executable, `#!/bin/sh\necho '${introduction}'\n`);
  await chmod(executable, 0o755);
  vi.stubEnv('PATH', folder.path);
  await expect(virtualEnvironment(pythonOffer.requirements, preparation)).rejects.toMatchObject({
    code: 'NO_PYTHON',
    message: expect.stringContaining(why),
  });
});

test.each([
  ['has another digest', ` --hash=sha256:${'0'.repeat(64)}`],
  ['has none', ''],
])('what pip can not install, as it %s, is said in its words, and leaves nothing', async (_name, hash) => {
  await using folder = await makeTemporaryFolder();
  vi.stubEnv('KAFKA_GRADER_CACHE', join(folder.path, 'cache'));
  const requirements = join(folder.path, 'requirements.txt');
  await writeFile(requirements, `kafka-python==3.0.12${hash}\n`);
  const steps: string[] = [];
  const making = virtualEnvironment(requirements, { report: ({ what }) => steps.push(what) });
  await expect(making).rejects.toMatchObject({
    code: 'NO_PYTHON',
    exitCode: 2,
    message: expect.stringMatching(/^The packages for Python programs could not be installed\n.*HASH/is),
  });
  expect(steps).toEqual(["the packages for Python programs, from pip's package index"]);
  expect(await readdir(join(folder.path, 'cache', 'python'))).toEqual([]);
});

test('is made once', async () => {
  const steps: string[] = [];
  const report = ({ what }: { what: string }) => steps.push(what);
  const first = await virtualEnvironment(pythonOffer.requirements, { report });
  steps.length = 0;
  expect(await virtualEnvironment(pythonOffer.requirements, { report })).toEqual(first);
  expect(steps).toEqual([]);
});
