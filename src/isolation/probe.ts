/** What of isolation works on this machine, found out by doing it. */
import { execFile, spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { makeRunFolder } from '../leftovers/run-folder.ts';
import { bubblewrapIsolation } from './bubblewrap/isolation.ts';
import type { Isolation } from './enclosure.ts';
import { userOf } from './unprivileged-user.ts';

export type Probe =
  | { readonly state: 'works'; readonly version: string }
  | { readonly state: 'fails'; readonly why: string };

/** Of a door that leads nowhere else; any port will do in a network of its own. */
const port = 9092;
const greeting = 'come in';

/** A program that prints what it is told at its tap. */
const visitor = `require('node:net').connect(${port}, '127.0.0.1').pipe(process.stdout)`;

export async function probeBubblewrap(): Promise<Probe> {
  if (process.platform !== 'linux') return { state: 'fails', why: 'only Linux has bubblewrap' };
  try {
    const { stdout } = await promisify(execFile)('bwrap', ['--version']);
    await visit(bubblewrapIsolation);
    return { state: 'works', version: stdout.trim() };
  } catch (error) {
    return { state: 'fails', why: reasonOf(error) };
  }
}

/** Whether programs can run as another user: that of a grader that is root may be unable to read what is root's. */
export async function canBeSomebodyElse(reads: readonly string[]): Promise<boolean> {
  const script = `for (const file of ${JSON.stringify(reads)}) require('node:fs').accessSync(file)`;
  return promisify(execFile)(process.execPath, ['-e', script], { ...userOf(port), env: {} }).then(
    () => true,
    () => false,
  );
}

async function visit(isolation: Isolation): Promise<void> {
  const folder = await makeRunFolder();
  try {
    const [cwd, home, notes] = ['visit', 'home', 'notes'].map((name) => join(folder, name));
    if (!cwd || !home || !notes) return;
    await Promise.all([cwd, home, notes].map((path) => mkdir(path)));
    await using enclosure = await isolation.enclose([port]);
    using _door = enclosure.network?.lead(port, (client) => client.end(greeting));
    const program = { command: process.execPath, args: ['-e', visitor], reads: [process.execPath], tapPort: port };
    const { command, args, descriptors } = await enclosure.confine({ ...program, cwd, home, notes });
    const child = spawn(command, args, {
      cwd: '/',
      env: { PATH: process.env['PATH'] },
      stdio: ['ignore', 'pipe', 'pipe', 'ignore', ...descriptors],
    });
    const ended = new Promise((_, reject) => child.once('error', reject));
    if (!child.stdout || !child.stderr) throw new Error('A process that was started with pipes has them.');
    const [said, complaint] = await Promise.race([
      Promise.all([text(child.stdout), text(child.stderr)]),
      ended.then((): never => {
        throw new Error();
      }),
    ]);
    if (said !== greeting) throw new Error(complaint.trim() || `a program in it printed ${JSON.stringify(said)}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The last thing that was said. */
function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'no bwrap on the path';
  const message = error instanceof Error ? error.message : String(error);
  return message.trim().split('\n').at(-1) ?? '';
}
