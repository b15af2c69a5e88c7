/** A container in which something runs that sees of the machine only what it is shown. */
import { existsSync } from 'node:fs';
import type Docker from 'dockerode';
import type { OwnerLabel } from '../../docker/container-labels.ts';
import type { Invocation } from '../enclosure.ts';
import { mostProcesses } from '../most-processes.ts';
import type { User } from '../unprivileged-user.ts';
import { hiddenFolderBytes, memoryFolderBytes, type Shown, systemView } from '../view.ts';

export interface Containing {
  readonly image: string;
  readonly label: OwnerLabel;
  readonly run: Invocation;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: User;
  /** Beside what belongs to the system. */
  readonly view: readonly Shown[];
  /** `none` is one of its own, with a loopback and nothing else. */
  readonly network: 'none' | { readonly of: Docker.Container };
}

/** Of all that runs in the container; of each process, the program's own shell sees to it. */
const limits = {
  Memory: 512 * 1024 * 1024,
  MemorySwap: 512 * 1024 * 1024,
  PidsLimit: mostProcesses,
  NanoCpus: 1e9,
};

/** Docker leaves IPv6 out of a loopback unless it is told, and a machine may have none. */
const ofItsOwn = {
  NetworkMode: 'none',
  ...(existsSync('/proc/sys/net/ipv6') && { Sysctls: { 'net.ipv6.conf.all.disable_ipv6': '0' } }),
};

export function createContainer(daemon: Docker, containing: Containing): Promise<Docker.Container> {
  const { image, label, run, cwd, env, user, network } = containing;
  const view = [...containersView(), { kind: 'in-memory', path: '/tmp' } as const, ...containing.view];
  return daemon.createContainer({
    Image: image,
    Labels: label,
    Cmd: [run.command, ...run.args],
    WorkingDir: cwd,
    Env: Object.entries(env).map(([name, value]) => `${name}=${value}`),
    User: `${user.uid}:${user.gid}`,
    // Who shares a network has the name of whose it is.
    ...(network === 'none' ? { Hostname: 'grader' } : {}),
    HostConfig: {
      ...limits,
      ...(network === 'none' ? ofItsOwn : { NetworkMode: `container:${network.of.id}` }),
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      // The first of a process table is not ended by signals that it has no handler for: let that be another than the program.
      Init: true,
      IpcMode: 'private',
      ShmSize: memoryFolderBytes,
      LogConfig: { Type: 'none', Config: {} },
      Mounts: view.flatMap(mountFor),
      Tmpfs: Object.fromEntries(view.flatMap(memoryFolderFor)),
    },
  });
}

/** Docker lays the first process's program into /sbin, which is the container's own for that. */
export function containersView(): readonly Shown[] {
  return systemView().filter(({ path }) => path !== '/sbin');
}

/** What is not there on the machine is an error here, while the short form of a mount would make a folder of it. */
function mountFor(shown: Shown): Docker.MountConfig {
  switch (shown.kind) {
    case 'readable':
      return [{ Type: 'bind', Source: shown.file, Target: shown.path, ReadOnly: true }];
    case 'writable':
      return [{ Type: 'bind', Source: shown.file, Target: shown.path }];
    case 'link':
    case 'in-memory':
    case 'hidden':
      return [];
  }
}

function memoryFolderFor(shown: Shown): readonly (readonly [string, string])[] {
  switch (shown.kind) {
    case 'in-memory':
      return [[shown.path, `rw,noexec,nosuid,nodev,mode=1777,size=${memoryFolderBytes}`]];
    case 'hidden':
      return [[shown.path, `rw,noexec,nosuid,nodev,mode=755,size=${hiddenFolderBytes}`]];
    case 'link':
    case 'readable':
    case 'writable':
      return [];
  }
}
