import type { ClassReport } from './class-report.ts';
import { MemberLink } from './member-link.tsx';
import { duration } from './words.ts';

export function TimeSection({ time: { batchMs, spread, slowest } }: Pick<ClassReport, 'time'>) {
  if (spread === null) return null;
  return (
    <section aria-labelledby="time-title">
      <h2 id="time-title">Time spent</h2>
      <p>
        {batchMs !== null && `The batch took ${duration(batchMs)}. `}
        {`Half of the submissions took less than ${duration(spread.median)}, none more than ${duration(spread.most)}.`}
      </p>
      <p>The slowest:</p>
      <ul>
        {slowest.map((member) => (
          <li>
            <MemberLink member={member} />
            {`: ${duration(member.grade.durationMs)}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
