/** `report.md`, read by a parser of GitHub's Markdown. */
import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { code, prose } from '../../src/report/markdown/markup.ts';
import { renderMarkdown } from '../../src/report/markdown/render.ts';
import { checkResult, gradeOf } from './grades.ts';
import { everyKind, hostileReport, hostileText, reportOf, student, textOf } from './hostile.ts';

/** As GitHub sees it before it takes out what it does not allow: all HTML is let through. */
function htmlOf(markdown: string): string {
  return micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
  });
}

/** What is shown outside of code, where GitHub and GitLab look for more than words. */
function proseIn(html: string): string {
  const points = /[\d?]+\/\d+/g;
  return html
    .replace(/<code>[^<]*<\/code>/g, ' ')
    .replace(/<\/?[a-z0-9]+>/g, '\n')
    .replace(points, ' ');
}

const ours = new Set(['h2', 'h3', 'p', 'ul', 'li', 'strong', 'code', 'blockquote', 'details', 'summary']);

describe('report.md', () => {
  test('says the score, then what was lost and why, then what is open, and folds the rest', () => {
    expect(textOf(renderMarkdown(reportOf(everyKind, student))).split('\n')).toEqual([
      '## `ada`: 9 of 22 points',
      '',
      '> **This grade is not final: through no fault of the submission, not every check could be decided. The score may still rise; grade it again.**',
      '',
      '### Lost points',
      '',
      '- ✘ **prints the values intact, as JSON** 0/4 `consume.decodes-json`',
      '  - Reason: The order `ord-9f31c2` was printed with another amount than the record has.',
      '  - At: `consumer.ts:12:5`',
      '  - Expected: `{"orderId":"ord-9f31c2","amount":41.9}`',
      '  - Actual: `amount: 41`',
      '  - Hint: The amounts lose what stands after the point: is parseInt at work?',
      '  - Read: `docs/mistakes/rounded-numbers.md`',
      '- ✘ **predicts what groups do** 2/4 `answers.consumer-groups`',
      '  - Reason: 3 of 6 answers are right.',
      '- – **the idle member takes over when an owner leaves** 0/5 `group.idle-member-takes-over`',
      '  - Reason: Another check, whose result is not shown, left nothing to judge here.',
      '',
      '### Not decided',
      '',
      '- ? **commits what it has printed** ?/2 `offsets.commits-progress`',
      '  - Not decided; this is not the fault of the submission. The broker did not answer.',
      '',
      '<details>',
      '<summary>1 of 6 checks passed, 1 not shown</summary>',
      '',
      '- ✔ **prints every value of the topic** 7/7 `consume.prints-every-value`',
      '- · **the fifth member idles** ?/5 `group.fifth-member-idles`',
      '  - The result of this check is not shown.',
      '',
      '</details>',
      '',
      'Exercise `kafka-consumers`, graded by kafka-grader `1.2.3`.',
      '',
    ]);
  });

  test('tells a reason once where it cost several checks their points', () => {
    const fault = { status: 'failed', points: 0, reason: 'consumer.ts does not compile.' } as const;
    const text = textOf(
      renderMarkdown(reportOf(gradeOf(['a.one', 'a.two'].map((id) => checkResult({ ...fault, id }))))),
    );
    expect(text.match(/does not compile/g)).toHaveLength(1);
    expect(text).toContain('  - For the same reason as `a.one`.');
  });

  test('fits a comment on GitHub: where there is too much to say, it only names the checks', () => {
    const long = '` @x '.repeat(1000);
    const checks = Array.from({ length: 26 }, (_, index) =>
      checkResult({ id: `a.${index}`, status: 'failed', points: 0, reason: `${index}`, actual: long, expected: long }),
    );
    const few = textOf(renderMarkdown(reportOf(gradeOf(checks))));
    expect(few).toContain('Expected: ');
    const worst = checks.map((check) => ({ ...check, hint: long, mistake: long, blockedBy: long }));
    const many = textOf(renderMarkdown(reportOf(gradeOf(worst))));
    expect(many.length).toBeLessThan(65_536);
    expect(many).toContain('- ✘ **prints every value of the topic** 0/7 `a.25`\n');
  });

  test('has no markup but its own, whatever a submission has printed', () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const html = htmlOf(textOf(renderMarkdown(report)));
        const tags = [...html.matchAll(/<\/?([^\s>]*)([^>]*)>/g)];
        expect(tags.filter(([, name = '', rest]) => !ours.has(name) || rest !== '').map(([tag]) => tag)).toEqual([]);
        for (const name of ours) {
          expect(html.split(`<${name}>`).length).toBe(html.split(`</${name}>`).length);
        }
        expect(proseIn(html)).not.toMatch(/[@#~!/\\|*_[\]$^]\S|\w[.:/]\w{2}|:\w+:|[0-9a-f]{7}/i);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a sentence', () => {
  test('is left as it is where it is words', () => {
    const sentence = 'Partition 2: “Zürich” wasn’t printed (twice), 41.5 of 100 = 40 + 1.5 were.';
    expect(prose(sentence)).toBe(sentence);
  });

  test.each([
    ['ask @octocat about it', 'ask `@octocat` about it'],
    ['see #12 and owner/repo#3, GH-4', 'see `#12` and `owner/repo#3, GH-4`'],
    ['at commit deadbeef or 1234567', 'at commit `deadbeef` or `1234567`'],
    ['from https://example.com/ or www.example.com', 'from `https://example.com/` or `www.example.com`'],
    ['a `tick` here', 'a `` `tick` `` here'],
    ['<b> &amp; *x*', '`<b> &amp; *x*`'],
    ['', ''],
  ])('%j becomes %j', (text, markdown) => {
    expect(prose(text)).toBe(markdown);
  });

  test('keeps every word', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z@#.-]{1,9}$/), { maxLength: 12 }), (words) => {
        expect(prose(words.join(' ')).replaceAll('`', '')).toBe(words.join(' '));
      }),
    );
  });
});

test('a value is one code span that says just that', () => {
  expect(code('')).toBe('(empty)');
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(htmlOf(`Value: ${code(text)}`)).toMatch(/^<p>Value: (<code>[^<]*<\/code>|\(empty\))<\/p>$/);
    }),
  );
});
