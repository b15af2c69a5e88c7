import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plain } from '../../src/report/plain.ts';
import { hostileText } from './hostile.ts';

test('leaves a sentence as it is', () => {
  expect(plain('Partition 2: “Zürich” → 漢 was printed at ::1, not by a#b.')).toBe(
    'Partition 2: “Zürich” → 漢 was printed at ::1, not by a#b.',
  );
});

test('spells out what steers or hides', () => {
  expect(plain('a\tb\r\nc\u001b[2J\u202e\ud800\u2028')).toBe('a b\\r\\nc\\u{1b}[2J\\u{202e}\\u{d800}\\u{2028}');
});

test('breaks what a workflow takes for its commands', () => {
  expect(plain('::error file=a,line=1::gone')).toBe(':\\u{3a}error file=a,line=1::gone');
  expect(plain('x ::ADD-MASK::y')).toBe('x :\\u{3a}ADD-MASK::y');
  expect(plain('x##[group]y')).toBe('x#\\u{23}[group]y');
});

test('cuts what is long, also where spelling it out makes it so', () => {
  expect(plain('x'.repeat(1000))).toBe(`${'x'.repeat(600)}…`);
  expect(plain('\u0001'.repeat(500))).toHaveLength(601);
  expect(plain('漢'.repeat(600))).toBe('漢'.repeat(600));
});

test('whatever it is given, one line of harmless characters comes out', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const line = plain(text);
      expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      expect(line).not.toMatch(/(?<!\S)::[a-z-].*::|##\[/i);
      expect([...line].length).toBeLessThanOrEqual(601);
    }),
  );
});
