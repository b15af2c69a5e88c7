/** `report.html`: one file that asks nobody for anything, readable without JavaScript. */
import { render } from 'preact-render-to-string';
import { behaviour } from '../../page/behaviour.ts';
import { drawingStyles } from '../drawing/styles.ts';
import { pageFile } from '../page-file.ts';
import type { Rendered, Tools } from '../rendered.ts';
import type { Report } from '../report.ts';
import { spelledOut } from '../spelled-out.ts';
import { Checks } from './checks.tsx';
import { Heading } from './heading.tsx';
import { Pages } from './pages.tsx';
import { Stories } from './stories.tsx';
import { pageStyles } from './styles.ts';

const styles = `${drawingStyles}\n${pageStyles}`;
const script = `(${behaviour})()`;

export function renderHtml(report: Report, { sha256Base64 }: Tools): readonly Rendered[] {
  const { submission, score, maxScore } = report.grade;
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${sha256Base64(styles)}'`,
    `script-src 'sha256-${sha256Base64(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const page = render(
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${submission.id}: ${score} of ${maxScore} points`}</title>
        <style dangerouslySetInnerHTML={{ __html: styles }} />
      </head>
      <body>
        <a class="skip" href="#checks">
          To the checks
        </a>
        <Heading report={report} />
        <main>
          <Checks report={report} />
          <Stories stories={report.stories} />
          <Pages pages={report.pages} />
        </main>
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>,
  );
  return [{ name: pageFile, text: `<!doctype html>\n${spelledOut(page)}\n` }];
}
