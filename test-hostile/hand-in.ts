/** Hands in an attack: its folder as it stands, the targets that it knows of, and what no repository can hold. */
import { execFileSync } from 'node:child_process';
import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findSubmissions } from '../src/batch/find-submissions.ts';
import type { Exercise } from '../src/grading/exercise.ts';
import { readSubmission, type Submission } from '../src/submission/submission.ts';
import { symbolicLink, type ZipEntry, zipOf } from '../test/batch/archives.ts';
import { hostileFolder } from '../test/support/hostile-cases.ts';
import type { Targets } from './trap.ts';

type Recipe = (folder: string, targets: Targets) => Promise<void>;

const recipes: Readonly<Record<string, Recipe>> = {
  '17-links': async (folder, { secretFile }) => {
    for (const name of ['producer.ts', 'answers.yaml', 'notes.json']) await link(join(folder, name), secretFile);
  },
  '18-fifos-and-devices': async (folder) => {
    await rm(join(folder, 'producer.ts'));
    await rm(join(folder, 'answers.yaml'));
    for (const name of ['producer.ts', 'answers.yaml', 'notes.json']) execFileSync('mkfifo', [join(folder, name)]);
    await link(join(folder, 'endless.json'), '/dev/zero');
  },
  '20-install-scripts': async (folder, { canaryFile }) => {
    const writes = `node -e "fs.writeFileSync('${canaryFile}', 'installed')"`;
    const scripts = { preinstall: writes, install: writes, postinstall: writes, prepare: writes };
    const dependencies = { kafkajs: 'git+ssh://git@example.org/kafkajs.git' };
    await writeFile(
      join(folder, 'package.json'),
      JSON.stringify({ name: 'mine', version: '1.0.0', scripts, dependencies }),
    );
    await writeFile(join(folder, 'git.sh'), `#!/bin/sh\n${writes}\nexit 1\n`, { mode: 0o755 });
    await writeFile(join(folder, '.npmrc'), `git=${join(folder, 'git.sh')}\n`);
    await mkdir(join(folder, 'node_modules', 'kafkajs'), { recursive: true });
    const steals = `require('node:fs').writeFileSync(${JSON.stringify(canaryFile)}, 'imported');`;
    await writeFile(join(folder, 'node_modules', 'kafkajs', 'index.js'), steals);
    await writeFile(join(folder, 'node_modules', 'kafkajs', 'package.json'), '{"name":"kafkajs","main":"index.js"}');
  },
  '31-hostile-names': async (folder, { secretFile }) => {
    await link(
      join(folder, 'x\n::error file=consumer.ts::REACHED\u001b[2J<img src=x onerror=alert(1)>##[error]\u202e.ts'),
      secretFile,
    );
  },
  '43-compiler-bomb': async (folder) => {
    await writeFile(join(folder, 'attack.ts'), `export const deep = ${'['.repeat(600_000)}`);
  },
};

async function link(path: string, target: string): Promise<void> {
  await rm(path, { force: true });
  await symlink(target, path);
}

/** Lays a case into `folder`, which it makes. */
export async function layCase(name: string, folder: string, targets: Targets): Promise<void> {
  await cp(join(hostileFolder, name), folder, { recursive: true });
  await writeFile(join(folder, 'targets.json'), JSON.stringify(targets));
  await recipes[name]?.(folder, targets);
}

/** What the grader reads of it. */
export async function handIn(
  name: string,
  { folder, exercise, targets }: { folder: string; exercise: Exercise; targets: Targets },
): Promise<Submission> {
  await layCase(name, join(folder, name), targets);
  if (name !== '19-archive') return readSubmission(join(folder, name), exercise.submission);
  const archives = join(folder, 'archives');
  await mkdir(archives);
  await writeFile(join(archives, `${name}.zip`), await packed(join(folder, name), targets));
  const [handedIn] = await findSubmissions(archives, null);
  if (handedIn?.status !== 'gradable') throw new Error(`${name} can't be graded.`);
  return handedIn.read(exercise.submission);
}

/** The case's own files, and beside them the ways out. */
async function packed(folder: string, targets: Targets): Promise<Buffer> {
  const { files } = await readSubmission(folder, { programs: [], texts: [], languages: [] });
  return zipOf([...files.map(({ path, contents }) => ({ name: path, contents })), ...wayOut(targets)]);
}

/** Entries that are written, or read, elsewhere by whoever believes their names. */
export function wayOut({ canaryFile, secretFile }: Targets): (ZipEntry & { contents: string | Uint8Array })[] {
  return [
    { name: `${'../'.repeat(20)}${canaryFile.slice(1)}`, contents: 'written' },
    { name: canaryFile, contents: 'written' },
    { name: 'way-out', contents: '/', mode: symbolicLink },
    { name: `way-out${canaryFile}`, contents: 'written' },
    { name: 'secret.ts', contents: secretFile, mode: symbolicLink },
    { name: 'large.txt', contents: Buffer.alloc(200 * 1024 * 1024) },
  ];
}
