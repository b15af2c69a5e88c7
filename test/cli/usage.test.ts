/** What is wrong on the command line gets one sentence that says what, where and what is allowed. */
import { describe, expect, test } from 'vitest';
import kafkaConsumers from '../../graders/kafka-consumers/exercise.ts';
import { repository, runGrader } from './run-grader.ts';

const commands = 'commands are grade, batch, merge, regrade, report, diff, verify, broker, doctor, init';
const gradeOptions =
  'options are --exercise, --rubric, --broker, --isolation, --seed, --only, --out, --json, --watch, --version, --help';
const batchUsage = 'usage: kafka-grader batch [options] <folder>';
const mergeUsage = 'usage: kafka-grader merge [options] <out...>';
const gradeUsage = 'usage: kafka-grader grade [options] <folder>';
const checkIds = kafkaConsumers.rubric.map(({ id }) => id).join(', ');

const wrong: [args: string[], sentence: string][] = [
  [[], `kafka-grader: no command was given; ${commands}. (USAGE)`],
  [['gread'], `kafka-grader: unknown command 'gread' (Did you mean grade?); ${commands}. (USAGE)`],
  [['--json', 'grade', 'x'], "kafka-grader: unknown option '--json'; options are --version, --help. (USAGE)"],
  [['grade'], `kafka-grader grade: missing required argument 'folder'; ${gradeUsage}. (USAGE)`],
  [['grade', 'x', '--sandbox', 'none'], `kafka-grader grade: unknown option '--sandbox'; ${gradeOptions}. (USAGE)`],
  [
    ['grade', 'x', '--isolation', 'jail'],
    `kafka-grader grade: option '--isolation <level>' argument 'jail' is invalid. Allowed choices are auto, none, process, bubblewrap, docker; ${gradeUsage}. (USAGE)`,
  ],
  [
    ['grade', 'x', '--broker', 'docker'],
    `kafka-grader grade: option '--broker <kind>' argument 'docker' is invalid. Allowed choices are auto, container, jvm; ${gradeUsage}. (USAGE)`,
  ],
  [['grade', 'x', '--out'], `kafka-grader grade: option '--out <folder>' argument missing; ${gradeUsage}. (USAGE)`],
  [
    ['init', 'x', '--for', 'gitlab'],
    "kafka-grader init: option '--for <kind>' argument 'gitlab' is invalid. Allowed choices are actions, classroom, classroom50; usage: kafka-grader init [options] <folder>. (USAGE)",
  ],
  [
    ['init', 'x', '--exercise', 'kafka-producers'],
    'kafka-grader init: the exercise kafka-producers has no template to begin with. (USAGE)',
  ],
  [
    ['init', 'package.json'],
    `No folder at ${repository}package.json: ${repository}package.json is not a folder; name a folder, or a place where one can be made. (NO_SUCH_FOLDER)`,
  ],
  [
    ['init', 'package.json/course'],
    `No folder at ${repository}package.json/course: ${repository}package.json is not a folder; name a folder, or a place where one can be made. (NO_SUCH_FOLDER)`,
  ],
  [
    ['grade', 'x', 'y'],
    `kafka-grader grade: too many arguments for 'grade'. Expected 1 argument but got 2; ${gradeUsage}. (USAGE)`,
  ],
  [
    ['grade', ''],
    `kafka-grader grade: command-argument value '' is invalid for argument 'folder'. It is empty; ${gradeUsage}. (USAGE)`,
  ],
  [
    ['grade', 'x', '--only', 'group,'],
    `kafka-grader grade: option '--only <check or area>' argument 'group,' is invalid. A name in it is empty; ${gradeUsage}. (USAGE)`,
  ],
  [
    ['grade', 'nowhere'],
    `No submission at ${repository}nowhere: nothing is there; a submission is a folder. (NO_SUCH_FOLDER)`,
  ],
  [
    ['grade', 'package.json'],
    `No submission at ${repository}package.json: it is not a folder; a submission is a folder. (NO_SUCH_FOLDER)`,
  ],
  [
    ['grade', 'fixtures', '--only', 'group', '--only', 'nope,nought'],
    `--only names "nope", "nought", which is not defined. Defined areas: consume, produce, together, group, offsets, shutdown, answers. Defined checks: ${checkIds}. (UNKNOWN_CHECK)`,
  ],
  [
    ['grade', 'fixtures', '--rubric', 'nowhere.yaml'],
    `The rubric file can't be read: ENOENT: no such file or directory, open '${repository}nowhere.yaml'; name a YAML or JSON file. (RUBRIC_INVALID)`,
  ],
  [
    ['grade', 'fixtures', '--exercise', 'kafka-producer'],
    `No exercise "kafka-producer": it is neither one of kafka-consumers, kafka-producers, nor a folder at ${repository}kafka-producer. (UNKNOWN_EXERCISE)`,
  ],
  [
    ['grade', 'fixtures', '--exercise', 'docs'],
    `No exercise at ${repository}docs: it holds no exercise.ts or exercise.js or exercise.mjs. (UNKNOWN_EXERCISE)`,
  ],
  ...['0/4', '5/4', '4', '1/0', '01/4', '1/4/4', '1/10000', 'a/b', '-1/4'].map((given): [string[], string] => [
    ['batch', 'x', `--shard=${given}`],
    `kafka-grader batch: option '--shard <i/n>' argument '${given}' is invalid. Allowed are 1/n to n/n, such as 1/4, where n is at most 9999; ${batchUsage}. (USAGE)`,
  ]),
  [['merge', '--out', 'x'], `kafka-grader merge: missing required argument 'out'; ${mergeUsage}. (USAGE)`],
  [['merge', 'x'], `kafka-grader merge: required option '--out <folder>' not specified; ${mergeUsage}. (USAGE)`],
  [
    ['merge', 'x', '', '--out', 'y'],
    `kafka-grader merge: command-argument value '' is invalid for argument 'out'. It is empty; ${mergeUsage}. (USAGE)`,
  ],
  [
    ['merge', 'nowhere', '--out', 'y'],
    `No output of a batch at ${repository}nowhere: it holds neither batch.json nor submissions/; name the folder that was given as --out. (NO_SUCH_OUTPUT)`,
  ],
  [
    ['regrade', 'nowhere'],
    `No output of a grading at ${repository}nowhere: it holds no observations.jsonl; name the folder that was given as --out. (NO_SUCH_OUTPUT)`,
  ],
];

describe.concurrent('wrong on the command line', () => {
  test.for(wrong)('%j', async ([args, sentence], { expect }) => {
    const { exitCode, stdout, stderr } = await runGrader(args);
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 3, stdout: '', stderr: sentence });
  });
});

describe('what the command line tells of itself', () => {
  test('its version', async () => {
    expect(await runGrader(['--version'])).toMatchObject({ exitCode: 0, stdout: '0.1.0', stderr: '' });
    expect(await runGrader(['grade', '--version'])).toMatchObject({ exitCode: 0, stdout: '0.1.0', stderr: '' });
  });

  test('its commands and their options', async () => {
    const help = await runGrader(['--help']);
    expect(help).toMatchObject({ exitCode: 0, stderr: '' });
    expect(help.stdout).toMatch(
      /grade .*\n[\s\S]*regrade .*\n[\s\S]*report .*\n[\s\S]*diff .*\n[\s\S]*verify .*\n[\s\S]*broker .*\n[\s\S]*doctor /,
    );
    const gradeHelp = await runGrader(['grade', '--help']);
    expect(gradeHelp).toMatchObject({ exitCode: 0, stderr: '' });
    expect(gradeHelp.stdout).toMatch(
      /--exercise[\s\S]*--rubric[\s\S]*--broker[\s\S]*--seed[\s\S]*--only[\s\S]*--out[\s\S]*--json[\s\S]*--version[\s\S]*--help/,
    );
  });
});
