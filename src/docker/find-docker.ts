import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type Docker from 'dockerode';

/** A Docker daemon that answers, or the sentence that says why there is none. */
export type DockerFound =
  | { readonly state: 'found'; readonly daemon: Docker; readonly address: string; readonly version: string }
  | { readonly state: 'missing'; readonly why: string };

const answerLimitMs = 5_000;
const registryLimitMs = 15_000;

/** Looks where Docker's own clients look: `DOCKER_HOST` if it is set, else the usual sockets. */
export async function findDocker(): Promise<DockerFound> {
  const host = process.env['DOCKER_HOST'];
  const socketPath = host ? undefined : usualSockets().find((path) => existsSync(path));
  const address = host || socketPath;
  if (address === undefined) return { state: 'missing', why: `no Docker daemon: there is no ${usualSockets()[0]}` };
  const { default: Dockerode } = await import('dockerode');
  try {
    // Without a socket it follows DOCKER_HOST and its companions, TLS and SSH included.
    const where = socketPath === undefined ? {} : { socketPath };
    const { Version } = await new Dockerode({ ...where, timeout: answerLimitMs }).version();
    return { state: 'found', daemon: new Dockerode(where), address, version: Version };
  } catch (error) {
    return { state: 'missing', why: `the Docker daemon does not answer at ${address}${detailOf(error)}` };
  }
}

function detailOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ECONNRESET') return '';
  return code === 'EACCES' ? ': no permission' : `: ${reasonOf(error)}`;
}

/** True where the image is on the machine. */
export async function hasImage(daemon: Docker, image: string): Promise<boolean> {
  try {
    await daemon.getImage(image).inspect();
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

/** Null if the daemon could pull the image now, else the registry's reason. Pulls nothing. */
export async function whyNotPullable(daemon: Docker, image: string): Promise<string | null> {
  try {
    await daemon.getImage(image).distribution({ abortSignal: AbortSignal.timeout(registryLimitMs) });
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

/** Pulls the image. Throws the daemon's reason, or an abort where the signal comes first. */
export async function pullImage(daemon: Docker, image: string, signal: AbortSignal): Promise<void> {
  const progress = await daemon.pull(image, { abortSignal: signal });
  await new Promise<void>((resolve, reject) => {
    daemon.modem.followProgress(progress, (error) => (error ? reject(error) : resolve()));
  });
}

/** The daemon's own words, without the status code that the client puts before them. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const text = error.message.replace(/^\(HTTP code \d+\) [^-]* - /, '').trim();
  return text || ('code' in error ? String(error.code) : error.name);
}

/** The HTTP status of a daemon's refusal; undefined for any other error. */
export function statusOf(error: unknown): unknown {
  return error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
}

function usualSockets(): readonly [string, ...string[]] {
  const runtime = process.env['XDG_RUNTIME_DIR'] ?? `/run/user/${process.getuid?.()}`;
  return [
    '/var/run/docker.sock',
    join(runtime, '.docker/run/docker.sock'),
    join(homedir(), '.docker/run/docker.sock'),
    join(homedir(), '.docker/desktop/docker.sock'),
    join(runtime, 'docker.sock'),
  ];
}
