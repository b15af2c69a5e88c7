import { describe, expect, test } from 'vitest';
import { type Files, runProgram } from './submission-folder.ts';

/** A program that decides by `guard` whether it is the main one. */
const guarded = (name: string, guard: string): string => `if (${guard}) console.log('${name} is main');\n`;

const urls = "import { fileURLToPath, pathToFileURL } from 'node:url';\n";

describe('which module is the main one', () => {
  const guards: readonly [string, string][] = [
    [urls, 'import.meta.url === pathToFileURL(process.argv[1]).href'],
    [urls, 'fileURLToPath(import.meta.url) === process.argv[1]'],
    ['', `import.meta.url === \`file://\${process.argv[1]}\``],
    ['', 'import.meta.filename === process.argv[1]'],
    ['', 'import.meta.main'],
    ['', "process.argv[1].endsWith('consumer.ts') && import.meta.url.endsWith('consumer.ts')"],
    [urls, 'require.main === module'],
    ['', 'require.main === module'],
    [urls, 'process.mainModule === module'],
    ['', 'require.main?.filename === __filename'],
    [urls, '!module.parent'],
    ['', "typeof require !== 'undefined' && typeof module !== 'undefined' && require.main === module"],
    ['', 'process.argv[1] === __filename'],
  ];

  test.each(guards)('%j %s', async (imports, guard) => {
    const { lines, stderr } = await runProgram({
      'consumer.ts': `${imports}import { send } from './producer.js';\n${guarded('consumer', guard)}send();\n`,
      'producer.ts': `${imports}export function send() { console.log('sent'); }\n${guarded('producer', guard)}`,
    });
    expect({ lines, stderr }).toEqual({ lines: ['consumer is main', 'sent'], stderr: '' });
  });

  test.each(['require.main === module', '!module.parent', 'require.main.filename === __filename'])(
    'CommonJS alone: %s',
    async (guard) => {
      const { lines, stderr } = await runProgram({
        'consumer.ts': `const { send } = require('./producer');\n${guarded('consumer', guard)}send();\nmodule.exports = {};`,
        'producer.ts': `module.exports = { send() { console.log('sent'); } };\n${guarded('producer', guard)}`,
      });
      expect({ lines, stderr }).toEqual({ lines: ['consumer is main', 'sent'], stderr: '' });
    },
  );

  test.each(['consumer', 'producer'])('both programs run by themselves: %s', async (role) => {
    const files = {
      'consumer.ts': `import { name } from './producer.ts';\n${guarded('consumer', 'import.meta.filename === process.argv[1]')}name();`,
      'producer.ts': `export const name = () => {};\n${guarded('producer', 'import.meta.filename === process.argv[1]')}`,
    };
    expect((await runProgram(files, role)).lines).toEqual([`${role} is main`]);
  });
});

describe('programs of every kind run', () => {
  const kafka = "new Kafka({ brokers: ['127.0.0.1:1'] }).constructor.name";
  const programs: readonly [string, Files, readonly string[]][] = [
    ['await at the top', { 'consumer.ts': 'console.log(await Promise.resolve(1)); export {};' }, ['1']],
    [
      'ES imports and CommonJS habits together',
      {
        'src/consumer.ts': `#!/usr/bin/env node
          import { join } from 'node:path';
          const { readFileSync } = require('fs');
          console.log(readFileSync(join(__dirname, 'data.txt'), 'utf8'), __filename.endsWith('/src/consumer.ts'));
          await Promise.resolve();
          module.exports = { join };`,
        'src/data.txt': 'data',
      },
      ['data true'],
    ],
    [
      'an import of kafkajs by name',
      { 'consumer.ts': `import { Kafka } from 'kafkajs'; console.log(${kafka});` },
      ['Client'],
    ],
    [
      'the default import of kafkajs',
      { 'consumer.ts': `import kafkajs from 'kafkajs'; const { Kafka } = kafkajs; console.log(${kafka});` },
      ['Client'],
    ],
    [
      'kafkajs as a namespace',
      { 'consumer.ts': `import * as kafkajs from 'kafkajs'; const { Kafka } = kafkajs; console.log(${kafka});` },
      ['Client'],
    ],
    ['kafkajs required', { 'consumer.ts': `const { Kafka } = require('kafkajs'); console.log(${kafka});` }, ['Client']],
    [
      'kafkajs required by a module that exports',
      {
        'src/consumer.ts': `const { Kafka } = require('kafkajs'); const { Consumer } = require('@platformatic/kafka');
          if (require.main === module) console.log(${kafka}, typeof Consumer, require('./lib').name); module.exports = { Kafka };`,
        'src/lib.ts': "exports.name = require('kafkajs').Kafka.name;",
      },
      ['Client function Client'],
    ],
    [
      'names that are declared because the types are missing',
      {
        'consumer.ts': `declare const require: any; declare const module: any; declare var __filename: string; declare const process: any;
          const { Kafka } = require('kafkajs'); if (require.main === module) console.log(Kafka.name, __filename === process.argv[1]);`,
      },
      ['Client true'],
    ],
    [
      'a file that is required by its computed path',
      {
        'src/consumer.ts':
          "console.log(require(require('path').join(__dirname, 'data.json')).a, require('./' .concat('data.json')).a); export {};",
        'src/data.json': '{ "a": 1 }',
      },
      ['1 1'],
    ],
    [
      'kafkajs by import equals',
      { 'consumer.ts': `import kafkajs = require('kafkajs'); const { Kafka } = kafkajs; console.log(${kafka});` },
      ['Client'],
    ],
    [
      'kafkajs through createRequire',
      {
        'consumer.ts': `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);
          const { Kafka } = require('kafkajs'); console.log(${kafka});`,
      },
      ['Client'],
    ],
    [
      'kafkajs by a computed name',
      {
        'consumer.ts': `const name = 'kafka' + 'js'; const { Kafka } = (await import(name)).default; console.log(${kafka});`,
      },
      ['Client'],
    ],
    [
      '@platformatic/kafka imported',
      { 'src/consumer.ts': "import { Consumer } from '@platformatic/kafka'; console.log(typeof Consumer);" },
      ['function'],
    ],
    [
      '@platformatic/kafka imported when needed',
      { 'consumer.ts': "const { Consumer } = await import('@platformatic/kafka'); console.log(typeof Consumer);" },
      ['function'],
    ],
    [
      '@platformatic/kafka required',
      { 'consumer.ts': "const { Consumer } = require('@platformatic/kafka'); console.log(typeof Consumer);" },
      ['function'],
    ],
    [
      'names of types, imported like values',
      {
        'consumer.ts': `import { Kafka, type Consumer, EachMessagePayload } from 'kafkajs';
          import { Order } from './types';
          import { Foo } from 'some-types';
          import type { Bar } from 'other-types';
          export { Order } from './types';
          export type { Bar };
          const order: Order = { id: 1 }; const foo = (given: Foo, payload: EachMessagePayload) => {};
          console.log(order.id, Kafka.name);`,
        'types.ts': 'export interface Order { id: number }',
      },
      ['1 Client'],
    ],
    [
      'JSON with and without attributes',
      {
        'consumer.ts': `import one from './one.json' with { type: 'json' }; import two from './one.json';
          const three = require('./one.json'); console.log(one.a, two.a, three.a);`,
        'one.json': '{ "a": 1 }',
      },
      ['1 1 1'],
    ],
    [
      'its own package.json as JSON',
      {
        'consumer.ts': "import { name } from './package.json'; console.log(name);",
        'package.json': '{ "name": "ada" }',
      },
      ['ada'],
    ],
    [
      'imports when needed',
      {
        'consumer.ts':
          "const { x } = await import('./x.ts'); const { sep } = await import('node:path'); console.log(x, sep);",
        'x.ts': 'export const x = await Promise.resolve(1);',
      },
      ['1 /'],
    ],
    [
      'imports without extension, with that of JavaScript, of a folder',
      {
        'src/consumer.ts': `import { a } from './a'; import { b } from './b.js'; import { c } from '../lib'; import { d } from './d.mjs';
          console.log(a, b, c, d);`,
        'src/a.ts': 'export const a = 1;',
        'src/b.ts': 'export const b = 2;',
        'lib/index.ts': 'export const c = 3;',
        'src/d.mts': 'export const d = 4;',
      },
      ['1 2 3 4'],
    ],
    [
      'JavaScript of every kind',
      {
        'consumer.ts': `import { a } from './a.js'; import b from './b.cjs'; import { c } from './c.mjs'; import { d } from './d.cts'; import { e } from './e.js';
          console.log(a, b.b, c, d, e);`,
        'a.js': 'module.exports = { a: 1 };',
        'b.cjs': 'exports.b = 2;',
        'c.mjs': 'export const c = 3;',
        'd.cts': "import path = require('path'); export = { d: path.sep };",
        'e.js': "import { sep } from 'path'; exports.e = sep;",
      },
      ['1 2 3 / /'],
    ],
    [
      'enums, namespaces, decorators',
      {
        'consumer.ts': `enum Color { Red = 'red' } namespace Space { export const x = 1; }
          function logged(method: unknown, context: ClassMethodDecoratorContext) { console.log('decorated', context.name); }
          class Service { @logged get() { return 4; } }
          console.log(Color.Red, Space.x, new Service().get());`,
      },
      ['decorated get', 'red 1 4'],
    ],
    [
      'fields that are made of parameter properties',
      {
        'consumer.ts': `class Service { doubled = this.amount * 2; constructor(private amount: number) {} }
          console.log(new Service(2).doubled);`,
      },
      ['4'],
    ],
    [
      'files beside the source',
      {
        'consumer.ts': "import { text } from './src/lib/read.ts'; console.log(text);",
        'src/lib/read.ts': `import { readFileSync } from 'node:fs'; import { join } from 'node:path';
          const url = new URL('./orders.jsonl', import.meta.url);
          export const text = [readFileSync(url), readFileSync(join(__dirname, 'orders.jsonl')), readFileSync('src/lib/orders.jsonl'),
            readFileSync(import.meta.resolve('./orders.jsonl').slice(7)), readFileSync(join(import.meta.dirname, 'orders.jsonl'))].join();`,
        'src/lib/orders.jsonl': '{}',
      },
      ['{},{},{},{},{}'],
    ],
    [
      'a package that is optional, and absent',
      {
        'consumer.ts': `try { require('dotenv').config(); } catch { console.log('no dotenv'); }
          await import('dotenv').catch(() => console.log('none'));`,
      },
      ['no dotenv', 'none'],
    ],
    [
      'names of its own for what a module is given',
      {
        'consumer.ts': `import { fileURLToPath } from 'node:url'; import module from 'node:module'; import { other } from './other.ts';
          const __filename = fileURLToPath(import.meta.url); const require = module.createRequire(__filename);
          console.log(__filename.endsWith('consumer.ts'), require('node:path').sep, other);`,
        'other.ts': `import { fileURLToPath } from 'node:url';
          const __filename = fileURLToPath(import.meta.url); const __dirname = new URL('.', import.meta.url); const exports = 1;
          export const other = __filename.endsWith('other.ts') && __dirname.pathname.endsWith('/') && exports;`,
      },
      ['true / 1'],
    ],
    [
      'undeclared names, as CommonJS that is not strict has them',
      { 'consumer.ts': "lib = require('./lib.js'); console.log(lib);", 'lib.js': 'count = 1; module.exports = count;' },
      ['1'],
    ],
  ];

  test.each(programs)('%s', async (_kind, files, expected) => {
    const { lines, stderr, code } = await runProgram(files);
    expect({ lines, code, stderr: stderr.replace(/^\(.*Warning.*\n.*\n/, '') }).toEqual({
      lines: expected,
      code: 0,
      stderr: '',
    });
  });

  test.each([
    ['package.json', { 'package.json': '{ broken' }],
    [
      'package.json of a CommonJS package',
      { 'package.json': '{ "type": "commonjs", "sideEffects": false, "browser": { "./lib.ts": false } }' },
    ],
    [
      'package.json of an ES module',
      { 'package.json': '{ "type": "module", "name": "@platformatic/kafka", "exports": "./none.js" }' },
    ],
    [
      'tsconfig.json',
      { 'tsconfig.json': '{ broken', 'src/tsconfig.json': '{ "compilerOptions": { "verbatimModuleSyntax": true } }' },
    ],
  ])("the student's %s has no say", async (_name, files) => {
    const { lines, stderr } = await runProgram({
      ...files,
      'src/consumer.ts': `import { Order } from './types'; import './lib.ts'; import { Consumer } from '@platformatic/kafka'; import { Kafka } from 'kafkajs';
        let order: Order | null = null; console.log(typeof Consumer, Kafka.name, order);`,
      'src/types.ts': 'export type Order = string;',
      'src/lib.ts': "console.log('lib');",
    });
    expect({ lines, stderr }).toEqual({ lines: ['lib', 'function Client null'], stderr: '' });
  });
});

describe('a program', () => {
  test('runs in a private copy of its folder', async () => {
    const { lines, folder } = await runProgram({
      'src/consumer.ts': "console.log(process.cwd()); require('fs').writeFileSync('mine', '')",
    });
    expect(lines).toEqual([folder]);
  });

  test.each(['kafka', 'src/lib'])('fails with the line that the student wrote, in %s', async (place) => {
    const { stderr, folder, code } = await runProgram({
      'src/consumer.ts': `import { Kafka } from 'kafkajs';\nimport { fail } from '../${place}/fail.ts';\n\nfail(Kafka);\n`,
      [`${place}/fail.ts`]:
        "interface Unused {}\n\nexport function fail(given: unknown): never {\n  throw new Error('broken');\n}\n",
    });
    expect(code).toBe(1);
    expect(stderr).toContain(`at fail (${folder}/${place}/fail.ts:4:9)`);
    expect(stderr).toContain(`${folder}/src/consumer.ts:4:1`);
  });

  test('whose kafkajs finds no broker is told so by kafkajs itself', async () => {
    const { lines } = await runProgram({
      'consumer.ts': `import { Kafka, logLevel } from 'kafkajs';
        const kafka = new Kafka({ brokers: ['127.0.0.1:1'], logLevel: logLevel.NOTHING, retry: { retries: 0 } });
        await kafka.producer().connect().catch((error) => console.log(error.name, error.cause?.name, error.message));`,
    });
    expect(lines).toEqual([expect.stringContaining('ECONNREFUSED')]);
  });
});
