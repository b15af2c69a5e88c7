import { type ContainerProbe, type JvmProbe, probeContainer, probeJvm, whatJvmLacks } from '../../broker/probe.ts';
import { probeCache } from '../../cache/cache-folder.ts';
import { whyNotPullable } from '../../docker/find-docker.ts';
import { exerciseIds, loadExercise } from '../../exercises/built-in.ts';
import type { IsolationLevel } from '../../isolation/level.ts';
import { type Probe, probeBubblewrap, probeDocker } from '../../isolation/probe.ts';

/** One thing that was looked for; `install` says how to get it where it is missing. */
interface Finding {
  readonly name: string;
  readonly text: string;
  readonly install?: string | null;
}

const nameWidth = 'Isolation'.length;

/** Writes what this machine offers for grading and what to install. 0: it can grade, 2: it can't. */
export async function doctor(write: (text: string) => void): Promise<0 | 2> {
  const [languages, container, jvm, cache, inBubblewrap, inDocker] = await Promise.all([
    probeLanguages(),
    probeContainer(),
    probeJvm(),
    probeCache(),
    probeBubblewrap(),
    probeDocker(),
  ]);
  const notPullable =
    container.docker.state === 'found' && !container.imageIsHere
      ? await whyNotPullable(container.docker.daemon, container.image)
      : null;
  const findings: Finding[] = [
    ...languages,
    ...containerFindings(container, notPullable),
    ...jvmFindings(jvm),
    ...isolationFindings(inBubblewrap, inDocker),
    { name: 'Cache', text: `${cache.folder}, ${Math.round(cache.sizeBytes / 1e6)} MB` },
  ];
  for (const { name, text, install } of findings) {
    write(`${name.padEnd(nameWidth)} ${text}\n`);
    if (install) write(`${' '.repeat(nameWidth)} to install: ${install}\n`);
  }

  const ways = [
    ...(container.docker.state === 'found' && notPullable === null ? ['in a container'] : []),
    ...(whatJvmLacks(jvm) === null ? ['in a JVM'] : []),
  ];
  write(
    ways.length > 0
      ? `\nKafka can run ${ways.join(' or ')}.\n`
      : '\nKafka can run nowhere here: install Docker or Java.\n',
  );
  write(
    [inBubblewrap, inDocker].some(({ state }) => state === 'works')
      ? "Strangers' programs can be kept from this machine.\n"
      : "Strangers' programs can't be kept from this machine: `batch` refuses them without --isolation process.\n",
  );
  return ways.length > 0 ? 0 : 2;
}

/** Of the levels that keep strangers' programs from the machine; the other two work everywhere. */
function isolationFindings(inBubblewrap: Probe, inDocker: Probe): Finding[] {
  return [
    isolationFinding('bubblewrap', inBubblewrap, 'apt-get install bubblewrap (0.8 or newer; Linux only)'),
    // What Docker lacks was said above.
    isolationFinding('docker', inDocker, null),
  ];
}

function isolationFinding(level: IsolationLevel, probe: Probe, howToInstall: string | null): Finding {
  switch (probe.state) {
    case 'works':
      return { name: 'Isolation', text: `${level} works: ${probe.version}` };
    case 'fails':
      return { name: 'Isolation', text: `${level} does not: ${probe.why}`, install: howToInstall };
  }
}

/** Each language of the exercises that come with the grader, once. */
async function probeLanguages(): Promise<Finding[]> {
  const exercises = await Promise.all((await exerciseIds()).map(loadExercise));
  const languages = exercises.flatMap(({ submission }) => submission.languages);
  const byExtension = new Map(languages.map((language) => [language.extension, language]));
  return Promise.all([...byExtension.values()].map((language) => language.probe()));
}

function containerFindings({ docker, image, imageIsHere }: ContainerProbe, notPullable: string | null): Finding[] {
  if (docker.state === 'missing') {
    const install = 'apt-get install docker.io, brew install --cask docker, or https://docs.docker.com/get-docker';
    return [{ name: 'Docker', text: docker.why, install }];
  }
  const found = { name: 'Docker', text: `${docker.version} answers at ${docker.address}` };
  if (imageIsHere) return [found, { name: 'Image', text: `${image} is here` }];
  if (notPullable === null) return [found, { name: 'Image', text: `${image} will be pulled when it is first needed` }];
  return [found, { name: 'Image', text: `${image} is not here and can't be pulled: ${notPullable}` }];
}

function jvmFindings({ java, jarsAreHere, maven }: JvmProbe): Finding[] {
  const javaFinding: Finding =
    java.state === 'found'
      ? { name: 'Java', text: `${java.version} (${java.executable})` }
      : {
          name: 'Java',
          text: java.why,
          install: 'apt-get install openjdk-17-jre-headless, or brew install openjdk@17',
        };
  if (jarsAreHere || maven === null) return [javaFinding, { name: 'Kafka', text: 'its jars are in the cache' }];
  const mavenFinding: Finding =
    maven.state === 'found'
      ? { name: 'Maven', text: `${maven.version}, fetches Kafka when it is first needed` }
      : {
          name: 'Maven',
          text: `${maven.why}, needed once to fetch Kafka`,
          install: 'apt-get install maven, or brew install maven',
        };
  return [javaFinding, mavenFinding];
}
