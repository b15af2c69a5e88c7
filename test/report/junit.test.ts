/** `junit.xml`, held to the schemas of Ant and of Jenkins by xmllint. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderJunit } from '../../src/report/junit/render.ts';
import { everyKind, everyKindFinal, hostileReport, instructor, reportOf, student, textOf } from './hostile.ts';

const schemas = ['ant-junit.xsd', 'jenkins-junit-10.xsd'].map((file) =>
  fileURLToPath(new URL(`schemas/${file}`, import.meta.url)),
);

/** Throws what xmllint says. */
function validate(xml: string): void {
  for (const schema of schemas) {
    execFileSync('xmllint', ['--noout', '--nonet', '--schema', schema, '-'], {
      input: xml,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
  }
}

/** What an XPath expression finds, as text. */
function find(xml: string, path: string): string {
  return execFileSync('xmllint', ['--nonet', '--xpath', path, '-'], { input: xml, encoding: 'utf8' }).trim();
}

describe('junit.xml', () => {
  const xml = textOf(renderJunit(reportOf(everyKind, instructor)));
  const testCase = (id: string) => `//testcase[@name='${id}']`;

  test('is valid by both schemas, and a wrong one is not', () => {
    validate(xml);
    expect(() => validate(xml.replace('classname=', 'class='))).toThrow(/classname/);
  });

  test('counts what it holds', () => {
    expect(find(xml, 'string(//testsuite/@tests)')).toBe('6');
    for (const [attribute, name] of [
      ['failures', 'failure'],
      ['errors', 'error'],
      ['skipped', 'skipped'],
    ]) {
      expect(find(xml, `string(//testsuite/@${attribute})`)).toBe(find(xml, `count(//testcase/${name})`));
    }
    expect(find(xml, 'string(//testsuite/@failures)')).toBe('3');
  });

  test('tells what failed with the reason, and all that helps below it', () => {
    const failure = `${testCase('consume.decodes-json')}/failure`;
    expect(find(xml, `string(${failure}/@message)`)).toBe(everyKind.checks[1]?.reason);
    expect(find(xml, `string(${failure})`)).toBe(
      [
        'prints the values intact, as JSON',
        'The order ord-9f31c2 was printed with another amount than the record has.',
        'At: consumer.ts:12:5',
        'Expected: {"orderId":"ord-9f31c2","amount":41.9}',
        'Actual: amount: 41',
        'Hint: The amounts lose what stands after the point: is parseInt at work?',
        'Read: docs/mistakes/rounded-numbers.md',
      ].join('\n'),
    );
  });

  test('has points as properties, but for what is not decided', () => {
    const property = (name: string) => find(xml, `string(//property[@name='${name}']/@value)`);
    expect(property('score')).toBe('9');
    expect(property('maxScore')).toBe('27');
    expect(property('final')).toBe('false');
    expect(property('points.answers.consumer-groups')).toBe('2');
    expect(property('maxPoints.offsets.commits-progress')).toBe('2');
    expect(find(xml, "count(//property[@name='points.offsets.commits-progress'])")).toBe('0');
  });

  test('says of an inconclusive check that the submission is not to blame', () => {
    const error = `${testCase('offsets.commits-progress')}/error`;
    expect(find(xml, `string(${error}/@message)`)).toBe(
      'Not decided; this is not the fault of the submission. The broker did not answer.',
    );
    expect(find(xml, 'string(//system-out)')).toContain('This grade is not final');
    expect(textOf(renderJunit(reportOf(everyKindFinal)))).not.toContain('not final');
  });

  test('shows a student that a hidden check was there, and nothing of it', () => {
    const students = textOf(renderJunit(reportOf(everyKind, student)));
    validate(students);
    expect(find(students, `string(${testCase('group.fifth-member-idles')}/skipped/@message)`)).toBe(
      'The result of this check is not shown.',
    );
    expect(find(students, "count(//property[@name='points.group.fifth-member-idles'])")).toBe('0');
  });

  test('is valid whatever a submission has printed', () => {
    fc.assert(
      fc.property(hostileReport, (report) => validate(textOf(renderJunit(report)))),
      { numRuns: 40 },
    );
  });

  test('gives back what was printed as it was', () => {
    const reason = `]]> <b>&amp; "quoted" 'too'`;
    const checks = everyKind.checks.map((check) => ({ ...check, reason }));
    const hostile = textOf(renderJunit(reportOf({ ...everyKind, checks })));
    expect(find(hostile, `string(${testCase('consume.decodes-json')}/failure/@message)`)).toBe(reason);
  });
});
