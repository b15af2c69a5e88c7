import { pathToFileURL } from 'node:url';
import type { OnLoadResult, OnResolveArgs, OnResolveResult, Plugin, PluginBuild } from 'esbuild';
import { type Explanations, ownFiles } from './build-problem.ts';
import { bundledName, isBundled } from './bundled-packages.ts';
import { judgeImport, type TypeScriptSource } from './judge-import.ts';
import { loadedModule } from './module-identity.ts';
import { loaderOf } from './own-files.ts';
import { isForEsbuildAlone, nowhere, refuse } from './refuse-import.ts';
import type { Survey } from './survey.ts';
import { transformModule } from './transform-module.ts';

interface Bundling {
  readonly source: TypeScriptSource;
  readonly surveyed: Survey;
  readonly format: 'esm' | 'cjs';
  readonly explanations: Explanations;
  /** Filled with the bundled packages that the program imports. */
  readonly packages: Set<string>;
}

/** The namespace of modules that stand for what the bundle loads as CommonJS. */
const loaded = 'loaded';

/** Gives esbuild the submission's files from memory, and decides what every import in them means. */
export function submissionPlugin(bundling: Bundling): Plugin {
  return {
    name: 'submission',
    setup(plugins) {
      plugins.onResolve({ filter: /.*/ }, (args) => resolveImport(bundling, plugins, args));
      plugins.onLoad({ filter: /.*/, namespace: ownFiles }, ({ path }) => loadOwnFile(bundling, path));
      plugins.onLoad({ filter: /.*/, namespace: loaded }, ({ path }) => ({
        contents: `module.exports = ${loadedModule(path)};`,
      }));
    },
  };
}

async function resolveImport(
  { source, format, explanations, packages }: Bundling,
  plugins: PluginBuild,
  args: OnResolveArgs,
): Promise<OnResolveResult | undefined> {
  const { kind, path, importer } = args;
  if (isForEsbuildAlone(args)) return undefined;
  // esbuild calls it ./consumer.ts where the working directory has a file of that name.
  if (kind === 'entry-point') return { path: source.entry.path, namespace: ownFiles };
  const target = judgeImport(source, importer, path);
  switch (target.kind) {
    case 'own':
      return { path: target.path, namespace: ownFiles };
    case 'built-in':
      return { path, external: true };
    case 'package': {
      if (isBundled(path)) {
        packages.add(path);
        return { path: `./${bundledName(path)}`, namespace: loaded };
      }
      const isRequired = kind === 'require-call' || (format === 'cjs' && kind === 'import-statement');
      return isRequired
        ? { path: target.file, namespace: loaded }
        : { path: pathToFileURL(target.file).href, external: true };
    }
    case 'refused':
      return refuse(plugins, args, target.reason, explanations.refusals);
  }
}

async function loadOwnFile(
  { source, surveyed, explanations }: Bundling,
  path: string,
): Promise<OnLoadResult | undefined> {
  const file = source.submission.files.find((candidate) => candidate.path === path);
  const loader = loaderOf(path);
  if (file === undefined || loader === null) return undefined;
  const kind = surveyed.modules.get(path);
  if (kind === undefined) return { contents: file.contents, loader, resolveDir: nowhere };
  const { code, map } = await transformModule(file, kind, source.compiler);
  explanations.maps.set(path, map);
  return { contents: code, loader, resolveDir: nowhere };
}
