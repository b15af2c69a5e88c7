import type { Build, ConfineTool } from '../language.ts';
import { bundle } from './bundle.ts';
import { compile } from './compilation.ts';
import { packagesFolder } from './installed-packages.ts';
import type { TypeScriptSource } from './judge-import.ts';
import { survey } from './survey.ts';

export async function build(source: Omit<TypeScriptSource, 'compiler'>, confineTool: ConfineTool): Promise<Build> {
  const built = await compile(confineTool, (compiler) => buildTogether({ ...source, compiler }));
  if (built !== 'cut-off') return built;
  const reason = `The program does not compile: the compiler comes to no end with ${source.entry.path} and what it imports.`;
  return { status: 'refused', reason, location: null };
}

async function buildTogether(source: TypeScriptSource): Promise<Build> {
  const surveyed = await survey(source);
  if ('reason' in surveyed) return { status: 'refused', ...surveyed };
  const bundled = await bundle(source, surveyed);
  if ('reason' in bundled) return { status: 'refused', ...bundled };
  return {
    status: 'built',
    files: bundled.files,
    start: {
      command: process.execPath,
      options: ['--enable-source-maps'],
      file: bundled.path,
      reads: [process.execPath, packagesFolder()],
      variables: { KAFKAJS_NO_PARTITIONER_WARNING: '1' },
    },
  };
}
