import type { JournalHeader } from '../../src/evidence/journal.ts';

/** The header of a journal as a grading with the JVM broker begins it. */
export const header: JournalHeader = {
  schema: 'kafka-grader/observations/v1',
  exercise: 'kafka-consumers',
  submission: { id: 'ada', sha256: 'ab12', commit: null },
  graderVersion: '0.1.0',
  seed: 'x',
  only: null,
  isolation: 'process',
  node: 'v20.20.2',
  broker: { kind: 'jvm', version: '4.1.1' },
  startedAt: '2026-11-22T10:00:00.000Z',
};
