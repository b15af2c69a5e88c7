/** What a workflow shows beside a submission's lines: what failed as errors, what was not judged as warnings. */
import { faultOf } from '../fault.ts';
import { plain } from '../plain.ts';
import type { ReportedGrade, WholeCheck } from '../report.ts';
import { factsOf, notTheSubmissionsFault } from '../words.ts';
import { repositoryPath } from './repository-path.ts';

export interface Annotation {
  level: Level;
  title: string;
  /** Lines. */
  message: string;
  /** From the repository's root; null where it stands for itself. */
  file: string | null;
  line: number | null;
  /** Only with a line. */
  column: number | null;
}

type Level = 'error' | 'warning';

/** What the runner keeps of a step is ten of each; the tenth error is the one that the step fails with. */
const most = { error: 9, warning: 10 } as const satisfies Record<Level, number>;

/** The runner cuts a message at 4,096 UTF-16 units, GitHub a title at 255 characters. */
const messageUnits = 4000;
const titleUnits = 250;

const told = ['Expected', 'Actual', 'Hint'];

/**
 * What was lost or left open, most points first, checks with the same fault as one. `folder` is where the submission is in
 * its repository.
 */
export function annotationsOf({ checks }: ReportedGrade, folder: string): Annotation[] {
  const lost = checks.filter((check) => check.shown === 'whole').filter(({ status }) => status !== 'passed');
  const groups = byFault(lost).sort((one, other) => lossOf(other) - lossOf(one));
  const of = (level: Level) => groups.filter(([check]) => check && levelOf(check) === level);
  return [...annotate('error', of('error'), folder), ...annotate('warning', of('warning'), folder)];
}

function byFault(checks: readonly WholeCheck[]): WholeCheck[][] {
  const groups = new Map<string, WholeCheck[]>();
  for (const check of checks) {
    const fault = faultOf(check);
    groups.set(fault, [...(groups.get(fault) ?? []), check]);
  }
  return [...groups.values()];
}

function annotate(level: Level, groups: readonly WholeCheck[][], folder: string): Annotation[] {
  const isRoom = groups.length <= most[level];
  const shown = isRoom ? groups : groups.slice(0, most[level] - 1);
  const rest = groups.slice(shown.length).flat();
  const annotations = shown.flatMap((group) => annotationOf(level, group, folder) ?? []);
  return rest.length === 0 ? annotations : [...annotations, moreOf(level, rest)];
}

function annotationOf(level: Level, checks: readonly WholeCheck[], folder: string): Annotation | null {
  const [first] = checks;
  if (!first) return null;
  return {
    level,
    title: cut(titleOf(checks), titleUnits),
    message: cut(messageOf(first), messageUnits),
    ...placeOf(checks, folder),
  };
}

function titleOf(checks: readonly WholeCheck[]): string {
  const titles = checks.map(({ title }) => plain(title)).join('; ');
  const [first] = checks;
  if (checks.length > 1) return `${checks.length} checks, ${pointsOf(lossOf(checks))}: ${titles}`;
  return first?.points === null
    ? `${titles}: ${pointsOf(first.maxPoints)} not decided`
    : `${titles}: ${first?.points} of ${pointsOf(first?.maxPoints ?? 0)}`;
}

function messageOf(check: WholeCheck): string {
  const facts = factsOf(check).filter(({ label }) => told.includes(label));
  return [
    ...(check.status === 'inconclusive' ? [notTheSubmissionsFault] : []),
    plain(check.reason),
    ...facts.map(({ label, text }) => `${label}: ${text}`),
  ].join('\n');
}

/** On the student's line where it is known, else on the file that all of them are about. */
function placeOf(checks: readonly WholeCheck[], folder: string): Pick<Annotation, 'file' | 'line' | 'column'> {
  const location = checks[0]?.location ?? null;
  const files = new Set(checks.map((check) => location?.file ?? check.file));
  const [name] = files;
  const file = files.size === 1 && name ? repositoryPath(folder, name) : null;
  if (file === null || location === null || location.line < 1) return { file, line: null, column: null };
  return { file, line: location.line, column: location.column < 1 ? null : location.column };
}

function moreOf(level: Level, checks: readonly WholeCheck[]): Annotation {
  const verb = level === 'error' ? 'lost' : 'without';
  const what = `${checks.length === 1 ? '1 more check' : `${checks.length} more checks`} ${verb} ${pointsOf(lossOf(checks))}`;
  const message = 'A step shows only so many annotations. The summary of this job says why for every check.';
  return { level, title: what, message, file: null, line: null, column: null };
}

function levelOf({ status }: WholeCheck): Level {
  return status === 'failed' ? 'error' : 'warning';
}

function lossOf(checks: readonly WholeCheck[]): number {
  return checks.reduce((sum, { points, maxPoints }) => sum + maxPoints - (points ?? 0), 0);
}

function pointsOf(count: number): string {
  return count === 1 ? '1 point' : `${count} points`;
}

/** At a character, never within one. */
function cut(text: string, units: number): string {
  if (text.length <= units) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length + 1 > units) break;
    kept += character;
  }
  return `${kept}…`;
}
