import pRetry from 'p-retry';
import { sweepContainers } from '../docker/container-labels.ts';
import { GraderError } from '../grader-error.ts';
import { sweepRunFolders } from '../leftovers/run-folder.ts';
import type { ReportStep } from './broker-step.ts';
import { type Chosen, chooseBroker } from './choose.ts';
import { startJvm } from './jvm.ts';
import { installKafka } from './kafka-install.ts';
import { assertFree } from './ports.ts';
import { kafkaVersion } from './release.ts';
import type { RunningBroker, StartRequest } from './running-broker.ts';
import { warmUp } from './warm-up.ts';

export type { BrokerStep, ReportStep } from './broker-step.ts';
export type BrokerKind = 'container' | 'jvm';
export type BrokerChoice = BrokerKind | 'auto';

/** How a broker ended that nobody had stopped, and the last lines of its log. */
export interface BrokerDeath {
  readonly reason: string;
  readonly logTail: readonly string[];
}

/** A real Kafka. Disposing ends it and removes everything that it left. */
export interface KafkaBroker extends AsyncDisposable {
  readonly kind: BrokerKind;
  readonly version: string;
  /** `host:port` of the listener for the grader's own client. */
  readonly adminAddress: string;
  /** Where the tap of slot i connects to. */
  readonly slots: readonly { readonly host: string; readonly port: number }[];
  readonly startedInMs: number;
  /** Of the JVM on this machine; null in a container. */
  readonly pid: number | null;
  /** Resolves if the broker ends before it is disposed of; never rejects. */
  readonly died: Promise<BrokerDeath>;
  /** CPU seconds that the broker has used so far; null where nobody knows. */
  cpuSeconds(): Promise<number | null>;
}

export interface BrokerOptions {
  readonly choice: BrokerChoice;
  /** What slot i's listener tells its clients to come back to, on 127.0.0.1. */
  readonly advertisedPorts: readonly number[];
  /** Any free one unless given. */
  readonly adminPort?: number;
  readonly report: ReportStep;
  /** Ends the start; what it had begun is undone. */
  readonly signal?: AbortSignal;
}

const startRetries = 2;

/**
 * Starts a Kafka, after sweeping away what a killed grader left.
 * Throws NO_BROKER where no kind is possible, BROKER_DOWNLOAD, PORT_TAKEN for a taken `adminPort`, BROKER_DIED where
 * the broker does not come up.
 */
export async function startBroker({
  choice,
  advertisedPorts,
  adminPort,
  report,
  signal,
}: BrokerOptions): Promise<KafkaBroker> {
  await sweepRunFolders();
  const chosen = await chooseBroker(choice, report, signal);
  report({ type: 'chosen', kind: chosen.kind, why: chosen.why });
  const start = await prepare(chosen, report, signal);

  report({ type: 'starting', kind: chosen.kind });
  const beganMs = performance.now();
  const attempt = async () => {
    if (adminPort !== undefined) await assertFree(adminPort);
    return startWarm(start, { advertisedPorts, adminPort, signal, report });
  };
  const running = await pRetry(attempt, {
    retries: startRetries,
    minTimeout: 100,
    shouldRetry: ({ error }) => !signal?.aborted && !(error instanceof GraderError && error.code !== 'BROKER_DIED'),
    onFailedAttempt: ({ error, attemptNumber }) => {
      if (!signal?.aborted) report({ type: 'start-failed', attempt: attemptNumber, why: error.message });
    },
  }).catch((error: unknown) => {
    signal?.throwIfAborted();
    if (error instanceof GraderError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new GraderError('BROKER_DIED', `The Kafka broker (${chosen.kind}) does not start. ${why}`, { cause: error });
  });
  const startedInMs = Math.round(performance.now() - beganMs);
  report({ type: 'ready', afterMs: startedInMs });
  return serving(chosen.kind, running, startedInMs, report);
}

type Start = (request: StartRequest) => Promise<RunningBroker>;

/** What is done once and not again when a start is retried. */
async function prepare(chosen: Chosen, report: ReportStep, signal: AbortSignal | undefined): Promise<Start> {
  switch (chosen.kind) {
    case 'container': {
      const { daemon } = chosen;
      await sweepContainers(daemon);
      const { startContainer } = await import('./container.ts');
      return (request) => startContainer(daemon, request);
    }
    case 'jvm': {
      const install = await installKafka(chosen.java, report, signal);
      return (request) => startJvm(install, request);
    }
  }
}

async function startWarm(start: Start, request: StartRequest): Promise<RunningBroker> {
  const running = await start(request);
  try {
    await warmUp(running.adminAddress);
    request.signal?.throwIfAborted();
    return running;
  } catch (error) {
    await running[Symbol.asyncDispose]();
    throw error;
  }
}

function serving(kind: BrokerKind, running: RunningBroker, startedInMs: number, report: ReportStep): KafkaBroker {
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    const beganMs = performance.now();
    await running[Symbol.asyncDispose]();
    report({ type: 'stopped', afterMs: Math.round(performance.now() - beganMs) });
  };
  return {
    kind,
    version: kafkaVersion,
    adminAddress: running.adminAddress,
    slots: running.slots,
    startedInMs,
    pid: running.pid,
    died: new Promise((resolve) => {
      running.ended.then((reason) => {
        if (!stopping) resolve({ reason, logTail: running.logTail() });
      });
    }),
    cpuSeconds: () => running.cpuSeconds(),
    [Symbol.asyncDispose]: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}
