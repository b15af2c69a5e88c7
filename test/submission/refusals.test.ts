import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { submissionLimits } from '../../src/submission/limits.ts';
import { refusal, submissionFolder } from './submission-folder.ts';

const offered = "what may be imported is kafkajs, @platformatic/kafka, Node's own modules, and the program's own files";

describe('a program that does not build names the place', () => {
  test.each([
    [
      'a syntax error',
      { 'consumer.ts': 'const one = 1;\nconst two = = 2;\n' },
      { at: 'consumer.ts:2:13', reason: 'In consumer.ts, line 2, column 13: Unexpected "=".' },
    ],
    [
      'a syntax error behind characters of many bytes',
      { 'consumer.ts': '/* ä€🧀 */ const two = = 2;' },
      { at: 'consumer.ts:1:24', reason: 'In consumer.ts, line 1, column 24: Unexpected "=".' },
    ],
    [
      'a syntax error in what it imports',
      { 'src/consumer.ts': "import './lib/helper.ts';", 'src/lib/helper.ts': '\nconst = 1;' },
      {
        at: 'src/lib/helper.ts:2:7',
        reason: 'In src/lib/helper.ts, line 2, column 7: Expected identifier but found "=".',
      },
    ],
    [
      'JSON that is none',
      {
        'consumer.ts': "import settings from './settings.json'; console.log(settings);",
        'settings.json': '{\n  "a": 1,,\n}',
      },
      {
        at: 'settings.json:2:10',
        reason: 'In settings.json, line 2, column 10: Expected string in JSON but found ",".',
      },
    ],
    [
      'a package that is not offered',
      { 'consumer.ts': "import { Kafka } from 'kafkajs';\nimport 'dotenv/config';\nnew Kafka({ brokers: [] });" },
      {
        at: 'consumer.ts:2:8',
        reason: `In consumer.ts, line 2, column 8: the package "dotenv" is not offered; ${offered}.`,
      },
    ],
    [
      'a scoped package that is not offered, required',
      { 'consumer.ts': "const { Kafka } = require('@confluentinc/kafka-javascript/lib');" },
      {
        at: 'consumer.ts:1:27',
        reason: `In consumer.ts, line 1, column 27: the package "@confluentinc/kafka-javascript" is not offered; ${offered}.`,
      },
    ],
    [
      'a module that an offered package has not',
      { 'consumer.ts': "import '@platformatic/kafka/secret';" },
      {
        at: 'consumer.ts:1:8',
        reason:
          'In consumer.ts, line 1, column 8: the package @platformatic/kafka has no module "@platformatic/kafka/secret".',
      },
    ],
    [
      'a module that Node has not',
      { 'consumer.ts': "import 'node:kafka';" },
      {
        at: 'consumer.ts:1:8',
        reason: `In consumer.ts, line 1, column 8: Node ${process.versions.node} has no module "node:kafka".`,
      },
    ],
    [
      'a file that is missing',
      { 'consumer.ts': "\n\n  import { x } from './missing.js'; x();" },
      { at: 'consumer.ts:3:21', reason: 'In consumer.ts, line 3, column 21: there is no file "./missing.js".' },
    ],
    [
      'a file outside the folder',
      { 'consumer.ts': "export * from '../work/secret.ts';" },
      {
        at: 'consumer.ts:1:15',
        reason: 'In consumer.ts, line 1, column 15: "../work/secret.ts" lies outside the submission\'s folder.',
      },
    ],
    [
      'a file by its absolute path',
      { 'consumer.ts': "import passwd from '/etc/passwd'; passwd();" },
      {
        at: 'consumer.ts:1:20',
        reason: 'In consumer.ts, line 1, column 20: "/etc/passwd" lies outside the submission\'s folder.',
      },
    ],
    [
      'a file with a name that is computed',
      { 'consumer.ts': "const name = 'data'; require('./' + name + '.json');", 'data.json': '{}' },
      {
        at: 'consumer.ts:1:30',
        reason:
          'In consumer.ts, line 1, column 30: the name of the imported file is computed, and the grader must know it before the program runs.',
      },
    ],
    [
      'a file with a name that is computed, far outside the folder',
      { 'consumer.ts': "const name = 'etc'; await import('../../../../../../../../../' + name + '/passwd');" },
      { at: 'consumer.ts:1:34', reason: expect.stringContaining('the name of the imported file is computed') },
    ],
    [
      'a URL of a file',
      { 'consumer.ts': "import 'file:///etc/passwd';" },
      { at: 'consumer.ts:1:8', reason: expect.stringContaining('"file:///etc/passwd" lies outside') },
    ],
    [
      'a URL',
      { 'consumer.ts': "import x from 'https://example.org/x.js'; x();" },
      { at: 'consumer.ts:1:15', reason: expect.stringContaining('is not offered') },
    ],
    [
      'a file in a folder that is never read',
      { 'consumer.ts': "import { x } from './dist/x.js'; x();", 'dist/x.js': 'export const x = 1;' },
      {
        at: 'consumer.ts:1:19',
        reason: 'In consumer.ts, line 1, column 19: "./dist/x.js" lies in dist, which the grader never reads.',
      },
    ],
    [
      'a file of another kind',
      { 'consumer.ts': "import text from './notes.txt'; console.log(text);", 'notes.txt': '' },
      {
        at: 'consumer.ts:1:18',
        reason: 'In consumer.ts, line 1, column 18: "./notes.txt" is neither TypeScript nor JavaScript nor JSON.',
      },
    ],
    [
      'a name that a module does not export',
      { 'consumer.ts': "import { y } from './x.ts';\nconsole.log(y);", 'x.ts': 'export const x = 1;' },
      {
        at: 'consumer.ts:1:10',
        reason: 'In consumer.ts, line 1, column 10: No matching export in "x.ts" for import "y".',
      },
    ],
  ])('%s', async (_fault, files, expected) => {
    expect(await refusal(files)).toEqual(expected);
  });
});

describe('a program that is not there', () => {
  test('says where it was looked for', async () => {
    expect(await refusal({ 'producer.ts': '' })).toEqual({
      reason: 'There is neither consumer.ts nor consumer.py in the folder or in its src/.',
      at: null,
    });
  });

  test('costs the other one nothing', async () => {
    expect(await refusal({ 'producer.ts': '' }, 'producer')).toBeNull();
  });
});

describe('what is refused concerns the programs that need it', () => {
  const large = ' '.repeat(submissionLimits.fileBytes + 1);

  test('a program that is a link', async () => {
    await using folder = await submissionFolder({ 'producer.ts': '' });
    await symlink('producer.ts', join(folder.path, 'consumer.ts'));
    await using programs = await folder.build();
    expect(programs.byRole.get('consumer')).toEqual({
      status: 'unavailable',
      role: 'consumer',
      reason: 'consumer.ts is a link, and the grader reads only regular files.',
      location: null,
    });
    expect(programs.byRole.get('producer')).toMatchObject({ status: 'ready' });
  });

  test('a link beside a program that can be read in src', async () => {
    await using folder = await submissionFolder({ 'src/consumer.ts': '' });
    await symlink('src/consumer.ts', join(folder.path, 'consumer.ts'));
    await using programs = await folder.build();
    expect(programs.byRole.get('consumer')).toMatchObject({ status: 'ready', file: 'src/consumer.ts' });
  });

  test.each(['./lib.ts', './lib.js', './lib', './lib/more.ts'])(
    'a link that a program imports as %s',
    async (specifier) => {
      await using folder = await submissionFolder({
        'consumer.ts': `import { x } from '${specifier}'; x();`,
        'producer.ts': '',
      });
      await symlink('/etc/hosts', join(folder.path, specifier.includes('more') ? 'lib' : 'lib.ts'));
      await using programs = await folder.build();
      expect(programs.byRole.get('consumer')).toMatchObject({
        status: 'unavailable',
        reason: expect.stringMatching(
          /column 19: ".*" can't be imported: lib(\.ts)? is a link, and the grader reads only regular files\.$/,
        ),
        location: { file: 'consumer.ts', line: 1, column: 19 },
      });
      expect(programs.byRole.get('producer')).toMatchObject({ status: 'ready' });
    },
  );

  test('a link with a name that has to be quoted', async () => {
    const name = 'a "b"\\ \n\u001b[2J::error::\u202e.ts';
    await using folder = await submissionFolder({ 'consumer.ts': `import ${JSON.stringify(`./${name}`)};` });
    await symlink('/etc/hosts', join(folder.path, name));
    await using programs = await folder.build();
    expect(programs.byRole.get('consumer')).toMatchObject({
      status: 'unavailable',
      reason: expect.stringContaining('is a link, and the grader reads only regular files.'),
    });
  });

  test('a program that is too large', async () => {
    expect(await refusal({ 'consumer.ts': large })).toEqual({
      reason: 'consumer.ts is larger than 1 MiB, the most that the grader reads of one file.',
      at: null,
    });
  });

  test('a file too large that a program imports', async () => {
    expect(await refusal({ 'consumer.ts': "import './data.json';", 'data.json': large })).toMatchObject({
      at: 'consumer.ts:1:8',
      reason: expect.stringContaining('data.json is larger than 1 MiB'),
    });
  });

  test('one that no program imports costs nothing', async () => {
    expect(await refusal({ 'consumer.ts': '', 'video.mp4': large })).toBeNull();
  });

  test('a submission that is too large concerns all', async () => {
    const parts = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`${index}.txt`, large.slice(1)]));
    const files = { ...parts, 'consumer.ts': '', 'producer.ts': '' };
    const reason = "The submission's files are larger than 10 MiB together, the most that the grader reads.";
    expect(await refusal(files, 'consumer')).toEqual({ reason, at: null });
    expect(await refusal(files, 'producer')).toEqual({ reason, at: null });
  });
});
