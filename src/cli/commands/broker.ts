import { once } from 'node:events';
import { startBroker } from '../../broker/broker.ts';
import { connectClient } from '../../client/client.ts';
import { loadExercise } from '../../exercises/built-in.ts';
import { GraderError } from '../../grader-error.ts';
import { type BrokerOption, defaultExercise } from '../options.ts';
import { lineProgress } from '../progress/lines.ts';
import { Stopped } from '../stop.ts';
import type { Surroundings } from '../surroundings.ts';

export type BrokerCommandOptions = BrokerOption;

const port = 9092;
const partitions = 4;
/** What the exercise's programs take where their environment says nothing. */
const defaults = { brokers: `localhost:${port}`, topic: 'test_topic', group: 'my-group', reset: 'earliest' } as const;

/** Runs a Kafka where programs look for one by default. Ctrl-C is its ordinary end. */
export async function broker({ broker: choice }: BrokerCommandOptions, surroundings: Surroundings): Promise<0> {
  const { stdout, stderr, signal } = surroundings;
  const { variablesOf } = await loadExercise(defaultExercise);
  const progress = lineProgress(stderr);
  await using kafka = await startBroker({
    choice,
    adminPort: port,
    advertisedPorts: [],
    report: (step) => progress.broker(step),
    signal,
  });
  await using client = await connectClient(kafka.adminAddress);
  await client.createTopic(defaults.topic, { partitions });
  signal.throwIfAborted();
  stdout.write(howToUse(kafka.version, variablesOf(defaults)));

  const death = await Promise.race([kafka.died, once(signal, 'abort').then(() => null)]);
  if (death) throw new GraderError('BROKER_DIED', `Kafka ended: ${death.reason}. ${death.logTail.at(-1) ?? ''}`.trim());
  if (signal.reason instanceof Stopped && signal.reason.signal === 'SIGINT') return 0;
  throw signal.reason;
}

function howToUse(version: string, variables: Readonly<Record<string, string>>): string {
  return [
    '',
    `Kafka ${version} answers at ${defaults.brokers}, with the topic ${defaults.topic} of ${partitions} partitions.`,
    'Programs of the exercise find it without any settings; these are the same, to be changed:',
    '',
    ...Object.entries(variables).map(([name, value]) => `  export ${name}=${value}`),
    '',
    'Ctrl-C ends it and deletes what was written to it.',
    '',
  ].join('\n');
}
