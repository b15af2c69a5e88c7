import { type ContainerProbe, type JvmProbe, probeContainer, probeJvm, whatJvmLacks } from '../../broker/probe.ts';
import { probeCache } from '../../cache/cache-folder.ts';
import { whyNotPullable } from '../../docker/find-docker.ts';
import { exerciseIds, loadExercise } from '../../exercises/built-in.ts';

/** One thing that was looked for; `install` says how to get it where it is missing. */
interface Finding {
  readonly name: string;
  readonly text: string;
  readonly install?: string | null;
}

/** Writes what this machine offers for grading and what to install. 0: it can grade, 2: it can't. */
export async function doctor(write: (text: string) => void): Promise<0 | 2> {
  const [languages, container, jvm, cache] = await Promise.all([
    probeLanguages(),
    probeContainer(),
    probeJvm(),
    probeCache(),
  ]);
  const notPullable =
    container.docker.state === 'found' && !container.imageIsHere
      ? await whyNotPullable(container.docker.daemon, container.image)
      : null;
  const findings: Finding[] = [
    ...languages,
    ...containerFindings(container, notPullable),
    ...jvmFindings(jvm),
    { name: 'Cache', text: `${cache.folder}, ${Math.round(cache.sizeBytes / 1e6)} MB` },
  ];
  for (const { name, text, install } of findings) {
    write(`${name.padEnd(8)} ${text}\n`);
    if (install) write(`${' '.repeat(8)} to install: ${install}\n`);
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
  return ways.length > 0 ? 0 : 2;
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
