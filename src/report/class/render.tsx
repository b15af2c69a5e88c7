/** `class.html`: what became of a class, for the instructor only; one file that asks nobody for anything, readable without JavaScript. */
import { behaviour } from '../../page/behaviour.ts';
import { sorting } from '../../page/sorting.ts';
import { Pages } from '../html/pages.tsx';
import { standalonePage } from '../html/standalone-page.tsx';
import type { Rendered, Tools } from '../rendered.ts';
import { AbsentSection, WorkflowsSection } from './attendance.tsx';
import { ChecksSection } from './check-table.tsx';
import { classFile } from './class-file.ts';
import { classReportOf } from './class-report.ts';
import { ClassHeading } from './heading.tsx';
import { MembersSection } from './member-table.tsx';
import { MistakesSection, ReasonsSection } from './mistakes.tsx';
import { ScoresSection } from './scores.tsx';
import type { StoredClass } from './stored-class.ts';
import { classStyles } from './styles.ts';
import { TimeSection } from './time.tsx';
import { TroubleSection } from './trouble.tsx';

const script = `(${behaviour})();(${sorting})()`;

export function renderClass(stored: StoredClass, tools: Pick<Tools, 'sha256Base64'>): Rendered {
  const report = classReportOf(stored);
  const children = (
    <>
      <ClassHeading report={report} />
      <main>
        <TroubleSection report={report} />
        <ScoresSection scores={report.scores} />
        <ChecksSection report={report} />
        <MistakesSection report={report} />
        <ReasonsSection report={report} />
        <AbsentSection report={report} />
        <WorkflowsSection otherWorkflows={report.otherWorkflows} />
        <TimeSection time={report.time} />
        <MembersSection byScore={report.byScore} />
        <Pages pages={stored.pages} />
      </main>
    </>
  );
  const { final, submissions } = report.counts;
  const title = `The class: ${final} of ${submissions} with a final grade`;
  const skipTo = { id: 'all', name: 'all submissions' };
  return { name: classFile, text: standalonePage({ title, styles: classStyles, script, skipTo, children }, tools) };
}
