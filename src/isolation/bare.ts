/** Programs as processes of this machine: what stops accidents, not attacks. */
import { type Enclosure, type Isolation, inShell } from './enclosure.ts';
import type { IsolationLevel } from './level.ts';
import { asProcessGroup } from './process-group.ts';
import { userOf } from './unprivileged-user.ts';

/** `theirs`: each program is a user of its own, which takes root. */
export type ProgramUser = 'the-graders' | 'theirs';

export function bareIsolation(level: Extract<IsolationLevel, 'none' | 'process'>, whose: ProgramUser): Isolation {
  return {
    level,
    enclose: async () => enclosure(whose),
    confineTool: ({ command, args }) => ({ command, args }),
  };
}

function enclosure(whose: ProgramUser): Enclosure {
  return {
    network: null,
    failed: new Promise(() => {}),
    confine: async ({ cwd, tapPort, ...script }) => ({
      ...inShell(script),
      cwd,
      descriptors: [],
      user: whose === 'theirs' ? userOf(tapPort) : null,
      handling: asProcessGroup,
    }),
    [Symbol.asyncDispose]: async () => {},
  };
}
