/** Fixtures as they are graded and told, each with its page. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import kafkaConsumers from '../graders/kafka-consumers/exercise.ts';
import type { Grade } from '../src/grade/grade.ts';
import { type Graded, gradeSubmission } from '../src/grading/grade-submission.ts';
import { openWorld } from '../src/grading/world.ts';
import type { Reader } from '../src/report/audience.ts';
import { render, writeReports } from '../src/reporting/write-reports.ts';
import { fixturesFolder } from '../test/support/fixtures.ts';
import { testBroker } from '../test/support/test-broker.ts';
import { testIsolation } from '../test/support/test-isolation.ts';

export interface GradedFixtures extends AsyncDisposable {
  /** The path of a fixture's page. */
  pageOf(name: string): string;
  /** The page of a fixture whose grade is changed before it is rendered. */
  changed(name: string, page: string, change: (grade: Grade) => Grade, reader: Reader): Promise<string>;
}

const asStudent: Reader = { audience: 'student', due: 'before' };

export async function gradeFixtures(names: readonly string[]): Promise<GradedFixtures> {
  const folder = await mkdtemp(join(tmpdir(), 'kafka-grader-pages-'));
  const all = new Map<string, Graded>();
  const write = async (to: string, { grade, observations }: Graded, reader: Reader) => {
    const stored = { grade, journal: { observations }, recordIdsIn: kafkaConsumers.recordIdsIn };
    await writeReports(join(folder, to), await render(stored, { formats: ['html'], reader }));
    return join(folder, to, 'report.html');
  };
  await using world = await openWorld({
    choice: testBroker,
    isolation: await testIsolation(),
    slots: 160,
    report: () => {},
    signal: new AbortController().signal,
  });
  const gradeOne = async (name: string) => {
    const graded = await gradeSubmission({
      exercise: kafkaConsumers,
      rubric: kafkaConsumers.rubric,
      folder: join(fixturesFolder, 'kafka-consumers', name),
      out: join(folder, name),
      world,
      seed: `page/${name}`,
      graderVersion: '0.0.0',
      environment: process.env,
    });
    all.set(name, graded);
    await write(name, graded, asStudent);
  };
  await Promise.all(names.map(gradeOne));
  return {
    pageOf: (name) => join(folder, name, 'report.html'),
    changed: async (name, page, change, reader) => {
      const graded = all.get(name);
      if (!graded) throw new Error(`${name} was not graded`);
      return write(page, { ...graded, grade: change(graded.grade) }, reader);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

export function bytesOf(page: string): Promise<Buffer> {
  return readFile(page);
}
