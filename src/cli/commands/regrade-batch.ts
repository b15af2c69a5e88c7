import { join } from 'node:path';
import { type ClassRegrading, regradeClass } from '../../batch/regrade-class.ts';
import type { Regraded } from '../../batch/regrade-one.ts';
import { type Recorded, recordedExercise } from '../../exercises/recorded-exercise.ts';
import type { ClassRecord } from '../../grade/class-record.ts';
import { GraderError } from '../../grader-error.ts';
import { gradesFile, journalFile, recordFile, submissionsFolder } from '../../grading/output-folder.ts';
import { readClassRecord } from '../../grading/read-class-record.ts';
import { readJournal } from '../../grading/read-journal.ts';
import { classFile } from '../../report/class/class-file.ts';
import { pageFile } from '../../report/page-file.ts';
import { plain } from '../../report/plain.ts';
import { chooseRubric } from '../choose-rubric.ts';
import type { Surroundings } from '../surroundings.ts';
import type { RegradeOptions } from './regrade.ts';

type Folders = Pick<ClassRegrading, 'from' | 'to' | 'ids'>;

/** What takes no longer than this needs no line that says how far it is. */
const patienceMs = 5000;

/** Judges a class again. 2 where a submission has no final grade. */
export async function regradeBatch(
  folders: Folders,
  options: RegradeOptions,
  { cwd, stdout, stderr, signal }: Surroundings,
): Promise<0 | 2> {
  const { from, to, ids } = folders;
  if (options.json) {
    const message = `kafka-grader regrade: --json prints one grade, but ${from} is of a batch; read ${gradesFile}, or each grade.json.`;
    throw new GraderError('USAGE', message);
  }
  const record = await readClassRecord(from);
  const exercise = await recordedExercise(await recordedIn(folders, record), options.exercise, cwd);
  const rubric = await chooseRubric(exercise.rubric, options, cwd);
  const count = record?.submissions.length ?? ids.length;
  let done = 0;
  let toldMs = performance.now();
  const regraded = await regradeClass({
    ...folders,
    record,
    exercise: options.exercise ?? exercise.id,
    cwd,
    rubric,
    pages: options.pages ? 'made' : 'removed',
    signal,
    onRegraded: () => {
      done += 1;
      if (performance.now() - toldMs < patienceMs) return;
      toldMs = performance.now();
      stderr.write(`${done}/${count}\n`);
    },
  });
  const open = regraded.filter((one) => one.status === 'not-graded' || !one.isFinal);
  stdout.write(`${count - open.length} of ${count} submissions have a final grade.\n`);
  for (const one of open)
    stdout.write(`  ${plain(one.id)}: ${one.status === 'graded' ? 'not final' : `not graded: ${one.why}`}\n`);
  tellOfPages(regraded, to, stdout);
  stdout.write(`${gradesFile}, ${classFile} and ${submissionsFolder}/ are in ${to}\n`);
  return open.length === 0 ? 0 : 2;
}

function tellOfPages(regraded: readonly Regraded[], to: string, stdout: Surroundings['stdout']): void {
  const removed = regraded.filter((one) => one.status === 'graded' && one.page === 'removed');
  if (removed.length === 0) return;
  stdout.write(
    `${removed.length} pages (${pageFile}) told of the points of before and were removed; this makes them anew:\n`,
  );
  stdout.write(`  kafka-grader report ${to}\n`);
}

/** Which exercise a class is about; where no record says it, the first journal that can be read does. */
async function recordedIn({ from, ids }: Folders, record: ClassRecord | null): Promise<Recorded> {
  if (record) return { exercise: record.exercise, file: join(from, recordFile) };
  for (const id of ids) {
    const folder = join(from, submissionsFolder, id);
    const exercise = await exerciseIn(folder);
    if (exercise !== null) return { exercise, file: join(folder, journalFile) };
  }
  const message = `No journal in ${join(from, submissionsFolder)}: no folder in it holds an ${journalFile} that can be read.`;
  throw new GraderError('NO_SUCH_OUTPUT', message);
}

async function exerciseIn(folder: string): Promise<string | null> {
  try {
    return (await readJournal(folder)).header.exercise;
  } catch (error) {
    if (error instanceof GraderError) return null;
    throw error;
  }
}
