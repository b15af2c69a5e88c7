import { mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { outputLimits, processLimits } from '../../src/process/limits.ts';
import { startProcess } from '../../src/process/start-process.ts';
import { eventually } from '../support/eventually.ts';
import { asItself, isAlive, runCommand, runProgram } from '../support/watched-process.ts';

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'process-')));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const run = (program: string, name = 'program', env: Record<string, string> = {}) =>
  runProgram(program, { folder, name, env });

const forever = 'setInterval(() => {}, 1000);';

describe('the end of a process', () => {
  test('SIGTERM lets it say goodbye and end with 0', async () => {
    const { student, events, printed } = await run(
      `process.on('SIGTERM', () => { console.log('bye'); process.exit(0); }); ${forever} console.log('ready');`,
    );
    await using _ = student;
    await printed('ready');
    student.terminate();
    expect(await student.exited).toEqual({ code: 0, signal: null, asked: true });
    expect(events.map((event) => (event.type === 'line' ? event.text : event.type))).toEqual([
      'ready',
      'signalled',
      'bye',
      'exited',
    ]);
  });

  test('one that ignores SIGTERM can be killed', async () => {
    const { student, events, printed } = await run(`process.on('SIGTERM', () => {}); ${forever} console.log('ready');`);
    await using _ = student;
    await printed('ready');
    student.terminate();
    expect(await student.kill()).toEqual({ code: null, signal: 'SIGKILL', asked: true });
    expect(events.flatMap((event) => (event.type === 'signalled' ? [event.signal] : []))).toEqual([
      'SIGTERM',
      'SIGKILL',
    ]);
  });

  test('being asked twice to stop is one SIGTERM', async () => {
    const { student, events, printed } = await run(
      `process.on('SIGTERM', () => process.exit(0)); ${forever} console.log('ready');`,
    );
    await using _ = student;
    await printed('ready');
    student.terminate();
    student.terminate();
    expect(await student.exited).toEqual({ code: 0, signal: null, asked: true });
    expect(events.filter((event) => event.type === 'signalled')).toHaveLength(1);
  });

  test('an exit that nobody asked for says so, also with code 0', async () => {
    const { student, events } = await run(`console.log('done')`);
    await using _ = student;
    expect(await student.exited).toEqual({ code: 0, signal: null, asked: false });
    expect(events.at(-1)).toEqual({ source: 'process', type: 'exited', code: 0, signal: null, asked: false });
    student.terminate();
    expect(await student.exited).toEqual({ code: 0, signal: null, asked: false });
    expect(events.filter((event) => event.type === 'signalled')).toEqual([]);
  });

  test('disposing of a running process kills it', async () => {
    const { student, events, printed } = await run(`${forever} console.log('ready');`);
    await printed('ready');
    await student[Symbol.asyncDispose]();
    expect(isAlive(student.pid)).toBe(false);
    expect(events.at(-1)).toMatchObject({ type: 'exited', signal: 'SIGKILL', asked: true });
  });

  test('the id is that of the program itself', async () => {
    const { student, lines } = await run('console.log(process.pid)');
    await using _ = student;
    await student.exited;
    expect(lines()).toEqual([String(student.pid)]);
  });

  test('what it started ends with it, and keeps nobody waiting', async () => {
    const { student, lines } = await run(`
      import { spawn } from 'node:child_process';
      const child = spawn(process.execPath, ['-e', ${JSON.stringify(forever)}], { stdio: 'inherit' });
      child.on('spawn', () => { console.log(child.pid); process.exit(3); });
    `);
    await using _ = student;
    expect(await student.exited).toEqual({ code: 3, signal: null, asked: false });
    const [grandchild] = lines();
    await eventually(
      async () => isAlive(Number(grandchild)),
      (alive) => !alive,
    );
  });
});

describe('what a process prints', () => {
  test('is observed line by line, with its stream', async () => {
    const { student, lines } = await run(
      `console.log('one\\r\\ntwo'); console.error('oops'); process.stdout.write('no newline')`,
    );
    await using _ = student;
    await student.exited;
    expect(lines()).toEqual(['one', 'two', 'no newline']);
    expect(lines('stderr')).toEqual(['oops']);
  });

  test('is observed while it runs', async () => {
    const { student, printed } = await run(`console.log('now'); ${forever}`);
    await using _ = student;
    await printed('now');
    expect(isAlive(student.pid)).toBe(true);
  });

  test('is not lost when the process is killed right after', async () => {
    const { student, lines } = await run(
      `for (let i = 0; i < 20000; i += 1) console.log('line ' + i); process.kill(process.pid, 'SIGKILL');`,
    );
    await using _ = student;
    expect(await student.exited).toEqual({ code: null, signal: 'SIGKILL', asked: false });
    expect(lines()).toHaveLength(20_000);
    expect(lines().at(-1)).toBe('line 19999');
  });

  test('keeps a character that was written in two parts', async () => {
    const { student, lines } = await run(`
      import { writeSync } from 'node:fs';
      const bytes = Buffer.from('{"item":"Käse 🧀"}\\n');
      writeSync(1, bytes.subarray(0, 11));
      setTimeout(() => { writeSync(1, bytes.subarray(11, 17)); setTimeout(() => writeSync(1, bytes.subarray(17)), 20); }, 20);
    `);
    await using _ = student;
    await student.exited;
    expect(lines()).toEqual(['{"item":"Käse 🧀"}']);
  });

  test('stops with the process when it is a flood', async () => {
    const { student, events } = await run(`for (;;) console.log('x'.repeat(1000));`);
    await using _ = student;
    expect(await student.exited).toMatchObject({ signal: 'SIGKILL', asked: true });
    const kinds = events.filter((event) => event.type !== 'line').map((event) => event.type);
    expect(kinds).toEqual(['flooded', 'signalled', 'exited']);
    expect(events.filter((event) => event.type === 'line').length).toBeLessThanOrEqual(outputLimits.streamBytes / 1000);
    const { size } = await stat(join(folder, 'program-output', 'stdout'));
    expect(size).toBeLessThanOrEqual(processLimits.fileBytes);
  });

  test('is a flood also where the process had ended before anybody looked', async () => {
    const { student, events } = await run(
      `import { writeSync } from 'node:fs'; writeSync(2, Buffer.alloc(${outputLimits.streamBytes + 1}, 'x\\n'));`,
    );
    await using _ = student;
    await student.exited;
    expect(events.filter((event) => event.type === 'flooded')).toEqual([
      { source: 'process', type: 'flooded', stream: 'stderr', limitBytes: outputLimits.streamBytes },
    ]);
    expect(events.at(-1)?.type).toBe('exited');
  });

  test('is a flood where it is nothing but newlines, long before the bytes would make one', async () => {
    const { student, events } = await run(`
      import { writeSync } from 'node:fs';
      writeSync(1, Buffer.alloc(200_000, '\\n'));
    `);
    await using _ = student;
    await student.exited;
    expect(events.filter((event) => event.type === 'flooded')).toHaveLength(1);
    const lines = events.filter((event) => event.type === 'line').length;
    expect(lines).toBeLessThanOrEqual(outputLimits.streamBytes / outputLimits.lineCostBytes);
  });

  test('is cut where a line has no end', async () => {
    const { student, events } = await run(`
      import { writeSync } from 'node:fs';
      writeSync(1, Buffer.alloc(5_000_000, 'x'));
    `);
    await using _ = student;
    await student.exited;
    const [line, flooded] = events;
    expect(line).toMatchObject({ type: 'line', stream: 'stdout', text: 'x'.repeat(outputLimits.lineBytes), cut: true });
    expect(flooded).toMatchObject({ type: 'flooded', stream: 'stdout' });
    expect(events.filter((event) => event.type === 'line')).toHaveLength(1);
  });

  test('can fill no file beyond the limit, whoever looks', async () => {
    const { student, lines } = await run(`
      import { writeFileSync, statSync } from 'node:fs';
      try { writeFileSync('big', Buffer.alloc(${processLimits.fileBytes * 2})); } catch (error) { console.log(error.code); }
      console.log(statSync('big').size);
    `);
    await using _ = student;
    await student.exited;
    expect(lines()).toEqual(['EFBIG', String(processLimits.fileBytes)]);
  });
});

describe('the start of a process', () => {
  test('twenty at once all run', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) => run(`console.log('I am ${index}')`, `program-${index}`)),
    );
    await Promise.all(all.map(({ student }) => student.exited));
    expect(all.map(({ lines }) => lines())).toEqual(all.map((_, index) => [`I am ${index}`]));
  });

  test('the environment is what was given', async () => {
    const { student, lines } = await run('console.log(JSON.stringify(process.env))', 'program', { GIVEN: 'yes' });
    await using _ = student;
    await student.exited;
    expect(JSON.parse(lines().join(''))).toEqual({ GIVEN: 'yes' });
  });

  test('a command that does not exist is the fault of the caller', async () => {
    await expect(runCommand('/no/such/command', [], { folder })).rejects.toMatchObject({
      code: 'PROCESS_NOT_STARTED',
      message: '/no/such/command is not an executable file, looked for at /no/such/command.',
    });
  });

  test('so is a folder that does not exist', async () => {
    await rm(folder, { recursive: true });
    await expect(
      startProcess({
        command: process.execPath,
        args: [],
        cwd: folder,
        env: {},
        outputFolder: join(folder, '..', 'process-output'),
        home: join(folder, '..', 'process-home'),
        confine: asItself(folder),
        observe: () => {},
      }),
    ).rejects.toMatchObject({ code: 'PROCESS_NOT_STARTED' });
    await rm(join(folder, '..', 'process-output'), { recursive: true });
  });
});
