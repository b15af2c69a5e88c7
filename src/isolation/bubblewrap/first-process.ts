import { type Invocation, inShell, type Script } from '../enclosure.ts';
import { mostProcesses } from '../most-processes.ts';

/** So many programs of a grading, one after another, have different ids: more than there are of them at a time. */
const differentIds = 48;

const before = [
  // The same limit has one letter in some shells and another one in others.
  '{ ulimit -u "$1" || ulimit -p "$1"; } 2>/dev/null || { echo "no limit of processes can be set" >&2; exit 1; }',
  // A fork costs a tenth of a millisecond.
  ...['n=$2', 'shift 2', 'while [ "$n" -gt 0 ]; do (:); n=$((n - 1)); done'],
];

/**
 * The first process behind walls limits how many there are, takes as many ids as it is told and then has a child become the program. A
 * first process always has the same id, and programs make names of theirs: of clients, of transactions. Outside they would differ.
 */
export function inFirstProcess({ script, args }: Script, index: number): Invocation {
  const numbers = [mostProcesses, index % differentIds].map(String);
  return inShell({ script: [...before, `(${script})`, 'exit $?'].join('; '), args: [...numbers, ...args] });
}
