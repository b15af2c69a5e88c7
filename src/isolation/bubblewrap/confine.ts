/** The command that starts another one in bubblewrap. */
import type { Confinable, Invocation, Tool } from '../enclosure.ts';
import { programView } from '../program-view.ts';
import { isRoot, type User, userOf } from '../unprivileged-user.ts';
import { readable, systemView } from '../view.ts';
import { inFirstProcess } from './first-process.ts';
import { asOptions, ownDevices, shut } from './system-view.ts';

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

/** A program of a student's; `index` counts those of the grading. */
export async function confinedProgram(program: Confinable, index: number): Promise<Invocation> {
  const user = userOf(program.tapPort);
  const view = asOptions(await programView(program, user));
  return inBubblewrap(inFirstProcess(program, index), user, [...view, '--chdir', program.cwd]);
}

/** A tool of the grader's. It has no network either, so the port is nobody's. */
export function confinedTool(tool: Tool): Invocation {
  return inBubblewrap(tool, userOf(0), ['--unshare-net', ...asOptions(readable(tool.reads))]);
}

function inBubblewrap({ command, args }: Invocation, user: User, view: readonly string[]): Invocation {
  const inside = isRoot() ? somebodyElse(user, { command, args }) : { command, args };
  const rights = isRoot() ? untilSomebodyElse : inUserNamespace(user);
  return {
    command: 'bwrap',
    args: [
      ...[...apart, '--die-with-parent', ...rights],
      ...[...asOptions(systemView()), ...ownDevices(), ...view, ...shut(systemView())],
      ...['--', inside.command, ...inside.args],
    ],
  };
}
