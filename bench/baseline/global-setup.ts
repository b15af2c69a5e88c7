import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { startBroker } from './broker.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A private copy of the submission, in which its programs find their packages. */
    submission: string;
    /** The Kafka of all spec files; null where each starts its own. */
    sharedBootstrap: string | null;
  }
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const reference = join(root, 'fixtures/submissions/kafka-consumers/reference');
const ownedByTheGrader = new Set(['node_modules', 'dist', 'package.json', 'tsconfig.json']);

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const submission = await copySubmission(process.env['BASELINE_SUBMISSION'] ?? reference);
  project.provide('submission', submission);

  const given = process.env['BASELINE_BOOTSTRAP'];
  const isShared = process.env['BASELINE_BROKER'] === 'shared';
  const broker = isShared && given === undefined ? await startBroker() : null;
  project.provide('sharedBootstrap', isShared ? (given ?? broker?.bootstrap ?? null) : null);

  return async () => {
    await broker?.stop();
    await rm(submission, { recursive: true, force: true });
  };
}

async function copySubmission(folder: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'baseline-'));
  const source = existsSync(join(folder, 'src', 'consumer.ts')) ? join(folder, 'src') : folder;
  await cp(source, copy, { recursive: true, filter: (path) => !ownedByTheGrader.has(basename(path)) });
  if (source !== folder && existsSync(join(folder, 'answers.yaml'))) {
    await cp(join(folder, 'answers.yaml'), join(copy, 'answers.yaml'));
  }
  await writeFile(join(copy, 'package.json'), '{ "type": "module" }\n');
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}
