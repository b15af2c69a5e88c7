/** What a grading knows before it plays anything, put into its journal. */
import type { JournalHeader } from '../evidence/journal.ts';
import type { ObservedEvent, Workflow } from '../evidence/observation.ts';
import type { Recorder } from '../scenario/recorder.ts';
import type { Slowness } from '../scenario/slowness.ts';
import type { Programs } from '../submission/build-programs.ts';
import type { Submission } from '../submission/submission.ts';
import type { GradingOptions } from './grade-submission.ts';

export function headerOf(
  submission: Submission,
  { exercise, rubric, seed, graderVersion, world }: Omit<GradingOptions, 'folder'>,
): JournalHeader {
  const { id, sha256, commit } = submission;
  return {
    schema: 'kafka-grader/observations/v1',
    exercise: exercise.id,
    submission: { id, sha256, commit },
    graderVersion,
    seed,
    isolation: world.isolation.level,
    node: process.version,
    broker: { kind: world.broker.kind, version: world.broker.version },
    startedAt: new Date().toISOString(),
    only: rubric.length < exercise.rubric.length ? rubric.map(({ id }) => id) : null,
  };
}

/** How slow the machine is, what runs on a push, the texts that were handed in, and the programs that can't be run. */
export function journalPreliminaries(
  { emptyProgramMs, factor }: Slowness,
  { texts }: Submission,
  workflows: Workflow[],
  programs: Programs,
  recorder: Recorder,
): void {
  const record = (event: ObservedEvent) => recorder.record(event, { scenario: null, process: null });
  record({ source: 'harness', type: 'calibrated', emptyProgramMs, slowness: factor });
  record({ source: 'harness', type: 'repository', workflows });
  for (const [name, text] of texts) {
    switch (text.status) {
      case 'read':
        record({ source: 'harness', type: 'text-read', name, path: text.path, text: text.text });
        break;
      case 'unavailable':
        record({ source: 'harness', type: 'text-unavailable', name, reason: text.reason });
        break;
    }
  }
  for (const program of programs.byRole.values()) {
    if (program.status === 'ready') continue;
    const { role, reason, location } = program;
    record({ source: 'harness', type: 'program-unavailable', role, reason, location });
  }
}
