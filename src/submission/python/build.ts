import type { Build, Preparation, ProgramSource } from '../language.ts';
import type { PythonOffer } from './python.ts';
import { survey } from './survey.ts';
import { virtualEnvironment } from './virtual-environment.ts';

export async function build(source: ProgramSource, offer: PythonOffer, preparation: Preparation): Promise<Build> {
  const { executable, reads } = await virtualEnvironment(offer.requirements, preparation);
  const problem = await survey({ executable, reads }, source, offer.modules, preparation);
  if (problem) return { status: 'refused', ...problem };
  return {
    status: 'built',
    files: [],
    start: { command: executable, options: [], file: source.entry.path, reads, variables },
  };
}

/** What a right program prints arrives when it prints it, as UTF-8; and its folder stays as it was handed in. */
const variables = { PYTHONUNBUFFERED: '1', PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1' };
