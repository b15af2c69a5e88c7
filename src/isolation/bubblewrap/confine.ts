/** The command that starts another one in bubblewrap. */
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Confinable, Invocation, Tool } from '../enclosure.ts';
import { isRoot, type User, userOf } from '../unprivileged-user.ts';
import { inMemory, readable, shownAt, systemView, writable } from './system-view.ts';

/** Of its own processes, of its own mailboxes and of no capability; it ends when the grader does. */
const apart = ['--unshare-pid', '--unshare-ipc', '--unshare-uts', '--unshare-cgroup-try', '--hostname', 'grader'];

/** Whoever is not root becomes another user in a namespace of its own; in it none can be made that has more rights. */
function inUserNamespace({ uid, gid }: User): readonly string[] {
  return ['--unshare-user', '--disable-userns', '--uid', String(uid), '--gid', String(gid), '--cap-drop', 'ALL'];
}

/** Root makes the walls as root, and needs these two to become somebody else behind them. */
const untilSomebodyElse = ['--cap-drop', 'ALL', '--cap-add', 'CAP_SETUID', '--cap-add', 'CAP_SETGID'];

function somebodyElse({ uid, gid }: User, { command, args }: Invocation): Invocation {
  const options = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--inh-caps=-all'];
  return { command: 'setpriv', args: [...options, '--', command, ...args] };
}

/**
 * Processes and threads: more than the grader itself lets a program have, which looks now and then and says so, and few enough for what
 * comes between two looks. Behind these walls the system counts those of the program alone.
 */
const mostProcesses = 256;

function fewProcesses({ command, args }: Invocation): Invocation {
  return { command: 'prlimit', args: [`--nproc=${mostProcesses}`, '--', command, ...args] };
}

/** A program of a student's. The folders that it runs in are above it, with what its language has laid there. */
export async function confinedProgram(program: Confinable): Promise<Invocation> {
  const { cwd, home, tapPort, reads } = program;
  const user = userOf(tapPort);
  return inBubblewrap(fewProcesses(program), user, [
    ...(await accountsOf(user, program.notes)),
    ...readable(reads),
    ...readable([join(dirname(cwd), 'package.json'), join(dirname(cwd), 'node_modules')]),
    ...writable(cwd),
    ...inMemory(home),
    ...['--remount-ro', '/', '--chdir', cwd],
  ]);
}

/** A tool of the grader's. It has no network either, so the port is nobody's. */
export function confinedTool(tool: Tool): Invocation {
  return inBubblewrap(tool, userOf(0), ['--unshare-net', ...readable(tool.reads), '--remount-ro', '/']);
}

function inBubblewrap({ command, args }: Invocation, user: User, view: readonly string[]): Invocation {
  const inside = isRoot() ? somebodyElse(user, { command, args }) : { command, args };
  const rights = isRoot() ? untilSomebodyElse : inUserNamespace(user);
  return {
    command: 'bwrap',
    args: [...apart, '--die-with-parent', ...rights, ...systemView(), ...view, '--', inside.command, ...inside.args],
  };
}

/** What a system has to say of its users and of its own names. */
async function accountsOf({ uid, gid }: User, folder: string): Promise<readonly string[]> {
  const files = {
    passwd: `student:x:${uid}:${gid}::/:/bin/sh\n`,
    hosts: '127.0.0.1 localhost\n::1 localhost\n',
  };
  const options = Object.entries(files).map(async ([name, text]) => {
    const file = join(folder, name);
    await writeFile(file, text);
    return shownAt(`/etc/${name}`, file);
  });
  return (await Promise.all(options)).flat();
}
