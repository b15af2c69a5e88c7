/** The rules of GitHub's runner, as `actions/runner` has them in its own tests and code. */
import { describe, expect, test } from 'vitest';
import { annotationsIn, commandsIn, keptSummary, pairsIn } from './runner.ts';

const namesIn = (output: string) => commandsIn(output).map(({ command, data }) => `${command}: ${data}`);

describe('the runner', () => {
  test.for<[line: string, commands: string[]]>([
    ['::error::a', ['error: a']],
    ['  \t::error::a', ['error: a']],
    ['before ::error::a', []],
    ['before ##[error]a', ['error: a']],
    ['::nothing::a', []],
    ['::error a', []],
    ['a\r::error::b', ['error: b']],
    ['a\r\n::error::b', ['error: b']],
    ['::error::100%25%0Aof it%250A', ['error: 100%\nof it%0A']],
    ['##[error]a%3Bb%5D', ['error: a;b]']],
    ['::stop-commands::t0ken\n::error::a\n##[error]b\n::t0ken::\n::error::c', ['error: c']],
    ['::stop-commands::t0ken\n::stop-commands::other\n::other::\n::error::a', []],
  ])('finds in %j %j', ([line, commands]) => {
    expect(namesIn(line)).toEqual(commands);
  });

  test('reads properties, whatever they are escaped with', () => {
    const [command] = commandsIn('::error file=a%3Ab%2Cc.ts,line=3,col=7,title=x%25::m');
    expect([...(command?.properties ?? [])]).toEqual([
      ['file', 'a:b,c.ts'],
      ['line', '3'],
      ['col', '7'],
      ['title', 'x%'],
    ]);
  });

  test('keeps ten annotations of a kind, with 4,096 units each, and files from the workspace', () => {
    const { kept, lost } = annotationsIn(`${'::error::a\n'.repeat(11)}::warning::${'b'.repeat(5000)}\n`, '/work');
    expect(kept.map(({ type }) => type)).toEqual([...Array.from({ length: 10 }, () => 'error'), 'warning']);
    expect(lost.map(({ type }) => type)).toEqual(['error', 'warning']);
    const files = annotationsIn('::error file=/work/a.ts,col=2::\n::error file=a.ts,line=1,col=2::', '/work').kept;
    expect(files.map(({ file, line, column }) => [file, line, column])).toEqual([
      ['a.ts', null, null],
      ['a.ts', 1, 2],
    ]);
  });

  test('reads pairs with and without a delimiter', () => {
    expect([...pairsIn('a=1=2\n\nb<<END\nx\n\ny=z\nEND\nc<<E\nE\n')]).toEqual([
      ['a', '1=2'],
      ['b', 'x\n\ny=z'],
      ['c', ''],
    ]);
    expect(() => pairsIn('a<<END\nx\n')).toThrow('END');
  });

  test('drops a summary that is too large', () => {
    expect(keptSummary(Buffer.alloc(1024 * 1024, 'x'))).not.toBeNull();
    expect(keptSummary(Buffer.alloc(1024 * 1024 + 1, 'x'))).toBeNull();
  });
});
