/** Kafka's jars and their list: what Maven fetches is listed, and what is not as listed is neither started nor kept. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { pomFile } from '../../src/broker/kafka-folder.ts';
import { installKafka, jarsFolder } from '../../src/broker/kafka-install.ts';
import { checkJars, jarList } from '../../src/broker/kafka-jars.ts';
import { copyJars } from '../../src/broker/maven.ts';
import { repository } from '../cli/run-grader.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const sha256 = (contents: string | Buffer) => createHash('sha256').update(contents).digest('hex');

const listed = new Map(
  (await readFile(jarList, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, digest = '', name = ''] = /^([0-9a-f]{64}) {2}([\w.-]+\.jar)$/.exec(line) ?? [];
      return [name, digest] as const;
    }),
);
const clients = 'kafka-clients-4.1.1.jar';

let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;
const at = (...path: string[]) => join(folder.path, ...path);

beforeEach(async () => {
  folder = await makeTemporaryFolder();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await folder[Symbol.asyncDispose]();
});

test('what Maven fetches is what is listed; one that differs, is missing or is not listed is named with its digests', async () => {
  await copyJars(pomFile, at('libs'), undefined);
  await checkJars(at('libs'), '');
  expect([...listed.keys()]).toEqual((await readdir(at('libs'))).sort());

  const altered = await readFile(at('libs', clients));
  altered[altered.length >> 1] = (altered[altered.length >> 1] ?? 0) ^ 1;
  await writeFile(at('libs', clients), altered);
  await rename(at('libs', 'jackson-core-2.19.0.jar'), at('libs', 'zz.jar'));
  await expect(checkJars(at('libs'), 'What to do.')).rejects.toMatchObject({
    code: 'JARS_DIFFER',
    exitCode: 2,
    message: [
      "Kafka's jars are not those that the grader lists, and are not started",
      `  jackson-core-2.19.0.jar is missing: SHA-256 ${listed.get('jackson-core-2.19.0.jar')} is listed`,
      `  ${clients} has SHA-256 ${sha256(altered)}, listed is ${listed.get(clients)}`,
      `  zz.jar is not listed: it has SHA-256 ${listed.get('jackson-core-2.19.0.jar')}`,
      '  What to do.',
    ].join('\n'),
  });
});

test('of many that differ, some are named and the others counted', async () => {
  await mkdir(at('libs'));
  await expect(checkJars(at('libs'), '')).rejects.toMatchObject({
    message: expect.stringContaining(`\n  and ${listed.size - 5} more\n`),
  });
});

describe('an install', () => {
  const program = async (path: string, script: string) => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
  };
  const install = async () => {
    await program(at('java'), `echo "$@" >> ${at('started')}`);
    return installKafka({ executable: at('java'), build: 'which says when it is started' }, () => {}, undefined);
  };
  const started = () => readFile(at('started'), 'utf8').catch(() => null);

  beforeEach(() => {
    vi.stubEnv('KAFKA_GRADER_CACHE', at('cache'));
  });

  test('keeps nothing of what was fetched where one differs, and starts nothing of it', async () => {
    const real = execFileSync('sh', ['-c', 'command -v mvn'], { encoding: 'utf8' }).trim();
    const exchange = `for each; do case $each in -DoutputDirectory=*) echo evil > "\${each#*=}/${clients}" ;; esac; done`;
    await program(at('bin', 'mvn'), `${real} "$@" && ${exchange}`);
    vi.stubEnv('PATH', `${at('bin')}:${process.env['PATH']}`);
    await expect(install()).rejects.toMatchObject({
      code: 'JARS_DIFFER',
      message: expect.stringMatching(
        `\n  ${clients} has SHA-256 ${sha256('evil\n')}, listed is ${listed.get(clients)}\n  Nothing of it was kept.`,
      ),
    });
    expect(await readdir(dirname(await jarsFolder()))).toEqual([]);
    expect(await started()).toBeNull();
  });

  test('starts nothing of a cache in which one was exchanged, and says what to remove', async () => {
    const libs = await jarsFolder();
    await copyJars(pomFile, libs, undefined);
    await cp(join(libs, 'lz4-java-1.8.0.jar'), join(libs, clients));
    await expect(install()).rejects.toMatchObject({
      code: 'JARS_DIFFER',
      message: expect.stringContaining(`\n  Remove ${libs}: it is fetched again at the next start.`),
    });
    expect(await started()).toBeNull();

    // This Java would be started, and is no Kafka.
    await rm(libs, { recursive: true });
    await expect(install()).rejects.toThrow('Kafka ended while it started');
    expect(await started()).toContain('kafka.tools.StorageTool');
  });
});

test('the image for machines that can pull none is made of no other jars', async () => {
  vi.stubEnv('KAFKA_GRADER_CACHE', at('cache'));
  const libs = await jarsFolder();
  await mkdir(libs, { recursive: true });
  await writeFile(join(libs, clients), 'evil\n');
  const script = join(repository, 'scripts', 'build-kafka-image.sh');
  expect(
    await execa(script, ['kafka-grader-test/of-no-other-jars:1'], { reject: false, stripFinalNewline: false }),
  ).toMatchObject({
    exitCode: 2,
    stdout: expect.stringContaining(`> ${sha256('evil\n')}  ${clients}\n`),
    stderr: expect.stringContaining(`The jars in ${libs} (>) are not those of kafka/jars.sha256 (<).`),
  });
});
