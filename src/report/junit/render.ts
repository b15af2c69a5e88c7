/** `junit.xml`, by Ant's schema and by that of Jenkins' xUnit plugin. Points are properties of the suite. */
import { plain } from '../plain.ts';
import type { Rendered } from '../rendered.ts';
import type { Report, ReportedCheck, ReportedGrade } from '../report.ts';
import { sayViolations } from '../say-violation.ts';
import { explain, nameOf, notFinal, notTheSubmissionsFault, resultNotShown, scoreOf, standingOf } from '../words.ts';
import { element, xmlText } from './xml.ts';

export function renderJunit({ grade }: Report): readonly Rendered[] {
  const suite = element('testsuite', suiteAttributes(grade), `\n${suiteLines(grade).join('\n')}\n`);
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', {}, `\n${suite}\n`)}\n`;
  return [{ name: 'junit.xml', text }];
}

function suiteAttributes(grade: ReportedGrade): Record<string, string> {
  const count = (...standings: string[]) =>
    String(grade.checks.filter((check) => standings.includes(standingOf(check))).length);
  return {
    id: '0',
    package: nameOf(grade.exercise),
    name: nameOf(grade.exercise),
    // Ant's schema wants a time without a zone.
    timestamp: new Date(grade.startedAt).toISOString().slice(0, '2026-11-22T10:00:00'.length),
    hostname: 'localhost',
    tests: String(grade.checks.length),
    failures: count('failed'),
    errors: count('inconclusive'),
    skipped: count('skipped', 'withheld'),
    time: (grade.durationMs / 1000).toFixed(3),
  };
}

function suiteLines(grade: ReportedGrade): string[] {
  const summary = [
    `${plain(grade.submission.id)}: ${scoreOf(grade)}.`,
    ...(grade.final ? [] : [notFinal]),
    ...sayViolations(grade),
  ];
  return [
    element('properties', {}, `\n${propertiesOf(grade).join('\n')}\n`),
    ...grade.checks.map((check) => testCase(check, grade.exercise)),
    element('system-out', {}, xmlText(summary.join('\n'))),
    element('system-err', {}, ''),
  ];
}

function propertiesOf({ score, maxScore, final, checks }: ReportedGrade): string[] {
  const property = (name: string, value: string | number) => element('property', { name, value: String(value) }, '');
  return [
    property('score', score),
    property('maxScore', maxScore),
    property('final', String(final)),
    ...checks.flatMap((check) => {
      const id = nameOf(check.id);
      const points = check.shown === 'title' ? null : check.points;
      return [
        ...(points === null ? [] : [property(`points.${id}`, points)]),
        property(`maxPoints.${id}`, check.maxPoints),
      ];
    }),
  ];
}

/** No check takes time of its own: several are judged from one scenario. */
function testCase(check: ReportedCheck, exercise: string): string {
  return element('testcase', { classname: nameOf(exercise), name: nameOf(check.id), time: '0' }, outcomeOf(check));
}

function outcomeOf(check: ReportedCheck): string {
  if (check.shown !== 'whole') return element('skipped', { message: resultNotShown }, '');
  const message = plain(check.reason);
  const details = xmlText(`${plain(check.title)}\n${explain(check)}`);
  switch (check.status) {
    case 'passed':
      return '';
    case 'failed':
      return element('failure', { message, type: 'failed' }, details);
    case 'skipped':
      return element('skipped', { message }, details);
    case 'inconclusive':
      return element('error', { message: `${notTheSubmissionsFault} ${message}`, type: 'inconclusive' }, details);
  }
}
