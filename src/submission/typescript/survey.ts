import type { Metafile, Plugin } from 'esbuild';
import type { BuildProblem } from '../language.ts';
import type { SubmissionFile } from '../submission.ts';
import { buildProblem, type Explanations, ownFiles } from './build-problem.ts';
import { bundleSettings, isBuildFailure } from './esbuild-settings.ts';
import { judgeImport, type TypeScriptSource } from './judge-import.ts';
import { loaderOf } from './own-files.ts';
import { isForEsbuildAlone, nowhere, refuse } from './refuse-import.ts';

/** What a program consists of: its own files by path, each with the kind of module that it is. */
export interface Survey {
  readonly modules: ReadonlyMap<string, ModuleKind>;
  /** Whether the program's file loads what it needs by `require` alone. */
  readonly isCommonJs: boolean;
}

/** CommonJS is what speaks of `module` or `exports` and has no other syntax of an ES module than imports. */
export type ModuleKind = 'esm' | 'commonjs';

/**
 * Follows a program's imports through its own files and judges each. The files are looked at one by one and unchanged,
 * so that what is wrong is found where the student wrote it.
 */
export async function survey(source: TypeScriptSource): Promise<Survey | BuildProblem> {
  const modules = new Map<string, ModuleKind>();
  const queue = [source.entry.path];
  let isCommonJs = false;
  for (const path of queue) {
    const file = source.submission.files.find((candidate) => candidate.path === path);
    if (file === undefined || modules.has(path) || loaderOf(path) === 'json') continue;
    const looked = await surveyFile(source, file);
    if ('reason' in looked) return looked;
    modules.set(path, looked.input.format === 'cjs' ? 'commonjs' : 'esm');
    if (file === source.entry) isCommonJs = speaksCommonJs(looked.input);
    queue.push(...looked.imports);
  }
  return { modules, isCommonJs };
}

type Input = Metafile['inputs'][string];

async function surveyFile(
  source: TypeScriptSource,
  file: SubmissionFile,
): Promise<{ readonly input: Input; readonly imports: readonly string[] } | BuildProblem> {
  const imports: string[] = [];
  const explanations: Explanations = { refusals: new Map(), maps: new Map() };
  const plugin: Plugin = {
    name: 'survey',
    setup(plugins) {
      plugins.onResolve({ filter: /.*/ }, (args) => {
        const { kind, path } = args;
        if (isForEsbuildAlone(args)) return undefined;
        // esbuild calls it ./consumer.ts where the working directory has a file of that name.
        if (kind === 'entry-point') return { path: file.path, namespace: ownFiles };
        const target = judgeImport(source, file.path, path);
        switch (target.kind) {
          case 'refused':
            return refuse(plugins, args, target.reason, explanations.refusals);
          case 'own':
            imports.push(target.path);
            return { path, external: true };
          case 'built-in':
          case 'package':
            return { path, external: true };
        }
      });
      plugins.onLoad({ filter: /.*/, namespace: ownFiles }, () => ({
        contents: file.contents,
        loader: loaderOf(file.path) ?? 'ts',
        resolveDir: nowhere,
      }));
    },
  };
  try {
    const { metafile } = await source.compiler.build({
      ...bundleSettings,
      entryPoints: [file.path],
      format: 'esm',
      metafile: true,
      plugins: [plugin],
    });
    const input = metafile.inputs[`${ownFiles}:${file.path}`];
    return input ? { input, imports } : buildProblem([], explanations);
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return buildProblem(error.errors, explanations);
  }
}

function speaksCommonJs({ format, imports }: Input): boolean {
  const kinds = imports.filter(({ path }) => path !== '<runtime>').map(({ kind }) => kind);
  if (format === 'esm' || kinds.includes('import-statement')) return false;
  return format === 'cjs' || kinds.includes('require-call');
}
