import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { GraderError } from '../../grader-error.ts';
import { type BorrowedGitFolder, borrowGitFolder } from './borrowed-git-folder.ts';
import type { HandedInRepository } from './handed-in-repository.ts';

/**
 * Asks git about the objects of a repository, and gives what `use` makes of its answer. NO_GIT where there is no git;
 * SUBMISSION_UNREADABLE with git's own words where it can't answer.
 */
export async function runGit<Answer>(
  repository: HandedInRepository,
  args: readonly string[],
  use: (stdout: Readable) => Promise<Answer>,
): Promise<Answer> {
  await using folder: BorrowedGitFolder = await borrowGitFolder(repository);
  const git = spawn('git', [...args], { env: folder.environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    git.once('error', (cause) => reject(new GraderError('NO_GIT', notThere, { cause })));
    git.once('close', resolve);
  });
  const [answer, said, code] = await Promise.allSettled([use(git.stdout), text(git.stderr), ended]);
  if (code.status === 'rejected') throw code.reason;
  // Whoever has read enough closes the pipe, and git ends of that.
  const isEnough = answer.status === 'fulfilled' && !git.stdout.readableEnded;
  if (code.value !== 0 && !isEnough) {
    const [words = ''] = said.status === 'fulfilled' ? said.value.split('\n', 1) : [];
    throw new GraderError('SUBMISSION_UNREADABLE', `git can't read ${repository.root}: ${words}`);
  }
  if (answer.status === 'rejected') throw answer.reason;
  return answer.value;
}

const notThere = 'There is no git on the path, and --at is about the commits of git repositories; install git.';
