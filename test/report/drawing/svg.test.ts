/** `timeline-<scenario>.svg`, each a picture of its own: read by xmllint, as any viewer of SVG would. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { renderTimelines } from '../../../src/report/drawing/render.tsx';
import { drawingStyles } from '../../../src/report/drawing/styles.ts';
import type { Report } from '../../../src/report/report.ts';
import type { Story } from '../../../src/report/story/story.ts';
import { everyKind, hostileText, instructor, reportOf } from '../hostile.ts';
import { elementsIn, named, only, parseMarkup, textIn, withClass } from '../markup.ts';
import { journalOf, recordedNames, recordedReport, throughJson } from '../recorded-report.ts';
import { markedSeqs } from './marked-seqs.ts';
import { lifeOf, marked, record, storyOf } from './tales.ts';

/** Throws what xmllint says. */
function readAsXml(...pictures: string[]): void {
  for (const input of pictures) {
    execFileSync('xmllint', ['--noout', '--nonet', '-'], { input, stdio: ['pipe', 'pipe', 'pipe'] });
  }
}

const picturesOf = (stories: readonly Story[]) => renderTimelines({ ...reportOf(everyKind), stories });
const pictureOf = (story: Story) => only(picturesOf([story])).text;

describe.each(recordedNames)('the pictures of the recorded %s', (name) => {
  let report: Report;
  beforeAll(async () => {
    report = await recordedReport(name, instructor);
  });

  test('are the same after a round trip of the report through JSON', () => {
    expect(renderTimelines(throughJson(report))).toEqual(renderTimelines(report));
  });

  test('are XML, one for each scenario, named after it', () => {
    const pictures = renderTimelines(report);
    expect(pictures.map((file) => file.name)).toEqual(report.stories.map(({ scenario }) => `timeline-${scenario}.svg`));
    readAsXml(...pictures.map(({ text }) => text));
  });

  test('carry their own style, and ask nobody for anything', () => {
    for (const { text } of renderTimelines(report)) {
      const svg = parseMarkup(text);
      expect(textIn(only(named(svg, 'style')))).toBe(drawingStyles.replaceAll(':root', 'svg'));
      expect(only(named(svg, 'svg')).attributes.get('xmlns')).toBe('http://www.w3.org/2000/svg');
      expect(elementsIn(svg).flatMap(({ attributes }) => attributes.get('href') ?? [])).toEqual([]);
    }
  });

  test('mark nothing that was not observed in their scenario', () => {
    const { observations } = journalOf(name);
    for (const [index, { text }] of renderTimelines(report).entries()) {
      const scenario = report.stories[index]?.scenario;
      const known = new Set(observations.filter((each) => each.scenario === scenario).map(({ seq }) => `${seq}`));
      const marks = elementsIn(parseMarkup(text)).flatMap(({ attributes }) => attributes.get('data-seqs') ?? []);
      expect(marks.length).toBeGreaterThan(10);
      expect(marks.flatMap(markedSeqs).filter((seq) => !known.has(seq))).toEqual([]);
    }
  });

  test('say of every mark what it stands for', () => {
    for (const { text } of renderTimelines(report)) {
      for (const mark of elementsIn(parseMarkup(text)).filter(({ attributes }) => attributes.has('data-seqs'))) {
        expect(textIn(only(named(mark, 'title')))).toMatch(/\d s/);
      }
    }
  });

  test('have a lane for each process, and in it each line that prints a record', () => {
    for (const [index, { text }] of renderTimelines(report).entries()) {
      const svg = parseMarkup(text);
      const lives = report.stories[index]?.lives ?? [];
      const names = withClass(svg, 'name').map(textIn);
      expect(names).toEqual(expect.arrayContaining(lives.map(({ process }) => process)));
      const shown = withClass(svg, 'print').flatMap(({ attributes }) => markedSeqs(attributes.get('data-seqs')));
      const printed = lives.flatMap((life) => life.prints.map(({ seq }) => `${seq}`));
      expect(shown.sort()).toEqual(printed.sort());
    }
  });
});

describe('a picture of whatever a program has written', () => {
  test('is XML, with its own style', () => {
    fc.assert(
      fc.property(hostileText, hostileText, hostileText, (scenario, process, says) => {
        const text = pictureOf(
          storyOf({
            scenario,
            steps: [marked(says, 10)],
            lives: [lifeOf(process, { group: says, moments: [{ ...marked(says, 20), kind: 'trouble' }] })],
            logs: [{ topic: says, partitions: [{ partition: 0, records: [record(0)], commits: [] }] }],
          }),
        );
        readAsXml(text);
        expect(text.replaceAll(/[\n\t]/g, '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
        only(named(parseMarkup(text), 'style'));
      }),
      { numRuns: 40 },
    );
  });

  test('says it as it was written', () => {
    const says = `]]> a > b <script>alert(1)</script> "&amp;" 'x'`;
    const text = pictureOf(storyOf({ scenario: 'a > b', steps: [marked(says, 10)] }));
    readAsXml(text);
    expect(textIn(only(named(parseMarkup(text), 'title')))).toBe(`0.01 s: ${says}`);
    expect(only(named(parseMarkup(text), 'svg')).attributes.get('aria-label')).toContain('scenario a > b:');
  });
});

test('nothing is drawn where nothing was played', () => {
  expect(picturesOf([])).toEqual([]);
  readAsXml(pictureOf(storyOf({ untilMs: 0 })));
});
