import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { doctor } from '../src/cli/commands/doctor.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

async function consult(): Promise<{ text: string; exitCode: 0 | 2 }> {
  const written: string[] = [];
  const exitCode = await doctor((text) => written.push(text));
  return { text: written.join(''), exitCode };
}

test('names what is here, and grades', async () => {
  const { text, exitCode } = await consult();
  expect(exitCode).toBe(0);
  expect(text).toContain(`Node      ${process.versions.node}`);
  expect(text).toMatch(/^Docker {4}\S+ answers at \/var\/run\/docker\.sock$/m);
  expect(text).toMatch(/^Image {5}apache\/kafka:4\.1\.1 is here$/m);
  expect(text).toMatch(/^Java {6}\d/m);
  expect(text).toMatch(/^Python {4}3\.\d/m);
  expect(text).toMatch(/^Isolation bubblewrap works: bubblewrap \d/m);
  expect(text).toMatch(/^Isolation docker works: Docker \d/m);
  expect(text).toContain('Kafka can run in a container or in a JVM.');
  expect(text).toContain("Strangers' programs can be kept from this machine.");
});

test('names what is missing, how to get it, and does not grade', async () => {
  const cache = await mkdtemp(join(tmpdir(), 'doctor-test-'));
  vi.stubEnv('DOCKER_HOST', 'unix:///nowhere/docker.sock');
  vi.stubEnv('JAVA_HOME', '/nowhere');
  vi.stubEnv('PATH', '/nowhere');
  vi.stubEnv('KAFKA_GRADER_CACHE', cache);
  const { text, exitCode } = await consult();
  await rm(cache, { recursive: true });
  expect(exitCode).toBe(2);
  expect(text).toContain('Docker    the Docker daemon does not answer at unix:///nowhere/docker.sock');
  expect(text).toMatch(/to install: apt-get install docker\.io/);
  expect(text).toContain('Java      JAVA_HOME is /nowhere, which has no working bin/java');
  expect(text).toContain('Maven     no mvn on the path');
  expect(text).toContain('Python    no python3 on the path; only Python submissions need it');
  expect(text).toContain('to install: apt-get install python3 python3-venv');
  expect(text).toContain('Isolation bubblewrap does not: no bwrap on the path');
  expect(text).toContain('to install: apt-get install bubblewrap');
  expect(text).toContain('Isolation docker does not: the Docker daemon does not answer at unix:///nowhere/docker.sock');
  expect(text).toContain("Strangers' programs can't be kept from this machine");
  expect(text).toContain(`Cache     ${cache}, 0 MB`);
});

test('an image that is missing and can not be pulled leaves the JVM', async () => {
  vi.stubEnv('KAFKA_GRADER_IMAGE', 'localhost:1/kafka:none');
  const { text, exitCode } = await consult();
  expect(exitCode).toBe(0);
  expect(text).toMatch(/^Image {5}localhost:1\/kafka:none is not here and can't be pulled: .*refused/m);
  expect(text).toContain('Kafka can run in a JVM.');
});
