import { GraderError } from '../../grader-error.ts';
import type { Isolation } from '../enclosure.ts';
import { openPrivateNetwork } from '../private-network.ts';
import { confinedProgram, confinedTool } from './confine.ts';
import { handlingInBubblewrap } from './handling.ts';

/** Programs in Linux's namespaces: of the machine they see what belongs to the system, and their taps. */
export const bubblewrapIsolation: Isolation = {
  level: 'bubblewrap',
  async enclose(ports) {
    const network = await openPrivateNetwork(ports).catch((cause) => {
      throw new GraderError('NO_ISOLATION', `No network could be made for the programs of a submission: ${cause}`, {
        cause,
      });
    });
    let programs = 0;
    return {
      network,
      failed: new Promise(() => {}),
      confine: async (program) => ({
        ...network.entered(await confinedProgram(program, programs++)),
        cwd: '/',
        descriptors: network.descriptors,
        user: null,
        handling: handlingInBubblewrap(),
      }),
      [Symbol.asyncDispose]: () => network[Symbol.asyncDispose](),
    };
  },
  confineTool: confinedTool,
};
