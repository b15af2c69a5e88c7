/** A class of any size whose members lost points in the ways that there are. */
import kafkaConsumers from '../../../graders/kafka-consumers/exercise.ts';
import type { CheckResult, Grade } from '../../../src/grade/grade.ts';
import { checkResult, gradeOf } from '../grades.ts';

const mistakes = ['commit-before-processing', 'no-key', 'json-parse-throws', 'sigterm-ignored', null];

/** The grade of the nth: the same each time, and most differ. */
export function generatedGrade(index: number): Grade {
  const checks = kafkaConsumers.rubric.map(({ id, title, points }, place): CheckResult => {
    const given = { id, title, points, maxPoints: points, reason: `Seen ${index} times.`.repeat(3) };
    const turn = (index * 7 + place * 13) % 23;
    if (turn < 4 + (index % 5)) {
      const mistake = mistakes[(index + place) % mistakes.length] ?? null;
      const reason = `The order ord-${index}f31c2 was printed with another amount than the record has.`;
      return checkResult({ ...given, status: 'failed', points: 0, reason, mistake });
    }
    if (turn === 20 && index % 40 === 3)
      return checkResult({ ...given, status: 'inconclusive', points: null, reason: 'The broker did not answer.' });
    return checkResult(given);
  });
  return { ...gradeOf(checks), durationMs: 9000 + ((index * 997) % 20_000) };
}
