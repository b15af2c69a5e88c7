import type { Student } from '../../grade/class-record.ts';
import { GraderError } from '../../grader-error.ts';
import { plain } from '../../report/plain.ts';
import { ownersOf } from './owners.ts';
import { nameOf, type Roster, type RosterStudent } from './roster.ts';

/** Who the submissions of a class are of. */
export interface Membership {
  /** By id, where somebody owns it: one student, or those of a group. */
  readonly owners: ReadonlyMap<string, readonly Student[]>;
  /** Submissions that nobody on the roster owns; none where there is no roster. */
  readonly unowned: readonly string[];
  /** Those on the roster who handed in nothing. */
  readonly absent: readonly Student[];
}

export const noRoster: Membership = { owners: new Map(), unowned: [], absent: [] };

/** ROSTER_UNCLEAR, with all that is: a submission that may be of several students, and whoever owns several submissions. */
export function matchRoster(ids: readonly string[], roster: Roster): Membership {
  const owners = new Map<string, readonly Student[]>();
  const idsOf = new Map<string, string[]>();
  const problems: string[] = [];
  const give = (id: string, whose: string, students: Roster) => {
    owners.set(
      id,
      students.map(({ student }) => student),
    );
    idsOf.set(whose, [...(idsOf.get(whose) ?? []), id]);
  };
  for (const id of ids) {
    const found = ownersOf(id, roster);
    switch (found.kind) {
      case 'nobody':
        break;
      case 'one':
        give(id, spoken(found.owner), [found.owner]);
        break;
      case 'group':
        give(id, `the group ${found.name}`, found.owners);
        break;
      case 'unclear':
        problems.push(`"${id}" can be of ${found.owners.map(spoken).join(' or of ')}`);
        break;
    }
  }
  for (const [whose, several] of idsOf) {
    if (several.length > 1) problems.push(`${several.map((id) => `"${id}"`).join(' and ')} are of ${whose}`);
  }
  if (problems.length > 0) throw unclear(problems);
  const present = new Set([...owners.values()].flat());
  return {
    owners,
    unowned: ids.filter((id) => !owners.has(id)),
    absent: roster.map(({ student }) => student).filter((student) => !present.has(student)),
  };
}

function spoken({ student, line }: RosterStudent): string {
  return `${nameOf(student)} (line ${line} of the roster)`;
}

function unclear(problems: readonly string[]): GraderError {
  const told = problems.map(plain).join('; ');
  const allowed = 'a submission is of one student or group, and each has one';
  return new GraderError('ROSTER_UNCLEAR', `The roster does not say whose each submission is: ${told}; ${allowed}.`);
}
