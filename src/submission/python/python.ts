import type { Build, Language, LanguageProbe, Preparation, ProgramSource } from '../language.ts';
import { findPython, howToInstallPython } from './find-python.ts';
import { survey } from './survey.ts';
import { virtualEnvironment } from './virtual-environment.ts';

export interface PythonOffer {
  /** The path of a file of pip's requirements: every package pinned, with hashes. */
  readonly requirements: string;
  /** What programs may import of these packages, by its first name. */
  readonly modules: readonly string[];
}

/** Python in a virtual environment that is made when the first program needs it. */
export function python(offer: PythonOffer): Language {
  return {
    extension: '.py',
    build: (source, preparation) => build(source, offer, preparation),
    furnish: async () => {},
    probe,
  };
}

async function build(source: ProgramSource, offer: PythonOffer, preparation: Preparation): Promise<Build> {
  const { executable } = await virtualEnvironment(offer.requirements, preparation);
  const problem = await survey(executable, source, offer.modules, preparation.signal);
  if (problem) return { status: 'refused', ...problem };
  return {
    status: 'built',
    files: [],
    start: { command: executable, options: [], file: source.entry.path, variables },
  };
}

/** What a right program prints arrives when it prints it, as UTF-8; and its folder stays as it was handed in. */
const variables = { PYTHONUNBUFFERED: '1', PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1' };

async function probe(): Promise<LanguageProbe> {
  const found = await findPython();
  if (found.state === 'found') {
    return { name: 'Python', text: `${found.version} (${found.executable})`, install: null };
  }
  return { name: 'Python', text: `${found.why}; only Python submissions need it`, install: howToInstallPython };
}
