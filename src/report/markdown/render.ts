/** `report.md`, for the summary of a workflow, a pull request or a merge request. */
import type { Rendered } from '../rendered.ts';
import type { Report, ReportedGrade } from '../report.ts';
import { headings, partsOf, type Telling } from './parts.ts';

/** What a comment on GitHub may have. */
const limitCharacters = 65_536;

export function renderMarkdown({ grade }: Report): readonly Rendered[] {
  const explained = textOf(grade, 'explained');
  const text = explained.length <= limitCharacters ? explained : textOf(grade, 'named');
  return [{ name: 'report.md', text }];
}

function textOf(grade: ReportedGrade, detail: Telling['detail']): string {
  const { heading, openNotice, refused, lost, undecided, folded, foot } = partsOf(grade, { detail, urlOf: () => null });
  const blocks = [
    heading,
    openNotice,
    refused,
    ...section(headings.lost, lost),
    ...section(headings.undecided, undecided),
    folded,
    foot,
  ];
  return `${blocks.filter((block) => block !== null).join('\n\n')}\n`;
}

function section(title: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [title, items.join('\n')];
}
