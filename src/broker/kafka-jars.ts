/** Holds Kafka's jars to the digests that `kafka/jars.sha256` lists, so that no other code is ever started. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GraderError } from '../grader-error.ts';
import { packagedFile } from '../packaged-file.ts';

/** As `sha256sum` writes it; `scripts/list-kafka-jars.sh` makes it. */
export const jarList = packagedFile('kafka/jars.sha256');

const toldAtMost = 5;

/** Throws JARS_DIFFER, with the advice, where the folder does not hold exactly the jars that are listed. */
export async function checkJars(folder: string, advice: string): Promise<void> {
  const [listed, found] = await Promise.all([listedDigests(), digestsIn(folder)]);
  const names = [...new Set([...listed.keys(), ...found.keys()])].sort();
  const differences = names.flatMap((name) => difference(name, listed.get(name), found.get(name)));
  if (differences.length === 0) return;
  const more = differences.length - toldAtMost;
  const told = [...differences.slice(0, toldAtMost), ...(more > 0 ? [`and ${more} more`] : []), advice];
  throw new GraderError(
    'JARS_DIFFER',
    ["Kafka's jars are not those that the grader lists, and are not started", ...told].join('\n  '),
  );
}

function difference(name: string, listed: string | undefined, found: string | undefined): readonly string[] {
  if (listed === found) return [];
  if (found === undefined) return [`${name} is missing: SHA-256 ${listed} is listed`];
  if (listed === undefined) return [`${name} is not listed: it has SHA-256 ${found}`];
  return [`${name} has SHA-256 ${found}, listed is ${listed}`];
}

async function listedDigests(): Promise<ReadonlyMap<string, string>> {
  const lines = (await readFile(jarList, 'utf8')).matchAll(/^([0-9a-f]{64}) [ *](.+)$/gm);
  return new Map([...lines].map(([, digest = '', name = '']) => [name, digest]));
}

async function digestsIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const digests = (await readdir(folder)).map(async (name) => [name, await digestOf(join(folder, name))] as const);
  return new Map(await Promise.all(digests));
}

/** Off the main thread: it is 43 MB at each start of Kafka. */
async function digestOf(path: string): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', await readFile(path))).toString('hex');
}
