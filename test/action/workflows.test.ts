/** The repository's own workflows: as actionlint reads them, and the grading step as bash runs it. */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { complaintsAbout } from '../support/actionlint.ts';
import { commandsIn, linesOf } from '../support/runner.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

const folder = new URL('../../.github/workflows/', import.meta.url);

test.each(readdirSync(folder))('actionlint has nothing against %s', async (name) => {
  expect(await complaintsAbout(new URL(name, folder), `.github/workflows/${name}`)).toEqual([]);
});

interface Step {
  name?: string;
  uses?: string;
  run?: string;
  if?: string;
  with?: Record<string, unknown>;
}

const workflow = parse(readFileSync(new URL('grade-submission.yml', folder), 'utf8'));
const steps: Step[] = workflow.jobs.grade.steps;
const stepNamed = (name: string) => {
  const step = steps.find((each) => each.name === name);
  if (!step) throw new Error(`There is no step ${name}.`);
  return step;
};

/** What stands in for the grader: it tries to be a workflow, and says what it was given. */
const standIn = `
import { readFileSync, writeFileSync } from 'node:fs';
const at = (name) => new URL('../' + name, import.meta.url);
writeFileSync(at('seen.json'), JSON.stringify({ args: process.argv.slice(2), env: process.env }));
process.stdout.write('::error::forged\\n##[error]forged\\r::add-mask::forged\\n');
process.stderr.write('::notice title=Autograding complete::Points 100/100\\n');
process.stdout.write('::stop-commands::mine\\n::mine::\\n::error::forged again, without an end of line');
const code = Number(readFileSync(at('exit-code'), 'utf8'));
if (code > 128) process.kill(process.pid, code - 128);
process.exitCode = code;
`;

interface Graded {
  exitCode: number | undefined;
  stdout: string;
  stderr: string;
  /** Null where the grader was never started. */
  seen: { args: string[]; env: Record<string, string> } | null;
}

async function grade(code: number, input = '.'): Promise<Graded> {
  await using workspace = await makeTemporaryFolder();
  const at = (path: string) => join(workspace.path, path);
  await mkdir(at('grader/bin'), { recursive: true });
  await mkdir(at('submission/ada/week-3'), { recursive: true });
  await symlink('../../grader', at('submission/ada/link'));
  await writeFile(at('grader/package.json'), '{"type":"module"}');
  await writeFile(at('grader/bin/kafka-grader.js'), standIn);
  await writeFile(at('grader/exit-code'), String(code));
  const { exitCode, stdout, stderr } = await execa(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', stepNamed('Grade').run ?? ''],
    {
      cwd: workspace.path,
      env: {
        REPOSITORY: 'ada',
        FOLDER: input,
        EXERCISE: 'kafka-consumers',
        RUNNER_TEMP: at('temp'),
        GITHUB_OUTPUT: at('output'),
        GITHUB_STEP_SUMMARY: at('summary'),
        GITHUB_TOKEN: 'secret',
        ACTIONS_RUNTIME_TOKEN: 'secret',
        NODE_OPTIONS: '--no-warnings',
      },
      reject: false,
      stripFinalNewline: false,
    },
  );
  const seen = await readFile(at('grader/seen.json'), 'utf8').then(JSON.parse, () => null);
  const relative = (text: string) => text.replaceAll(workspace.path, '');
  return {
    exitCode,
    stdout,
    stderr,
    seen: seen && { args: seen.args.map(relative), env: seen.env },
  };
}

describe('the step that grades', () => {
  test.for([0, 1, 2, 137])('goes on to the action after exit code %i', async (code) => {
    const { exitCode, stdout, stderr } = await grade(code);
    expect(exitCode).toBe(0);
    expect(commandsIn(stdout)).toEqual([]);
    expect(stderr).not.toContain('::');
    expect(stdout).toContain(`kafka-grader ended with exit code ${code}.\n`);
  });

  test('fails with its own message after exit code 3', async () => {
    const { exitCode, stdout } = await grade(3);
    expect(exitCode).toBe(1);
    expect(commandsIn(stdout)).toMatchObject([
      { command: 'error', data: expect.stringMatching(/^kafka-grader was called in a way that it does not know/) },
    ]);
  });

  test('lets the runner follow no command of the grader, by a token that nobody can know', async () => {
    const tokens = new Set<string>();
    for (const { stdout } of [await grade(0), await grade(0)]) {
      const [first = '', ...rest] = linesOf(stdout);
      const token = /^::stop-commands::([0-9a-f]{32})$/.exec(first)?.[1] ?? '';
      expect(rest.filter((line) => line === `::${token}::`)).toHaveLength(1);
      expect(rest.indexOf('::notice title=Autograding complete::Points 100/100')).toBeLessThan(
        rest.indexOf(`::${token}::`),
      );
      tokens.add(token);
    }
    expect(tokens.size).toBe(2);
  });

  test('gives the grader nothing of the workflow', async () => {
    const { seen } = await grade(0, 'week-3');
    expect(Object.keys(seen?.env ?? {}).sort()).toEqual(['HOME', 'LANG', 'PATH']);
    expect(seen?.args).toEqual([
      'grade',
      '/submission/ada/week-3',
      '--exercise',
      'kafka-consumers',
      '--out',
      '/temp/kafka-grader-output',
    ]);
  });

  test.for(['..', '../../grader', 'link', 'link/bin'])(
    'grades nothing outside of the repository: %s',
    async (input) => {
      const { exitCode, stdout, seen } = await grade(0, input);
      expect({ exitCode, seen }).toEqual({ exitCode: 1, seen: null });
      expect(commandsIn(stdout)).toMatchObject([{ data: 'The input folder leads out of the repository.' }]);
    },
  );

  test('takes every path from the repository’s root', async () => {
    expect((await grade(0, '/week-3')).seen?.args[1]).toBe('/submission/ada/week-3');
  });
});

describe('the other steps', () => {
  test('keep the grader out of the student’s checkout, and no credentials in either', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.map((step) => [step.with?.['path'], step.with?.['persist-credentials']])).toEqual([
      [`submission/\${{ github.event.repository.name }}`, false],
      ['grader', false],
    ]);
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  test('tell the grade and keep the report, from where the grader has left it', () => {
    const output = /--out "\$RUNNER_TEMP\/([\w-]+)"/.exec(stepNamed('Grade').run ?? '')?.[1];
    expect(stepNamed('Tell the grade').with?.['output']).toBe(`\${{ runner.temp }}/${output}`);
    expect(stepNamed('Keep the report').with?.['path']).toBe(
      ['report.html', 'grade.json', 'observations.jsonl']
        .map((file) => `\${{ runner.temp }}/${output}/${file}\n`)
        .join(''),
    );
    expect(stepNamed('Keep the report').if).toMatch(/^\$\{\{ always\(\) \}\}$/);
  });
});
