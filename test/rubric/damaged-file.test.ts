/** YAML that somebody damaged, or wrote to do damage: a rubric or a late policy, or the place where it is none. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { latePoints } from '../../src/grade/late-points.ts';
import { parseLatePolicy } from '../../src/late-policy/parse-late-policy.ts';
import { parseRubricFile } from '../../src/rubric/parse-rubric-file.ts';
import { damagedText } from '../support/damaged.ts';
import { runs } from '../support/runs.ts';

const ids = ['group.fifth-member-idles', 'group.two-members-share'];

const rubric = `checks: # what this course is about
  group.fifth-member-idles: &more { points: 8 }
  group.two-members-share:
    visibility: hidden
    <<: *more
`;
const policy = 'due: 2026-11-22T23:59:00+01:00\ngrace: 2h\nper_day_percent: 10\nmax_days: 5\n';
const pieces = ['&a ', '*a', '- ', '? ', '{', '}', '[', ']', ': ', '!!map ', '%YAML 1.1\n', '---\n', '"', '\t', '\0'];
const odd = ['__proto__: ', 'constructor: ', '.inf', '1e400', '0x7fffffffffffffff', '0000-01-01T00:00:00Z', '99d'];

const anyText = fc.oneof(
  damagedText([rubric, policy, JSON.stringify({ checks: { [ids[0] ?? '']: { points: 8 } } })]),
  fc
    .array(fc.constantFrom(...pieces, ...odd, ...rubric.split(/(?<=\W)/), ...policy.split(/(?<=\W)/)), {
      maxLength: 60,
    })
    .map((parts) => parts.join('')),
);

function expectPlaceIn(text: string, { line, column }: { line: number; column: number }): void {
  expect(line).toBeGreaterThan(0);
  expect(line).toBeLessThanOrEqual(text.split(/\r\n?|\n/).length);
  expect(column).toBeGreaterThan(0);
}

test('any text is a rubric, or has a place that is wrong', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const parsed = parseRubricFile(text, ids);
      if ('problem' in parsed) expectPlaceIn(text, parsed);
      else expect([...parsed.changes.keys()].filter((id) => !ids.includes(id))).toEqual([]);
    }),
    runs(300),
  );
});

test('any text is a late policy that leaves some of the points, or has a place that is wrong', () => {
  fc.assert(
    fc.property(anyText, fc.nat(100), (text, raw) => {
      const parsed = parseLatePolicy(text);
      if ('problem' in parsed) {
        expectPlaceIn(text, parsed);
        return;
      }
      const { points } = latePoints(raw, '2026-11-24T00:00:00Z', parsed.policy);
      expect(Number.isInteger(points) && points >= 0 && points <= raw).toBe(true);
    }),
    runs(300),
  );
});

describe('what would take more than there is', () => {
  const laughs = [
    'x0: &x0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]',
    ...Array.from({ length: 9 }, (_, level) => {
      const aliases = Array<string>(9).fill(`*x${level}`).join(', ');
      return `x${level + 1}: &x${level + 1} [${aliases}]`;
    }),
  ].join('\n');

  test.each([
    ['a thousand million laughs', laughs, /^Excessive alias count/],
    ['an alias of nothing', 'checks: *a', /^Unresolved alias/],
    ['an alias of what it stands in', 'checks: &a { b: *a }', /^unknown key "b"/],
    ['brackets without end', '['.repeat(100_000), /^it is nested deeper/],
    ['mappings without end', '{a: '.repeat(100_000), /^it is nested deeper/],
    ['lists in a line without end', '- '.repeat(100_000), /^it is nested deeper/],
    ['questions without end', '? '.repeat(100_000), /^it is nested deeper/],
    [
      'a stair',
      Array.from({ length: 500 }, (_, indent) => `${' '.repeat(indent)}a:`).join('\n'),
      /^it is nested deeper/,
    ],
  ])('%s', (_, text, problem) => {
    expect(parseRubricFile(text, ids)).toMatchObject({
      line: expect.any(Number),
      problem: expect.stringMatching(problem),
    });
  });

  test('is not what a hundred checks take', () => {
    const many = Array.from({ length: 100 }, (_, index) => `check-${index}`);
    const checks = Object.fromEntries(many.map((id) => [id, { points: 1, visibility: 'hidden' }]));
    expect(parseRubricFile(JSON.stringify({ checks }), many)).toMatchObject({ changes: { size: 100 } });
  });
});

test('no name in it is one of a prototype', () => {
  expect(parseRubricFile('__proto__: { points: 3 }', ids)).toMatchObject({
    problem: expect.stringMatching(/^unknown key/),
  });
  for (const name of ['constructor', 'toString', 'hasOwnProperty']) {
    expect(parseRubricFile(`checks: { ${name}: { points: 3 } }`, ids)).toMatchObject({
      problem: expect.stringMatching(`^there is no check "${name}"`),
    });
  }
  parseRubricFile('checks: { __proto__: { points: 3 } }', ids);
  expect(Object.hasOwn(Object.prototype, 'points')).toBe(false);
});
