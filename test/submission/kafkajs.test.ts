/** The kafkajs that programs get, against a real broker. */
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as KafkaJs from 'kafkajs';
import { afterEach, expect, test, vi } from 'vitest';
import { startBroker } from '../../src/broker/broker.ts';
import { bundledName, bundledPackage } from '../../src/submission/typescript/bundled-packages.ts';
import { compilerIn } from '../../src/submission/typescript/compiler.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { testBroker } from '../support/test-broker.ts';

afterEach(() => vi.restoreAllMocks());

test('it sends and reads, and sets no timer for a moment that has passed, as it does again and again where it polls', async () => {
  await using broker = await startBroker({ choice: testBroker, advertisedPorts: [], report: () => {} });
  await using folder = await makeTemporaryFolder();
  for (const { name, contents } of await bundledPackage('kafkajs', await compilerIn((tool) => tool)))
    await writeFile(join(folder.path, name), contents);
  const { Kafka, logLevel }: typeof KafkaJs = createRequire(import.meta.url)(join(folder.path, bundledName('kafkajs')));
  const timers = vi.spyOn(globalThis, 'setTimeout');

  const kafka = new Kafka({ brokers: [broker.adminAddress], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic: 'orders', numPartitions: 4 }], waitForLeaders: true });
  await admin.disconnect();
  const producer = kafka.producer();
  await producer.connect();
  await producer.send({ topic: 'orders', messages: ['a', 'b', 'c', 'd'].map((value) => ({ key: value, value })) });
  await producer.disconnect();
  const consumer = kafka.consumer({ groupId: 'readers' });
  await consumer.connect();
  await consumer.subscribe({ topic: 'orders', fromBeginning: true });
  const read: string[] = [];
  await new Promise<void>((resolve) => {
    void consumer.run({
      eachMessage: async ({ message }) => {
        read.push(String(message.value));
        if (read.length === 4) resolve();
      },
    });
  });
  await consumer.disconnect();

  expect(read.sort()).toEqual(['a', 'b', 'c', 'd']);
  expect(timers).toHaveBeenCalled();
  expect(timers.mock.calls.filter(([, ms]) => ms !== undefined && ms < 0)).toEqual([]);
});
