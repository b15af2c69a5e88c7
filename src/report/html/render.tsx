/** `report.html`: one file that asks nobody for anything, readable without JavaScript. */
import { behaviour } from '../../page/behaviour.ts';
import { drawingStyles } from '../drawing/styles.ts';
import { pageFile } from '../page-file.ts';
import type { Rendered, Tools } from '../rendered.ts';
import type { Report } from '../report.ts';
import { Checks } from './checks.tsx';
import { Heading } from './heading.tsx';
import { Pages } from './pages.tsx';
import { standalonePage } from './standalone-page.tsx';
import { Stories } from './stories.tsx';
import { pageStyles } from './styles.ts';

const styles = `${drawingStyles}\n${pageStyles}`;
const script = `(${behaviour})()`;

export function renderHtml(report: Report, tools: Tools): readonly Rendered[] {
  const { submission, score, maxScore } = report.grade;
  const children = (
    <>
      <Heading report={report} />
      <main>
        <Checks report={report} />
        <Stories stories={report.stories} />
        <Pages pages={report.pages} />
      </main>
    </>
  );
  const title = `${submission.id}: ${score} of ${maxScore} points`;
  const skipTo = { id: 'checks', name: 'the checks' };
  return [{ name: pageFile, text: standalonePage({ title, styles, script, skipTo, children }, tools) }];
}
