/**
 * What a process came to that the operating system holds it to by itself: nobody has stopped it then, but what it asked for
 * was refused, and it ended by that.
 *
 * Sound: only a process that ended by itself, and not with code 0, is looked at. A signal that is about a limit is the
 * system's own word (or the program's, which has sent it to itself then). What a program says of itself is believed only where nothing but its own
 * limit can have been the reason: memory is refused on a machine without free memory too, and processes to a user with many of
 * them.
 */
import type { Limit } from '../evidence/observation.ts';
import type { ProcessLimits } from './limits.ts';
import { type LimitHit, limitHit } from './watch-limits.ts';

export interface End {
  readonly code: number | null;
  readonly signal: string | null;
  /** What was recognised in its lines on standard error: the last one wins. */
  readonly complaint: Complaint | null;
  readonly mostProcesses: number;
  /** That a process may still have, as the machine is. */
  readonly availableBytes: number;
  readonly limits: ProcessLimits;
}

const complaints = [
  {
    limit: 'allocation',
    says: /Array buffer allocation failed|heap out of memory|\bMemoryError\b|std::bad_alloc|\bENOMEM\b|Cannot allocate memory/,
  },
  { limit: 'file-size', says: /\bEFBIG\b|File too large/ },
  // Watching files has a limit of the user's own, which goes by the same name.
  { limit: 'open-files', says: /(?<!watch.*)(\bEMFILE\b|Too many open files)(?!.*watch)/i },
  { limit: 'processes', says: /\bEAGAIN\b|Resource temporarily unavailable|can't start new thread/ },
] as const satisfies readonly { limit: Limit; says: RegExp }[];

export type Complaint = (typeof complaints)[number]['limit'];

export function complaintIn(line: string): Complaint | null {
  return complaints.find(({ says }) => says.test(line))?.limit ?? null;
}

export function recogniseLimit({
  code,
  signal,
  complaint,
  mostProcesses,
  availableBytes,
  limits,
}: End): LimitHit | null {
  if (code === 0) return null;
  if (signal === 'SIGXCPU') return limitHit('cpu', limits.cpuSeconds, null);
  if (signal === 'SIGXFSZ') return limitHit('file-size', limits.fileBytes, null);
  switch (complaint) {
    case 'allocation':
      return availableBytes > limits.allocationBytes ? limitHit('allocation', limits.allocationBytes, null) : null;
    case 'file-size':
      return limitHit('file-size', limits.fileBytes, null);
    case 'open-files':
      return limitHit('open-files', limits.openFiles, null);
    case 'processes':
      return mostProcesses > 0.8 * limits.processes ? limitHit('processes', limits.processes, null) : null;
    case null:
      return null;
  }
}
