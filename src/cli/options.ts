import { type Command, InvalidArgumentError, Option } from 'commander';
import type { BrokerChoice } from '../broker/broker.ts';
import { absentChoices } from '../grade/class-points.ts';
import type { Shard } from '../grade/class-record.ts';
import { mostShards } from '../grade/most-shards.ts';
import { type IsolationChoice, isolationLevels } from '../isolation/level.ts';
import {
  type ClassFormat,
  classFormatNames,
  type Format,
  formatNames,
  isClassFormat,
  isFormat,
} from '../report/format-names.ts';
import { type Audience, audiences } from '../report/report.ts';
import { type TemplateKind, templateKinds } from '../template/template-kind.ts';
import { parseInstant } from './parse-instant.ts';

/** The options that commands share, as they come from the command line. */
export interface BrokerOption {
  broker: BrokerChoice;
}
export interface IsolationOption {
  isolation: IsolationChoice;
}
export interface GradeOutputOptions {
  /** A file that reweighs, drops or hides checks. */
  rubric?: string;
  only: readonly string[];
  json: boolean;
}

const brokerChoices = ['auto', 'container', 'jvm'] as const satisfies readonly BrokerChoice[];

export const brokerOption = () =>
  new Option('--broker <kind>', 'where Kafka runs: auto is a container where Docker answers, else a JVM')
    .choices(brokerChoices)
    .default('auto' satisfies BrokerChoice);

export const isolationOption = () =>
  new Option('--isolation <level>', "how students' programs are kept apart: auto is the strongest that works here")
    .choices(['auto', ...isolationLevels] satisfies IsolationChoice[])
    .default('auto' satisfies IsolationChoice);

export const defaultExercise = 'kafka-consumers';

export const exerciseOption = () =>
  new Option('--exercise <id or folder>', 'an exercise that comes with the grader, or a folder with one').argParser(
    notEmpty,
  );

export const rubricOption = () =>
  new Option('--rubric <file>', 'reweighs, drops or hides checks (YAML or JSON)').argParser(notEmpty);

export const onlyOption = () =>
  new Option(
    '--only <check or area>',
    'grade only these, such as group or group.fifth-member-idles (repeatable, or a,b)',
  )
    .argParser(collectNames)
    .default([], 'all');

export const jsonOption = () => new Option('--json', 'print the grade as JSON, and nothing else').default(false);

const allFormats = `${formatNames.join(', ')}, and for a class ${classFormatNames.join(', ')}`;
const defaultFormats = ['html'] as const satisfies readonly Format[];

/** Of a grading, or of a class. */
export type AnyFormat = Format | ClassFormat;

export const formatOption = () =>
  new Option('--format <names>', `any of ${allFormats} (repeatable, or a,b)`)
    .argParser(collectFormats)
    .default(defaultFormats, defaultFormats.join(','));

export const gradebookOption = () =>
  new Option('--gradebook <file>', 'what canvas and moodle fill in: the CSV file that was downloaded there').argParser(
    notEmpty,
  );

export const columnOption = () =>
  new Option(
    '--column <title>',
    'what the assignment is called in canvas and classroom-csv (default: the exercise)',
  ).argParser(notEmpty);

export const absentOption = () =>
  new Option('--absent <cell>', 'what a class format has for who handed in nothing (default: empty)').choices(
    absentChoices,
  );

export const lateOption = () =>
  new Option(
    '--late <file>',
    'when the work of a class was due, and what it costs to be late (YAML or JSON)',
  ).argParser(notEmpty);

export const audienceOption = () =>
  new Option('--audience <who>', 'what a student must not see is not in the files for students')
    .choices(audiences)
    .default('student' satisfies Audience);

export const duePassedOption = () =>
  new Option('--due-passed', 'students see the checks that are kept from them until the work is due').default(false);

export const forOption = () =>
  new Option('--for <kind>', 'what grades it on GitHub: a workflow, GitHub Classroom, or Classroom 50')
    .choices(templateKinds)
    .default('actions' satisfies TemplateKind);

export const jobsOption = () =>
  new Option('--jobs <n>', 'submissions that are graded at the same time, or auto: as this machine can bear')
    .argParser(parseJobs)
    .default('auto' satisfies Jobs);

export const rosterOption = () =>
  new Option(
    '--roster <file>',
    'who is in the class (CSV): says who handed in nothing, and whose each submission is',
  ).argParser(notEmpty);

const anInstant = '2026-11-30, or 2026-11-30T18:00:00+01:00';

export const atOption = () =>
  new Option('--at <date>', `of git repositories, grade the last commit that is not younger: ${anInstant}`)
    .argParser(parseAt)
    .default(null, 'the folders as they stand');

export type Jobs = number | 'auto';

const mostJobs = 256;

function parseAt(text: string): Date {
  const instant = parseInstant(text);
  if (instant) return instant;
  throw new InvalidArgumentError(`Allowed is a date, alone or with a time and a zone, such as ${anInstant}.`);
}

function parseJobs(text: string): Jobs {
  if (text === 'auto') return text;
  if (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= mostJobs) return Number(text);
  throw new InvalidArgumentError(`Allowed are auto and whole numbers from 1 to ${mostJobs}.`);
}

export const shardOption = () =>
  new Option('--shard <i/n>', 'grade only one of n parts of the class, such as 1/4').argParser(parseShard);

function parseShard(text: string): Shard {
  const [, index, of] = (/^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? []).map(Number);
  if (index !== undefined && of !== undefined && index <= of) return { index, of };
  throw new InvalidArgumentError(`Allowed are 1/n to n/n, such as 1/4, where n is at most ${mostShards}.`);
}

/** For folders and whatever else an empty text can't name, as when a shell variable is not set. */
export function notEmpty(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.');
  return text;
}

/** For an argument that may be repeated. */
export function notEmptyEach(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, notEmpty(text)];
}

function collectNames(text: string, before: readonly string[]): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('A name in it is empty.');
  return [...before, ...names];
}

function collectFormats(text: string, before: readonly AnyFormat[]): readonly AnyFormat[] {
  const names = text.split(',').map((name) => {
    const format = name.trim();
    if (!isFormat(format) && !isClassFormat(format))
      throw new InvalidArgumentError(`Allowed formats are ${allFormats}.`);
    return format;
  });
  const named = before === defaultFormats ? names : [...before, ...names];
  return [...new Set(named)];
}

/** `--broker, --seed, …` of a command, for a message. */
export function optionNames(command: Command): string {
  return [...command.options.map(({ long, short }) => long ?? short ?? ''), '--help'].join(', ');
}
