/** Who handed in nothing, whose a folder is, and what else runs on a push. */
import type { ClassRecord } from '../../grade/class-record.ts';
import { plain } from '../plain.ts';
import { sayWorkflow } from '../say-workflow.ts';
import type { ClassReport } from './class-report.ts';
import { MemberLink, MemberLinks } from './member-link.tsx';
import { shortNameOf } from './words.ts';

export function AbsentSection({ report: { stored, ownerless } }: { report: ClassReport }) {
  const absent = stored.record?.absent ?? [];
  return (
    <>
      {absent.length > 0 && (
        <section aria-labelledby="absent-title">
          <h2 id="absent-title">Handed in nothing</h2>
          <ul>
            {absent.map((student) => (
              <li>{whoIs(student)}</li>
            ))}
          </ul>
        </section>
      )}
      {ownerless.length > 0 && (
        <section aria-labelledby="ownerless-title">
          <h2 id="ownerless-title">Folders of nobody on the roster</h2>
          <MemberLinks members={ownerless} />
        </section>
      )}
    </>
  );
}

type Student = ClassRecord['absent'][number];

/** `Ada Lovelace, ada42, section B`. */
function whoIs({ name, identifier, login, email, section }: Student): string {
  const known = [name, identifier, login, email, section && `section ${section}`].flatMap((text) => text ?? []);
  return [...new Set(known)].map(shortNameOf).join(', ') || 'somebody of whom the roster says nothing';
}

const mostWorkflows = 10;

export function WorkflowsSection({ otherWorkflows }: Pick<ClassReport, 'otherWorkflows'>) {
  if (otherWorkflows.length === 0) return null;
  return (
    <section aria-labelledby="workflows-title">
      <h2 id="workflows-title">Workflow files that students were not given</h2>
      <p>They cost nobody points: this grade does not come from them.</p>
      <ul>
        {otherWorkflows.map((member) => (
          <li>
            <MemberLink member={member} />
            {': '}
            {member.grade.workflows
              .slice(0, mostWorkflows)
              .map((workflow) => plain(sayWorkflow(workflow)))
              .join(' ')}
          </li>
        ))}
      </ul>
    </section>
  );
}
