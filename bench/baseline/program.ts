import { execa } from 'execa';
import { inject, onTestFinished } from 'vitest';
import { type Order, orderIn } from './orders.ts';

interface Ended {
  readonly exitCode: number | undefined;
  readonly tookMs: number;
}

export interface Program {
  readonly name: string;
  /** The orders that it has printed, in the order of its lines; one printed again counts once. */
  printed(): Order[];
  errors(): string;
  isRunning(): boolean;
  readonly ended: Promise<Ended>;
  stop(): Promise<Ended>;
  crash(): Promise<Ended>;
}

interface ConsumerSettings {
  readonly bootstrap: string;
  readonly topic: string;
  readonly group: string;
  readonly reset?: 'earliest' | 'latest';
}

const stopLimitMs = 16_000;

export function startConsumer({ bootstrap, topic, group, reset = 'earliest' }: ConsumerSettings): Program {
  return start('consumer.ts', {
    KAFKA_BROKERS: bootstrap,
    KAFKA_TOPIC: topic,
    KAFKA_GROUP_ID: group,
    KAFKA_AUTO_OFFSET_RESET: reset,
  });
}

export function startProducer(settings: { bootstrap: string; topic: string; ordersFile: string }): Program {
  return start('producer.ts', {
    KAFKA_BROKERS: settings.bootstrap,
    KAFKA_TOPIC: settings.topic,
    ORDERS_FILE: settings.ordersFile,
  });
}

/** Whatever a test leaves running is killed when it ends. */
function start(file: string, env: Record<string, string>): Program {
  const orders = new Map<string, Order>();
  const errors: string[] = [];
  const beganMs = performance.now();
  const subprocess = execa('npx', ['tsx', file], {
    cwd: inject('submission'),
    env,
    // npx and tsx are processes of their own: all three are killed as a group.
    detached: true,
    reject: false,
    stdin: 'ignore',
    buffer: false,
    stdout: function* (line: unknown) {
      const order = orderIn(String(line));
      if (order && !orders.has(order.orderId)) orders.set(order.orderId, order);
      yield line;
    },
    stderr: function* (line: unknown) {
      errors.push(String(line));
      yield line;
    },
  });
  let isRunning = true;
  const ended = subprocess.then(({ exitCode }): Ended => {
    isRunning = false;
    return { exitCode, tookMs: performance.now() - beganMs };
  });

  const crash = () => {
    if (subprocess.pid !== undefined && isRunning) process.kill(-subprocess.pid, 'SIGKILL');
    return ended;
  };
  onTestFinished(async () => {
    await crash();
  });
  return {
    name: `${file} (${subprocess.pid})`,
    printed: () => [...orders.values()],
    errors: () => errors.join('\n'),
    isRunning: () => isRunning,
    ended,
    crash,
    stop: async () => {
      const askedMs = performance.now();
      if (subprocess.pid !== undefined && isRunning) await terminate(subprocess.pid);
      const limit = setTimeout(crash, stopLimitMs);
      const { exitCode } = await ended;
      clearTimeout(limit);
      return { exitCode, tookMs: performance.now() - askedMs };
    },
  };
}

/**
 * Asks the program itself to end, which is the process that tsx has given its loader. npx would die of the signal, leave the
 * others running and keep their exit code to itself.
 */
async function terminate(processGroup: number): Promise<void> {
  await execa('pkill', ['-TERM', '-g', String(processGroup), '-f', 'tsx/dist/loader'], { reject: false });
}
