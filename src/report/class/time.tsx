import type { ClassReport } from './class-report.ts';
import { MemberLink } from './member-link.tsx';
import { duration } from './words.ts';

export function TimeSection({ time }: Pick<ClassReport, 'time'>) {
  const { batchMs, slowest } = time;
  const spent = sayTimeSpent(time);
  if (spent === null) return null;
  return (
    <section aria-labelledby="time-title">
      <h2 id="time-title">Time spent</h2>
      <p>
        {batchMs !== null && `The batch took ${duration(batchMs)}. `}
        {spent}
      </p>
      {slowest.length > 1 && (
        <>
          <p>The slowest:</p>
          <ul>
            {slowest.map((member) => (
              <li>
                <MemberLink member={member} />
                {`: ${duration(member.grade.durationMs)}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const noTime = duration(0);

/** Null where there is nothing to say. Figures are compared as they are shown. */
function sayTimeSpent({ spread, slowest }: ClassReport['time']): string | null {
  if (spread === null) return null;
  const [median, most] = [duration(spread.median), duration(spread.most)];
  if (most === noTime) return null;
  if (slowest.length === 1) return `The only submission that was graded took ${most}.`;
  if (median === noTime || median === most) return `No submission took more than ${most}.`;
  return `Half of the submissions took less than ${median}, none more than ${most}.`;
}
