import { plain } from '../plain.ts';
import type { ClassReport } from './class-report.ts';
import { MemberLink, MemberLinks } from './member-link.tsx';
import { shortNameOf } from './words.ts';

/** What the grader, Kafka or the machine was at fault for. */
export function TroubleSection({ report: { trouble } }: { report: ClassReport }) {
  const { notGraded, notFinal, again } = trouble;
  if (notGraded.length + notFinal.length + again.length === 0) return null;
  return (
    <section id="trouble" aria-labelledby="trouble-title">
      <h2 id="trouble-title">What went wrong in the grading</h2>
      <p>This is the fault of no submission, and costs nobody points.</p>
      {notGraded.length > 0 && (
        <>
          <h3>Not graded</h3>
          <ul>
            {notGraded.map(({ id, why }) => (
              <li>{`${shortNameOf(id)}: ${plain(why)}`}</li>
            ))}
          </ul>
        </>
      )}
      {notFinal.length > 0 && (
        <>
          <h3>Not final</h3>
          <ul>
            {notFinal.map(({ member, checks }) => (
              <li>
                <MemberLink member={member} />
                {`: undecided ${checks.map(plain).join(', ') || 'for a reason that the grade does not say'}`}
              </li>
            ))}
          </ul>
        </>
      )}
      {again.length > 0 && (
        <>
          <h3>Begun more than once</h3>
          <MemberLinks members={again} />
        </>
      )}
    </section>
  );
}
