import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import Dockerode from 'dockerode';
import { expect, test } from 'vitest';
import { sweepContainers } from '../src/docker/container-labels.ts';
import { thisOwner } from '../src/leftovers/owner.ts';
import { eventually } from '../test/support/eventually.ts';
import { killedGrader } from './killed-grader.ts';

const limitMs = 240_000;

test(
  'a JVM broker ends with its killed grader, and its folder goes',
  async () => {
    const { pid } = await killedGrader('jvm');
    const { machine } = await thisOwner();
    const folders = async () => (await readdir(tmpdir())).filter((name) => name.includes(`${machine}-${pid}-`));
    await eventually(folders, (names) => names.length === 0);
    const { stdout } = await promisify(execFile)('ps', ['-eo', 'args']);
    expect(stdout).not.toContain(`${machine}-${pid}-`);
  },
  limitMs,
);

test(
  "a killed grader's container is removed by the next sweep",
  async () => {
    const { pid } = await killedGrader('container');
    const daemon = new Dockerode();
    const { machine } = await thisOwner();
    const containers = async () => {
      const all = await daemon.listContainers({ all: true });
      return all.filter(({ Labels }) => Labels['kafka-grader.owner']?.startsWith(`${machine}-${pid}-`));
    };
    expect(await containers()).toHaveLength(1);
    await sweepContainers(daemon);
    expect(await containers()).toHaveLength(0);
  },
  limitMs,
);
