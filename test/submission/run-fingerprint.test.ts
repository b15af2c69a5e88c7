/** Which edit of a folder can make which program run differently. */
import { describe, expect, test } from 'vitest';
import { isEditorLitter } from '../../src/submission/editor-litter.ts';
import { runFingerprint, stateFingerprint } from '../../src/submission/run-fingerprint.ts';
import { type Files, shape, submissionFolder } from './submission-folder.ts';

const typescript: Files = {
  'consumer.ts': "import { topic } from './topic.ts';\nconsole.log(topic);\n",
  'producer.ts': 'console.log(1);\n',
  'topic.ts': "export const topic: string = 'a';\n",
  'answers.yaml': 'a: 1\n',
};
const python: Files = { 'consumer.py': 'print(1)\n', 'producer.py': 'print(2)\n', 'answers.yaml': 'a: 1\n' };

/** The roles whose programs an edit affects. */
async function affected(files: Files, edit: Files): Promise<string[]> {
  await using folder = await submissionFolder(files);
  const fingerprints = async () => {
    const submission = await folder.read();
    await using programs = await folder.build();
    return new Map(
      [...programs.byRole.values()].flatMap((program) =>
        program.status === 'ready' ? [[program.role, runFingerprint(program, submission, shape)] as const] : [],
      ),
    );
  };
  const before = await fingerprints();
  await folder.write(edit);
  const after = await fingerprints();
  return shape.programs.filter((role) => after.get(role) !== before.get(role)).sort();
}

describe('in TypeScript, a program is affected', () => {
  test.each<[string, Files, string[]]>([
    ['by its own source', { 'consumer.ts': 'console.log(2);\n' }, ['consumer']],
    ['by nothing in its source that does not come into the bundle', { 'producer.ts': 'console.log(1); // one\n' }, []],
    [
      'by a file that the other one imports, too, since it may read it',
      { 'topic.ts': "export const topic = 'b';\n" },
      ['consumer', 'producer'],
    ],
    ['by a file that only lies there', { 'orders.json': '[]' }, ['consumer', 'producer']],
    ['by no text that it does not name', { 'answers.yaml': 'a: 2\n' }, []],
    ['by nothing that an editor leaves', { '.consumer.ts.swp': 'b0VIM' }, []],
  ])('%s', async (_, edit, roles) => {
    expect(await affected(typescript, edit)).toEqual(roles);
  });

  test('by a text that it names', async () => {
    const reader = {
      ...typescript,
      'consumer.ts': "import { readFileSync } from 'node:fs';\nreadFileSync('answers.yaml');\n",
    };
    expect(await affected(reader, { 'answers.yaml': 'a: 2\n' })).toEqual(['consumer']);
  });

  test('by nothing in another program that can not be run, before or after', async () => {
    const broken = { 'consumer.ts': 'const x = ;' };
    expect(await affected(typescript, broken)).toEqual(['consumer']);
    expect(await affected({ ...typescript, ...broken }, { 'consumer.ts': 'const y = ;' })).toEqual([]);
  });
});

describe('in Python, a program is affected', () => {
  test.each<[string, Files, Files, string[]]>([
    ['by any Python file', python, { 'consumer.py': 'print(3)\n' }, ['consumer', 'producer']],
    ['by no text', python, { 'answers.yaml': 'a: 2\n' }, []],
  ])('%s', async (_, files, edit, roles) => {
    expect(await affected(files, edit)).toEqual(roles);
  });
});

test('a mixed submission: an edit of the Python consumer does not affect the TypeScript producer', async () => {
  const mixed: Files = { 'consumer.py': 'print(1)\n', 'producer.ts': 'console.log(1);\n' };
  expect(await affected(mixed, { 'consumer.py': 'print(2)\n' })).toEqual(['consumer']);
  expect(await affected(mixed, { 'producer.ts': 'console.log(2);\n' })).toEqual(['producer']);
});

describe('the state of a folder', () => {
  const stateAfter = async (edit: Files) => {
    await using folder = await submissionFolder(typescript);
    const before = stateFingerprint(await folder.read());
    await folder.write(edit);
    return stateFingerprint(await folder.read()) === before ? 'same' : 'other';
  };

  test.each<[string, Files, 'same' | 'other']>([
    ['what was saved as it was', { 'consumer.ts': typescript['consumer.ts'] ?? '' }, 'same'],
    ['a comment', { 'producer.ts': 'console.log(1); // one\n' }, 'other'],
    ['what is never read', { 'node_modules/a.js': '1', '.git/HEAD': 'x' }, 'same'],
    ['what an editor leaves', { 'consumer.ts~': 'x', '4913': '' }, 'same'],
    ['a file that is too large to be read', { 'video.mp4': Buffer.alloc(1024 * 1024 + 1) }, 'other'],
  ])('after %s', async (_, edit, expected) => {
    expect(await stateAfter(edit)).toBe(expected);
  });
});

test.each([
  ['.consumer.ts.swp', true],
  ['src/consumer.ts~', true],
  ['4913', true],
  ['#consumer.ts#', true],
  ['.#consumer.ts', true],
  ['consumer.ts___jb_tmp___', true],
  ['consumer.ts', false],
  ['.env', false],
  ['src/swp', false],
])('%s is an editor’s: %s', (path, expected) => {
  expect(isEditorLitter(path)).toBe(expected);
});
