/**
 * What GitHub's runner makes of what a step writes, transcribed from actions/runner: `ActionCommand.cs`,
 * `ActionCommandManager.cs`, `FileCommandManager.cs` and `ExecutionContext.cs`.
 */

interface Command {
  command: string;
  /** Names as the step wrote them; the runner takes them in any case. */
  properties: ReadonlyMap<string, string>;
  data: string;
}

const known = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);

/** In the order in which the runner undoes them: the percent sign is last. */
const dataEscapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
] as const;
const propertyEscapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
] as const;
const bracketEscapes = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%'],
] as const;

/** The commands that the runner follows in what a step prints, those between `stop-commands` and its token left out. */
export function commandsIn(output: string): Command[] {
  const commands: Command[] = [];
  let stopToken: string | null = null;
  for (const line of linesOf(output)) {
    const names: ReadonlySet<string> = stopToken === null ? known : new Set([...known, stopToken.toLowerCase()]);
    const command = parseColons(line, names) ?? parseBrackets(line, names);
    if (command === null) continue;
    if (stopToken !== null) {
      if (command.command.toLowerCase() === stopToken.toLowerCase()) stopToken = null;
    } else if (command.command === 'stop-commands') {
      if (command.data === '' || known.has(command.data.toLowerCase()))
        throw new Error('A stop token that is refused.');
      stopToken = command.data;
    } else {
      commands.push(command);
    }
  }
  return commands;
}

/** As .NET reads lines: a bare carriage return ends one, too. */
function linesOf(output: string): string[] {
  return output.split(/\r\n|\r|\n/);
}

/** `::name key=value,key=value::data`, after whatever space. */
function parseColons(line: string, names: ReadonlySet<string>): Command | null {
  const message = line.trimStart();
  const end = message.indexOf('::', 2);
  if (!message.startsWith('::') || end < 0) return null;
  const info = message.slice(2, end);
  return commandOf(info, names, {
    separator: ',',
    unescapeProperty: (text) => unescaped(text, propertyEscapes),
    data: unescaped(message.slice(end + 2), dataEscapes),
  });
}

/** `##[name key=value;key=value]data`, anywhere in the line. */
function parseBrackets(line: string, names: ReadonlySet<string>): Command | null {
  const start = line.indexOf('##[');
  const end = start < 0 ? -1 : line.indexOf(']', start);
  if (end < 0) return null;
  return commandOf(line.slice(start + 3, end), names, {
    separator: ';',
    unescapeProperty: (text) => unescaped(text, bracketEscapes),
    data: unescaped(line.slice(end + 1), bracketEscapes),
  });
}

function commandOf(
  info: string,
  names: ReadonlySet<string>,
  parts: { separator: string; unescapeProperty(text: string): string; data: string },
): Command | null {
  const space = info.indexOf(' ');
  const command = space < 0 ? info : info.slice(0, space);
  if (!names.has(command.toLowerCase())) return null;
  const pairs = space < 0 ? [] : info.slice(space + 1).split(parts.separator);
  const properties = new Map<string, string>();
  for (const pair of pairs) {
    const [, name, value] = /^=*([^=]+)=+(.+)$/s.exec(pair.trim()) ?? [];
    if (name !== undefined && value !== undefined) properties.set(name, parts.unescapeProperty(value));
  }
  return { command, properties, data: parts.data };
}

function unescaped(text: string, escapes: readonly (readonly [string, string])[]): string {
  return escapes.reduce((result, [written, meant]) => result.replaceAll(written, meant), text);
}
