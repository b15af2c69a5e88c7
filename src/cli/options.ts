import { type Command, InvalidArgumentError, Option } from 'commander';
import type { BrokerChoice } from '../broker/broker.ts';

/** The options that commands share, as they come from the command line. */
export interface BrokerOption {
  broker: BrokerChoice;
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

/** For folders and whatever else an empty text can't name, as when a shell variable is not set. */
export function notEmpty(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.');
  return text;
}

function collectNames(text: string, before: readonly string[]): readonly string[] {
  const names = text.split(',').map((name) => name.trim());
  if (names.includes('')) throw new InvalidArgumentError('A name in it is empty.');
  return [...before, ...names];
}

/** `--broker, --seed, …` of a command, for a message. */
export function optionNames(command: Command): string {
  return [...command.options.map(({ long, short }) => long ?? short ?? ''), '--help'].join(', ');
}
