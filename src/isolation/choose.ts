import { GraderError } from '../grader-error.ts';
import { bareIsolation } from './bare.ts';
import type { Isolation } from './enclosure.ts';
import type { IsolationChoice } from './level.ts';
import { canBeSomebodyElse, probeBubblewrap, probeDocker } from './probe.ts';
import { isRoot } from './unprivileged-user.ts';

export interface ChosenIsolation {
  readonly isolation: Isolation;
  /** A clause. */
  readonly why: string;
}

export interface IsolationRequest {
  readonly choice: IsolationChoice;
  /** Whether `auto` may come down to what stops accidents only: not for strangers' programs. */
  readonly least: 'process' | 'bubblewrap';
  /** What programs must be able to read, whoever they run as. */
  readonly reads: readonly string[];
}

/** Throws NO_ISOLATION where the level is not to be had here. */
export async function chooseIsolation({ choice, least, reads }: IsolationRequest): Promise<ChosenIsolation> {
  switch (choice) {
    case 'none':
      return { isolation: bareIsolation('none', 'the-graders'), why: 'as asked' };
    case 'process':
      return { isolation: await asProcesses(reads), why: 'as asked' };
    case 'bubblewrap':
    case 'docker': {
      const probe = await probes[choice]();
      if (probe.state === 'works') return { isolation: probe.isolation, why: 'as asked' };
      throw noIsolation(`${choice} does not work here`, [`${choice}: ${probe.why}`]);
    }
    case 'auto':
      return await strongest(least, reads);
  }
}

/** Each that keeps strangers' programs from the machine, the cheaper one first. */
const probes = { bubblewrap: probeBubblewrap, docker: probeDocker };

async function strongest(least: IsolationRequest['least'], reads: readonly string[]): Promise<ChosenIsolation> {
  const whys: string[] = [];
  for (const [level, look] of Object.entries(probes)) {
    const probe = await look();
    if (probe.state === 'works') {
      return { isolation: probe.isolation, why: [...whys, `${probe.version} works here`].join('; ') };
    }
    whys.push(`${level}: ${probe.why}`);
  }
  if (least === 'process') return { isolation: await asProcesses(reads), why: whys.join('; ') };
  throw noIsolation("Strangers' programs are not run without walls", whys);
}

async function asProcesses(reads: readonly string[]): Promise<Isolation> {
  const canBe = isRoot() && (await canBeSomebodyElse(reads));
  return bareIsolation('process', canBe ? 'theirs' : 'the-graders');
}

function noIsolation(what: string, whys: readonly string[]): GraderError {
  const advice = [
    'Install bubblewrap (apt-get install bubblewrap) or Docker; `kafka-grader doctor` shows what works.',
    'Or run them as processes of this machine, which stops accidents and no attack: --isolation process',
  ];
  return new GraderError('NO_ISOLATION', [what, ...[...whys, ...advice].map((line) => `  ${line}`)].join('\n'));
}
