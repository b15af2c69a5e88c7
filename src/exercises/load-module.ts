import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Message, type Plugin } from 'esbuild';
import { GraderError } from '../grader-error.ts';
import { isBuildFailure } from '../submission/typescript/esbuild-settings.ts';

/**
 * The default export of a module outside the grader, TypeScript or not. What it imports of `kafka-grader` is this grader's
 * own, wherever it is installed; other packages are the module's.
 */
export async function loadModule(file: string): Promise<unknown> {
  const code = await bundled(file);
  const folder = await mkdtemp(join(tmpdir(), 'kafka-grader-exercise-'));
  try {
    const path = join(folder, 'exercise.mjs');
    await writeFile(path, code);
    const loaded: { default?: unknown } = await import(pathToFileURL(path).href);
    return loaded.default;
  } catch (cause) {
    throw invalid(file, cause instanceof Error ? cause.message : String(cause), cause);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function bundled(file: string): Promise<Uint8Array> {
  try {
    const { outputFiles } = await build({
      entryPoints: [file],
      bundle: true,
      write: false,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'silent',
      plugins: [packagesByAddress],
    });
    const [code] = outputFiles;
    if (!code) throw new Error(`esbuild made nothing of ${file}`);
    return code.contents;
  } catch (cause) {
    if (!isBuildFailure(cause)) throw cause;
    const [first] = cause.errors;
    throw invalid(first ? placeOf(first, file) : file, first?.text ?? cause.message, cause);
  }
}

const isResolved = Symbol('resolved by esbuild');

/** Packages are not bundled: they are named by where they are, since the bundle stands elsewhere. */
const packagesByAddress: Plugin = {
  name: 'packages-by-address',
  setup: (building) => {
    building.onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, kind, importer, resolveDir }) => {
      if (kind === 'entry-point' || pluginData === isResolved) return undefined;
      if (path === 'kafka-grader' || path.startsWith('kafka-grader/')) return ownEntry(path);
      const found = await building.resolve(path, { kind, importer, resolveDir, pluginData: isResolved });
      if (found.external || found.errors.length > 0) return found;
      return { path: pathToFileURL(found.path).href, external: true };
    });
  },
};

function ownEntry(specifier: string) {
  try {
    return { path: import.meta.resolve(specifier), external: true };
  } catch {
    return { errors: [{ text: `"${specifier}" is not an entry of kafka-grader` }] };
  }
}

function placeOf({ location }: Message, file: string): string {
  return location ? `${location.file}:${location.line}:${location.column + 1}` : file;
}

function invalid(where: string, why: string, cause: unknown): GraderError {
  return new GraderError('EXERCISE_INVALID', `The exercise can't be loaded: ${where}: ${why}.`, { cause });
}
