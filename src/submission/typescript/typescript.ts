import type { Build, Language, ProgramSource } from '../language.ts';
import { bundle } from './bundle.ts';
import { survey } from './survey.ts';

/** TypeScript and JavaScript on Node. Types are not checked. */
export const typescript: Language = { extension: '.ts', build };

async function build(source: ProgramSource): Promise<Build> {
  const surveyed = await survey(source);
  if ('reason' in surveyed) return { status: 'refused', ...surveyed };
  const bundled = await bundle(source, surveyed);
  if ('reason' in bundled) return { status: 'refused', ...bundled };
  return {
    status: 'built',
    files: bundled.files,
    start: { command: process.execPath, options: ['--enable-source-maps'], file: bundled.path },
  };
}
