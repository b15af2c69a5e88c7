/**
 * The attacks that get nowhere at any level do what they are meant to where nothing keeps them from it: else their containment would
 * say nothing. Of the others, the level where they do get somewhere shows it.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { runInNewContext } from 'node:vm';
import { build, stop, transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { orderIdsIn } from '../graders/orders/checks/orders.ts';
import { type OwnedWorld, openWorld } from '../src/grading/world.ts';
import { bareIsolation } from '../src/isolation/bare.ts';
import { outputLimits } from '../src/process/limits.ts';
import { eventually } from '../test/support/eventually.ts';
import { hostileCases, hostileFolder, outcomeAt, type Spoil } from '../test/support/hostile-cases.ts';
import { makeTemporaryFolder } from '../test/support/temporary-folder.ts';
import { testBroker } from '../test/support/test-broker.ts';
import { cpuSecondsOf, runBare } from './bare.ts';
import { layCase, wayOut } from './hand-in.ts';
import { steers } from './steering.ts';
import { setTrap, type Trap } from './trap.ts';

const run = promisify(execFile);
let world: OwnedWorld;

beforeAll(async () => {
  const isolation = bareIsolation('none', 'the-graders');
  const { signal } = new AbortController();
  world = await openWorld({ choice: testBroker, isolation, slots: 8, report: () => {}, signal });
});
afterAll(() => world[Symbol.asyncDispose]());

const fileOf = (name: string, file: string) => readFile(join(hostileFolder, name, file), 'utf8');

/** It is at work for as long as nobody ends it. */
const neverEnds = (name: string) => async (trap: Trap) => {
  await using bare = await runBare(name, 'consumer', trap);
  await eventually(
    () => cpuSecondsOf(bare.pid),
    (seconds) => seconds > 2,
  );
  expect(bare.child.exitCode).toBeNull();
};

const floods = (name: string) => async (trap: Trap) => {
  await using bare = await runBare(name, 'producer', trap);
  await eventually(
    async () => (await stat(bare.stdoutFile)).size,
    (size) => size > outputLimits.streamBytes * 8,
  );
};

/** How its words come out where nobody looks at them. */
const steersWho = (name: string) => async (trap: Trap) => {
  await using bare = await runBare(name, 'producer', trap);
  await bare.ended;
  expect(steers(await bare.stderr())).toBe(true);
};

const saysThatItReached = (name: string) => async (trap: Trap) => {
  await using bare = await runBare(name, 'producer', { ...trap, brokers: `127.0.0.1:${trap.targets.port}` });
  await eventually(bare.stdout, (text) => text.startsWith('REACHED'));
};

/** At the broker itself, with no tap before it. */
const getsAtTheBroker = (name: string, spoil: Spoil) => async (trap: Trap) => {
  const { topic } = trap.targets;
  await using _bare = await runBare(name, 'producer', { ...trap, brokers: world.broker.adminAddress, topic });
  await eventually(
    async () => [...(await trap.sprung())],
    (sprung) => sprung.includes(spoil),
  );
};

const controls: Readonly<Record<string, (trap: Trap) => Promise<void>>> = {
  '01-infinite-loop': neverEnds('01-infinite-loop'),
  '02-ignores-sigterm': async (trap) => {
    await using bare = await runBare('02-ignores-sigterm', 'consumer', trap);
    const triesToConnect = (text: string) => text.split('ECONNREFUSED').length;
    const before = await eventually(bare.stderr, (text) => triesToConnect(text) > 1);
    bare.child.kill('SIGTERM');
    await eventually(bare.stderr, (text) => triesToConnect(text) > triesToConnect(before));
  },
  '03-daemon-holds-output': async (trap) => {
    await using bare = await runBare('03-daemon-holds-output', 'producer', trap);
    await bare.ended;
    expect(await trap.sprung()).toContain('process-left');
  },
  '04-fork-bomb': saysThatItReached('04-fork-bomb'),
  '05-takes-memory': saysThatItReached('05-takes-memory'),
  '06-yes': floods('06-yes'),
  '07-endless-line': floods('07-endless-line'),
  '09-writes-its-own-grade': async (trap) => {
    await using bare = await runBare('09-writes-its-own-grade', 'producer', trap);
    await bare.ended;
    for (const folder of [bare.cwd, dirname(bare.cwd), dirname(dirname(bare.cwd))]) {
      expect(JSON.parse(await readFile(join(folder, 'grade.json'), 'utf8'))).toMatchObject({ score: 100, final: true });
    }
  },
  '10-prints-its-own-grade': async (trap) => {
    await using bare = await runBare('10-prints-its-own-grade', 'producer', trap);
    await bare.ended;
    expect(await bare.stdout()).toContain('\n100 of 100 points\n');
    expect(bare.child.exitCode).toBe(0);
  },
  '11-workflow-commands': steersWho('11-workflow-commands'),
  '12-steers-the-terminal': steersWho('12-steers-the-terminal'),
  '17-links': async ({ targets, secrets }) => {
    await using folder = await makeTemporaryFolder();
    await layCase('17-links', join(folder.path, 'case'), targets);
    for (const name of ['producer.ts', 'answers.yaml']) {
      expect(secrets).toContain(JSON.parse(await readFile(join(folder.path, 'case', name), 'utf8')));
    }
  },
  '18-fifos-and-devices': async ({ targets }) => {
    await using folder = await makeTemporaryFolder();
    await layCase('18-fifos-and-devices', join(folder.path, 'case'), targets);
    const fifo = join(folder.path, 'case', 'producer.ts');
    const waiting = readFile(fifo, 'utf8');
    await writeFile(fifo, 'only now');
    expect(await waiting).toBe('only now');
  },
  '19-archive': async ({ targets }) => {
    await using folder = await makeTemporaryFolder();
    for (const { name, contents } of wayOut(targets).slice(0, 2)) await writeFile(resolve(folder.path, name), contents);
    expect(existsSync(targets.canaryFile)).toBe(true);
  },
  '20-install-scripts': async ({ targets }) => {
    await using folder = await makeTemporaryFolder();
    const handedIn = join(folder.path, 'case');
    await layCase('20-install-scripts', handedIn, targets);
    await run('node', ['-e', "require('kafkajs')"], { cwd: handedIn });
    expect(await readFile(targets.canaryFile, 'utf8')).toBe('imported');
    await rm(targets.canaryFile);
    await run('npm', ['install', '--ignore-scripts', '--no-audit'], { cwd: handedIn }).catch(() => {});
    expect(await readFile(targets.canaryFile, 'utf8')).toBe('installed');
    await rm(targets.canaryFile);
    await run('npm', ['run', 'postinstall'], { cwd: handedIn });
    expect(await readFile(targets.canaryFile, 'utf8')).toBe('installed');
  },
  '22-changes-the-broker': getsAtTheBroker('22-changes-the-broker', 'topic-changed'),
  '23-commits-without-reading': async () => {
    expect(await fileOf('23-commits-without-reading', 'attack.ts')).toContain('commitOffsets');
  },
  '24-prints-what-it-knows': async (trap) => {
    await using bare = await runBare('24-prints-what-it-knows', 'consumer', trap);
    const printed = await eventually(bare.stdout, (text) => text.includes('ord-a1b2c3'));
    expect(printed.split('\n').flatMap((line) => orderIdsIn(line))).toContain('ord-9f31c2a04b');
  },
  '25-knows-the-grader': async (trap) => {
    await using bare = await runBare('25-knows-the-grader', 'producer', trap);
    expect(await eventually(bare.stdout, (text) => text !== '')).toMatch(/^REACHED.* CI\b/);
  },
  '28-takes-back-its-output': async (trap) => {
    await using bare = await runBare('28-takes-back-its-output', 'consumer', trap);
    await eventually(bare.stderr, (text) => text.includes('ECONNREFUSED'));
    await writeFile(bare.stdoutFile, 'printed before');
    bare.child.kill('SIGTERM');
    await eventually(bare.stdout, (text) => text === '');
  },
  '29-prototypes': async () => {
    const attack = await fileOf('29-prototypes', 'attack.ts');
    const [line] = /\{"__proto__".*\}/.exec(attack) ?? [];
    const merge =
      'const merge = (to, from) => { for (const key of Object.keys(from)) typeof from[key] === "object" ? merge(to[key] ??= {}, from[key]) : to[key] = from[key]; };';
    expect(runInNewContext(`${merge} merge({}, JSON.parse(line)); ({}).polluted`, { line })).toBe(true);
  },
  '30-yaml-bomb': async () => {
    const bomb = parseDocument(await fileOf('30-yaml-bomb', 'answers.yaml'));
    expect(bomb.errors).toEqual([]);
    expect(() => bomb.toJS()).toThrow('Excessive alias count');
  },
  '31-hostile-names': async ({ targets }) => {
    await using folder = await makeTemporaryFolder();
    await layCase('31-hostile-names', join(folder.path, 'case'), targets);
    expect((await readdir(join(folder.path, 'case'))).filter((name) => steers(name))).toHaveLength(1);
  },
  '32-imports-from-outside': async ({ secrets }) => {
    const entryPoints = [join(hostileFolder, '32-imports-from-outside', 'attack.ts')];
    const { outputFiles } = await build({ entryPoints, bundle: true, write: false, loader: { '': 'text' } });
    expect(secrets.filter((secret) => outputFiles[0]?.text.includes(secret))).toHaveLength(1);
  },
  '33-own-settings': async () => {
    const entryPoints = [join(hostileFolder, '33-own-settings', 'consumer.ts')];
    await expect(
      build({ entryPoints, bundle: true, write: false, platform: 'node', logLevel: 'silent' }),
    ).rejects.toThrow('/etc/passwd');
  },
  '34-reads-other-topics': async (trap) => {
    const { topic } = trap.targets;
    await using bare = await runBare('34-reads-other-topics', 'producer', {
      ...trap,
      brokers: world.broker.adminAddress,
      topic,
    });
    await eventually(bare.stdout, (text) => trap.secrets.some((secret) => text.includes(secret)));
  },
  '35-exhausts-connections': saysThatItReached('35-exhausts-connections'),
  '36-broken-frames': async (trap) => {
    const sent: Buffer[] = [];
    const server = createServer((socket) => socket.on('data', (bytes) => sent.push(bytes)).on('error', () => {}));
    server.listen(0, '127.0.0.1');
    const address = await eventually(
      async () => server.address(),
      (each) => each !== null,
    );
    if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port');
    await using _bare = await runBare('36-broken-frames', 'producer', {
      ...trap,
      brokers: `127.0.0.1:${address.port}`,
    });
    await eventually(
      async () => sent.some((bytes) => bytes.length >= 4 && bytes.readInt32BE(0) === 0x7fffffff),
      Boolean,
    );
    server.close();
  },
  '37-fills-its-topic': getsAtTheBroker('37-fills-its-topic', 'topic-changed'),
  '38-commits-for-others': getsAtTheBroker('38-commits-for-others', 'offsets-changed'),
  '39-endless-rebalance': async () => {
    expect(await fileOf('39-endless-rebalance', 'attack.ts')).toContain('for (;;)');
  },
  '40-child-prints-on': async (trap) => {
    await using bare = await runBare('40-child-prints-on', 'producer', trap);
    await bare.ended;
    expect(await trap.sprung()).toContain('process-left');
  },
  '42-never-begins': async (trap) => {
    await using bare = await runBare('42-never-begins', 'consumer', trap);
    await eventually(
      () => cpuSecondsOf(bare.pid),
      (seconds) => seconds > 0,
    );
    expect(bare.child.exitCode).toBeNull();
  },
  '43-compiler-bomb': async ({ targets }) => {
    await using folder = await makeTemporaryFolder();
    await layCase('43-compiler-bomb', join(folder.path, 'case'), targets);
    const bomb = await readFile(join(folder.path, 'case', 'attack.ts'), 'utf8');
    await expect(transform(bomb, { loader: 'ts' })).rejects.toThrow('The service was stopped');
    await stop();
  },
  '44-stalls-the-reader': async (trap) => {
    await using bare = await runBare('44-stalls-the-reader', 'consumer', trap);
    const lines = (await eventually(bare.stdout, (text) => text.endsWith('}\n'))).split('\n');
    // Each of them could begin an object that ends with the line.
    expect(Math.max(...lines.map((line) => line.split('{').length))).toBeGreaterThan(50_000);
  },
  '45-insists-on-others': async ({ targets }) => {
    await world.client.remakeTopic(targets.topic, { partitions: 1 });
    expect((await world.client.readLog(targets.topic)).records).toEqual([]);
  },
  '47-leaves-what-nobody-removes': async (trap) => {
    await using bare = await runBare('47-leaves-what-nobody-removes', 'producer', trap);
    await eventually(
      async () => existsSync(join(bare.cwd, 'shut')),
      (isThere) => isThere,
    );
    await expect(rm(bare.cwd, { recursive: true })).rejects.toThrow(/^(ENAMETOOLONG|EACCES)/);
  },
};

describe('without protection', () => {
  test.for(Object.keys(controls))('%s works', async (name) => {
    await using trap = await setTrap(world);
    await mkdir(dirname(trap.targets.canaryFile), { recursive: true });
    await controls[name]?.(trap);
  });

  test('each attack that gets nowhere is tried', () => {
    const contained = hostileCases.filter((each) => outcomeAt(each, 'process').reached.length === 0);
    expect(Object.keys(controls).sort()).toEqual(contained.map(({ name }) => name).sort());
  });
});
