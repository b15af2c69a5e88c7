/** Programs as processes of this machine: what stops accidents, not attacks. */
import type { Isolation } from './enclosure.ts';
import type { IsolationLevel } from './level.ts';
import { asProcessGroup } from './process-group.ts';
import { userOf } from './unprivileged-user.ts';

/** `theirs`: each program is a user of its own, which takes root. */
export type ProgramUser = 'the-graders' | 'theirs';

export function bareIsolation(level: Extract<IsolationLevel, 'none' | 'process'>, whose: ProgramUser): Isolation {
  return {
    level,
    enclose: async () => ({
      network: null,
      failed: new Promise(() => {}),
      confine: async ({ command, args, cwd, tapPort }) => ({
        ...{ command, args, cwd },
        descriptors: [],
        user: whose === 'theirs' ? userOf(tapPort) : null,
        handling: asProcessGroup,
      }),
      [Symbol.asyncDispose]: async () => {},
    }),
    confineTool: ({ command, args }) => ({ command, args }),
  };
}
