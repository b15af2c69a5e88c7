import { once } from 'node:events';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import type Docker from 'dockerode';

/** The network that containers are in unless they are given another one. */
export const defaultNetwork = 'bridge';

/**
 * Whether this machine is the one that containers are on, and so can connect to their own addresses. That saves what a port
 * costs that Docker publishes: two processes and some entries of the firewall.
 */
export async function areContainersHere(daemon: Docker): Promise<boolean> {
  const { Name }: { Name: string } = await daemon.info();
  const gateway = await gatewayOf(daemon);
  return Name === hostname() && gateway !== null && (await isOwnAddress(gateway));
}

/** Null where there is no such network: a daemon may be set up without it, and some are no Docker. */
async function gatewayOf(daemon: Docker): Promise<string | null> {
  try {
    const { IPAM } = await daemon.getNetwork(defaultNetwork).inspect();
    return IPAM?.Config?.[0]?.Gateway ?? null;
  } catch {
    return null;
  }
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
