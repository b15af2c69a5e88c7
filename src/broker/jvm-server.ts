import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { notePid } from '../leftovers/run-folder.ts';
import { type GuardedProcess, startGuarded } from './guarded-process.ts';
import type { KafkaInstall } from './kafka-install.ts';
import { asProperties, brokerSettings, type Listener } from './settings.ts';

/** The addresses of one JVM broker; all of them on this machine. */
export interface JvmAddresses {
  readonly admin: string;
  readonly controller: string;
  readonly slots: readonly { readonly bind: string; readonly advertise: string }[];
}

const startLimitMs = 120_000;

/** A small heap and the fast compiler: the broker lives for a minute, not for months. */
const jvmOptions = [
  '-Xms64m',
  '-Xmx512m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-XX:-UsePerfData',
  '-XX:+IgnoreUnrecognizedVMOptions',
  '-Djava.awt.headless=true',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
  '-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info',
];

/** Starts Kafka in the folder; resolves when it says that it has started. Throws, with its last lines, if it ends before. */
export async function startServer(
  { java, classPath, logDirTemplate }: KafkaInstall,
  { admin, controller, slots }: JvmAddresses,
  folder: string,
  archiveOption: string | null,
  signal: AbortSignal | undefined,
): Promise<GuardedProcess> {
  const listeners: Listener[] = [
    { name: 'ADMIN', bind: admin, advertise: admin },
    { name: 'CONTROLLER', bind: controller, advertise: null },
    ...slots.map((slot, index) => ({ name: `S${index}`, ...slot })),
  ];
  const logDir = join(folder, 'data');
  const properties = join(folder, 'server.properties');
  await cp(logDirTemplate, logDir, { recursive: true });
  await writeFile(properties, asProperties(brokerSettings(listeners, controller, logDir)));

  const options = archiveOption === null ? jvmOptions : [archiveOption, ...jvmOptions];
  const server = await startGuarded([java, ...options, '-cp', classPath, 'kafka.Kafka', properties], folder);
  try {
    await notePid(folder, server.pid);
    await started(server, signal);
    return server;
  } catch (error) {
    await server[Symbol.asyncDispose]();
    throw error;
  }
}

async function started(server: GuardedProcess, signal: AbortSignal | undefined): Promise<void> {
  const limit = AbortSignal.timeout(startLimitMs);
  const stop = signal ? AbortSignal.any([signal, limit]) : limit;
  const stopped = new Promise<never>((_, reject) => stop.addEventListener('abort', () => reject(stop.reason)));
  const died = server.ended.then((how) => {
    throw new Error(`Kafka ended while it started (${how}):\n${server.log.lines().join('\n')}`);
  });
  stop.throwIfAborted();
  await Promise.race([server.log.wrote('Kafka Server started'), died, stopped]);
}
