/** Docker and its container give out before, or in the middle of, a grading; the daemon itself is left alone. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import Dockerode from 'dockerode';
import { describe, expect, test } from 'vitest';
import { fixture, isBlameless, printsOrder, type Scene, setScene, statusesOf } from '../test/faults/scene.ts';

const limitMs = 240_000;
const daemon = new Dockerode();
const only = ['--only', 'consume.survives-bad-records,produce'];

/** A way to the daemon that can be closed. */
async function openWayToDocker(socketPath: string) {
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const upstream = connect({ path: '/var/run/docker.sock', allowHalfOpen: true });
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => {}).on('close', () => open.delete(socket));
    }
    client.pipe(upstream);
    upstream.pipe(client);
  });
  server.listen(socketPath);
  await once(server, 'listening');
  const close = async () => {
    if (!server.listening) return;
    server.close();
    for (const socket of open) socket.destroy();
    await once(server, 'close');
  };
  return { env: { DOCKER_HOST: `unix://${socketPath}` }, close, [Symbol.asyncDispose]: close };
}

/** Of graders in this scene, by the process that they were started as. */
async function containersOf(pid: number | undefined) {
  const all = await daemon.listContainers({ all: true });
  return all.filter(({ Labels }) => Labels['kafka-grader.owner']?.split('-')[1] === String(pid));
}

async function killContainerOf(pid: number | undefined): Promise<void> {
  const [container] = await containersOf(pid);
  await daemon.getContainer(container?.Id ?? '').kill();
}

function expectBlameless(grade: Awaited<ReturnType<Scene['grade']>>): void {
  expect(grade.final).toBe(false);
  expect(isBlameless(grade), JSON.stringify(grade.checks)).toBe(true);
}

describe('the container is killed', () => {
  test('under a grading: the grade is not final, and says so', { timeout: limitMs }, async () => {
    await using scene = await setScene();
    const grading = scene.run(['grade', fixture('reference'), ...only, '--broker', 'container', '--out', 'out']);
    await scene.moment('out', printsOrder);
    await killContainerOf(grading.pid);
    const { exitCode, stderr } = await grading;
    expect(exitCode, stderr).toBe(2);
    expect(stderr).toMatch(/^Kafka ended in the middle of the grading: SIGKILL\. .*\(BROKER_DIED\)$/m);
    expectBlameless(await scene.grade('out'));
    expect(await containersOf(grading.pid)).toEqual([]);
  });

  test('under a batch: it is replaced', { timeout: limitMs }, async () => {
    await using scene = await setScene();
    await scene.handIn('reference');
    const batch = scene.run(['batch', 'class', ...only, '--broker', 'container', '--out', 'out']);
    await scene.moment('out/submissions/reference', printsOrder);
    await killContainerOf(batch.pid);
    const { exitCode, stderr } = await batch;
    expect(exitCode, stderr).toBe(0);
    expect(new Set(Object.values(statusesOf(await scene.grade('out/submissions/reference'))))).toEqual(
      new Set(['passed']),
    );
    expect(await containersOf(batch.pid)).toEqual([]);
  });
});

describe('the daemon is gone', () => {
  test('before a grading: that is said, or a JVM is taken', { timeout: limitMs }, async () => {
    await using scene = await setScene();
    const way = await openWayToDocker(join(scene.folder, 'docker.sock'));
    await way.close();
    const run = (broker: string) =>
      scene.run(['grade', fixture('reference'), '--only', 'produce', '--broker', broker, '--out', 'out'], {
        env: way.env,
      });
    const container = await run('container');
    expect(container.exitCode).toBe(2);
    expect(container.stderr).toMatch(
      /^No Kafka to grade with \(NO_BROKER\)\n {2}container: the Docker daemon does not answer at unix:\S+docker\.sock\n .*doctor/m,
    );
    const auto = await run('auto');
    expect(auto.exitCode, auto.stderr).toBe(0);
    expect(auto.stderr).toMatch(/Kafka: jvm, because the Docker daemon does not answer at \S+; Java /);
  });

  test('in the middle of one: the verdicts are right, and the container goes with the next start', {
    timeout: limitMs,
  }, async () => {
    await using scene = await setScene();
    await using way = await openWayToDocker(join(scene.folder, 'docker.sock'));
    const grading = scene.run(['grade', fixture('reference'), ...only, '--broker', 'container', '--out', 'out'], {
      env: way.env,
    });
    await scene.moment('out', printsOrder);
    await way.close();
    const { exitCode, stderr } = await grading;
    expect(exitCode, stderr).toBe(0);
    expect(stderr).toMatch(/Kafka: the container \S+ is left behind: .*; the next start with Docker removes it/);
    expect(await containersOf(grading.pid)).toHaveLength(1);

    const next = await scene.run([
      'grade',
      fixture('empty'),
      '--only',
      'produce',
      '--broker',
      'container',
      '--out',
      'next',
    ]);
    expect(next.exitCode, next.stderr).toBe(1);
    expect(await containersOf(grading.pid)).toEqual([]);
  });

  test('with its containers, in the middle of one: the grade is not final, and says so', {
    timeout: limitMs,
  }, async () => {
    await using scene = await setScene();
    await using way = await openWayToDocker(join(scene.folder, 'docker.sock'));
    const grading = scene.run(['grade', fixture('reference'), ...only, '--broker', 'container', '--out', 'out'], {
      env: way.env,
    });
    await scene.moment('out', printsOrder);
    await way.close();
    await killContainerOf(grading.pid);
    const { exitCode, stderr } = await grading;
    expect(exitCode, stderr).toBe(2);
    expect(stderr).toMatch(
      /^Kafka (no longer answers|did not answer for 30 s in the middle of the grading)\. \(BROKER_DIED\)$/m,
    );
    expectBlameless(await scene.grade('out'));
    await removeContainersOf(grading.pid);
  });

  test('with its containers, in the middle of a batch: a JVM takes over', { timeout: limitMs }, async () => {
    await using scene = await setScene();
    await using way = await openWayToDocker(join(scene.folder, 'docker.sock'));
    await scene.handIn('reference');
    const batch = scene.run(['batch', 'class', ...only, '--broker', 'auto', '--out', 'out'], { env: way.env });
    await scene.moment('out/submissions/reference', printsOrder);
    await way.close();
    await killContainerOf(batch.pid);
    const { exitCode, stderr } = await batch;
    expect(exitCode, stderr).toBe(0);
    expect(await scene.grade('out/submissions/reference')).toMatchObject({ final: true, broker: { kind: 'jvm' } });
    await removeContainersOf(batch.pid);
  });
});

async function removeContainersOf(pid: number | undefined): Promise<void> {
  for (const { Id } of await containersOf(pid)) await daemon.getContainer(Id).remove({ force: true });
}
