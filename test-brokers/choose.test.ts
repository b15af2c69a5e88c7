import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { chooseBroker } from '../src/broker/choose.ts';
import { javaOfVersion } from './fake-java.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const choose = (choice: 'auto' | 'container' | 'jvm') => chooseBroker(choice, () => {}, undefined);

test('nothing to run Kafka with: one error names both ways and what each lacks', async () => {
  await using java = await javaOfVersion('11.0.22');
  vi.stubEnv('DOCKER_HOST', 'unix:///nowhere/docker.sock');
  vi.stubEnv('JAVA_HOME', java.home);
  await expect(choose('auto')).rejects.toMatchObject({
    code: 'NO_BROKER',
    message: [
      'No Kafka to grade with',
      '  container: the Docker daemon does not answer at unix:///nowhere/docker.sock',
      '  jvm:       Java 11 found, 17 or newer needed',
      '  Install one of them; `kafka-grader doctor` shows the details.',
    ].join('\n'),
  });
});

test.for([
  ['1.8.0_402', 'Java 8 found, 17 or newer needed'],
  ['16', 'Java 16 found, 17 or newer needed'],
])('Java %s is too old', async ([version, sentence]) => {
  await using java = await javaOfVersion(version ?? '');
  vi.stubEnv('JAVA_HOME', java.home);
  await expect(choose('jvm')).rejects.toThrow(sentence);
});

test.for(['17', '17.0.15', '21-ea', '25.0.1+9'])('Java %s is new enough', async (version) => {
  await using java = await javaOfVersion(version);
  vi.stubEnv('JAVA_HOME', java.home);
  expect(await choose('jvm')).toMatchObject({ kind: 'jvm' });
});

test('a JAVA_HOME that leads nowhere is named', async () => {
  vi.stubEnv('JAVA_HOME', '/nowhere');
  await expect(choose('jvm')).rejects.toThrow('jvm:       JAVA_HOME is /nowhere, which has no working bin/java');
});

test('without Java on the path, that is said', async () => {
  vi.stubEnv('JAVA_HOME', '');
  vi.stubEnv('PATH', '/nowhere');
  await expect(choose('jvm')).rejects.toThrow('no java on the path');
});

test('Maven is missed only where Kafka is not in the cache yet', async () => {
  await using java = await javaOfVersion('17');
  vi.stubEnv('JAVA_HOME', java.home);
  vi.stubEnv('PATH', '/bin/nowhere');
  vi.stubEnv('KAFKA_GRADER_CACHE', '/nowhere');
  await expect(choose('jvm')).rejects.toThrow('no mvn on the path, needed once to fetch Kafka');
});

test('an image that is not here and can not be pulled is named with the reason', async () => {
  vi.stubEnv('KAFKA_GRADER_IMAGE', 'localhost:1/kafka:none');
  await expect(choose('container')).rejects.toThrow(
    /the image localhost:1\/kafka:none is not here and can't be pulled: .*connection refused/,
  );
});

test('a Docker daemon that accepts and stays silent does not answer', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'silent-daemon-'));
  const socket = join(folder, 'docker.sock');
  const connections: Socket[] = [];
  const daemon = createServer((connection) => connections.push(connection)).listen(socket);
  await once(daemon, 'listening');
  vi.stubEnv('DOCKER_HOST', `unix://${socket}`);
  await expect(choose('container')).rejects.toThrow(`the Docker daemon does not answer at unix://${socket}`);
  for (const connection of connections) connection.destroy();
  daemon.close();
  await rm(folder, { recursive: true });
});

test('auto takes the JVM where Docker does not answer, and says why', async () => {
  await using java = await javaOfVersion('17.0.1');
  vi.stubEnv('DOCKER_HOST', 'tcp://127.0.0.1:1');
  vi.stubEnv('JAVA_HOME', java.home);
  expect(await choose('auto')).toMatchObject({
    kind: 'jvm',
    why: 'the Docker daemon does not answer at tcp://127.0.0.1:1; Java 17.0.1 can run Kafka',
  });
});

test('auto takes the container where Docker has the image', async () => {
  expect(await choose('auto')).toMatchObject({ kind: 'container', why: expect.stringContaining('apache/kafka:4.1.1') });
});
