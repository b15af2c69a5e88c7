import type { Cause, Comparison } from '../../grade/compare-grades.ts';

/** What may explain that two grades differ, a line each. */
export function explanationsOf({ run, causes }: Comparison): string[] {
  const told = causes.map(
    ({ of, before, after }) => `${changed(of)}: ${shortened(of, before)} → ${shortened(of, after)}`,
  );
  if (run === 'same') return ['Both judge the same run.', ...told];
  return told.length > 0 ? told : ['Another run; submission, rubric and versions are the same.'];
}

function changed(of: Cause['of']): string {
  switch (of) {
    case 'exercise':
      return 'another exercise';
    case 'submission':
      return 'the submission changed';
    case 'commit':
      return 'another commit';
    case 'workflow':
      return 'other workflow files';
    case 'rubric':
      return 'the rubric changed, or what was asked for';
    case 'grader':
      return 'another kafka-grader';
    case 'kafka':
      return 'another Kafka';
    case 'node':
      return 'another Node';
    case 'isolation':
      return 'another isolation';
  }
}

/** As much of a fingerprint as tells it from others. */
function shortened(of: Cause['of'], text: string): string {
  if (of === 'workflow') return text.replace(/[0-9a-f]{64}/g, (sha256) => sha256.slice(0, 8));
  return of === 'submission' || of === 'commit' || of === 'rubric' ? text.slice(0, 8) : text;
}
