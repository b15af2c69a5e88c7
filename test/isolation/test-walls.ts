/** What a program behind walls sees, reaches and leaves behind; each with the same program outside, where it does. */
import { once } from 'node:events';
import { readFile, realpath, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Isolation } from '../../src/isolation/enclosure.ts';
import { processCommandLine } from '../../src/leftovers/process-facts.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { type Cell, openCell, tapPort } from './cell.ts';

/** Runs a program of one file on the machine itself. */
async function outside(source: string): Promise<readonly string[]> {
  const { stdout } = await execa(process.execPath, ['--input-type=module', '-e', source]);
  return stdout.split('\n');
}

const forever = 'setInterval(() => {}, 1000);';

export interface Walls {
  isolation(): Promise<Isolation>;
  /** What who writes to a folder of devices is told. */
  readonly devices: 'EROFS' | 'EACCES';
  /** How who comes to another door than the tap is known. */
  readonly knowsPrograms: 'by-tap-port' | 'by-process';
}

export function testWalls({ isolation, devices, knowsPrograms }: Walls): void {
  let cell: Cell;
  beforeEach(async () => {
    cell = await openCell(await isolation());
  });
  afterEach(() => cell[Symbol.asyncDispose]());

  describe('the network', () => {
    const connecting = (port: number, host = '127.0.0.1') => `
    import { connect } from 'node:net';
    connect(${port}, '${host}').on('error', (error) => console.log(error.code)).on('data', (data) => console.log(String(data)));
  `;

    test('leads to the tap, and nowhere else', async () => {
      await using elsewhere = await listening('somebody else');
      using _door = cell.enclosure.network?.lead(tapPort, (client) => client.end('the tap'));
      expect((await cell.run(connecting(tapPort))).lines).toEqual(['the tap']);
      expect((await cell.run(connecting(elsewhere.port))).lines).toEqual(['ECONNREFUSED']);
      expect(await outside(connecting(elsewhere.port))).toEqual(['somebody else']);
      expect((await cell.run(connecting(80, '192.0.2.1'))).lines).toEqual(['ENETUNREACH']);
    });

    test('refuses whom nobody is expected to take', async () => {
      const { lines } = await cell.run(`
      import { connect } from 'node:net';
      connect(${tapPort}, '127.0.0.1').on('close', () => console.log('closed')).on('error', () => {}).resume();
    `);
      expect(lines).toEqual(['closed']);
    });

    test('takes an answer after the program has said its last word', async () => {
      using _door = cell.enclosure.network?.lead(tapPort, (client) => {
        client.resume().on('end', () => client.end('heard'));
      });
      const { lines } = await cell.run(`
      import { connect } from 'node:net';
      connect({ port: ${tapPort}, host: '127.0.0.1', allowHalfOpen: true }).on('data', (data) => console.log(String(data))).end('bye');
    `);
      expect(lines).toEqual(['heard']);
    });

    test('gets another door, at localhost in whatever way a program understands that', async () => {
      const network = cell.enclosure.network;
      if (!network) throw new Error('a program behind walls has a network of its own');
      const addresses = ['127.0.0.1', '::1'].map((host) => ({ host, port: 9092 }));
      await using _doors = await network.listen(addresses, ({ client, tapPort: from }) =>
        client.end(`front door of ${from}`),
      );
      const greeting = [`front door of ${knowsPrograms === 'by-tap-port' ? tapPort : null}`];
      expect((await cell.run(connecting(9092, 'localhost'))).lines).toEqual(greeting);
      expect((await cell.run(connecting(9092, '::1'))).lines).toEqual(greeting);
    });
  });

  describe('the machine', () => {
    test('shows what a program is to read also where it lies in a folder that is hidden', async () => {
      // npm itself, beside which a grader lies that is installed for everybody.
      const npm = await realpath(join(dirname(await realpath(process.execPath)), '..', 'lib', 'node_modules', 'npm'));
      await using other = await openCell(await isolation(), [join(npm, 'package.json')]);
      const { lines } = await other.run(`
        import { readdirSync } from 'node:fs';
        console.log(readdirSync(${JSON.stringify(dirname(npm))}), readdirSync(${JSON.stringify(npm)}));
      `);
      expect(lines).toEqual(["[ 'npm' ] [ 'package.json' ]"]);
    });

    test('is read-only, but for the folder of the program and its home', async () => {
      const { lines } = await cell.run(`
      import { writeFileSync } from 'node:fs';
      for (const folder of ['/', '/usr', '/etc', ${JSON.stringify(tmpdir())}, '/dev', ${JSON.stringify(cell.cwd)}, ${JSON.stringify(cell.home)}]) {
        try { writeFileSync(folder + '/mine', 'x'); console.log('written'); } catch (error) { console.log(error.code); }
      }
    `);
      expect(lines).toEqual(['EROFS', 'EROFS', 'EROFS', 'written', devices, 'written', 'written']);
      expect(await readFile(join(cell.cwd, 'mine'), 'utf8')).toBe('x');
      await expect(readFile(join(tmpdir(), 'mine'))).rejects.toThrow();
    });

    test('holds nobody else’s files', async () => {
      await using secrets = await makeTemporaryFolder();
      await writeFile(join(secrets.path, 'key'), 'secret');
      const reading = `
      import { readFileSync } from 'node:fs';
      try { console.log(readFileSync(${JSON.stringify(join(secrets.path, 'key'))}, 'utf8')); } catch (error) { console.log(error.code); }
    `;
      expect((await cell.run(reading)).lines).toEqual(['ENOENT']);
      expect(await outside(reading)).toEqual(['secret']);
    });

    test('has no more room in memory than a few files take', async () => {
      const { lines } = await cell.run(`
      import { writeFileSync } from 'node:fs';
      for (const folder of [${JSON.stringify(tmpdir())}, '/dev/shm', ${JSON.stringify(cell.home)}]) {
        try { for (let i = 0; i < 40; i += 1) writeFileSync(folder + '/' + i, Buffer.alloc(1_000_000)); console.log('all'); }
        catch (error) { console.log(error.code); }
      }
    `);
      expect(lines).toEqual(['ENOSPC', 'ENOSPC', 'ENOSPC']);
    });

    test('knows the program as a student, who is not root and has no other rights', async () => {
      const { lines } = await cell.run(`
      import { userInfo } from 'node:os';
      import { readFileSync } from 'node:fs';
      console.log(userInfo().username, process.getuid() === 0, process.getgroups().includes(0));
      console.log(readFileSync('/proc/self/status', 'utf8').match(/^CapEff:\\s*(\\S+)/m)[1]);
    `);
      expect(lines).toEqual(['student false false', '0000000000000000']);
    });

    test('has no room for a fork bomb', async () => {
      const { lines } = await cell.run(`
        import { spawn } from 'node:child_process';
        let started = 0;
        for (let i = 0; i < 400; i += 1) {
          const child = spawn('/bin/sleep', ['60']).on('error', () => {});
          if (child.pid !== undefined) started += 1;
        }
        console.log(started > 50 && started < 256);
        process.exit(0);
      `);
      expect(lines).toEqual(['true']);
    });

    test('gives it no environment and no open file but its own', async () => {
      const given = { GIVEN: 'yes', HOME: cell.home, PATH: '/usr/bin' };
      const { lines } = await cell.run(
        `
      import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
      console.log(JSON.stringify(process.env));
      const others = readdirSync('/proc').filter((name) => /^\\d+$/.test(name) && Number(name) !== process.pid);
      for (const pid of others) { try { console.log(readFileSync('/proc/' + pid + '/environ', 'utf8')); } catch (error) { console.log(error.code); } }
      const files = readdirSync('/proc/self/fd').flatMap((fd) => { try { return [readlinkSync('/proc/self/fd/' + fd)]; } catch { return []; } });
      console.log(files.filter((file) => file.startsWith('net:') || file.startsWith('user:')).length);
    `,
        given,
      );
      const [environment, ...rest] = lines;
      expect(JSON.parse(environment ?? '')).toEqual(given);
      expect(process.env).toHaveProperty('VITEST');
      expect(rest.join('\n')).not.toContain('VITEST');
      expect(rest.at(-1)).toBe('0');
    });
  });

  describe('the end', () => {
    test('tells an exit code from a signal', async () => {
      expect((await cell.run('process.exit(3)')).exit).toEqual({ code: 3, signal: null, asked: false });
      expect((await cell.run("process.kill(process.pid, 'SIGKILL')")).exit).toEqual({
        code: null,
        signal: 'SIGKILL',
        asked: false,
      });
    });

    test('SIGTERM reaches the program itself', async () => {
      const { student, printed, lines } = await cell.start(
        `process.on('SIGTERM', () => { console.log('bye'); process.exit(0); }); ${forever} console.log('ready');`,
      );
      await using _ = student;
      await printed('ready');
      student.terminate();
      expect(await student.exited).toEqual({ code: 0, signal: null, asked: true });
      expect(lines()).toEqual(['ready', 'bye']);
    });

    test('SIGTERM ends a program that has no handler for it', async () => {
      const { student, printed } = await cell.start(`${forever} console.log('ready');`);
      await using _ = student;
      await printed('ready');
      student.terminate();
      expect(await student.exited).toEqual({ code: null, signal: 'SIGTERM', asked: true });
    });

    test('keeps what was printed before a kill, and leaves no daemon', async () => {
      const mark = `daemon-${process.pid}-${Date.now()}`;
      const { student, printed } = await cell.start(`
      import { spawn } from 'node:child_process';
      spawn(process.execPath, ['-e', ${JSON.stringify(forever)}, '${mark}'], { detached: true, stdio: 'inherit' }).unref();
      console.log('started'); ${forever}
    `);
      await using _ = student;
      await printed('started');
      expect(await commandLinesWith(mark)).not.toEqual([]);
      expect(await student.kill()).toEqual({ code: null, signal: 'SIGKILL', asked: true });
      expect(await commandLinesWith(mark)).toEqual([]);
    });

    test('of a program is the end of what it started', async () => {
      const mark = `daemon-${process.pid}-${Date.now()}`;
      const { exit } = await cell.run(`
      import { spawn } from 'node:child_process';
      const daemon = spawn(process.execPath, ['-e', ${JSON.stringify(forever)}, '${mark}'], { detached: true, stdio: 'inherit' });
      daemon.once('spawn', () => process.exit(0));
    `);
      expect(exit).toEqual({ code: 0, signal: null, asked: false });
      expect(await commandLinesWith(mark)).toEqual([]);
    });
  });
}

async function commandLinesWith(mark: string): Promise<readonly string[]> {
  const { stdout } = await execa('pgrep', ['-f', mark], { reject: false });
  const lines = await Promise.all(
    stdout
      .split('\n')
      .filter(Boolean)
      .map((pid) => processCommandLine(Number(pid))),
  );
  return lines.flatMap((line) => (line?.includes('setInterval') ? [line] : []));
}

async function listening(greeting: string) {
  const server = createServer((client) => client.end(greeting));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port');
  return {
    port: address.port,
    [Symbol.asyncDispose]: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
