/** Nothing outside a submission's folder is read to put its programs together, however it is asked for. */
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Files, submissionFolder } from '../test/submission/submission-folder.ts';

const secret = 'a-secret-beside-the-submission';
/** Beside the submission's folder, where paths of `..` lead. */
const beside = { 'secret.ts': `export default '${secret}';`, 'secret.json': `"${secret}"`, 'secret.map': '{}' };

/** `PATH` stands for the absolute path of what lies beside. */
const attempts: readonly (readonly [what: string, files: Files])[] = [
  ['a path of its parent', { 'producer.ts': "import x from '../secret.ts'; console.log(x);" }],
  [
    'a path through a folder that is there',
    { 'producer.ts': "import x from './src/../../secret.ts'; console.log(x);", 'src/a.ts': '' },
  ],
  ['a path with other separators', { 'producer.ts': "import x from '..\\\\secret.ts'; console.log(x);" }],
  ['an encoded path', { 'producer.ts': "import x from './%2e%2e/secret.ts'; console.log(x);" }],
  ['an absolute path', { 'producer.ts': "import x from 'PATH/secret.json'; console.log(x);" }],
  ['an absolute path with a query', { 'producer.ts': "import x from 'PATH/secret.ts?raw'; console.log(x);" }],
  ['a URL', { 'producer.ts': "import x from 'file://PATH/secret.ts'; console.log(x);" }],
  ['a URL, required', { 'producer.ts': "console.log(require('file://PATH/secret.json'));" }],
  ['an absolute path, required', { 'producer.ts': "console.log(require('PATH/secret.json'));" }],
  [
    'an absolute path, required where it may fail',
    { 'producer.ts': "try { console.log(require('PATH/secret.json')); } catch {}" },
  ],
  [
    'a parent, required where it may fail',
    { 'producer.ts': "try { console.log(require('../secret.json')); } catch {}" },
  ],
  ['require.resolve', { 'producer.ts': "console.log(require.resolve('PATH/secret.json'));" }],
  ['a computed path', { 'producer.ts': "const n = 'secret'; console.log(require('PATH/' + n + '.json'));" }],
  [
    'a computed path of its parent',
    { 'producer.ts': "const n = 'secret'; console.log(await import('../' + n + '.ts'));" },
  ],
  ['an import as text', { 'producer.ts': "import x from 'PATH/secret.ts' with { type: 'text' }; console.log(x);" }],
  ['an import as JSON', { 'producer.ts': "import x from 'PATH/secret.json' with { type: 'json' }; console.log(x);" }],
  ['an export', { 'producer.ts': "export { default } from 'PATH/secret.ts';" }],
  [
    'a module in a data URL',
    { 'producer.ts': `import 'data:text/javascript,${encodeURIComponent("import 'PATH/secret.json'")}';` },
  ],
  ['a source map', { 'producer.ts': 'console.log(1);\n//# sourceMappingURL=PATH/secret.map' }],
  ['a source map of its parent', { 'producer.ts': 'console.log(1);\n//# sourceMappingURL=../secret.map' }],
  [
    'a JSX factory',
    {
      'producer.ts': "import './x.tsx';",
      'x.tsx': '/** @jsxRuntime automatic @jsxImportSource PATH/secret */\nconsole.log(<a/>);',
    },
  ],
  ['a reference', { 'producer.ts': '/// <reference path="PATH/secret.ts" />\nconsole.log(1);' }],
  [
    'its tsconfig.json',
    {
      'producer.ts': "import x from 'kafkajs'; import y from 'secret'; console.log(x, y);",
      'tsconfig.json':
        '{"extends":"PATH/secret.json","compilerOptions":{"baseUrl":"PATH","paths":{"*":["PATH/secret.ts"]}}}',
    },
  ],
  [
    'its package.json',
    {
      'producer.ts': "import x from '#x'; console.log(x);",
      'package.json':
        '{"type":"module","imports":{"#x":"../secret.ts"},"exports":"../secret.ts","browser":{"kafkajs":"../secret.ts"}}',
    },
  ],
];

describe('the submission asks for what lies beside it by', () => {
  test.each(attempts)('%s', async (_what, files) => {
    await using folder = await submissionFolder();
    const parent = join(folder.path, '..');
    for (const [name, contents] of Object.entries(beside)) await writeFile(join(parent, name), contents);
    const located = Object.entries(files).map(([name, text]) => [name, String(text).replaceAll('PATH', parent)]);
    await folder.write(Object.fromEntries(located));
    await using programs = await folder.build();
    const program = programs.byRole.get('producer');
    const laid = program?.status === 'ready' ? program.build.files.map(({ contents }) => contents.toString()) : [];
    expect(laid.filter((text) => text.includes(secret))).toEqual([]);
    if (program?.status === 'unavailable') expect(program.reason).not.toContain(secret);
  });

  test.each(['secret.ts', 'lib', 'lib/secret.ts'])('a link, %s', async (name) => {
    await using folder = await submissionFolder({
      'producer.ts': "import x from './lib/secret.ts'; import y from './secret.ts'; console.log(x, y);",
    });
    const parent = join(folder.path, '..');
    for (const [file, contents] of Object.entries(beside)) await writeFile(join(parent, file), contents);
    if (name.startsWith('lib/')) await mkdir(join(folder.path, 'lib'));
    await symlink(name === 'lib' ? parent : join(parent, 'secret.ts'), join(folder.path, name));
    await using programs = await folder.build();
    expect(programs.byRole.get('producer')).toMatchObject({ status: 'unavailable' });
  });
});
