/** What the template earns before a student has written anything: docs/student-template.md says it. */
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import kafkaConsumers from '../../graders/kafka-consumers/exercise.ts';
import { gradeSubmission } from '../../src/grading/grade-submission.ts';
import { openWorld } from '../../src/grading/world.ts';
import { readTemplate } from '../../src/template/read-template.ts';
import { writeTemplate } from '../../src/template/write-template.ts';
import { repository } from '../cli/run-grader.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';
import { testBroker } from '../support/test-broker.ts';
import { testIsolation } from '../support/test-isolation.ts';

const limitMs = 300_000;

test('little, in TypeScript and in Python, and all of it is decided', { timeout: limitMs }, async () => {
  await using temporary = await makeTemporaryFolder();
  const untouched = join(temporary.path, 'untouched');
  const inPython = join(temporary.path, 'python');
  await writeTemplate(untouched, await readTemplate(kafkaConsumers.template ?? '', 'actions'), 'empty');
  await cp(join(untouched, 'docs', 'python'), inPython, { recursive: true });
  await cp(join(untouched, 'answers.yaml'), join(inPython, 'answers.yaml'));

  await using world = await openWorld({
    choice: testBroker,
    isolation: await testIsolation(),
    slots: 160,
    report: () => {},
    signal: new AbortController().signal,
  });
  const gradeOne = async (folder: string) => {
    const { grade } = await gradeSubmission({
      exercise: kafkaConsumers,
      rubric: kafkaConsumers.rubric,
      folder,
      out: `${folder}-out`,
      world,
      seed: 'untouched',
      graderVersion: '0.0.0',
      environment: process.env,
    });
    return grade;
  };
  const grades = await Promise.all([untouched, inPython].map(gradeOne));

  const page = await readFile(join(repository, 'docs/student-template.md'), 'utf8');
  const [, stated] = /earns \*\*(\d+) of 100 points\*\*/.exec(page) ?? [];
  const expected = { score: Number(stated), maxScore: 100, final: true };
  expect(grades.map(({ score, maxScore, final }) => ({ score, maxScore, final }))).toEqual([expected, expected]);
  expect(expected.score).toBeLessThan(15);
});
