import type { BuildFailure, BuildOptions, CommonOptions } from 'esbuild';

/**
 * How a submission's files are understood, whatever their tsconfig.json says: fields are set after parameter
 * properties, which is right for programs written for either order.
 */
export const languageSettings = {
  target: 'node20',
  charset: 'utf8',
  logLevel: 'silent',
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
} as const satisfies CommonOptions;

/** How files are put together, in memory. */
export const bundleSettings = {
  ...languageSettings,
  bundle: true,
  write: false,
  platform: 'node',
  /** A folder that is there behind walls too, which the grader's own working directory is not. */
  absWorkingDir: '/',
  legalComments: 'none',
} as const satisfies BuildOptions;

/** Tells the faults of what is built from those of building. */
export function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}
