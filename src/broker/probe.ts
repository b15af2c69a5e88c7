import { type DockerFound, findDocker, hasImage } from '../docker/find-docker.ts';
import { exists } from '../exists.ts';
import { findJava, type JavaFound } from './java.ts';
import { jarsFolder } from './kafka-install.ts';
import { findMaven, type MavenFound } from './maven.ts';
import { kafkaImage } from './release.ts';

/** What this machine has for a broker in a container. */
export interface ContainerProbe {
  readonly docker: DockerFound;
  readonly image: string;
  readonly imageIsHere: boolean;
}

/** What this machine has for a broker in a JVM of its own. */
export interface JvmProbe {
  readonly java: JavaFound;
  /** Whether Kafka's jars are in the cache. */
  readonly jarsAreHere: boolean;
  /** Null where it was not looked for, because the jars are here. */
  readonly maven: MavenFound | null;
}

/** Looks for Docker and the image; pulls nothing. */
export async function probeContainer(): Promise<ContainerProbe> {
  const docker = await findDocker();
  const image = kafkaImage();
  const imageIsHere = docker.state === 'found' && (await hasImage(docker.daemon, image));
  return { docker, image, imageIsHere };
}

/** Looks for Java and, where it is needed, Maven; downloads nothing. */
export async function probeJvm(): Promise<JvmProbe> {
  const [java, jarsAreHere] = await Promise.all([findJava(), jarsFolder().then(exists)]);
  return { java, jarsAreHere, maven: jarsAreHere ? null : await findMaven() };
}

/** What keeps the JVM broker from running, as one clause; null if nothing does. */
export function whatJvmLacks({ java, maven }: JvmProbe): string | null {
  if (java.state === 'missing') return java.why;
  if (maven?.state === 'missing') return `${maven.why}, needed once to fetch Kafka`;
  return null;
}
