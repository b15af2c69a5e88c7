import { existsSync } from 'node:fs';
import type Docker from 'dockerode';
import { GenericContainer, Wait } from 'testcontainers';
import { type BrokerLabel, labelContainer, removeContainers } from './container-labels.ts';
import { areContainersHere, defaultNetwork } from './container-network.ts';
import { reasonOf, statusOf } from './docker.ts';
import { keepTail, type LogTail } from './log-tail.ts';
import { freePorts } from './ports.ts';
import { kafkaImage } from './release.ts';
import type { RunningBroker, StartRequest } from './running-broker.ts';
import { asEnvironment, brokerSettings, clusterId, type Listener } from './settings.ts';

const startLimitMs = 120_000;
const ports = { controller: 9093, firstSlot: 9100 };

/** Starts one broker in a container of its own; the image has to be on the machine. */
export async function startContainer(daemon: Docker, request: StartRequest): Promise<RunningBroker> {
  const { advertisedPorts, adminPort, signal, report } = request;
  const areHere = await areContainersHere(daemon);
  const [anyAdminPort, ...slotPorts] = await freePorts(areHere ? 1 : advertisedPorts.length + 1);
  const adminHostPort = adminPort ?? anyAdminPort ?? 0;
  const published = [
    // The same inside: the broker, too, connects to itself where it tells others to, for transactions.
    { container: adminHostPort, host: adminHostPort },
    ...slotPorts.map((host, index) => ({ container: ports.firstSlot + index, host })),
  ];
  const label = await labelContainer();
  const container = new KafkaContainer(kafkaImage(), published, signal)
    .withEnvironment(environment(adminHostPort, advertisedPorts))
    .withLabels(label)
    // What is left behind is swept by its label.
    .withAutoCleanup(false)
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
    .withStartupTimeout(startLimitMs);

  const started = await startOrRemove(container, daemon, label, signal);
  const host = started.getHost() === 'localhost' ? '127.0.0.1' : started.getHost();
  const ownAddress = started.getIpAddress(defaultNetwork);
  const handle = daemon.getContainer(started.getId());
  return {
    adminAddress: `${host}:${adminHostPort}`,
    slots: areHere
      ? advertisedPorts.map((_, index) => ({ host: ownAddress, port: ports.firstSlot + index }))
      : slotPorts.map((port) => ({ host, port })),
    pid: null,
    ended: endOf(handle),
    logTail: () => container.log?.lines() ?? [],
    cpuSeconds: async () => {
      const { cpu_stats } = await handle.stats({ stream: false, 'one-shot': true });
      return cpu_stats.cpu_usage.total_usage / 1e9;
    },
    [Symbol.asyncDispose]: async () => {
      try {
        await removeContainers(daemon, label);
      } catch (error) {
        // The label is there for whoever comes next; why the broker is of no use any more has been told.
        report({ type: 'left-behind', what: `the container ${started.getName()}`, why: reasonOf(error) });
      }
    },
  };
}

/** Where the daemon itself is gone, the container may live on: then nobody tells of its end but Kafka's silence. */
async function endOf(container: Docker.Container): Promise<string> {
  try {
    const { StatusCode }: { StatusCode: number } = await container.wait();
    return StatusCode === killedCode ? 'SIGKILL' : `exit code ${StatusCode}`;
  } catch (error) {
    return statusOf(error) === 404 ? 'removed' : new Promise(() => {});
  }
}

/** 128 and the number of the signal. */
const killedCode = 137;

async function startOrRemove(
  container: KafkaContainer,
  daemon: Docker,
  label: BrokerLabel,
  signal: AbortSignal | undefined,
) {
  const remove = () => removeContainers(daemon, label);
  // Without its container, what waits for the start fails at once; a removal that fails here is repeated there.
  const onAbort = () => void remove().catch(() => {});
  signal?.addEventListener('abort', onAbort);
  try {
    return await container.start();
  } catch (error) {
    await remove();
    signal?.throwIfAborted();
    const lines = container.log?.lines() ?? [];
    throw new Error([`The container did not start: ${error}`, ...lines].join('\n'), { cause: error });
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}

function environment(adminHostPort: number, advertisedPorts: readonly number[]): Record<string, string> {
  const listeners: Listener[] = [
    { name: 'ADMIN', bind: `0.0.0.0:${adminHostPort}`, advertise: `127.0.0.1:${adminHostPort}` },
    { name: 'CONTROLLER', bind: `127.0.0.1:${ports.controller}`, advertise: null },
    ...advertisedPorts.map((advertised, index) => ({
      name: `S${index}`,
      bind: `0.0.0.0:${ports.firstSlot + index}`,
      advertise: `127.0.0.1:${advertised}`,
    })),
  ];
  return {
    ...asEnvironment(brokerSettings(listeners, `127.0.0.1:${ports.controller}`, '/tmp/kafka-grader')),
    CLUSTER_ID: clusterId,
    KAFKA_HEAP_OPTS: '-Xms64m -Xmx512m',
    KAFKA_JVM_PERFORMANCE_OPTS: '-XX:+UseSerialGC -XX:TieredStopAtLevel=1',
  };
}

interface PublishedPort {
  readonly container: number;
  readonly host: number;
}

/** A container that nobody else on the network can reach, that keeps the end of its log, and whose start can be aborted. */
class KafkaContainer extends GenericContainer {
  readonly #published: readonly PublishedPort[];
  readonly #signal: AbortSignal | undefined;
  log: LogTail | undefined;

  constructor(image: string, published: readonly PublishedPort[], signal: AbortSignal | undefined) {
    super(image);
    this.#published = published;
    this.#signal = signal;
    this.withExposedPorts(...published);
    this.withLogConsumer((stream) => {
      this.log = keepTail(stream);
    });
  }

  protected override async beforeContainerCreated(): Promise<void> {
    this.#signal?.throwIfAborted();
    // Inside a container the daemon may be elsewhere, and its ports not on this loopback.
    if (existsSync('/.dockerenv')) return;
    const binding = (host: number) => [{ HostIp: '127.0.0.1', HostPort: String(host) }];
    this.hostConfig.PortBindings = Object.fromEntries(
      this.#published.map(({ container, host }) => [`${container}/tcp`, binding(host)]),
    );
  }

  protected override async containerCreated(): Promise<void> {
    this.#signal?.throwIfAborted();
  }
}
