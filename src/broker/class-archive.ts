import { rm } from 'node:fs/promises';
import { makeRunFolder } from '../leftovers/run-folder.ts';
import { startServer } from './jvm-server.ts';
import type { KafkaInstall } from './kafka-install.ts';
import { freePorts } from './ports.ts';
import { warmUp } from './warm-up.ts';

/** Runs a broker once and has the JVM write the classes that it used into an archive, which it does at an orderly end. */
export async function recordClassArchive(install: KafkaInstall, signal: AbortSignal | undefined): Promise<void> {
  const [admin, controller] = (await freePorts(2)).map((port) => `127.0.0.1:${port}`);
  if (admin === undefined || controller === undefined) throw new Error('Two ports were asked for.');
  const folder = await makeRunFolder();
  try {
    const record = `-XX:ArchiveClassesAtExit=${install.classArchive}`;
    await using server = await startServer(install, { admin, controller, slots: [] }, folder, record, signal);
    await warmUp(admin);
    process.kill(server.pid, 'SIGTERM');
    await server.ended;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
