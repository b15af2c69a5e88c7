/** Whether anything that a submission wrote can steer what shows its reports. */

import { historyOf } from '../src/evidence/history.ts';
import type { Exercise } from '../src/grading/exercise.ts';
import type { Graded } from '../src/grading/grade-submission.ts';
import { formatNames } from '../src/report/format-names.ts';
import { storiesOf } from '../src/report/story/stories.ts';
import { noPaint } from '../src/report/terminal/look.ts';
import { renderTerminal } from '../src/report/terminal/render.ts';
import { render } from '../src/reporting/write-reports.ts';
import { commandsIn } from '../test/support/runner.ts';

/** The names of the reports that a submission steers. */
export async function steeredReports({ grade, observations }: Graded, { recordIdsIn }: Exercise): Promise<string[]> {
  const files = await render(
    { grade, journal: { observations }, recordIdsIn },
    { formats: formatNames, reader: { audience: 'instructor', due: 'after' } },
  );
  const stories = storiesOf(historyOf(observations), recordIdsIn);
  const terminal = renderTerminal(grade, stories, { widthColumns: 100, charset: 'unicode', paint: noPaint });
  const texts = [{ name: 'terminal', text: terminal }, ...files];
  return texts.filter(({ name, text }) => steers(text, name)).map(({ name }) => name);
}

/** Whether a text of this name steers what shows it: a terminal where it is not the name of a file. */
export function steers(text: string, name = 'terminal'): boolean {
  if (/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(text.replace(/[\n\t]/g, ''))) return true;
  if (name.endsWith('.html')) return /<script>document\.title = "REACHED"|<img src=x|<\/details>--><style>/.test(text);
  return !name.includes('.') && commandsIn(text).length > 0;
}
