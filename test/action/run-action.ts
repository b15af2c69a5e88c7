/** The action as GitHub's runner starts it: Node on the one file, inputs and files by environment. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { actionFile } from '../../scripts/action-bundle.ts';
import { repository } from '../cli/run-grader.ts';
import { type Annotated, annotationsIn, type Command, commandsIn, keptSummary, pairsIn } from '../support/runner.ts';
import { makeTemporaryFolder } from '../support/temporary-folder.ts';

export interface Step {
  inputs: Record<string, string>;
  /** What the step's summary holds already. */
  summary?: string;
}

export interface StepResult extends Annotated {
  exitCode: number | undefined;
  stdout: string;
  stderr: string;
  commands: Command[];
  outputs: Map<string, string>;
  /** Null where the runner would drop it. */
  summary: string | null;
  summaryBytes: number;
}

export async function runAction({ inputs, summary = '' }: Step): Promise<StepResult> {
  await using folder = await makeTemporaryFolder();
  const workspace = join(folder.path, 'workspace');
  const files = { GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: summary, GITHUB_STATE: '', GITHUB_ENV: '', GITHUB_PATH: '' };
  const pathOf = (name: string) => join(folder.path, name);
  await mkdir(workspace);
  for (const [name, text] of Object.entries(files)) await writeFile(pathOf(name), text);
  const result = await execa(process.execPath, [join(repository, actionFile)], {
    cwd: workspace,
    env: {
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: folder.path,
      ...Object.fromEntries(Object.keys(files).map((name) => [name, pathOf(name)])),
      ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    },
    extendEnv: false,
    reject: false,
    stripFinalNewline: false,
  });
  const written = await readFile(pathOf('GITHUB_STEP_SUMMARY'));
  return {
    exitCode: result.exitCode,
    stdout: result.stdout,
    stderr: result.stderr,
    commands: commandsIn(result.stdout),
    outputs: pairsIn(await readFile(pathOf('GITHUB_OUTPUT'), 'utf8')),
    summary: keptSummary(written),
    summaryBytes: written.length,
    ...annotationsIn(result.stdout, workspace),
  };
}
