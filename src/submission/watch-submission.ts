import { stateFingerprint } from './run-fingerprint.ts';
import { readSubmission, type Submission, type SubmissionShape } from './submission.ts';
import { watchFolder } from './watch-folder.ts';

/** A submission as it was at one moment, while its folder is worked on. */
export interface Version {
  readonly submission: Submission;
  /** When the first change that led to it was seen, on the scale of `performance.now()`. */
  readonly savedAtMs: number;
  /** Aborted once the folder holds something else. */
  readonly overtaken: AbortSignal;
  /** What it holds then; rejects where it can't be read any more. */
  readonly next: Promise<Version>;
}

export interface WatchedSubmission extends Disposable {
  readonly first: Version;
}

/** Why a grading ended before it was done: it was of something that the folder no longer holds. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';

  constructor() {
    super('The submission was changed meanwhile.');
  }
}

/** Reads a submission, and again whenever its folder has changed. Faults are those of `readSubmission`. */
export async function watchSubmission(folder: string, shape: SubmissionShape): Promise<WatchedSubmission> {
  let looking = Promise.resolve();
  let current: FollowedVersion | null = null;
  const watching = watchFolder(folder, (savedAtMs) => {
    looking = looking.then(() => look(savedAtMs));
  });
  /** The watchers first: what changes behind the reading's back is noticed. */
  const read = async (savedAtMs: number) => {
    await watching.follow();
    return followed(await readSubmission(folder, shape), savedAtMs);
  };
  const look = async (savedAtMs: number) => {
    try {
      const next = await read(savedAtMs);
      if (next.fingerprint === current?.fingerprint) return;
      current?.overtake(next.version);
      current = next;
    } catch (error) {
      current?.fail(error);
    }
  };
  try {
    current = await read(performance.now());
    return { first: current.version, [Symbol.dispose]: () => watching[Symbol.dispose]() };
  } catch (error) {
    watching[Symbol.dispose]();
    throw error;
  }
}

interface FollowedVersion {
  readonly version: Version;
  readonly fingerprint: string;
  overtake(next: Version): void;
  fail(error: unknown): void;
}

function followed(submission: Submission, savedAtMs: number): FollowedVersion {
  const controller = new AbortController();
  let overtake = (_: Version) => {};
  let fail = (_: unknown) => {};
  const next = new Promise<Version>((resolve, reject) => {
    overtake = resolve;
    fail = reject;
  });
  // Whoever waits for it learns of a failure; that nobody does yet is none.
  next.catch(() => {});
  return {
    version: { submission, savedAtMs, overtaken: controller.signal, next },
    fingerprint: stateFingerprint(submission),
    overtake: (version) => {
      overtake(version);
      controller.abort(new Overtaken());
    },
    fail: (error) => {
      fail(error);
      controller.abort(error);
    },
  };
}
