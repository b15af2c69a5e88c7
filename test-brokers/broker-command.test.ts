/** `kafka-grader broker`, on the port where programs look for Kafka by default. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { connectClient } from '../src/client/client.ts';
import { runGrader } from '../test/cli/run-grader.ts';
import { testBroker } from '../test/support/test-broker.ts';

test('says who is in the way where the port is taken', { timeout: 120_000 }, async () => {
  const server = createServer().listen(9092, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { exitCode, stdout, stderr } = await runGrader(['broker', '--broker', testBroker]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.split('\n').at(-1)).toBe('Port 9092 of 127.0.0.1 is taken; stop what listens there. (PORT_TAKEN)');
  } finally {
    server.close();
    await once(server, 'close');
  }
});

test('serves the topic until Ctrl-C, which is its ordinary end', { timeout: 120_000 }, async () => {
  const running = runGrader(['broker', '--broker', testBroker]);
  try {
    const usage: string[] = [];
    for await (const line of createInterface(running.stdout)) {
      usage.push(line);
      if (line.startsWith('Ctrl-C')) break;
    }
    expect(usage).toContain('  export KAFKA_BROKERS=localhost:9092');
    expect(usage).toContain('  export KAFKA_TOPIC=test_topic');
    {
      await using client = await connectClient('localhost:9092');
      expect((await client.readLog('test_topic')).ends).toEqual([0, 0, 0, 0]);
    }
    running.kill('SIGINT');
    const { exitCode, stderr } = await running;
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/Kafka: stopped after \d+ ms$/);
  } finally {
    running.kill('SIGKILL');
  }
});
