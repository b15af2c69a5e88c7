import type { Observed } from './history.ts';

/** What a limit was that a process came to, and by how much, as a clause whose subject is the process. */
export function limitWords({
  limit,
  allowed,
  used,
}: Pick<Observed<'limit-hit'>, 'limit' | 'allowed' | 'used'>): string {
  const usedOf = (amount: (number: number) => string) =>
    used === null ? `more than ${amount(allowed)}` : amount(used);
  switch (limit) {
    case 'memory':
      return `it used ${usedOf(mebibytes)} of memory, and ${mebibytes(allowed)} are allowed`;
    case 'allocation':
      return `one process asked for ${usedOf(mebibytes)} of memory, and ${mebibytes(allowed)} are allowed`;
    case 'processes':
      return `it ran ${usedOf(String)} processes and threads at a time, and ${allowed} are allowed`;
    case 'cpu':
      return `it used ${usedOf(seconds)} of CPU time, and ${seconds(allowed)} are allowed`;
    case 'wall-clock':
      return `it ran for ${usedOf(seconds)}, and ${seconds(allowed)} are allowed`;
    case 'file-size':
      return `it wrote to a file beyond ${mebibytes(allowed)}, which is as large as one may be`;
    case 'disk':
      return `it put ${usedOf(mebibytes)} into its folder, and ${mebibytes(allowed)} are allowed`;
    case 'open-files':
      return `it wanted ${usedOf(String)} files and connections open at a time, and ${allowed} are allowed`;
  }
}

/** Rounded up: what is more than allowed must not look like what is allowed. */
function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 / 1024)} MiB`;
}

function seconds(exactly: number): string {
  return `${Math.ceil(exactly)} s`;
}
