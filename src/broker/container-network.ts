import { once } from 'node:events';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import type Docker from 'dockerode';

/** The network that containers are in unless they are given another one. */
const defaultNetwork = 'bridge';

/** Whether this machine is the one that containers are on, so that they can share its network. */
export async function areContainersHere(daemon: Docker): Promise<boolean> {
  const { Name }: { Name: string } = await daemon.info();
  const gateway = await gatewayOf(daemon);
  return Name === hostname() && gateway !== null && (await isOwnAddress(gateway));
}

/** Null where there is no such network: a daemon may be set up without it, and some are no Docker. */
async function gatewayOf(daemon: Docker): Promise<string | null> {
  try {
    const { IPAM } = await daemon.getNetwork(defaultNetwork).inspect();
    const [config] = IPAM?.Config ?? [];
    return config?.Gateway ?? firstAddressIn(config?.Subnet ?? '');
  } catch {
    return null;
  }
}

/** `172.17.0.1` of `172.17.0.0/16`: what the gateway is where nobody chose it, which a daemon that was just installed does not say. */
function firstAddressIn(subnet: string): string | null {
  const [, network, last] = /^(\d+\.\d+\.\d+)\.(\d+)\/\d+$/.exec(subnet) ?? [];
  return network === undefined ? null : `${network}.${Number(last) + 1}`;
}

/** Only what is an address of this machine can be listened on; that it is one is listed only once a container is connected. */
async function isOwnAddress(address: string): Promise<boolean> {
  const server = createServer();
  server.listen(0, address);
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
