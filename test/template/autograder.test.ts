/** The autograder for Classroom 50 with a stand-in for the grader, which is told how to end. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { repository } from '../cli/run-grader.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const autograder = join(repository, 'student-template/classroom50/classroom50/autograder.py');

const standIn = `
const [, , gradeCode, reportCode, command, ...args] = process.argv;
if (command === 'grade') {
  console.log('graded', args[0], args[1], process.env.GITHUB_TOKEN ?? 'without a token');
  process.exit(Number(gradeCode));
}
process.stdout.write(\`\${args.slice(1).join(' ')} ü\\n\`);
process.exit(Number(reportCode));
`;

interface Ended {
  grade: number;
  report?: number;
}

/** Runs in a checkout that has a result of the student's own making. */
async function autograde({ grade, report = 0 }: Ended) {
  await using checkout = await makeTemporaryFolder();
  await using runner = await makeTemporaryFolder();
  const script = join(runner.path, 'stand-in.mjs');
  await writeFile(script, standIn);
  await writeFile(join(checkout.path, 'result.json'), '{"score":100}');
  await writeFile(join(checkout.path, 'release-body.md'), 'All mine.');
  const { exitCode, stdout, stderr } = await execa('python3', [autograder], {
    cwd: checkout.path,
    env: {
      RUNNER_TEMP: runner.path,
      GITHUB_TOKEN: 'secret',
      KAFKA_GRADER_COMMAND: `'${process.execPath}' '${script}' ${grade} ${report}`,
    },
    reject: false,
  });
  const names = await readdir(checkout.path);
  const texts = await Promise.all(names.map((name) => readFile(join(checkout.path, name), 'utf8')));
  const left = Object.fromEntries(names.map((name, index) => [name, texts[index]]));
  return { exitCode, stdout, stderr, left, temporary: await readdir(runner.path) };
}

test.each([0, 1])('a grading that ends with %i leaves its result, whatever the points', async (grade) => {
  expect(await autograde({ grade })).toEqual({
    exitCode: 0,
    stdout: 'graded . --out without a token',
    stderr: '',
    left: {
      'result.json': '--format classroom50 --out - ü\n',
      'release-body.md': '--format markdown --out - ü\n',
    },
    temporary: ['stand-in.mjs'],
  });
});

test.each([2, 3, 130])('one that ends with %i is an error, not a score', async (grade) => {
  expect(await autograde({ grade })).toEqual({
    exitCode: 1,
    stdout: 'graded . --out without a token',
    stderr: `Not graded: kafka-grader grade ended with ${grade}, so the grade is not final.`,
    left: {},
    temporary: ['stand-in.mjs'],
  });
});

test('so is one whose result can’t be written as Classroom 50 wants it', async () => {
  expect(await autograde({ grade: 0, report: 3 })).toEqual({
    exitCode: 1,
    stdout: 'graded . --out without a token',
    stderr: 'Not graded: kafka-grader report --format classroom50 ended with 3.',
    left: {},
    temporary: ['stand-in.mjs'],
  });
});
