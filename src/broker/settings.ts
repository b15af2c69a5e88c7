/**
 * Kafka's settings for both kinds of broker. Whatever is not here has Kafka's default, because students will meet
 * those defaults elsewhere; what is here makes one small broker fast, or is needed for a single node.
 */
const fixedSettings: Readonly<Record<string, string>> = {
  'process.roles': 'broker,controller',
  'node.id': '1',
  'controller.listener.names': 'CONTROLLER',
  'inter.broker.listener.name': 'ADMIN',

  'offsets.topic.num.partitions': '1',
  'offsets.topic.replication.factor': '1',
  'transaction.state.log.num.partitions': '1',
  'transaction.state.log.replication.factor': '1',
  'transaction.state.log.min.isr': '1',
  'share.coordinator.state.topic.num.partitions': '1',
  'share.coordinator.state.topic.replication.factor': '1',
  'share.coordinator.state.topic.min.isr': '1',

  // Topics are made by the grader; a program that asks for another one shall hear so.
  'auto.create.topics.enable': 'false',
  // Whatever codec a student uses, the log is readable with none.
  'compression.type': 'uncompressed',

  // A clock that jumps, the broker's or a client's, takes nothing away and refuses nothing.
  'log.message.timestamp.after.max.ms': '9223372036854775807',
  'log.retention.ms': '-1',
  'offsets.retention.minutes': '2147483647',

  // Rebalances that take as long as their members need, and not longer.
  'group.initial.rebalance.delay.ms': '0',
  'group.min.session.timeout.ms': '1000',
  'group.consumer.min.heartbeat.interval.ms': '500',
  'group.consumer.heartbeat.interval.ms': '500',
  'group.coordinator.append.linger.ms': '0',

  // A few dozen clients and small topics on a machine that also runs the students' programs.
  'metadata.max.idle.interval.ms': '0',
  'num.network.threads': '1',
  'num.io.threads': '2',
  'background.threads': '2',
  'group.coordinator.threads': '1',
  'log.index.size.max.bytes': '65536',
  'log.cleaner.dedupe.buffer.size': '2097152',
};

/** Identifies the one-node cluster; any base64 UUID would do. */
export const clusterId = 'MkU3OEVBNTcwNTJENDM2Qk';

/** Where a listener binds, and the address that it tells its clients to come back to. */
export interface Listener {
  readonly name: string;
  readonly bind: string;
  /** Null for the controller's listener, which no client uses. */
  readonly advertise: string | null;
}

/** All settings of one broker, by Kafka's property name. */
export function brokerSettings(listeners: readonly Listener[], controller: string, logDir: string) {
  const addresses = (of: (listener: Listener) => string | null) =>
    listeners.flatMap((each) => (of(each) === null ? [] : [`${each.name}://${of(each)}`])).join(',');
  return {
    ...fixedSettings,
    listeners: addresses((each) => each.bind),
    'advertised.listeners': addresses((each) => each.advertise),
    'listener.security.protocol.map': listeners.map((each) => `${each.name}:PLAINTEXT`).join(','),
    'controller.quorum.voters': `1@${controller}`,
    'log.dirs': logDir,
  };
}

/** As a `server.properties` file. */
export function asProperties(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** As the environment variables that the `apache/kafka` image turns into properties. */
export function asEnvironment(settings: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [`KAFKA_${name.toUpperCase().replaceAll('.', '_')}`, value]),
  );
}
