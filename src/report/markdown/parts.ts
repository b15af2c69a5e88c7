/** A grade in Markdown, in parts that each stand for themselves. */
import { faultOf } from '../fault.ts';
import type { ReportedCheck, ReportedGrade, WholeCheck } from '../report.ts';
import { refusedNotice, sayViolations } from '../say-violation.ts';
import { type Fact, factsOf, notFinal, notTheSubmissionsFault, resultNotShown, scoreOf, standingOf } from '../words.ts';
import { code, prose } from './markup.ts';

export interface Parts {
  heading: string;
  /** Null for a grade that is final. */
  openNotice: string | null;
  /** What the programs were refused; null where that is nothing. */
  refused: string | null;
  /** A list item each. */
  lost: readonly string[];
  undecided: readonly string[];
  /** What there is nothing to say about, folded; null where there is no such check. */
  folded: string | null;
  foot: string;
}

export interface Telling {
  /** `named` leaves out why. */
  detail: 'explained' | 'named';
  /** Where a page of `docs/` can be read, from its path with `.md`; null where it can't. */
  urlOf(path: string): string | null;
}

const marks = { passed: '✔', failed: '✘', skipped: '–', inconclusive: '?', withheld: '·' } as const;

export function partsOf(grade: ReportedGrade, telling: Telling): Parts {
  const told = grade.checks.filter((check) => check.shown === 'whole');
  const rest = grade.checks.filter((check) => check.shown !== 'whole' || check.status === 'passed');
  return {
    heading: `## ${code(grade.submission.id)}: ${scoreOf(grade)}`,
    openNotice: grade.final ? null : `> **${notFinal}**`,
    refused: refusedBlock(grade),
    lost: lostItems(
      told.filter(({ status }) => status === 'failed' || status === 'skipped'),
      telling,
    ),
    undecided: told
      .filter(({ status }) => status === 'inconclusive')
      .map((check) => undecidedItem(check, telling.detail)),
    folded: rest.length === 0 ? null : foldedBlock(rest, grade.checks.length),
    foot: `Exercise ${code(grade.exercise)}, graded by kafka-grader ${code(grade.grader.version)}.`,
  };
}

/** What the lists are called. */
export const headings = { lost: '### Lost points', undecided: '### Not decided' } as const;

function refusedBlock(grade: ReportedGrade): string | null {
  const items = sayViolations(grade).map((violation) => item(prose(violation), []));
  return items.length === 0 ? null : [prose(refusedNotice), items.join('\n')].join('\n\n');
}

function lostItems(checks: readonly WholeCheck[], { detail, urlOf }: Telling): string[] {
  if (detail === 'named') return checks.map((check) => item(headOf(check), []));
  const firstWithFault = new Map<string, string>();
  return checks.map((check) => {
    const fault = faultOf(check);
    const same = firstWithFault.get(fault);
    if (same !== undefined) return item(headOf(check), [`For the same reason as ${code(same)}.`]);
    if (check.status === 'failed') firstWithFault.set(fault, check.id);
    const facts = [...factsOf(check), ...pageFact(check, urlOf)];
    return item(headOf(check), [`Reason: ${prose(check.reason)}`, ...facts.map((fact) => factLine(fact, urlOf))]);
  });
}

function undecidedItem(check: WholeCheck, detail: Telling['detail']): string {
  const reason = detail === 'named' ? '' : prose(check.reason);
  return item(headOf(check), [`${notTheSubmissionsFault} ${reason}`.trimEnd()]);
}

/** The check's own page, where it can be opened: its path alone says no more than its id. */
function pageFact({ id }: WholeCheck, urlOf: Telling['urlOf']): Fact[] {
  const path = `docs/checks/${id}.md`;
  return urlOf(path) === null ? [] : [{ label: 'About this check', text: path }];
}

function factLine({ label, text }: Fact, urlOf: Telling['urlOf']): string {
  const url = urlOf(text);
  if (url !== null) return `${label}: [${code(text)}](${url})`;
  return `${label}: ${label === 'Hint' ? prose(text) : code(text)}`;
}

function foldedBlock(checks: readonly ReportedCheck[], all: number): string {
  const passed = checks.filter((check) => standingOf(check) === 'passed').length;
  const withheld = checks.length - passed;
  const summary = `${passed} of ${all} checks passed${withheld === 0 ? '' : `, ${withheld} not shown`}`;
  const items = checks.map((check) => item(headOf(check), check.shown === 'whole' ? [] : [resultNotShown]));
  return [`<details>\n<summary>${summary}</summary>`, items.join('\n'), '</details>'].join('\n\n');
}

function item(head: string, lines: readonly string[]): string {
  return [`- ${head}`, ...lines.map((line) => `  - ${line}`)].join('\n');
}

function headOf(check: ReportedCheck): string {
  const title = prose(check.title);
  return [marks[standingOf(check)], ...(title === '' ? [] : [`**${title}**`]), earned(check), code(check.id)].join(' ');
}

function earned(check: ReportedCheck): string {
  const points = check.shown === 'title' ? null : check.points;
  return `${points ?? '?'}/${check.maxPoints}`;
}
