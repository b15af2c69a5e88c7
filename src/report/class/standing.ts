import { isGraded, type StoredMember } from './stored-class.ts';

/** How far a submission's grade is, in words. */
export const standings = { final: 'final', 'not-final': 'not final', 'not-graded': 'not graded' } as const;
export type Standing = keyof typeof standings;

export function standingOf(member: StoredMember): Standing {
  if (!isGraded(member)) return 'not-graded';
  return member.grade.final ? 'final' : 'not-final';
}
