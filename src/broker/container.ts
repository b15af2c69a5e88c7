import { existsSync } from 'node:fs';
import type Docker from 'dockerode';
import { GenericContainer, Wait } from 'testcontainers';
import { labelContainer, type OwnerLabel, removeContainers } from '../docker/container-labels.ts';
import { reasonOf, statusOf } from '../docker/find-docker.ts';
import { areContainersHere } from './container-network.ts';
import { keepTail, type LogTail } from './log-tail.ts';
import { freePorts } from './ports.ts';
import { kafkaImage } from './release.ts';
import type { RunningBroker, StartRequest } from './running-broker.ts';
import { asEnvironment, brokerSettings, clusterId, type Listener } from './settings.ts';

const startLimitMs = 120_000;
const loopback = '127.0.0.1';
/** In the container, and in memory: what is written to the container's own layer takes seconds to be removed again. */
const dataFolder = '/tmp/kafka-grader';

/** Starts one broker in a container of its own; the image has to be on the machine. */
export async function startContainer(daemon: Docker, request: StartRequest): Promise<RunningBroker> {
  const { advertisedPorts, adminPort, signal, report } = request;
  const network = (await areContainersHere(daemon)) ? 'shared' : 'published';
  const [anyAdminPort = 0, controllerPort = 0, ...slotPorts] = await freePorts(advertisedPorts.length + 2);
  const ports = { admin: adminPort ?? anyAdminPort, controller: controllerPort, slots: slotPorts };
  const label = await labelContainer();
  const container = new KafkaContainer(kafkaImage(), { network, ports: [ports.admin, ...ports.slots] }, signal)
    .withEnvironment(environment(network, ports, advertisedPorts))
    .withTmpFs({ [dataFolder]: 'rw' })
    .withLabels(label)
    // What is left behind is swept by its label.
    .withAutoCleanup(false)
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
    .withStartupTimeout(startLimitMs);

  const started = await startOrRemove(container, daemon, label, signal);
  const host = network === 'shared' || started.getHost() === 'localhost' ? loopback : started.getHost();
  const handle = daemon.getContainer(started.getId());
  return {
    adminAddress: `${host}:${ports.admin}`,
    slots: ports.slots.map((port) => ({ host, port })),
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
  label: OwnerLabel,
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

/**
 * `shared`: the container listens on this machine's own loopback. `published`: Docker passes on what comes to its ports, at the cost
 * of a process and some entries of the firewall for each, and of a bridge for each packet.
 */
type Network = 'shared' | 'published';

/** The same inside and outside: the broker, too, connects to itself where it tells others to, for transactions. */
interface Ports {
  readonly admin: number;
  readonly controller: number;
  readonly slots: readonly number[];
}

function environment(network: Network, { admin, controller, slots }: Ports, advertisedPorts: readonly number[]) {
  const host = network === 'shared' ? loopback : '0.0.0.0';
  const listeners: Listener[] = [
    { name: 'ADMIN', bind: `${host}:${admin}`, advertise: `${loopback}:${admin}` },
    { name: 'CONTROLLER', bind: `${loopback}:${controller}`, advertise: null },
    ...slots.map((port, index) => ({
      name: `S${index}`,
      bind: `${host}:${port}`,
      advertise: `${loopback}:${advertisedPorts[index]}`,
    })),
  ];
  return {
    ...asEnvironment(brokerSettings(listeners, `${loopback}:${controller}`, dataFolder)),
    CLUSTER_ID: clusterId,
    KAFKA_HEAP_OPTS: '-Xms64m -Xmx512m',
    KAFKA_JVM_PERFORMANCE_OPTS: '-XX:+UseSerialGC -XX:TieredStopAtLevel=1',
  };
}

/** A container that nobody else on the network can reach, that keeps the end of its log, and whose start can be aborted. */
class KafkaContainer extends GenericContainer {
  readonly #published: readonly number[];
  readonly #signal: AbortSignal | undefined;
  log: LogTail | undefined;

  constructor(
    image: string,
    { network, ports }: { network: Network; ports: readonly number[] },
    signal: AbortSignal | undefined,
  ) {
    super(image);
    this.#published = network === 'published' ? ports : [];
    this.#signal = signal;
    if (network === 'shared') this.withNetworkMode('host');
    this.withExposedPorts(...this.#published.map((port) => ({ container: port, host: port })));
    this.withLogConsumer((stream) => {
      this.log = keepTail(stream);
    });
  }

  protected override async beforeContainerCreated(): Promise<void> {
    this.#signal?.throwIfAborted();
    // Inside a container the daemon may be elsewhere, and its ports not on this loopback.
    if (existsSync('/.dockerenv')) return;
    this.hostConfig.PortBindings = Object.fromEntries(
      this.#published.map((port) => [`${port}/tcp`, [{ HostIp: loopback, HostPort: String(port) }]]),
    );
  }

  protected override async containerCreated(): Promise<void> {
    this.#signal?.throwIfAborted();
  }
}
