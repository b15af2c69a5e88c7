/** "A hostile submission in a class of 20 changes no other submission's verdict." */
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Grade } from '../src/grade/grade.ts';
import { runGrader } from '../test/cli/run-grader.ts';
import { fixturesFolder } from '../test/support/fixtures.ts';
import { hostileCases, outcomeAt } from '../test/support/hostile-cases.ts';
import { levelsHere } from '../test/support/levels-here.ts';
import { testBroker } from '../test/support/test-broker.ts';
import { layCase } from './hand-in.ts';
import type { Targets } from './trap.ts';

const size = 20;
const only = ['consume.survives-bad-records', 'produce.sends-every-order'];

/** All at once, each of them a danger to everybody: the compiler, the output, the taps, the cores. */
const culprits = ['01-infinite-loop', '06-yes', '36-broken-frames', '43-compiler-bomb'];

/** At `process`, the command line runs programs as users of their own wherever it can. */
const here = await levelsHere();
const levels = [...here].filter(([level]) => !(level === 'process' && here.has('process-own-user')));

describe.each(levels)('at %s', (level, { level: isolation }) => {
  test('a hostile submission in a class changes no other verdict', { timeout: 900_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hostile-class-'));
    const classFolder = join(folder, 'class');
    await mkdir(classFolder);
    for (const name of culprits) await layCase(name, join(classFolder, name), nothingToAimAt);
    const others = Array.from({ length: size - culprits.length }, (_, index) => `right-${index}`);
    for (const name of others) {
      await cp(join(fixturesFolder, 'kafka-consumers', 'reference'), join(classFolder, name), { recursive: true });
    }
    const out = join(folder, 'out');
    const options = [
      '--only',
      only.join(','),
      '--out',
      out,
      '--broker',
      testBroker,
      '--jobs',
      '4',
      '--isolation',
      isolation,
    ];
    const { exitCode, stderr } = await runGrader(['batch', classFolder, ...options], { limitMs: 600_000 });
    expect(exitCode, stderr).toBe(0);
    const gradeOf = async (name: string): Promise<Grade> =>
      JSON.parse(await readFile(join(out, 'submissions', name, 'grade.json'), 'utf8'));
    for (const name of others) {
      const { score, maxScore, final } = await gradeOf(name);
      expect({ name, score, final }).toEqual({ name, score: maxScore, final: true });
    }
    for (const hostile of hostileCases.filter(({ name }) => culprits.includes(name))) {
      const { checks } = await gradeOf(hostile.name);
      const lost = checks.filter(({ status }) => status !== 'passed').map(({ id }) => id);
      const expected = Object.keys(outcomeAt(hostile, level).lost).filter((id) => only.includes(id));
      expect(lost, hostile.name).toEqual(expect.arrayContaining(expected));
    }
    await rm(folder, { recursive: true });
  });
});

const nothingToAimAt: Targets = {
  word: 'nobody',
  secretFile: '/nonexistent',
  neighbourFolder: '/nonexistent',
  canaryFile: '/nonexistent/canary',
  sharedMemoryFile: '/nonexistent/shared',
  canaryWord: 'nobody',
  port: 1,
  machineAddress: '127.0.0.1',
  socketPath: '/nonexistent/socket',
  topic: 'nobody',
  group: 'nobody',
  neighbourTap: 1,
};
