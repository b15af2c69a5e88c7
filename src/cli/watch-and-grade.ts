import { randomBytes } from 'node:crypto';
import type { Grade } from '../grade/grade.ts';
import { type CheckNews, newsSince } from '../grade/news.ts';
import { graderVersion } from '../grader-version.ts';
import { rememberPlays } from '../grading/earlier-plays.ts';
import { type Graded, gradeAsRead } from '../grading/grade-submission.ts';
import { isolate } from '../grading/isolate.ts';
import { endOf } from '../grading/life.ts';
import type { DecidedCheck } from '../grading/tell-decided.ts';
import { openWorld, worldUntil } from '../grading/world.ts';
import { renderRound } from '../report/terminal/round.ts';
import { verdictLines } from '../report/terminal/verdict-lines.ts';
import { type Version, watchSubmission } from '../submission/watch-submission.ts';
import type { Asked } from './grade-with-progress.ts';
import { lineProgress } from './progress/lines.ts';
import { wordsOfIsolation } from './progress/words.ts';
import { Stopped } from './stop.ts';
import type { Surroundings } from './surroundings.ts';
import { tellCutShort } from './tell-cut-short.ts';
import { lookOf } from './terminal-look.ts';
import { writePage } from './write-page.ts';

export interface Watching extends Asked {
  /** A grade a line on standard output, everything for people on standard error. */
  json: boolean;
}

/**
 * Grades a folder in a world that stays, and again whenever something in it has changed; a grading that was overtaken by a
 * change is given up for one of what the folder holds now. Ctrl-C is its ordinary end.
 */
export async function watchAndGrade(asked: Watching, surroundings: Surroundings): Promise<0> {
  const { signal, stdout, stderr, env } = surroundings;
  const { exercise, submission: folder, rubric, broker, seed = randomBytes(8).toString('hex'), json, out } = asked;
  const people = json ? stderr : stdout;
  const look = lookOf(people, env);
  const progress = lineProgress(stderr);
  const earlier = rememberPlays();
  let before: Grade | null = null;
  const topics = new Set<string>();
  let rounds = 0;

  try {
    using watched = await watchSubmission(folder, exercise.submission);
    const { isolation, why } = await isolate(asked.isolation, 'own');
    stderr.write(wordsOfIsolation(isolation.level, why));
    await using world = await openWorld({ choice: broker, isolation, report: (step) => progress.broker(step), signal });
    using end = endOf(world.life, signal);
    /** Null where the folder was changed before there was a grade. */
    const grade = async (version: Version): Promise<Graded | null> => {
      rounds += 1;
      const told: CheckNews[] = [];
      const tell = (decided: readonly DecidedCheck[]) => {
        const changes = decided.flatMap(({ check, isPlayed }) =>
          newsSince(before, [check]).filter(({ course }) => isPlayed || course !== 'same'),
        );
        people.write(
          verdictLines(changes, told, look)
            .map((line) => `${line}\n`)
            .join(''),
        );
        told.push(...changes);
      };
      try {
        return await gradeAsRead(version.submission, {
          exercise,
          rubric,
          out,
          world: worldUntil(version.overtaken, world),
          // The broker remembers the names of earlier rounds.
          seed: rounds === 1 ? seed : `${seed}-${rounds}`,
          graderVersion: graderVersion(),
          environment: env,
          onPreparation: (step) => progress.preparing(step),
          onObservation: (observation) => {
            if (observation.type === 'topic-created') topics.add(observation.topic);
          },
          round: { earlier, tell },
        });
      } catch (error) {
        if (!version.overtaken.aborted || signal.aborted) throw error;
        return null;
      }
    };
    for (let version = watched.first; ; version = await Promise.race([version.next, end.ended])) {
      people.write('\n');
      const graded = await grade(version);
      if (graded === null) {
        people.write('Changed meanwhile: graded anew.\n');
        continue;
      }
      const { grade: now } = graded;
      people.write(`\n${renderRound({ before, now, tookMs: performance.now() - version.savedAtMs }, look)}\n`);
      if (json) stdout.write(`${JSON.stringify(now)}\n`);
      await writePage(out, { ...graded, journal: graded, recordIdsIn: exercise.recordIdsIn });
      tellCutShort(graded, out, stderr);
      people.write(`Watching ${folder}; Ctrl-C ends.\n`);
      before = now;
      // A broker that holds the topics of a whole day is no longer quick.
      for (const topic of topics) await Promise.race([world.client.deleteTopic(topic), end.ended]);
      topics.clear();
    }
  } catch (error) {
    if (signal.reason instanceof Stopped && signal.reason.signal === 'SIGINT') return 0;
    throw error;
  }
}
