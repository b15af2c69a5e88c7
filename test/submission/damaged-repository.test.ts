/** Git repositories that somebody damaged, or wrote by hand: their commit is told, or is not known. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packagedFile } from '../../src/packaged-file.ts';
import { gitCommit } from '../../src/submission/git-commit.ts';
import { readRegularFile } from '../../src/submission/read-regular-file.ts';
import { givenWorkflows } from '../../src/template/given-workflows.ts';
import { readTemplate } from '../../src/template/read-template.ts';
import { damaged, damagedText } from '../support/damaged.ts';
import { runs } from '../support/runs.ts';
import { submissionFolder } from './submission-folder.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';
const branch = 'ref: refs/heads/main\n';
const anyOf = (...texts: string[]) =>
  fc.oneof(fc.constantFrom(...texts.map((text) => Buffer.from(text))), damaged(texts.map((text) => Buffer.from(text))));

test('any files of a repository have a commit or none', async () => {
  await using folder = await submissionFolder({});
  const files = fc.record(
    {
      HEAD: anyOf(
        branch,
        `${commit}\n`,
        'ref: refs/heads/a\0b',
        'ref: refs/heads/../../HEAD',
        `ref: refs/${'a/'.repeat(2000)}`,
      ),
      'refs/heads/main': anyOf(`${commit}\n`, branch),
      'packed-refs': anyOf(`# pack-refs with: peeled\n${commit} refs/heads/main\n`),
      commondir: anyOf('.', '../', '/', '\0'),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(files, async (given) => {
      await rm(join(folder.path, '.git'), { recursive: true, force: true });
      const entries = Object.entries(given).map(([name, contents]) => [`.git/${name}`, contents] as const);
      await folder.write({ '.git/description': '', ...Object.fromEntries(entries) });
      expect(await gitCommit(folder.path)).toEqual(
        expect.toSatisfy((found) => found === null || /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(String(found))),
      );
    }),
    runs(80),
  );
});

test.each(['gitdir: \0', 'gitdir: /dev/zero', `gitdir: ${'x'.repeat(5000)}`, 'gitdir: .git', 'gitdir: '])(
  'a .git file that says %j names no commit',
  async (git) => {
    await using folder = await submissionFolder({ '.git': git });
    expect(await gitCommit(folder.path)).toBeNull();
  },
);

test('a name that no file can have is that of none, and not a fault of the machine', async () => {
  expect(await readRegularFile('/tmp/a\0b', 'a\0b', 10)).toEqual({
    status: 'refused',
    fault: { kind: 'unreadable', path: 'a\0b', code: 'EINVAL' },
  });
});

test('any workflow is judged', async () => {
  const template = packagedFile('student-template');
  const judge = await givenWorkflows(template);
  const given = (await readTemplate(template, 'actions')).filter(({ path }) => path.startsWith('.github/workflows/'));
  for (const { path, text } of given) {
    expect(judge(path, text)).toBe('as-given');
    fc.assert(
      fc.property(damagedText([text]), (damagedWorkflow) => {
        expect(['as-given', 'changed']).toContain(judge(path, damagedWorkflow));
      }),
      runs(200),
    );
    expect(judge(path, `uses: ${'a@v1.1.1-'.repeat(30_000)}`)).toBe('changed');
  }
  expect(given).not.toEqual([]);
});
