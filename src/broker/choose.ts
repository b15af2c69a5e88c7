import type Docker from 'dockerode';
import { pullImage, reasonOf } from '../docker/find-docker.ts';
import { GraderError } from '../grader-error.ts';
import type { BrokerChoice } from './broker.ts';
import type { ReportStep } from './broker-step.ts';
import type { Java } from './kafka-install.ts';
import { probeContainer, probeJvm, whatJvmLacks } from './probe.ts';

/** The kind of broker that will be started, with what it needs, and why it is this one. */
export type Chosen =
  | { readonly kind: 'container'; readonly why: string; readonly daemon: Docker }
  | { readonly kind: 'jvm'; readonly why: string; readonly java: Java };

/** A way to a broker that this machine does not offer, and what it lacks. */
interface Lacking {
  readonly kind: 'lacking';
  readonly way: 'container' | 'jvm';
  readonly what: string;
}

const imageSizeMb = 200;
const pullLimitMs = 3 * 60_000;

/** `auto` is the container where there is one, else the JVM. Throws NO_BROKER, naming what is missing in each way. */
export async function chooseBroker(
  choice: BrokerChoice,
  report: ReportStep,
  signal: AbortSignal | undefined,
): Promise<Chosen> {
  switch (choice) {
    case 'container':
      return orThrow([await lookForContainer(report, signal)]);
    case 'jvm':
      return orThrow([await lookForJvm()]);
    case 'auto': {
      const container = await lookForContainer(report, signal);
      if (container.kind !== 'lacking') return container;
      const jvm = await lookForJvm();
      if (jvm.kind === 'lacking') return orThrow([container, jvm]);
      return { ...jvm, why: `${container.what}; ${jvm.why}` };
    }
  }
}

async function lookForContainer(report: ReportStep, signal: AbortSignal | undefined): Promise<Chosen | Lacking> {
  const { docker, image, imageIsHere } = await probeContainer();
  if (docker.state === 'missing') return { kind: 'lacking', way: 'container', what: docker.why };
  const why = `Docker ${docker.version} answers and has ${image}`;
  if (imageIsHere) return { kind: 'container', why, daemon: docker.daemon };

  report({ type: 'downloading', what: `the image ${image}`, sizeMb: imageSizeMb, into: `Docker at ${docker.address}` });
  const limit = AbortSignal.timeout(pullLimitMs);
  try {
    await pullImage(docker.daemon, image, signal ? AbortSignal.any([signal, limit]) : limit);
    return { kind: 'container', why, daemon: docker.daemon };
  } catch (error) {
    signal?.throwIfAborted();
    const reason = limit.aborted ? `it took longer than ${pullLimitMs / 60_000} minutes` : reasonOf(error);
    return { kind: 'lacking', way: 'container', what: `the image ${image} is not here and can't be pulled: ${reason}` };
  }
}

async function lookForJvm(): Promise<Chosen | Lacking> {
  const probe = await probeJvm();
  const lack = whatJvmLacks(probe);
  if (probe.java.state === 'missing' || lack !== null) return { kind: 'lacking', way: 'jvm', what: lack ?? '' };
  return { kind: 'jvm', why: `Java ${probe.java.version} can run Kafka`, java: probe.java };
}

function orThrow(looked: readonly (Chosen | Lacking)[]): Chosen {
  const lacking: Lacking[] = [];
  for (const each of looked) {
    if (each.kind !== 'lacking') return each;
    lacking.push(each);
  }
  throw noBroker(lacking);
}

function noBroker(lacking: readonly Lacking[]): GraderError {
  const ways = lacking.map(({ way, what }) => `  ${`${way}:`.padEnd(10)} ${what}`);
  const advice =
    lacking.length > 1
      ? 'Install one of them; `kafka-grader doctor` shows the details.'
      : '`kafka-grader doctor` shows the details.';
  return new GraderError('NO_BROKER', ['No Kafka to grade with', ...ways, `  ${advice}`].join('\n'));
}
