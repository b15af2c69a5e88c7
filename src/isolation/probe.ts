/** What of isolation works on this machine, found out by doing it. */
import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { sweepContainers } from '../docker/container-labels.ts';
import { findDocker, reasonOf as wordsOf } from '../docker/find-docker.ts';
import { makeRunFolder } from '../leftovers/run-folder.ts';
import { bubblewrapIsolation } from './bubblewrap/isolation.ts';
import { programsImage } from './docker/image.ts';
import { dockerIsolation } from './docker/isolation.ts';
import { beginning, type Confined, type Isolation, type StartedElsewhere } from './enclosure.ts';
import { userOf } from './unprivileged-user.ts';

export type Probe =
  | { readonly state: 'works'; readonly version: string; readonly isolation: Isolation }
  | { readonly state: 'fails'; readonly why: string };

/** Of a door that leads nowhere else; any port will do in a network of its own. */
const port = 9092;
const greeting = 'come in';

/** A program that says that it begins, and prints what it is told at its tap. */
const visitor = `
require('node:fs').writeSync(${beginning}, 'here');
require('node:net').connect(${port}, '127.0.0.1').pipe(process.stdout)`;

export async function probeBubblewrap(): Promise<Probe> {
  if (process.platform !== 'linux') return { state: 'fails', why: 'only Linux has bubblewrap' };
  try {
    const { stdout } = await promisify(execFile)('bwrap', ['--version']);
    await visit(bubblewrapIsolation);
    return { state: 'works', version: stdout.trim(), isolation: bubblewrapIsolation };
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { state: 'fails', why: isMissing ? 'no bwrap on the path' : reasonOf(error) };
  }
}

/** What an earlier grader has left is swept; the image is made where it is missing. */
export async function probeDocker(): Promise<Probe> {
  if (process.platform !== 'linux') {
    return { state: 'fails', why: "programs run on what this machine has installed, and containers need Linux's" };
  }
  const docker = await findDocker();
  if (docker.state === 'missing') return { state: 'fails', why: docker.why };
  const { daemon, version } = docker;
  try {
    await sweepContainers(daemon);
    const isolation = dockerIsolation(daemon, await programsImage(daemon));
    await visit(isolation);
    return { state: 'works', version: `Docker ${version}`, isolation };
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
    const places = { cwd: join(folder, 'visit'), home: join(folder, 'home'), notes: join(folder, 'notes') };
    await Promise.all(Object.values(places).map((path) => mkdir(path)));
    await using enclosure = await isolation.enclose([port]);
    using _door = enclosure.network?.lead(port, (client) => client.end(greeting));
    const args = [process.execPath, '-e', visitor];
    const program = { script: 'exec "$@"', args, reads: [process.execPath], tapPort: port };
    const confined = await enclosure.confine({ ...program, ...places });
    const [said, complaint] = await ('start' in confined ? hearElsewhere(confined, folder) : hear(confined));
    if (said !== greeting) throw new Error(complaint.trim() || `a program in it printed ${JSON.stringify(said)}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What it writes to its two streams. */
type Heard = readonly [stdout: string, stderr: string];

async function hear({ command, args, descriptors }: Confined): Promise<Heard> {
  const child = spawn(command, args, {
    cwd: '/',
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', ...descriptors],
  });
  const failed = new Promise<never>((_, reject) => child.once('error', reject));
  if (!child.stdout || !child.stderr) throw new Error('A process that was started with pipes has them.');
  return Promise.race([Promise.all([text(child.stdout), text(child.stderr)]), failed]);
}

async function hearElsewhere({ start }: StartedElsewhere, folder: string): Promise<Heard> {
  const [stdout, stderr] = [join(folder, 'stdout'), join(folder, 'stderr')];
  for (const file of [stdout, stderr]) {
    await writeFile(file, '');
    await chmod(file, 0o666);
  }
  const { pid, ended, handling } = await start({ env: {}, stdout, stderr });
  await ended;
  await handling.gone(pid);
  return Promise.all([readFile(stdout, 'utf8'), readFile(stderr, 'utf8')]);
}

/** The last thing that was said. */
function reasonOf(error: unknown): string {
  return wordsOf(error).trim().split('\n').at(-1) ?? '';
}
