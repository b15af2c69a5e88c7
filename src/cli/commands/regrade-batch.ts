import { join } from 'node:path';
import { type ClassRegrading, regradeClass } from '../../batch/regrade-class.ts';
import type { Regraded } from '../../batch/regrade-one.ts';
import { type Replaceable, requireReplaceable } from '../../batch/require-replaceable.ts';
import type { JournalHeader } from '../../evidence/journal.ts';
import { type Recorded, recordedExercise } from '../../exercises/recorded-exercise.ts';
import type { ClassRecord } from '../../grade/class-record.ts';
import { GraderError } from '../../grader-error.ts';
import { gradesFile, journalFile, recordFile, submissionsFolder } from '../../grading/output-folder.ts';
import { readClassRecord } from '../../grading/read-class-record.ts';
import { readJournal } from '../../grading/read-journal.ts';
import { observedPart } from '../../grading/regrade.ts';
import { classFile } from '../../report/class/class-file.ts';
import { pageFile } from '../../report/page-file.ts';
import { chooseRubric } from '../choose-rubric.ts';
import type { Surroundings } from '../surroundings.ts';
import { tellOpen } from '../tell-outcomes.ts';
import type { RegradeOptions } from './regrade.ts';

const batchOutput: Replaceable = { what: 'output of a batch', isOne: (names) => names.includes(submissionsFolder) };

type Folders = Pick<ClassRegrading, 'from' | 'to' | 'ids'>;

/** What takes no longer than this needs no line that says how far it is. */
const patienceMs = 5000;

/** Judges a class again. 2 where a submission has no final grade, or the class is not whole. */
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
  const first = await firstJournal(folders);
  const exercise = await recordedExercise(recordedIn(from, record, first), options.exercise, cwd);
  const rubric = await chooseRubric(exercise.rubric, options, cwd);
  if (to !== from) await requireReplaceable(to, batchOutput);
  // UNKNOWN_CHECK before anything is touched. A batch was asked for the same of all.
  if (first) observedPart(rubric, first.header);
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
  const words = (one: Regraded) => (one.status === 'graded' ? 'not final' : `not graded: ${one.why}`);
  tellOpen(
    open.map((one) => ({ id: one.id, words: words(one) })),
    count,
    stdout,
  );
  if (record === null)
    stdout.write(`${from} holds no ${recordFile}, so its batch has not ended; go on with it by batch --resume.\n`);
  tellOfPages(regraded, to, stdout);
  stdout.write(`${gradesFile}, ${classFile} and ${submissionsFolder}/ are in ${to}\n`);
  return open.length === 0 && record !== null ? 0 : 2;
}

function tellOfPages(regraded: readonly Regraded[], to: string, stdout: Surroundings['stdout']): void {
  const removed = regraded.filter((one) => one.status === 'graded' && one.page === 'removed');
  if (removed.length === 0) return;
  stdout.write(
    `${removed.length} pages (${pageFile}) told of the points of before and were removed; this makes them anew, and the links to them:\n`,
  );
  stdout.write(`  kafka-grader report ${to} --format html,class\n`);
}

/** Which exercise a class is about; where no record says it, the first journal that can be read does. */
function recordedIn(from: string, record: ClassRecord | null, first: FirstJournal | null): Recorded {
  if (record) return { exercise: record.exercise, file: join(from, recordFile) };
  if (first) return { exercise: first.header.exercise, file: join(first.folder, journalFile) };
  const message = `No journal in ${join(from, submissionsFolder)}: no folder in it holds an ${journalFile} that can be read.`;
  throw new GraderError('NO_SUCH_OUTPUT', message);
}

interface FirstJournal {
  folder: string;
  header: JournalHeader;
}

/** Null where none can be read. */
async function firstJournal({ from, ids }: Folders): Promise<FirstJournal | null> {
  for (const id of ids) {
    const folder = join(from, submissionsFolder, id);
    try {
      return { folder, header: (await readJournal(folder)).header };
    } catch (error) {
      if (!(error instanceof GraderError)) throw error;
    }
  }
  return null;
}
