import type { OnResolveResult } from 'esbuild';

/** What esbuild takes for something that will be there when the program runs. */
const takenOnTrust = /^(?:node:|https?:|\/\/)/;

/**
 * Refuses an import, and keeps the reason by its specifier. Most are left to esbuild: it finds nothing either, but
 * forgives an import whose failure the program handles, as with `try`.
 */
export function refuse(specifier: string, reason: string, refusals: Map<string, string>): OnResolveResult | undefined {
  refusals.set(specifier, reason);
  return takenOnTrust.test(specifier) ? { errors: [{ text: reason }] } : undefined;
}
