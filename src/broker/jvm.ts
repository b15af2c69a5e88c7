import { rm } from 'node:fs/promises';
import { processCpuSeconds } from '../leftovers/process-facts.ts';
import { makeRunFolder } from '../leftovers/run-folder.ts';
import { startServer } from './jvm-server.ts';
import type { KafkaInstall } from './kafka-install.ts';
import { freePorts } from './ports.ts';
import type { RunningBroker, StartRequest } from './running-broker.ts';

/** Starts one broker from the install, with its data in a temporary folder that goes with it. */
export async function startJvm(install: KafkaInstall, request: StartRequest): Promise<RunningBroker> {
  const { advertisedPorts, adminPort, signal } = request;
  const [anyAdminPort, controllerPort, ...slotPorts] = await freePorts(advertisedPorts.length + 2);
  const admin = `127.0.0.1:${adminPort ?? anyAdminPort}`;
  const controller = `127.0.0.1:${controllerPort}`;
  const slots = advertisedPorts.map((advertised, index) => ({
    bind: `127.0.0.1:${slotPorts[index]}`,
    advertise: `127.0.0.1:${advertised}`,
  }));

  const folder = await makeRunFolder();
  const removeFolder = () => rm(folder, { recursive: true, force: true });
  const archive = install.classArchive === null ? null : `-XX:SharedArchiveFile=${install.classArchive}`;
  try {
    const server = await startServer(install, { admin, controller, slots }, folder, archive, signal);
    return {
      adminAddress: admin,
      slots: slotPorts.map((port) => ({ host: '127.0.0.1', port })),
      pid: server.pid,
      ended: server.ended,
      logTail: () => server.log.lines(),
      cpuSeconds: () => processCpuSeconds(server.pid),
      async [Symbol.asyncDispose]() {
        await server[Symbol.asyncDispose]();
        await removeFolder();
      },
    };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}
