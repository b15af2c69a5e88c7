import type { Command, CommanderError } from 'commander';
import { GraderError } from '../grader-error.ts';
import { optionNames } from './options.ts';

/** What commander found wrong, as one sentence that says where, and what is allowed there. */
export function usageError({ code, message }: CommanderError, command: Command): GraderError {
  if (code === 'commander.help') return inCommand(command, 'no command was given', 'commander.unknownCommand');
  const said = message
    .replace(/^error: /, '')
    .replace(/\n\((.+)\)$/, ' ($1)')
    .replace(/\.$/, '');
  return inCommand(command, said, code);
}

function inCommand(command: Command, said: string, code: string): GraderError {
  return new GraderError('USAGE', `${nameOf(command)}: ${said}; ${allowed(code, command)}.`);
}

function allowed(code: string, command: Command): string {
  switch (code) {
    case 'commander.unknownCommand':
      return `commands are ${command.commands.map((each) => each.name()).join(', ')}`;
    case 'commander.unknownOption':
      return `options are ${optionNames(command)}`;
    default:
      return `usage: ${nameOf(command)} ${command.usage()}`;
  }
}

function nameOf(command: Command): string {
  return command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();
}
