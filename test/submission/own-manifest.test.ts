/** What a submission says to npm is its own affair: it is neither read nor run. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { exists } from '../../src/exists.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { runProgram } from './submission-folder.ts';

test('its package.json and .npmrc install nothing, run nothing, and give the programs no other client', async () => {
  await using elsewhere = await makeTemporaryFolder();
  const ran = join(elsewhere.path, 'ran');
  const manifest = JSON.stringify({
    scripts: { preinstall: `touch ${ran}`, postinstall: `touch ${ran}`, prepare: `touch ${ran}` },
    dependencies: { kafkajs: 'file:./mine' },
    imports: { kafkajs: './mine/index.js' },
  });
  const { lines, code } = await runProgram({
    'package.json': manifest,
    '.npmrc': 'ignore-scripts=false\ngit=./git.sh\n',
    'git.sh': `#!/bin/sh\ntouch ${ran}\n`,
    'mine/package.json': JSON.stringify({ name: 'kafkajs', version: '2.2.4' }),
    'mine/index.js': "exports.Kafka = 'mine';",
    'consumer.ts': "import { Kafka } from 'kafkajs';\nconsole.log(typeof Kafka);\n",
  });
  expect({ lines, code, ran: await exists(ran) }).toEqual({ lines: ['function'], code: 0, ran: false });

  // npm would have run it.
  await writeFile(join(elsewhere.path, 'package.json'), manifest);
  await execa('npm', ['install', '--offline', '--ignore-scripts=false'], { cwd: elsewhere.path, reject: false });
  expect(await exists(ran)).toBe(true);
});
