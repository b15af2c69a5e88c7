import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fillOnce } from '../cache/fill-once.ts';
import { exists } from '../exists.ts';
import type { ReportStep } from './broker-step.ts';
import { recordClassArchive } from './class-archive.ts';
import { kafkaFolder, pomFile } from './kafka-folder.ts';
import { checkJars } from './kafka-jars.ts';
import { copyJars } from './maven.ts';
import { asProperties, brokerSettings, clusterId } from './settings.ts';

/** What the jars measure, rounded up. */
export const jarsSizeMb = 44;

/** A Kafka server on this machine, ready to be started. */
export interface KafkaInstall {
  readonly java: string;
  readonly classPath: string;
  /** A formatted log directory, to be copied for each broker. */
  readonly logDirTemplate: string;
  /** The JVM's class-data archive, which halves the start time; null where this JVM made none. */
  readonly classArchive: string | null;
}

/** The Java that runs it; `build` is all that it says about itself. */
export interface Java {
  readonly executable: string;
  readonly build: string;
}

const adviceForFetched =
  'Nothing of it was kept. Maven has it from its local repository (~/.m2), or from where it fetches: remove it from there, and try again.';

/** Where the jars are, or will be. */
export async function jarsFolder(): Promise<string> {
  return join(await kafkaFolder(), 'libs');
}

/**
 * Fetches and prepares what the cache does not have yet, and says so. What is fetched is kept once its digests are right, and what
 * was kept is looked at again: a cache may have been restored from elsewhere.
 */
export async function installKafka(
  java: Java,
  report: ReportStep,
  signal: AbortSignal | undefined,
): Promise<KafkaInstall> {
  const libs = await jarsFolder();
  await fillOnce(libs, signal, async (unfinished) => {
    report({ type: 'downloading', what: 'the Kafka server from Maven Central', sizeMb: jarsSizeMb, into: libs });
    await copyJars(pomFile, unfinished, signal);
    await checkJars(unfinished, adviceForFetched);
  });
  await checkJars(libs, `Remove ${libs}: it is fetched again at the next start.`);

  const classPath = await classPathOf(libs);
  const prepared = join(await kafkaFolder(), `java-${digest(java.build)}`);
  const install = (folder: string) => ({
    java: java.executable,
    classPath,
    logDirTemplate: join(folder, 'log-dir'),
    classArchive: join(folder, 'classes.jsa'),
  });
  await fillOnce(prepared, signal, async (unfinished) => {
    report({ type: 'preparing', what: 'Kafka for a fast start', into: prepared });
    await formatLogDir(install(unfinished));
    await recordClassArchive(install(unfinished), signal);
  });
  const { classArchive, ...rest } = install(prepared);
  return { ...rest, classArchive: (await exists(classArchive)) ? classArchive : null };
}

/** Always in the same order, because a class-data archive holds for one class path. */
async function classPathOf(libs: string): Promise<string> {
  const jars = (await readdir(libs)).filter((name) => name.endsWith('.jar')).sort();
  return jars.map((name) => join(libs, name)).join(':');
}

/** Formatting takes a JVM of its own, but leaves only two small files that don't depend on ports. */
async function formatLogDir({ java, classPath, logDirTemplate }: KafkaInstall): Promise<void> {
  await mkdir(logDirTemplate);
  const listeners = [
    { name: 'ADMIN', bind: '127.0.0.1:9092', advertise: '127.0.0.1:9092' },
    { name: 'CONTROLLER', bind: '127.0.0.1:9093', advertise: null },
  ];
  const properties = `${logDirTemplate}.properties`;
  await writeFile(properties, asProperties(brokerSettings(listeners, '127.0.0.1:9093', logDirTemplate)));
  const format = ['kafka.tools.StorageTool', 'format', '--cluster-id', clusterId, '--config', properties];
  await promisify(execFile)(java, ['-XX:TieredStopAtLevel=1', '-cp', classPath, ...format]);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
