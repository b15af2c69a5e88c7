import type { Enclosure, Isolation } from '../enclosure.ts';
import { keepNetworks } from '../kept-networks.ts';
import type { EnterableNetwork } from '../private-network.ts';
import { confinedProgram, confinedTool } from './confine.ts';
import { handlingInBubblewrap } from './handling.ts';

/** Programs in Linux's namespaces: of the machine they see what belongs to the system, and their taps. */
export const bubblewrapIsolation: Isolation = {
  level: 'bubblewrap',
  openGrounds() {
    const networks = keepNetworks();
    return {
      enclose: async (ports) => enclosureIn(await networks.lend(ports)),
      [Symbol.asyncDispose]: () => networks[Symbol.asyncDispose](),
    };
  },
  confineTool: confinedTool,
};

function enclosureIn(network: EnterableNetwork): Enclosure {
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
}
