import { text } from 'node:stream/consumers';
import type { SubmissionContents } from '../../submission/submission.ts';
import { gatherEntries } from '../archive/gather-entries.ts';
import { tarEntries } from '../archive/read-tar.ts';
import type { HandedInRepository } from './handed-in-repository.ts';
import { runGit } from './run-git.ts';

export interface Commit {
  readonly id: string;
  /** The committer's date, which is what a student's machine said it was; null where it is none. */
  readonly committedAt: string | null;
}

/**
 * The last commit of the branch that is checked out, or the last that is not younger than an instant. What was merged into the
 * branch counts from the merge on. Null where all are younger.
 */
export async function lastCommit(repository: HandedInRepository, notAfter: Date | null): Promise<Commit | null> {
  const bound = notAfter ? [`--min-age=${Math.max(0, Math.floor(notAfter.getTime() / 1000))}`] : [];
  const args = ['rev-list', '--first-parent', '--max-count=1', '--format=%ct', ...bound, repository.head];
  const answer = await runGit(repository, args, text);
  const [, id, seconds] = /^commit ([0-9a-f]+)\n(-?\d+)\n$/.exec(answer) ?? [];
  return id === undefined ? null : { id, committedAt: dateOf(Number(seconds)) };
}

/** The files of a commit as they were committed. Submodules are empty folders, and what LFS keeps elsewhere is its pointer. */
export async function commitContents(repository: HandedInRepository, commit: string): Promise<SubmissionContents> {
  return runGit(repository, ['archive', '--format=tar', commit], (tar) => gatherEntries(tarEntries(tar), 'committed'));
}

/** To the end of the year 9999, where dates get another form. */
const lastSecond = 253_402_300_799;

function dateOf(seconds: number): string | null {
  return seconds >= 0 && seconds <= lastSecond ? new Date(seconds * 1000).toISOString() : null;
}
