/** The attacks of `fixtures/hostile` and what becomes of each, as the table of `docs/security.md`. */
import { type HostileCase, type Level, type Outcome, outcomeAt, type Spoil } from './hostile-cases.ts';

/** The levels of one column come out the same in every row. */
const columns: readonly { readonly title: string; readonly levels: readonly Level[] }[] = [
  { title: '`none`, `process`', levels: ['none', 'process'] },
  { title: '`process`, started by root', levels: ['process-own-user'] },
  { title: '`bubblewrap`, `docker`', levels: ['bubblewrap', 'docker'] },
];

const words: Readonly<Record<Spoil, string>> = {
  'secret-read': 'reads a secret',
  'file-written': 'writes a file elsewhere',
  'process-killed': 'kills a process',
  'process-left': 'leaves a process behind',
  'service-reached': 'reaches other services',
  'neighbour-spoken-for': 'speaks for another process',
  'topic-changed': 'deletes a topic',
  'offsets-changed': "changes a group's offsets",
  'limit-passed': 'takes as much as it wants',
  'report-steered': 'steers a report',
  'grader-changed': 'changes the grader',
};

export function attackTable(cases: readonly HostileCase[]): string {
  const rows = cases.map((hostile) => [
    `\`${hostile.name}\``,
    hostile.attack,
    ...columns.map(({ levels }) => cellOf(levels.map((level) => outcomeAt(hostile, level)))),
  ]);
  const heads = ['case', 'the submission', ...columns.map(({ title }) => title)];
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cellOf(outcomes: readonly Outcome[]): string {
  const cells = new Set(outcomes.map(describe));
  const [cell, ...others] = cells;
  if (cell === undefined || others.length > 0)
    throw new Error(`Levels of one column differ: ${[...cells].join(' / ')}`);
  return cell;
}

function describe({ reached, lost, events }: Outcome): string {
  const gap = reached.length === 0 ? 'contained' : `**${reached.map((spoil) => words[spoil]).join(', ')}**`;
  const verdicts = Object.entries(lost).map(([id, status]) => `\`${id}\` ${status}`);
  return [gap, ...verdicts, ...events.map((type) => `seen as \`${type}\``)].join('; ');
}
