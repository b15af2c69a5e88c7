/** What hints say of code, in the words of the language that the program is written in. */
import type { History } from 'kafka-grader/check';

interface Wording {
  readonly setting: (variable: string) => string;
  /** A sentence. */
  readonly whereThePolicyStands: string;
  readonly policy: string;
  readonly policyAsItIs: string;
  readonly parse: string;
  readonly stringify: string;
  readonly threw: string;
  readonly catchIt: string;
  readonly noValue: string;
  readonly decode: string;
  readonly skipBlank: string;
  readonly eachOrder: string;
  readonly key: string;
  readonly leaveOnSigterm: string;
  readonly disconnect: string;
  readonly exitOk: string;
  readonly exit: string;
  readonly instanceId: string;
  readonly signalHandler: string;
  readonly afterSending: string;
  readonly failWithCode: string;
  readonly oneAfterTheOther: string;
  readonly whatOffsetsAre: string;
  readonly busyLoop: string;
  readonly commitYourself: string;
  readonly subscribeFirst: string;
  readonly whileHandling: string;
  readonly commitsByItself: string;
  readonly sendAll: string;
  /** Null where no client of the language has streams that are closed on their own. */
  readonly closeTheStream: string | null;
}

const typescript: Wording = {
  setting: (variable) => `process.env.${variable} ?? …`,
  whereThePolicyStands: 'In kafkajs the policy is an option of subscribe, and its default is latest:',
  policy: 'subscribe({ topic, fromBeginning: reset === "earliest" })',
  policyAsItIs: 'fromBeginning must be true for earliest.',
  parse: 'JSON.parse',
  stringify: 'JSON.stringify',
  threw: 'threw, and nobody caught it',
  catchIt: 'try/catch',
  noValue: 'value is null there, and null has no toString()',
  decode: 'message.value.toString()',
  skipBlank: 'if (line.trim() === "") continue',
  eachOrder: 'messages: orders.map((order) => ({ key: order.customerId, value: JSON.stringify(order) }))',
  key: '{ key: order.customerId, value: … }',
  leaveOnSigterm: 'process.once("SIGTERM", async () => { await consumer.disconnect(); })',
  disconnect: 'await consumer.disconnect()',
  exitOk: 'process.exit(0)',
  exit: 'process.exit',
  instanceId: 'groupInstanceId',
  signalHandler:
    "A handler for the signal replaces Node's own, which would end the process: it must disconnect the consumer, which lets the process end.",
  afterSending: 'an open connection keeps a Node process alive. Call await producer.disconnect()',
  failWithCode: 'In the catch: say why on standard error, and set process.exitCode = 1.',
  oneAfterTheOther: 'await a send before you start the next, or give all orders to one send',
  whatOffsetsAre: '; offsets are texts in kafkajs, where "7" + 1 makes "71"',
  busyLoop:
    "Nothing else in a Node program runs meanwhile, Kafka's client neither; there is no need to wait in a loop, run() calls your handler.",
  commitYourself: 'With autoCommit: false you must call commitOffsets yourself',
  subscribeFirst:
    'Subscribe before you run: await consumer.subscribe({ topic, … }), and only then await consumer.run(…).',
  whileHandling:
    'kafkajs sends them between messages, so a handler must not take longer than the session, and must not block the program: await slow work, or call heartbeat() in eachBatch.',
  commitsByItself:
    'Print first and commit then, and await what a handler starts; a client that commits what it has fetched (autocommit: true of @platformatic/kafka) commits too early.',
  sendAll:
    'A send that nobody awaits is lost when the program ends: await every send, then await disconnect(), and call process.exit after that or not at all.',
  closeTheStream:
    'In @platformatic/kafka close(true) may wait for a stream that never ends: first await stream.close(), then await consumer.close().',
};

const python: Wording = {
  setting: (variable) => `os.environ.get("${variable}", …)`,
  whereThePolicyStands:
    "In both of Python's clients the policy is a setting of the consumer, and its default is latest:",
  policy: 'auto_offset_reset=reset in kafka-python, "auto.offset.reset": reset in confluent-kafka',
  policyAsItIs: 'Hand the value of the variable on as it is.',
  parse: 'json.loads',
  stringify: 'json.dumps',
  threw: 'raised an error, and nobody handled it',
  catchIt: 'try/except',
  noValue: 'its value is None',
  decode: 'value.decode()',
  skipBlank: 'if not line.strip(): continue',
  eachOrder: 'for order in orders: send one with key=order["customerId"]',
  key: 'key=order["customerId"]',
  leaveOnSigterm:
    'signal.signal(signal.SIGTERM, …) with a handler that ends the loop, and consumer.close() behind the loop',
  disconnect: 'consumer.close()',
  exitOk: 'sys.exit(0)',
  exit: 'sys.exit',
  instanceId: 'group.instance.id',
  signalHandler:
    "A handler for the signal replaces Python's own, which would end the process: it must end the loop that reads, and consumer.close() must follow.",
  afterSending: 'its thread keeps the process alive. Call producer.close()',
  failWithCode:
    'Look at what became of each order (the future, or the delivery callback), say why on standard error, and call sys.exit(1).',
  oneAfterTheOther:
    'wait for the acknowledgement of a send before you start the next, or let the client retry in order (enable.idempotence)',
  whatOffsetsAre: '',
  busyLoop: 'Give poll() a timeout: it waits for messages as long as that.',
  commitYourself: 'With auto-commit off you must call consumer.commit() yourself',
  subscribeFirst: 'Call consumer.subscribe([topic]) before the first poll().',
  whileHandling: 'Work on a message must not take longer than the time that a member may let pass between two polls.',
  commitsByItself:
    'Print first and commit then; the clients commit by themselves what poll() has handed out, printed or not, so hand on a message only when you print it.',
  sendAll:
    'A message that is only in the client’s queue is lost when the program ends: call producer.flush() and wait for it.',
  closeTheStream: null,
};

const byExtension: Readonly<Record<string, Wording>> = { '.ts': typescript, '.py': python };

/** In the language of the role's program, as far as one was run. */
export function wordingFor(history: History, role: 'consumer' | 'producer'): Wording {
  const [process] = history.scenarios.flatMap((scenario) => scenario.ofRole(role));
  return byExtension[process?.file?.match(/\.\w+$/)?.[0] ?? ''] ?? typescript;
}
