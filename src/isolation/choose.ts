import { GraderError } from '../grader-error.ts';
import { bareIsolation } from './bare.ts';
import { bubblewrapIsolation } from './bubblewrap/isolation.ts';
import type { Isolation } from './enclosure.ts';
import type { IsolationChoice } from './level.ts';
import { canBeSomebodyElse, probeBubblewrap } from './probe.ts';
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
    case 'bubblewrap': {
      const probe = await probeBubblewrap();
      if (probe.state === 'works') return { isolation: bubblewrapIsolation, why: 'as asked' };
      throw noIsolation('bubblewrap does not work here', [`bubblewrap: ${probe.why}`]);
    }
    case 'docker':
      throw noIsolation('docker is not built yet', []);
    case 'auto': {
      const probe = await probeBubblewrap();
      if (probe.state === 'works') return { isolation: bubblewrapIsolation, why: `${probe.version} works here` };
      if (least === 'process') return { isolation: await asProcesses(reads), why: `bubblewrap: ${probe.why}` };
      throw noIsolation("Strangers' programs are not run without walls", [`bubblewrap: ${probe.why}`]);
    }
  }
}

async function asProcesses(reads: readonly string[]): Promise<Isolation> {
  const canBe = isRoot() && (await canBeSomebodyElse(reads));
  return bareIsolation('process', canBe ? 'theirs' : 'the-graders');
}

function noIsolation(what: string, whys: readonly string[]): GraderError {
  const advice = [
    'Install bubblewrap (apt-get install bubblewrap); `kafka-grader doctor` shows what works.',
    'Or run them as processes of this machine, which stops accidents and no attack: --isolation process',
  ];
  return new GraderError('NO_ISOLATION', [what, ...[...whys, ...advice].map((line) => `  ${line}`)].join('\n'));
}
