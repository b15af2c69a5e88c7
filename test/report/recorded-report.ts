/** Reports of gradings that were recorded from real runs, with all that a report has. */
import { createHash } from 'node:crypto';
import kafkaConsumers from '../../graders/kafka-consumers/exercise.ts';
import { historyOf } from '../../src/evidence/history.ts';
import { type Journal, parseJournal } from '../../src/evidence/journal.ts';
import type { Grade } from '../../src/grade/grade.ts';
import { judgeJournal } from '../../src/grading/judge-journal.ts';
import type { Reader } from '../../src/report/audience.ts';
import type { Tools } from '../../src/report/rendered.ts';
import type { Report } from '../../src/report/report.ts';
import { makeReport } from '../../src/reporting/make-report.ts';
import { recordedJournal } from '../support/recorded-journal.ts';
import { student, tools } from './hostile.ts';

export const recordedNames = ['reference', 'static-member'] as const;
export type RecordedName = (typeof recordedNames)[number];

/** What a renderer gets when a report is written. */
export const realTools: Tools = {
  ...tools,
  sha256Base64: (text) => createHash('sha256').update(text).digest('base64'),
};

export function journalOf(name: RecordedName): Journal {
  const journal = parseJournal(recordedJournal(name));
  if ('problem' in journal) throw new Error(`line ${journal.line}: ${journal.problem}`);
  return journal;
}

/** What was recorded as a reader may see it, its grade changed before that. */
export function recordedReport(
  name: RecordedName,
  reader: Reader = student,
  change: (grade: Grade) => Grade = (grade) => grade,
): Promise<Report> {
  const journal = journalOf(name);
  const { header, observations } = journal;
  const grade = judgeJournal({
    exercise: kafkaConsumers,
    rubric: kafkaConsumers.rubric,
    header,
    history: historyOf(observations),
    endedAtMs: observations.at(-1)?.atMs ?? 0,
  });
  return makeReport({ grade: change(grade), journal, recordIdsIn: kafkaConsumers.recordIdsIn }, reader);
}

/** The report as somebody else reads it who has it as JSON. */
export function throughJson(report: Report): Report {
  return JSON.parse(JSON.stringify(report));
}
