/** What happens to programs that want more than they may have: real ones, which would take it. */
import { readFileSync } from 'node:fs';
import { mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { outputLimits, processLimits } from '../../src/process/limits.ts';
import { eventually } from '../support/eventually.ts';
import { isAlive, runCommand, runProgram, type WatchedProcess } from '../support/watched-process.ts';

const mebibyte = 1024 * 1024;
const forever = 'setInterval(() => {}, 1000);';

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'limits-')));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Everything but lines. */
function eventsOf({ events }: WatchedProcess) {
  return events.filter(({ type }) => type !== 'line');
}

function hitsOf({ events }: WatchedProcess) {
  return events.flatMap((event) => (event.type === 'limit-hit' ? [event] : []));
}

/** It was told which limit it was, then stopped, and nothing else. */
async function expectStopped(watched: WatchedProcess, hit: { limit: string; allowed: number; unit: string }) {
  expect(await watched.student.exited).toEqual({ code: null, signal: 'SIGKILL', asked: true });
  expect(eventsOf(watched)).toEqual([
    { source: 'process', type: 'limit-hit', ...hit, used: expect.any(Number) },
    { source: 'process', type: 'signalled', signal: 'SIGKILL' },
    { source: 'process', type: 'exited', code: null, signal: 'SIGKILL', asked: true },
  ]);
  expect(hitsOf(watched)[0]?.used).toBeGreaterThanOrEqual(hit.allowed);
}

describe.runIf(process.platform === 'linux')('a program is stopped, and the limit named, where', () => {
  test('it keeps more and more in memory', async () => {
    const watched = await runProgram(
      `const kept = []; setInterval(() => kept.push(Buffer.alloc(${32 * mebibyte}, 1)), 20);`,
      { folder },
    );
    await using _ = watched.student;
    await expectStopped(watched, { limit: 'memory', allowed: 512 * mebibyte, unit: 'bytes' });
    expect(hitsOf(watched)[0]?.used).toBeLessThan(1.5 * processLimits.allocationBytes);
  });

  test('it and what it has started do so together, none of them alone', async () => {
    const child = `const kept = Buffer.alloc(${60 * mebibyte}, 1); ${forever}`;
    const watched = await runProgram(
      `import { spawn } from 'node:child_process';
       for (let i = 0; i < 3; i += 1) spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' });`,
      { folder, limits: { memoryBytes: 200 * mebibyte } },
    );
    await using _ = watched.student;
    await expectStopped(watched, { limit: 'memory', allowed: 200 * mebibyte, unit: 'bytes' });
  });

  test('it has 200 sleepers, none of which outlives it', async () => {
    const watched = await runCommand('/bin/sh', ['-c', 'for i in $(seq 200); do sleep 300 & echo $!; done; wait'], {
      folder,
      env: { PATH: '/usr/bin:/bin' },
    });
    await using _ = watched.student;
    await expectStopped(watched, { limit: 'processes', allowed: 128, unit: 'processes' });
    await expectGone(watched.lines().map(Number));
  });

  test('it has them in sessions of their own, where no signal to its group reaches them', async () => {
    const watched = await runCommand('/bin/sh', ['-c', 'while :; do setsid sleep 300 & echo $!; done'], {
      folder,
      env: { PATH: '/usr/bin:/bin', HOME: join(folder, 'program-home') },
    });
    await using _ = watched.student;
    await watched.student.exited;
    const [hit, signalled, leftBehind, exited] = eventsOf(watched);
    expect(hit).toMatchObject({ type: 'limit-hit', limit: 'processes', allowed: 128 });
    expect(signalled).toMatchObject({ type: 'signalled', signal: 'SIGKILL' });
    expect(leftBehind).toMatchObject({ type: 'left-behind', alive: 0 });
    expect(exited).toMatchObject({ type: 'exited' });
    await expectGone(watched.lines().map(Number));
  });

  test('it has as many threads', async () => {
    const watched = await runCommand(
      'python3',
      [
        '-c',
        'import threading, time\nthreading.stack_size(65536)\nfor i in range(200): threading.Thread(target=time.sleep, args=(300,)).start()',
      ],
      { folder, env: { PATH: process.env['PATH'] ?? '' } },
    );
    await using _ = watched.student;
    await expectStopped(watched, { limit: 'processes', allowed: 128, unit: 'processes' });
  });

  test('it never waits for anything', async () => {
    const watched = await runProgram('for (;;);', { folder, limits: { cpuSeconds: 1 } });
    await using _ = watched.student;
    await expectStopped(watched, { limit: 'cpu', allowed: 1, unit: 'seconds' });
  });

  test('it left its group to do so, with what it had started', async () => {
    const watched = await runCommand('/bin/sh', ['-c', 'setsid sh -c "while :; do :; done" & echo $!; wait'], {
      folder,
      env: { PATH: '/usr/bin:/bin' },
      limits: { cpuSeconds: 1 },
    });
    await using _ = watched.student;
    await watched.student.exited;
    expect(eventsOf(watched)).toMatchObject([
      { type: 'limit-hit', limit: 'cpu' },
      { type: 'signalled' },
      { type: 'left-behind', processes: 1, alive: 0 },
      { type: 'exited' },
    ]);
    await expectGone(watched.lines().map(Number));
  });
});

describe('a program is stopped, and the limit named, where', () => {
  test('it lives on and on', async () => {
    const watched = await runProgram(forever, { folder, limits: { wallClockSeconds: 1 } });
    await using _ = watched.student;
    await expectStopped(watched, { limit: 'wall-clock', allowed: 1, unit: 'seconds' });
  });

  test('it writes a file of 20 MB', async () => {
    const watched = await runProgram(
      `import { writeFileSync } from 'node:fs';
       try { writeFileSync('big', Buffer.alloc(20_000_000)); } catch {} ${forever}`,
      { folder },
    );
    await using _ = watched.student;
    await expectStopped(watched, { limit: 'file-size', allowed: processLimits.fileBytes, unit: 'bytes' });
    expect((await stat(join(folder, 'big'))).size).toBe(processLimits.fileBytes);
  });

  test('it fills its folder, with small files too', async () => {
    const watched = await runProgram(
      `import { mkdirSync, writeFileSync } from 'node:fs';
       mkdirSync('full');
       for (let i = 0; i < 2_000; i += 1) writeFileSync('full/' + i, 'x');
       ${forever}`,
      { folder, limits: { diskBytes: 4 * mebibyte } },
    );
    await using _ = watched.student;
    await expectStopped(watched, { limit: 'disk', allowed: 4 * mebibyte, unit: 'bytes' });
  });
});

test('what lay in a folder before, or another one has put there, is nobody’s fault', async () => {
  const limits = { diskBytes: 4 * mebibyte };
  const quiet = await runProgram(`console.log('ready'); ${forever}`, { folder, name: 'quiet', limits });
  await using _quiet = quiet.student;
  await quiet.printed('ready');
  const filler = await runProgram(
    `import { writeFileSync } from 'node:fs'; writeFileSync('large', Buffer.alloc(${8 * mebibyte})); ${forever}`,
    { folder, name: 'filler', limits },
  );
  await using _filler = filler.student;
  await expectStopped(filler, { limit: 'disk', allowed: 4 * mebibyte, unit: 'bytes' });
  const late = await runProgram(`setTimeout(() => {}, 1500)`, { folder, name: 'late', limits });
  await using _late = late.student;
  expect(await late.student.exited).toMatchObject({ code: 0 });
  expect(hitsOf(quiet)).toEqual([]);
});

describe('a program that ends because the system refuses it something', () => {
  test.each([
    ['2 GB at once', 'Buffer.alloc(2 ** 31)', { limit: 'allocation', allowed: 1024 * mebibyte, unit: 'bytes' }],
    [
      'a large file',
      `require('fs').writeFileSync('/dev/shm/' + process.pid, Buffer.alloc(20_000_000))`,
      { limit: 'file-size', allowed: 16 * mebibyte, unit: 'bytes' },
    ],
    [
      'another file',
      `for (;;) require('fs').openSync('/dev/null')`,
      { limit: 'open-files', allowed: 1024, unit: 'files' },
    ],
  ])('is told which limit that was: %s', async (_what, program, hit) => {
    const watched = await runCommand(process.execPath, ['-e', program], { folder });
    await using _ = watched.student;
    expect(await watched.student.exited).toMatchObject({ asked: false });
    await rm(`/dev/shm/${watched.student.pid}`, { force: true });
    expect(eventsOf(watched)).toMatchObject([
      { type: 'limit-hit', used: null, ...hit },
      { type: 'exited', asked: false },
    ]);
  });

  test('has as many files as it may, and not as many as the machine lets it', async () => {
    const watched = await runCommand(
      process.execPath,
      [
        '-e',
        `let open = 0; try { for (;; open += 1) require('fs').openSync('/dev/null'); } catch { console.log(open); }`,
      ],
      { folder, limits: { openFiles: 100 } },
    );
    await using _ = watched.student;
    await watched.student.exited;
    expect(Number(watched.lines()[0])).toBeLessThan(100);
  });

  test('but not where it only says so', async () => {
    const watched = await runProgram(`console.error('EFBIG EMFILE MemoryError'); setTimeout(() => {}, 10);`, {
      folder,
    });
    await using _ = watched.student;
    await watched.student.exited;
    expect(eventsOf(watched).map(({ type }) => type)).toEqual(['exited']);
  });

  test('also where only the system still looks', async () => {
    const watched = await runCommand('/bin/sh', ['-c', 'ulimit -S -t 1; exec node -e "for (;;);"'], {
      folder,
      env: { PATH: process.env['PATH'] ?? '' },
    });
    await using _ = watched.student;
    expect(await watched.student.exited).toMatchObject({ signal: 'SIGXCPU', asked: false });
    expect(hitsOf(watched)).toMatchObject([{ limit: 'cpu', allowed: processLimits.cpuSeconds, used: null }]);
  });
});

describe('a program that floods its output', () => {
  test('is stopped where it is `yes`', async () => {
    const watched = await runCommand('yes', [], { folder, env: { PATH: '/usr/bin:/bin' } });
    await using _ = watched.student;
    await watched.student.exited;
    expect(eventsOf(watched)[0]).toMatchObject({ type: 'flooded', stream: 'stdout' });
    expect(hitsOf(watched)).toEqual([]);
  });

  test('is stopped where it is a gigabyte without a newline, and costs the grader next to nothing', async () => {
    const before = process.memoryUsage.rss();
    const watched = await runCommand('/bin/sh', ['-c', 'tr "\\0" x < /dev/zero | head -c 1000000000'], {
      folder,
      env: { PATH: '/usr/bin:/bin' },
    });
    await using _ = watched.student;
    await watched.student.exited;
    expect(eventsOf(watched).map(({ type }) => type)).toContain('flooded');
    expect(watched.lines().map(({ length }) => length)).toEqual([outputLimits.lineBytes]);
    expect(process.memoryUsage.rss() - before).toBeLessThan(64 * mebibyte);
  });
});

describe.runIf(process.platform === 'linux')('what a program leaves behind', () => {
  test('ends with it, though it has a session of its own and holds its output', async () => {
    const daemon = 'trap : TERM; echo here; until false; do sleep 0.1; done';
    const watched = await runCommand('/bin/sh', ['-c', `setsid sh -c "${daemon}" & wait $!`], {
      folder,
      env: { PATH: '/usr/bin:/bin', HOME: join(folder, 'program-home') },
    });
    await using _ = watched.student;
    await watched.printed('here');
    watched.student.terminate();
    expect(await watched.student.exited).toMatchObject({ signal: 'SIGTERM', asked: true });
    const [, leftBehind, exited] = eventsOf(watched);
    expect(leftBehind).toMatchObject({ type: 'left-behind', alive: 0 });
    expect(exited).toMatchObject({ type: 'exited' });
  });

  test('is found by its HOME where every parent had gone before anybody looked', async () => {
    const home = join(folder, 'program-home');
    const daemon = `setsid sh -c 'setsid sh -c "echo \\$\\$ > pid; sleep 300" &'`;
    const watched = await runCommand('/bin/sh', ['-c', `(${daemon} &); until [ -s pid ]; do sleep 0.01; done`], {
      folder,
      env: { PATH: '/usr/bin:/bin', HOME: home },
    });
    await using _ = watched.student;
    expect(await watched.student.exited).toMatchObject({ code: 0 });
    expect(watched.events.filter(({ type }) => type === 'left-behind')).toMatchObject([{ alive: 0 }]);
    await expectGone([Number(readFileSync(join(folder, 'pid'), 'utf8'))]);
  });

  test('is nothing where it ended in good order', async () => {
    const watched = await runCommand('/bin/sh', ['-c', 'sleep 0; exit 0'], { folder, env: { PATH: '/usr/bin:/bin' } });
    await using _ = watched.student;
    await watched.student.exited;
    expect(eventsOf(watched).map(({ type }) => type)).toEqual(['exited']);
  });
});

/** Gone for good, or waiting only for somebody to take note of it. */
async function expectGone(pids: readonly number[]): Promise<void> {
  expect(pids.length).toBeGreaterThan(0);
  await eventually(
    async () => pids.filter(isAlive),
    (alive) => alive.length === 0,
  );
}
