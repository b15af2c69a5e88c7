const times = Number(process.env['FUZZ_TIMES'] ?? 1);

/** How often a property is tried: with `FUZZ_TIMES=100` in the environment, a hundred times as often. */
export function runs(numRuns: number): { numRuns: number } {
  return { numRuns: numRuns * times };
}
