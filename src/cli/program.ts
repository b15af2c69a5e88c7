/** The commands, their arguments and options. What they do is loaded when they are called: `--help` starts at once. */
import { Command, CommanderError } from 'commander';
import { graderVersion } from '../grader-version.ts';
import type { BatchOptions } from './commands/batch.ts';
import type { BrokerCommandOptions } from './commands/broker.ts';
import type { DiffOptions } from './commands/diff.ts';
import type { GradeOptions } from './commands/grade.ts';
import type { InitOptions } from './commands/init.ts';
import type { MergeOptions } from './commands/merge.ts';
import type { RegradeOptions } from './commands/regrade.ts';
import type { ReportOptions } from './commands/report.ts';
import type { VerifyOptions } from './commands/verify.ts';
import {
  absentOption,
  atOption,
  audienceOption,
  brokerOption,
  columnOption,
  defaultExercise,
  duePassedOption,
  exerciseOption,
  formatOption,
  forOption,
  gradebookOption,
  isolationOption,
  jobsOption,
  jsonOption,
  lateOption,
  notEmpty,
  notEmptyEach,
  onlyOption,
  rosterOption,
  rubricOption,
  shardOption,
} from './options.ts';
import type { Surroundings } from './surroundings.ts';
import { tellHowToResume } from './tell-how-to-resume.ts';
import { usageError } from './usage-error.ts';

/** Does what the arguments say and gives the exit code. Throws `USAGE` where they say nothing that can be done. */
export async function runProgram(args: readonly string[], surroundings: Surroundings): Promise<number> {
  let exitCode = 0;
  const program = new Command('kafka-grader')
    .description('Grades Kafka consumer exercises against a real Kafka.')
    .usage('<command> [options]');

  program
    .command('grade')
    .description('grade one submission: prints the report, writes grade.json and observations.jsonl')
    .argument('<folder>', 'the folder that was handed in', notEmpty)
    .addOption(exerciseOption().default(defaultExercise))
    .addOption(rubricOption())
    .addOption(brokerOption())
    .addOption(isolationOption())
    .option('--seed <text>', 'repeats the names and values of an earlier grading (default: a new one)', notEmpty)
    .addOption(onlyOption())
    .option('--out <folder>', 'where the results go', notEmpty, '.kafka-grader')
    .addOption(jsonOption())
    .option('--watch', 'grade again whenever a file is saved, until Ctrl-C', false)
    .action(async (folder: string, options: GradeOptions) => {
      const { grade } = await import('./commands/grade.ts');
      exitCode = await grade(folder, options, surroundings);
    });

  program
    .command('batch')
    .description('grade every submission in a folder: writes what grade writes for each, and grades.csv')
    .argument('<folder>', 'the folder with a folder or an archive for each submission', notEmpty)
    .addOption(exerciseOption().default(defaultExercise))
    .addOption(rubricOption())
    .addOption(brokerOption())
    .addOption(isolationOption())
    .option('--seed <text>', 'repeats the names and values of an earlier batch (default: new ones)', notEmpty)
    .addOption(onlyOption())
    .addOption(jobsOption())
    .option('--log <file>', 'appends what happens, a line of JSON each', notEmpty)
    .addOption(rosterOption())
    .addOption(atOption())
    .addOption(shardOption())
    .option('--resume', 'go on with what stands in --out: grade only what is missing or has changed', false)
    .option('--out <folder>', 'where the results go', notEmpty, '.kafka-grader')
    .action(async (folder: string, options: BatchOptions) => {
      const { batch } = await import('./commands/batch.ts');
      exitCode = await tellHowToResume(batch(folder, options, surroundings), surroundings);
    });

  program
    .command('merge')
    .description('join the outputs of batches into one, above all those of shards')
    .argument('<out...>', 'the output folders of batches', notEmptyEach)
    .requiredOption(
      '--out <folder>',
      'where the results go: a new folder, or an earlier merge, which is replaced',
      notEmpty,
    )
    .action(async (outputs: string[], options: MergeOptions) => {
      const { merge } = await import('./commands/merge.ts');
      exitCode = await merge(outputs, options, surroundings);
    });

  program
    .command('regrade')
    .description('judge stored observations again, without a broker')
    .argument('<out>', 'the output folder of a grading, or of a batch', notEmpty)
    .addOption(exerciseOption())
    .addOption(rubricOption())
    .addOption(onlyOption())
    .option(
      '--out <folder>',
      'where the new grade goes (default: beside the old one, kept as grade.previous.json)',
      notEmpty,
    )
    .option('--pages', 'make report.html of each submission of a batch anew, which takes longer', false)
    .addOption(jsonOption())
    .action(async (from: string, options: RegradeOptions) => {
      const { regrade } = await import('./commands/regrade.ts');
      exitCode = await regrade(from, options, surroundings);
    });

  program
    .command('report')
    .description('write stored grades in other formats, for people and for the systems that take grades')
    .argument('<out>', 'the output folder of a grading, or of a batch', notEmpty)
    .addOption(formatOption())
    .option('--out <folder>', 'where the files go, - for standard output (default: beside the grades)', notEmpty)
    .addOption(audienceOption())
    .addOption(duePassedOption())
    .addOption(exerciseOption())
    .addOption(gradebookOption())
    .addOption(columnOption())
    .addOption(absentOption())
    .addOption(lateOption())
    .action(async (from: string, options: ReportOptions) => {
      const { report } = await import('./commands/report.ts');
      exitCode = await report(from, options, surroundings);
    });

  program
    .command('diff')
    .description('who gained and lost which points between two gradings, and why')
    .argument('<before>', 'the output folder of a grading or a batch, or a grade.json', notEmpty)
    .argument('<after>', 'another one', notEmpty)
    .option('--json', 'print the differences as JSON, and nothing else', false)
    .action(async (before: string, after: string, options: DiffOptions) => {
      const { diff } = await import('./commands/diff.ts');
      exitCode = await diff(before, after, options, surroundings);
    });

  program
    .command('verify')
    .description('grade again and compare: was that grade earned by this folder?')
    .argument('<grade>', 'a grade.json, or the output folder that holds it', notEmpty)
    .argument('<folder>', 'the folder that was handed in', notEmpty)
    .addOption(exerciseOption())
    .addOption(rubricOption())
    .addOption(brokerOption())
    .addOption(isolationOption())
    .option('--seed <text>', 'the names and values of the new grading (default: new ones)', notEmpty)
    .option('--out <folder>', 'where the new grading stays', notEmpty, '.kafka-grader/verify')
    .option('--json', 'print the comparison as JSON, and nothing else', false)
    .action(async (recorded: string, folder: string, options: VerifyOptions) => {
      const { verify } = await import('./commands/verify.ts');
      exitCode = await verify(recorded, folder, options, surroundings);
    });

  program
    .command('broker')
    .description('a Kafka on localhost:9092 with a topic, to try programs by hand, until Ctrl-C')
    .addOption(brokerOption())
    .action(async (options: BrokerCommandOptions) => {
      const { broker } = await import('./commands/broker.ts');
      exitCode = await broker(options, surroundings);
    });

  program
    .command('doctor')
    .description('what this machine can do, and what to install')
    .action(async () => {
      const { doctor } = await import('./commands/doctor.ts');
      exitCode = await doctor((text) => surroundings.stdout.write(text));
    });

  program
    .command('init')
    .description('a student repository: the exercise, programs to begin with, and what has it graded on GitHub')
    .argument('<folder>', 'made where it is missing', notEmpty)
    .addOption(forOption())
    .option('--force', 'also where files are: overwrites those that the template has, and no others', false)
    .addOption(exerciseOption().default(defaultExercise))
    .action(async (folder: string, options: InitOptions) => {
      const { init } = await import('./commands/init.ts');
      exitCode = await init(folder, options, surroundings);
    });

  for (const command of [program, ...program.commands]) dress(command, surroundings);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    throw error;
  }
  return exitCode;
}

/** What all commands have in common. Errors are told by whoever runs the program, and nowhere else. */
function dress(command: Command, { stdout }: Surroundings): void {
  command
    .version(graderVersion(), '--version', 'show the version')
    .helpOption('--help', 'show this help')
    .helpCommand(false)
    .showSuggestionAfterError()
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: () => {}, outputError: () => {} })
    .exitOverride((error) => {
      throw error.exitCode === 0 ? error : usageError(error, command);
    });
}
