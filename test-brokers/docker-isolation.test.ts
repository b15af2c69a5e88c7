/** Programs in containers: the walls that bubblewrap has as well, and what only containers have. */
import Dockerode from 'dockerode';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { programsImage } from '../src/isolation/docker/image.ts';
import { dockerIsolation } from '../src/isolation/docker/isolation.ts';
import { ownerTag, thisOwner } from '../src/leftovers/owner.ts';
import { type Cell, openCell, tapPort } from '../test/isolation/cell.ts';
import { testWalls } from '../test/isolation/test-walls.ts';
import { eventually } from '../test/support/eventually.ts';
import { passingOn } from './docker-by-way-of.ts';

const daemon = new Dockerode();
const inDocker = async () => dockerIsolation(daemon, await programsImage(daemon));

describe('walls', () => {
  testWalls({ isolation: inDocker, devices: 'EACCES', knowsPrograms: 'by-tap-port' });
});

/** Containers of this very process. */
async function ownContainers() {
  const tag = ownerTag(await thisOwner());
  const all = await daemon.listContainers({ all: true });
  return all.filter(({ Labels }) => Labels['kafka-grader.owner']?.startsWith(tag));
}

const forever = 'setInterval(() => {}, 1000);';

describe('a container', () => {
  let cell: Cell;
  beforeEach(async () => {
    cell = await openCell(await inDocker());
  });
  afterEach(() => cell[Symbol.asyncDispose]());

  test('leaves nothing', async () => {
    await cell.run("console.log('here')");
    expect(await ownContainers()).toHaveLength(1);
    await cell.enclosure[Symbol.asyncDispose]();
    expect(await ownContainers()).toEqual([]);
  });

  test('says where its memory was not enough', async () => {
    const { exit, events } = await cell.run(`
      const kept = [];
      for (;;) kept.push(Buffer.alloc(50_000_000, 1));
    `);
    expect(exit).toEqual({ code: null, signal: 'SIGKILL', asked: expect.any(Boolean) });
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'limit-hit', limit: 'memory', allowed: 512 * 1024 * 1024 }),
    );
  });

  test('has no ear for who speaks to the daemon instead of to its files', async () => {
    const { exit, lines } = await cell.run(`
      import { openSync, writeSync } from 'node:fs';
      const daemon = openSync('/proc/1/fd/1', 'w');
      console.log('found');
      for (;;) writeSync(daemon, 'x'.repeat(10_000));
    `);
    expect(lines).toEqual(['found']);
    expect(exit).toEqual({ code: null, signal: 'SIGKILL', asked: false });
  });

  test('passes on what a program had sent when it was killed', async () => {
    const heard: Buffer[] = [];
    let isOver = false;
    using _door = cell.enclosure.network?.lead(tapPort, (client) => {
      client.on('data', (chunk: Buffer) => heard.push(chunk)).on('end', () => client.end());
      client.on('close', () => {
        isOver = true;
      });
      client.resume();
    });
    await cell.run(`
      import { connect } from 'node:net';
      const socket = connect(${tapPort}, '127.0.0.1', () => {
        socket.write(Buffer.alloc(100_000, 1), () => process.kill(process.pid, 'SIGKILL'));
      });
    `);
    await cell.enclosure.network?.allIn();
    await eventually(async () => isOver, Boolean);
    expect(Buffer.concat(heard)).toHaveLength(100_000);
  });

  test('that is not on the way of the daemon any more is told of, and no exit is made up', async () => {
    await using between = await passingOn('/var/run/docker.sock');
    const other = new Dockerode({ socketPath: between.socketPath });
    const isolation = dockerIsolation(other, await programsImage(daemon));
    const enclosure = await isolation.enclose([tapPort]);
    const { student: running, printed, events } = await cell.startIn(enclosure, `${forever} console.log('ready');`);
    await printed('ready');
    between.breakOff();
    await expect(running.exited).rejects.toMatchObject({ code: 'NO_ISOLATION' });
    await expect(enclosure.failed).rejects.toThrow(/Docker, where programs run, does not do its part/);
    expect(events().filter(({ type }) => type === 'exited')).toEqual([]);
    between.goOn();
    await enclosure[Symbol.asyncDispose]();
  });

  test('whose relay has ended is told of', async () => {
    const [relay] = await ownContainers();
    await daemon.getContainer(relay?.Id ?? '').kill();
    await expect(cell.enclosure.failed).rejects.toMatchObject({ code: 'NO_ISOLATION' });
  });
});
