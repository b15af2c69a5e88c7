import type { BuildProblem } from '../language.ts';
import type { SubmissionFile } from '../submission.ts';
import { buildProblem, type Explanations } from './build-problem.ts';
import { besideBundles } from './bundle-layout.ts';
import { bundledPackage } from './bundled-packages.ts';
import { bundleSettings, isBuildFailure } from './esbuild-settings.ts';
import type { TypeScriptSource } from './judge-import.ts';
import { registryBanner } from './module-identity.ts';
import { submissionPlugin } from './submission-plugin.ts';
import type { Survey } from './survey.ts';

export interface Bundle {
  /** Relative to the workspace. */
  readonly path: string;
  /** The program, its source map and what they need beside them. */
  readonly files: readonly SubmissionFile[];
}

/** Makes one file of a program and its own imports. */
export async function bundle(source: TypeScriptSource, surveyed: Survey): Promise<Bundle | BuildProblem> {
  const format = surveyed.isCommonJs ? 'cjs' : 'esm';
  const path = besideBundles(`${source.role}.${surveyed.isCommonJs ? 'cjs' : 'mjs'}`);
  const explanations: Explanations = { refusals: new Map(), maps: new Map() };
  const packages = new Set<string>();
  const built = await source.compiler
    .build({
      ...bundleSettings,
      entryPoints: [source.entry.path],
      outfile: path,
      format,
      sourcemap: 'linked',
      sourcesContent: false,
      banner: { js: registryBanner(source.entry.path, format) },
      plugins: [submissionPlugin({ source, surveyed, format, explanations, packages })],
    })
    .catch((error: unknown) => {
      if (!isBuildFailure(error)) throw error;
      return buildProblem(error.errors, explanations);
    });
  if ('reason' in built) return built;
  const [map, program] = built.outputFiles;
  if (!map || !program) return buildProblem([], explanations);
  const needed = await Promise.all([...packages].map((name) => bundledPackage(name, source.compiler)));
  return {
    path,
    files: [
      { path, contents: Buffer.from(program.contents) },
      { path: `${path}.map`, contents: Buffer.from(map.contents) },
      { path: besideBundles('package.json'), contents: Buffer.from('{}') },
      ...needed.flat().map(({ name, contents }) => ({ path: besideBundles(name), contents })),
    ],
  };
}
