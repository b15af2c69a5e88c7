import type { Language, LanguageProbe } from '../language.ts';

export interface PythonOffer {
  /** The path of a file of pip's requirements: every package pinned, with hashes. */
  readonly requirements: string;
  /** What programs may import of these packages, by its first name. */
  readonly modules: readonly string[];
}

/** Python in a virtual environment that is made, as what makes it is loaded, when the first program needs it. */
export function python(offer: PythonOffer): Language {
  return {
    extension: '.py',
    build: async (source, preparation) => (await import('./build.ts')).build(source, offer, preparation),
    furnish: async () => {},
    probe,
  };
}

async function probe(): Promise<LanguageProbe> {
  const { findPython, howToInstallPython } = await import('./find-python.ts');
  const found = await findPython();
  if (found.state === 'found') {
    return { name: 'Python', text: `${found.version} (${found.executable})`, install: null };
  }
  return { name: 'Python', text: `${found.why}; only Python submissions need it`, install: howToInstallPython };
}
