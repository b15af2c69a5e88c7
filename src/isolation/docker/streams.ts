/** What a program prints goes to files: what it has written there is there, whatever becomes of it and of the daemon. */
import { beginning, type Invocation, inShell, type Run, type Script } from '../enclosure.ts';
import type { Shown } from '../view.ts';

/** Where the files are seen in the container. */
const seenAt = { stdout: '/run/stdout', stderr: '/run/stderr' };

export function streamsView({ stdout, stderr }: Run): readonly Shown[] {
  return [
    { kind: 'writable', path: seenAt.stdout, file: stdout },
    { kind: 'writable', path: seenAt.stderr, file: stderr },
  ];
}

/**
 * By the container's own output it is only said that the program begins. A container is told the name of its machine in its
 * environment, which is not the program's business.
 */
export function withStreams({ script, args }: Script): Invocation {
  const before = [`exec ${beginning}>&1 >>${seenAt.stdout} 2>>${seenAt.stderr}`, 'unset HOSTNAME'];
  return inShell({ script: [...before, script].join('; '), args });
}
