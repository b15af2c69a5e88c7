import { tmpdir } from 'node:os';
import { type BrokerChoice, type BrokerStep, type KafkaBroker, startBroker } from '../broker/broker.ts';
import { connectClient, type KafkaClient } from '../client/client.ts';
import { type Heartbeat, listenToHeartbeat, mostSilenceMs } from '../client/heartbeat.ts';
import type { Insisted } from '../evidence/observation.ts';
import { GraderError } from '../grader-error.ts';
import type { Isolation } from '../isolation/enclosure.ts';
import { type Slowness, slownessMeter } from '../scenario/slowness.ts';
import { openMachineStartGate, type StartGate } from '../scenario/start-gate.ts';
import { type FrontDoor, inTurnHere, openFrontDoor } from '../wiretap/front-door.ts';
import { openTaps, type TapRack } from '../wiretap/tap-rack.ts';
import { beginLife, type Life } from './life.ts';
import { outOfFiles, requireOpenFiles, watchOpenFiles } from './open-files.ts';
import type { OwnFrontDoors } from './own-front-doors.ts';
import { openTurns, type Turns } from './turns.ts';
import { requireSpace } from './watch-space.ts';

/**
 * Student processes of one grading that may talk to the broker at the same time. Exercises have sixteen at most, and each slot costs
 * Kafka two threads that wake up several times a second.
 */
export const slotsPerGrading = 18;

/** A broker behind its wiretaps, with the grader's own client: what submissions are graded in, one or many. */
export interface GradingWorld {
  broker: KafkaBroker;
  client: KafkaClient;
  taps: TapRack;
  /** How programs are kept apart. */
  isolation: Isolation;
  /** Shared by all who grade on this machine. */
  starts: StartGate;
  /** Measured once the broker had started. */
  slowness: Slowness;
  /** How slow the machine is now. */
  measureSlowness(): Promise<Slowness>;
  /**
   * Has something done in a world that programs insist on: nobody else uses its topic or group on this broker meanwhile, or its
   * port on this machine, and that port leads to the taps, where it can be had. In a network of their own it always can. Rejects with
   * PORT_TAKEN where another grader has the port for too long, or as `ended` does.
   */
  inWorldOf(
    insisted: Insisted,
    where: { ownDoors: OwnFrontDoors | null; ended: Promise<never> },
    work: (frontDoor: FrontDoor | null) => Promise<void>,
  ): Promise<void>;
  heartbeat: Heartbeat;
  /** Over when the broker died. */
  life: Life;
  /** Asks the broker whether it answers; if it does not, the life is over. */
  confirmLife(): Promise<void>;
  /** Aborted when the grading is to stop. */
  signal: AbortSignal;
}

export interface OwnedWorld extends GradingWorld, AsyncDisposable {}

export interface WorldOptions {
  choice: BrokerChoice;
  isolation: Isolation;
  /** For one grading at a time where it is not given. */
  slots?: number;
  /** One of its own where it is not given. */
  starts?: StartGate;
  /** Of this machine's ports that programs insist on: shared by all who grade on it, as the gate is. */
  ports?: Turns;
  report: (step: BrokerStep) => void;
  signal: AbortSignal;
}

/** The taps are bound first, and then advertised by the broker: no port is ever raced for. */
export async function openWorld({
  choice,
  isolation,
  slots = slotsPerGrading,
  starts = openMachineStartGate(),
  ports = openTurns(),
  report,
  signal,
}: WorldOptions): Promise<OwnedWorld> {
  requireSpace(tmpdir());
  requireOpenFiles(slots);
  const taps = await openTaps(slots);
  const owned: AsyncDisposable[] = [taps];
  const dispose = async () => {
    for (const resource of owned.reverse()) await resource[Symbol.asyncDispose]();
  };
  try {
    const broker = await startBroker({ choice, advertisedPorts: taps.ports, report, signal });
    owned.push(broker);
    taps.connect(broker.slots);
    const client = await connectClient(broker.adminAddress);
    owned.push(client);
    const heartbeat = listenToHeartbeat({ address: broker.adminAddress });
    owned.push(heartbeat);
    const life = beginLife();
    endWithBroker(life, broker, heartbeat);
    const watched = watchOpenFiles(life);
    owned.push({ [Symbol.asyncDispose]: async () => watched[Symbol.dispose]() });
    const measureSlowness = slownessMeter();
    const slowness = await measureSlowness();
    return {
      broker,
      client,
      taps,
      isolation,
      starts,
      slowness,
      measureSlowness,
      inWorldOf: inTurn(ports),
      heartbeat,
      life,
      confirmLife: async () => {
        if (life.fault === null && !(await client.answers(answerLimitMs)))
          life.end(silence('Kafka no longer answers.'));
      },
      signal,
      [Symbol.asyncDispose]: dispose,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** The same world for a grading that may have to end before the world does. */
export function worldUntil(end: AbortSignal, world: GradingWorld): GradingWorld {
  return { ...world, signal: AbortSignal.any([world.signal, end]) };
}

/** Ports before names, by all: so nobody waits for someone who waits for them. */
function inTurn(ports: Turns): GradingWorld['inWorldOf'] {
  const names = openTurns();
  return async ({ brokers, topic, group }, { ownDoors, ended }, work) => {
    using _port = await ports.take(brokers === null || ownDoors ? [] : [new URL(`kafka://${brokers}`).port]);
    const topics = topic === null ? [] : [`topic ${topic}`];
    const groups = group === null ? [] : [`group ${group}`];
    using _names = await names.take([...topics, ...groups]);
    if (brokers === null) return await work(null);
    if (ownDoors) return await work(await ownDoors.at(brokers));
    await using frontDoor = await openFrontDoor(brokers, inTurnHere(ended));
    await work(frontDoor);
  };
}

const answerLimitMs = 10_000;

const advice =
  'Nothing of that counts against a submission: grade it again. If it happens again, `kafka-grader doctor` shows what this machine has for Kafka, which needs about 1 GiB of memory.';

function endWithBroker(life: Life, broker: KafkaBroker, { stopped }: Heartbeat): void {
  void broker.died.then(({ reason, logTail }) => {
    const complaint = logTail.findLast((line) => /\b(ERROR|FATAL|Exception|OutOfMemory)/.test(line)) ?? '';
    life.end(brokerDied(`Kafka ended in the middle of the grading: ${reason}. ${complaint}`.trim()));
  });
  void stopped.then(() => {
    life.end(silence(`Kafka did not answer for ${mostSilenceMs / 1000} s in the middle of the grading.`));
  });
}

/** Where no connection can be opened any more, it is not Kafka that is silent. */
function silence(what: string): GraderError {
  return outOfFiles(null) ?? brokerDied(what);
}

function brokerDied(what: string): GraderError {
  return new GraderError('BROKER_DIED', `${what}\n  ${advice}`);
}
