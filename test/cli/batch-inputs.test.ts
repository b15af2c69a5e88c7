/** What a class hands in, and who is in it, by the real command: a cheap check decides. */
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { classRecord } from '../../src/grade/class-record.ts';
import { fixturesFolder } from '../support/fixtures.ts';
import { testBroker } from '../support/test-broker.ts';
import { runGrader } from './run-grader.ts';

let folder: string;
const at = (...path: string[]) => join(folder, ...path);
const reference = join(fixturesFolder, 'kafka-consumers', 'reference');
const git = { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_COMMITTER_DATE: '2026-11-20T10:00:00Z' };
const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
const run = (command: string, args: readonly string[], cwd: string) =>
  execFileSync(command, args, { cwd, env: { ...git, HOME: folder }, encoding: 'utf8', stdio: 'pipe' }).trim();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-batch-inputs-test-'));
  await cp(reference, at('class', 'day-3-ada'), { recursive: true });
  run('git', ['init', '--quiet'], at('class', 'day-3-ada'));
  run('git', ['add', '.'], at('class', 'day-3-ada'));
  run('git', [...who, 'commit', '--quiet', '--message', 'Work'], at('class', 'day-3-ada'));
  await rm(at('class', 'day-3-ada', 'producer.ts'));
  await cp(reference, at('bob'), { recursive: true });
  run('zip', ['-qr', 'class/day-3-bob.zip', 'bob'], folder);
  await rm(at('bob', 'producer.ts'));
  await symlink('/etc/passwd', at('bob', 'producer.ts'));
  run('tar', ['-czf', 'class/day-3-cid.tar.gz', 'bob'], folder);
  await writeFile(at('class', 'dan.zip'), 'no archive');
  await writeFile(
    at('roster.csv'),
    '"identifier","github_username","github_id","name"\n"s1","Ada","1","Ada Lovelace"\n"s2","bob","2","Bob"\n"s3","cid","3",""\n"s4","","","Eve"\n',
  );
  await mkdir(at('twice', 'ada'), { recursive: true });
  await writeFile(at('twice', 'Ada.zip'), '');
  await writeFile(at('double.csv'), 'id,login\nday-3-ada,cid\n');
  await writeFile(at('wrong.csv'), 'id,login\ns1,ada\ns2,ada\n');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const only = ['--only', 'produce.keeps-customer-order', '--jobs', '2', '--broker', testBroker];
const batch = (...args: string[]) => runGrader(['batch', ...args], { cwd: folder });
const recordIn = async (out: string) => classRecord.parse(JSON.parse(await readFile(at(out, 'batch.json'), 'utf8')));
const gradeIn = async (out: string, id: string) =>
  JSON.parse(await readFile(at(out, 'submissions', id, 'grade.json'), 'utf8'));

describe('a class of folders and archives, with a roster', () => {
  test('is graded whole; a damaged archive and a link in one cost points and name the reason', async () => {
    const { exitCode, stdout } = await batch('class', ...only, '--roster', 'roster.csv', '--out', 'out');
    expect(stdout).toContain('4 of 4 submissions have a final grade.\n');
    expect(stdout).toContain('\nHanded in nothing (1):\n  Eve\nNot on the roster (1):\n  dan\n');
    expect(exitCode).toBe(0);
    expect(await readFile(at('out', 'grades.csv'), 'utf8')).toBe(
      [
        'id,score,max_score,final,produce.keeps-customer-order',
        'dan,0,5,true,0',
        'day-3-ada,0,5,true,0',
        'day-3-bob,5,5,true,5',
        'day-3-cid,0,5,true,0',
        '',
      ].join('\n'),
    );
    const [damaged, linked] = [await gradeIn('out', 'dan'), await gradeIn('out', 'day-3-cid')];
    expect(damaged.checks[0].reason).toContain('The .zip file that was handed in is damaged');
    expect(linked.checks[0].reason).toContain('producer.ts is a link');
    expect((await gradeIn('out', 'day-3-bob')).submission).toMatchObject({ id: 'day-3-bob', commit: null });
  });

  test('is recorded with who everybody is', async () => {
    const { submissions, absent } = await recordIn('out');
    const known = submissions.map(({ id, student, partners, handedInAt }) => [
      id,
      student?.login,
      partners,
      handedInAt,
    ]);
    expect(known).toEqual([
      ['dan', undefined, [], null],
      ['day-3-ada', 'Ada', [], '2026-11-20T10:00:00.000Z'],
      ['day-3-bob', 'bob', [], null],
      ['day-3-cid', 'cid', [], null],
    ]);
    expect(absent).toEqual([{ identifier: 's4', name: 'Eve', login: null, email: null, section: null }]);
  });

  test('is gone on with', async () => {
    const { exitCode } = await runGrader(
      ['batch', 'class', ...only, '--resume', '--out', 'out', '--broker', 'container'],
      {
        cwd: folder,
        env: { DOCKER_HOST: 'unix:///nowhere' },
      },
    );
    expect(exitCode).toBe(0);
    expect((await recordIn('out')).submissions.map(({ attempts }) => attempts)).toEqual([0, 0, 0, 0]);
  });
});

describe('at a date', () => {
  test('the commit of then is graded, and what has none is listed as not graded', async () => {
    const { exitCode, stdout } = await batch('class', ...only, '--at', '2026-11-20', '--out', 'at');
    expect(exitCode).toBe(2);
    expect(stdout).toContain('1 of 4 submissions have a final grade.\n');
    expect(stdout).toContain(
      '  dan: not graded: it is an archive and no git repository, and so it has no commit of that time\n',
    );
    const commit = run('git', ['rev-parse', 'HEAD'], at('class', 'day-3-ada'));
    expect(await gradeIn('at', 'day-3-ada')).toMatchObject({ score: 5, submission: { id: 'day-3-ada', commit } });
    const [, ada] = (await recordIn('at')).submissions;
    expect(ada).toMatchObject({ status: 'graded', handedInAt: '2026-11-20T10:00:00.000Z', student: null });
  });

  test('before anything was handed in nothing is graded, and the page of the class does not advise to go on', async () => {
    const { exitCode } = await batch('class', ...only, '--at', '2000-01-01', '--out', 'early');
    expect(exitCode).toBe(2);
    expect((await recordIn('early')).submissions.map(({ gradable }) => gradable)).toEqual([false, false, false, false]);
    const page = await readFile(at('early', 'class.html'), 'utf8');
    expect(page).toContain('day-3-ada: its first commit is younger than 2000-01-01');
    expect(page).not.toContain('--resume');
  });
});

describe.concurrent('before anything runs it is refused', () => {
  test.for([
    [
      ['class', '--at', 'yesterday'],
      /^kafka-grader batch: option '--at <date>' argument 'yesterday' is invalid\. Allowed is a date, alone or with a time and a zone, such as 2026-11-30, or 2026-11-30T18:00:00\+01:00; usage: .*\(USAGE\)$/,
    ],
    [
      ['class', '--roster', 'wrong.csv'],
      /^\S+wrong\.csv:3: the login ada is in line 2 too; each is of one student\. \(ROSTER_INVALID\)$/,
    ],
    [
      ['class', '--roster', 'nowhere.csv'],
      /^The roster can't be read: ENOENT: .*; name a CSV file in UTF-8\. \(ROSTER_INVALID\)$/,
    ],
    [
      ['class', '--roster', 'double.csv'],
      /^The roster does not say whose each submission is: "day-3-ada" and "day-3-cid" are of cid \(line 2 of the roster\); .*\. \(ROSTER_UNCLEAR\)$/,
    ],
    [
      ['twice'],
      /^The submissions in \S+twice can't be told apart: "Ada\.zip" and "ada" are one name\. Each needs .*\. \(SUBMISSION_IDS\)$/,
    ],
  ] as const)('%j', async ([args, told], { expect }) => {
    const { exitCode, stdout, stderr } = await batch(...args, '--out', 'refused');
    expect(stderr).toMatch(told);
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
  });
});
