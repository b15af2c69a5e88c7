/** A Slurm of one node, which is this machine, with all that it keeps in a folder of its own. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { eventually } from '../test/support/eventually.ts';
import { makeTemporaryFolder } from '../test/support/temporary-folder.ts';

export interface Slurm extends AsyncDisposable {
  /** Runs one of Slurm's commands, in the folder that `cwd` names; gives what it has printed. */
  run(
    command: string,
    args: readonly string[],
    given?: { cwd?: string; env?: Record<string, string> },
  ): Promise<string>;
}

/** Starts its three daemons; disposing ends all jobs, then them. */
export async function startSlurm(): Promise<Slurm> {
  const folder = await makeTemporaryFolder();
  const ends: (() => PromiseLike<void>)[] = [() => folder[Symbol.asyncDispose]()];
  const end = async () => {
    for (const each of ends.reverse()) await each();
  };
  try {
    return { run: await startIn(folder.path, ends), [Symbol.asyncDispose]: end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** What was started is ended by `ends`, the last one first. */
async function startIn(folder: string, ends: (() => PromiseLike<void>)[]): Promise<Slurm['run']> {
  const at = (...path: string[]) => join(folder, ...path);
  await chmod(folder, 0o755);
  for (const name of ['controller', 'node']) await mkdir(at(name));
  await writeFile(at('munge.key'), randomBytes(1024), { mode: 0o400 });
  await writeFile(at('slurm.conf'), await configuration(at));
  const env = { SLURM_CONF: at('slurm.conf') };

  const daemon = (command: string, args: readonly string[]) => {
    const running = execa(command, args, {
      env,
      reject: false,
      stdio: ['ignore', 'ignore', { file: at(`${command}.err`) }],
    });
    ends.push(async () => {
      running.kill('SIGTERM');
      await running;
    });
  };
  const run: Slurm['run'] = async (command, args, given) => {
    const { stdout } = await execa(command, args, { ...given, env: { ...env, ...given?.env } });
    return stdout;
  };

  const munge = ['key-file', 'socket', 'pid-file', 'log-file', 'seed-file'].map((name) => {
    return `--${name}=${at(`munge.${name.replace('-file', '')}`)}`;
  });
  daemon('munged', ['--foreground', ...munge]);
  await eventually(
    () => execa('munge', ['--no-input', '--socket', at('munge.socket')], { reject: false }),
    ({ exitCode }) => exitCode === 0,
  );
  daemon('slurmctld', ['-D', '-f', at('slurm.conf')]);
  daemon('slurmd', ['-D', '-f', at('slurm.conf')]);
  await eventually(
    () => execa('sinfo', ['--noheader', '--format=%t'], { env, reject: false }),
    ({ stdout }) => stdout === 'idle',
  );
  ends.push(async () => {
    await run('scancel', ['--user=root']);
    await eventually(
      () => run('squeue', ['--noheader']),
      (jobs) => jobs === '',
    );
  });
  return run;
}

/**
 * Says that it has eight cores, whatever it has, so that jobs of several run side by side. A job that was requeued begins again when
 * its credential has expired, by default after two minutes.
 */
async function configuration(at: (...path: string[]) => string): Promise<string> {
  const [controllerPort, nodePort] = await freePorts(2);
  return `
ClusterName=local
SlurmctldHost=${hostname()}(127.0.0.1)
SlurmctldPort=${controllerPort}
SlurmdPort=${nodePort}
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=${at('munge.socket')},cred_expire=5
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
JobRequeue=1
ReturnToService=2
KillWait=5
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
StateSaveLocation=${at('controller')}
SlurmdSpoolDir=${at('node')}
SlurmctldPidFile=${at('slurmctld.pid')}
SlurmdPidFile=${at('slurmd.pid')}
SlurmctldLogFile=${at('slurmctld.log')}
SlurmdLogFile=${at('slurmd.log')}
NodeName=${hostname()} NodeAddr=127.0.0.1 CPUs=8 RealMemory=32000 State=UNKNOWN
PartitionName=main Nodes=${hostname()} Default=YES MaxTime=INFINITE State=UP
`;
}

/** Slurm can't be told to take whichever is free. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('A server without a port.');
    return address.port;
  });
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
