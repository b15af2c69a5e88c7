/**
 * What it costs the grader to hold programs to their limits: its CPU while thirty of them live and do nothing, six to a folder.
 *
 *     npm run bench:limits
 *
 * What following their output costs is in it as well, which is more than half of it.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as passes } from 'node:timers/promises';
import { bareIsolation } from '../src/isolation/bare.ts';
import { type StudentProcess, startProcess } from '../src/process/start-process.ts';

const programs = 30;
const toAFolder = 6;
const filesInAFolder = 12;
const settleMs = 2_000;
const measuredMs = 20_000;

const root = await mkdtemp(join(tmpdir(), 'bench-limits-'));
const bare = await bareIsolation('process', 'the-graders').enclose([]);
try {
  const started = await Promise.all(Array.from({ length: programs }, (_, index) => start(index)));
  await passes(settleMs);
  const before = process.cpuUsage();
  const beganMs = performance.now();
  await passes(measuredMs);
  const { user, system } = process.cpuUsage(before);
  const percent = (user + system) / 10 / (performance.now() - beganMs);
  await Promise.all(started.map((program) => program.kill()));
  console.log(`${programs} programs: ${percent.toFixed(2)} % of a core of ${cpus().length} × ${cpus()[0]?.model}`);
} finally {
  await rm(root, { recursive: true });
}

async function start(index: number): Promise<StudentProcess> {
  const cwd = join(root, `folder-${Math.floor(index / toAFolder)}`);
  const home = join(root, `home-${index}`);
  await mkdir(cwd, { recursive: true });
  await mkdir(home);
  for (let file = 0; file < filesInAFolder; file += 1) await writeFile(join(cwd, `file-${file}`), 'x');
  return startProcess({
    command: process.execPath,
    args: ['-e', 'setInterval(() => {}, 1000)'],
    cwd,
    env: { HOME: home },
    outputFolder: join(root, `output-${index}`),
    home,
    confine: (command) => bare.confine({ ...command, cwd, home, notes: home, reads: [], tapPort: 0 }),
    observe: () => {},
  });
}
