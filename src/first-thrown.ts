/**
 * What was thrown first, where disposing of things because of it threw as well: a `SuppressedError`, which is no class
 * of its own in every Node.
 */
export function firstThrown(error: unknown): unknown {
  const suppresses = error instanceof Error && error.name === 'SuppressedError' && 'suppressed' in error;
  return suppresses ? firstThrown(error.suppressed) : error;
}
