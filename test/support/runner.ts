/**
 * What GitHub's runner makes of what a step writes, transcribed from actions/runner: `ActionCommand.cs`,
 * `ActionCommandManager.cs`, `FileCommandManager.cs` and `ExecutionContext.cs`.
 */

export interface Command {
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
export function linesOf(output: string): string[] {
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

export interface Issue {
  type: 'error' | 'warning' | 'notice';
  title: string | null;
  message: string;
  file: string | null;
  line: number | null;
  column: number | null;
}

const issuesOfAType = 10;
const messageUnits = 4096;

export interface Annotated {
  /** What is kept as annotations: ten of a type, each message cut. */
  kept: Issue[];
  /** What the runner dropped or cut. */
  lost: Issue[];
}

/** The annotations that a step has made. */
export function annotationsIn(output: string, workspace: string): Annotated {
  const kept: Issue[] = [];
  const lost: Issue[] = [];
  for (const { command, properties, data } of commandsIn(output)) {
    if (command !== 'error' && command !== 'warning' && command !== 'notice') continue;
    const line = numberIn(properties.get('line'));
    const file = properties.get('file') ?? null;
    const issue: Issue = {
      type: command,
      title: properties.get('title') ?? null,
      message: data.slice(0, messageUnits),
      file: file === null ? null : relativeTo(workspace, file),
      line,
      column: line === null ? null : numberIn(properties.get('col')),
    };
    const isRoom = kept.filter(({ type }) => type === command).length < issuesOfAType;
    if (isRoom) kept.push(issue);
    if (!isRoom || data.length > messageUnits) lost.push(issue);
  }
  return { kept, lost };
}

function numberIn(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}

/** A path that does not begin with the workspace stays what it is: relative ones, above all. */
function relativeTo(workspace: string, file: string): string {
  return file.startsWith(`${workspace}/`) ? file.slice(workspace.length + 1) : file;
}

/** What a step has put to the file of its outputs, or of its state or environment. */
export function pairsIn(text: string): Map<string, string> {
  const pairs = new Map<string, string>();
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    const [equals, heredoc] = [line.indexOf('='), line.indexOf('<<')];
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      pairs.set(line.slice(0, equals), line.slice(equals + 1));
      continue;
    }
    const [name, delimiter] = [line.slice(0, heredoc), line.slice(heredoc + 2)];
    if (heredoc <= 0 || delimiter === '') throw new Error(`Invalid format '${line}'`);
    const end = lines.indexOf(delimiter, index + 1);
    if (end < 0) throw new Error(`Matching delimiter not found '${delimiter}'`);
    pairs.set(name, lines.slice(index + 1, end).join('\n'));
    index = end;
  }
  return pairs;
}

const summaryBytes = 1024 * 1024;

/** What becomes of a step's summary: null where it is too large, and dropped. */
export function keptSummary(bytes: Buffer): string | null {
  return bytes.length > summaryBytes ? null : bytes.toString('utf8');
}
