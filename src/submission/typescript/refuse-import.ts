import type { OnResolveArgs, OnResolveResult, PluginBuild } from 'esbuild';

/**
 * Where esbuild looks by itself for what the submission's files import: nowhere. So deep that no path of `..` leads
 * from there to a folder that exists.
 */
export const nowhere = `/nonexistent${'/x'.repeat(1000)}`;

const isSecondAsking = Symbol('The refused import is asked for again, of esbuild alone.');

/** Whether an import is only asked for to see what esbuild would make of it. */
export function isForEsbuildAlone({ pluginData }: OnResolveArgs): boolean {
  return pluginData === isSecondAsking;
}

/**
 * Refuses an import, and keeps the reason by its specifier. What esbuild finds no more than we do is left to it: it
 * forgives an import whose failure the program handles, as with `try`.
 */
export async function refuse(
  plugins: PluginBuild,
  { path, kind }: OnResolveArgs,
  reason: string,
  refusals: Map<string, string>,
): Promise<OnResolveResult | undefined> {
  refusals.set(path, reason);
  const found = await plugins.resolve(path, { kind, resolveDir: nowhere, pluginData: isSecondAsking });
  return found.errors.length > 0 ? undefined : { errors: [{ text: reason }] };
}
