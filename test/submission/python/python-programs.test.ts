import { describe, expect, test } from 'vitest';
import { refusal, runProgram } from '../submission-folder.ts';

describe('a Python program', () => {
  test('runs in its folder, with its helper modules, on a Python that has the clients', async () => {
    const ran = await runProgram({
      'src/consumer.py':
        'import confluent_kafka, kafka\nfrom orders import shown\nprint(shown("é"), kafka.__version__)\n',
      'src/orders/__init__.py': 'from .words import greeting\ndef shown(text): return greeting + text\n',
      'src/orders/words.py': 'greeting = "grüß "\n',
    });
    expect(ran).toMatchObject({ code: 0, stderr: '', lines: ['grüß é 3.0.12'] });
  });

  test('leaves no compiled files in its folder', async () => {
    const files = { 'consumer.py': 'import os, orders\nprint(sorted(os.listdir()))', 'orders.py': '' };
    expect((await runProgram(files)).lines).toEqual(["['consumer.py', 'orders.py']"]);
  });

  test('is started without anything between it and its signals', async () => {
    const { lines } = await runProgram({ 'consumer.py': 'import os\nprint(os.getppid(), os.environ["PYTHONUTF8"])' });
    expect(lines).toEqual([`${process.pid} 1`]);
  });

  test('may be one of two, the other in TypeScript', async () => {
    const files = { 'consumer.py': 'print("py")', 'producer.ts': 'console.log("ts")' };
    expect((await runProgram(files)).lines).toEqual(['py']);
    expect((await runProgram(files, 'producer')).lines).toEqual(['ts']);
  });
});

describe('what can not be run is refused with its place', () => {
  test.each([
    ['a missing colon', 'x = 1\nif x\n  pass\n', 'consumer.py:2:5', "In consumer.py, line 2, column 5: expected ':'."],
    ['what only the compiler finds', 'x = 1\nreturn x\n', 'consumer.py:2:1', "'return' outside function"],
    ['bad indentation', 'def f():\nprint(1)\n', 'consumer.py:2:1', 'expected an indented block'],
    ['Python 2', 'print "order"\n', 'consumer.py:1:1', 'Missing parentheses'],
    ['what is not text', '\u0000', 'consumer.py:1:1', 'null bytes'],
  ])('%s', async (_name, text, at, said) => {
    const refused = await refusal({ 'consumer.py': text });
    expect(refused).toMatchObject({ at, reason: expect.stringContaining(said) });
  });

  test('also in a module that the program imports, but not in one that it does not', async () => {
    const broken = { 'orders.py': 'def\n' };
    expect(await refusal({ ...broken, 'consumer.py': 'from orders import show' })).toMatchObject({
      at: 'orders.py:1:4',
    });
    expect(await refusal({ ...broken, 'consumer.py': 'import json' })).toBeNull();
  });
});

describe('an import of what is not offered is refused', () => {
  const words =
    'the package "pandas" is not offered; what may be imported is kafka, confluent_kafka, Python\'s standard library, ' +
    "and the program's own files.";

  test.each([
    ['a package', 'import json\nimport pandas as pd\n', 'consumer.py:2:1'],
    ['a part of it', 'from pandas.io import json\n', 'consumer.py:1:1'],
    ['one beside others', 'import json, pandas\n', 'consumer.py:1:1'],
    ['one in a function', 'def main():\n    import pandas\n', 'consumer.py:2:5'],
    ['one where the program is run', 'if __name__ == "__main__":\n    import pandas\n', 'consumer.py:2:5'],
    [
      'one behind a very long expression',
      `x = ${Array(1500).fill('1').join(' + ')}\nimport pandas\n`,
      'consumer.py:2:1',
    ],
    ['one in a handler', 'try:\n    x = 1\nexcept OSError:\n    import pandas\n', 'consumer.py:4:5'],
    ['one whose failure nothing handles', 'try:\n    import pandas\nfinally:\n    pass\n', 'consumer.py:2:5'],
  ])('%s', async (_name, text, at) => {
    const [file, line, column] = at.split(':');
    const reason = `In ${file}, line ${line}, column ${column}: ${words}`;
    expect(await refusal({ 'consumer.py': text })).toEqual({ reason, at });
  });

  test('in a module of the submission', async () => {
    const files = { 'consumer.py': 'import lib.orders', 'lib/orders.py': '\nimport pandas' };
    expect(await refusal(files)).toMatchObject({ at: 'lib/orders.py:2:1' });
  });

  test('and so is what pip and the grader happen to have', async () => {
    expect(await refusal({ 'consumer.py': 'import pip' })).toMatchObject({ at: 'consumer.py:1:1' });
  });

  test.each([
    ['that the program handles', 'try:\n    import ujson as json\nexcept ImportError:\n    import json\n'],
    ['that it handles with others', 'try:\n    import uvloop\nexcept (OSError, ModuleNotFoundError):\n    pass\n'],
    ['that is only for a type checker', 'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import pandas\n'],
    ['of the standard library and the clients', 'import os.path, kafka.errors\nfrom confluent_kafka.admin import X\n'],
    ['of the future', 'from __future__ import annotations\n'],
  ])('but not one %s', async (_name, text) => {
    expect(await refusal({ 'consumer.py': text })).toBeNull();
  });
});

describe('which program is meant', () => {
  test('is not guessed where there are two', async () => {
    expect(await refusal({ 'consumer.ts': '', 'src/consumer.py': '' })).toEqual({
      reason: 'There are both consumer.ts and src/consumer.py; hand in one of them.',
      at: null,
    });
  });
});
