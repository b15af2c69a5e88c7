import { describe, expect, test } from 'vitest';
import { parseRubricFile } from '../../src/rubric/parse-rubric-file.ts';

const ids = ['group.fifth-member-idles', 'group.two-members-share', 'answers.consumer-groups'];

test('changes by check, in YAML or JSON', () => {
  const yaml = `
checks: # the fifth member is what this course is about
  group.fifth-member-idles: { points: 8 }
  group.two-members-share:
    points: 0
    visibility: hidden
  answers.consumer-groups: { drop: true }
`;
  const changes = new Map([
    ['group.fifth-member-idles', { points: 8 }],
    ['group.two-members-share', { points: 0, visibility: 'hidden' }],
    ['answers.consumer-groups', { drop: true }],
  ]);
  expect(parseRubricFile(yaml, ids)).toEqual({ changes });
  expect(parseRubricFile(JSON.stringify({ checks: Object.fromEntries(changes) }), ids)).toEqual({ changes });
});

describe('what is wrong is said with its place and the choices', () => {
  const wrong: [text: string, place: string, problem: string][] = [
    [
      'checks:\n  group.fith-member-idles: { points: 3 }',
      '2:3',
      `there is no check "group.fith-member-idles" (did you mean group.fifth-member-idles?); checks are ${ids.join(', ')}`,
    ],
    ['checks:\n  x: { points: 3 }', '2:3', `there is no check "x"; checks are ${ids.join(', ')}`],
    ['checks:\n  group.fifth-member-idles: { points: 3.5 }', '2:31', 'points are a whole number, 0 or more'],
    ['checks:\n  group.fifth-member-idles: { points: -1 }', '2:31', 'points are a whole number, 0 or more'],
    ['checks:\n  group.fifth-member-idles: { points: "3" }', '2:31', 'points are a whole number, 0 or more'],
    [
      'checks:\n  group.fifth-member-idles:\n    point: 3',
      '3:5',
      'unknown key "point"; keys are points, visibility, drop',
    ],
    ['checks:\n  group.fifth-member-idles: 3', '2:3', 'expected a mapping with points, visibility, drop'],
    [
      'checks:\n  group.fifth-member-idles: { visibility: nobody }',
      '2:31',
      'visibility is one of visible, hidden, after-due',
    ],
    ['checks:\n  group.fifth-member-idles: { drop: false }', '2:31', 'drop is true, or left out'],
    ['checks: [a]', '1:1', 'expected a mapping with ids of checks'],
    ['check: {}', '1:1', 'unknown key "check"; keys are checks'],
    ['', '1:1', 'expected a mapping with checks'],
    ['just text', '1:1', 'expected a mapping with checks'],
    ['checks:\n  a: {}\n  a: {}', '3:3', 'Map keys must be unique'],
  ];

  test.each(wrong)('%j', (text, place, problem) => {
    const [line, column] = place.split(':').map(Number);
    expect(parseRubricFile(text, ids)).toEqual({ line, column, problem });
  });

  test('also where the YAML breaks off', () => {
    expect(parseRubricFile('checks:\n  group.two-members-share: { points: 3', ids)).toMatchObject({ line: 2 });
  });
});
