import type { Student } from '../../grade/class-record.ts';

/** The students of a class, as a roster lists them, in its order. */
export type Roster = readonly RosterStudent[];

export interface RosterStudent {
  readonly student: Student;
  /** Its name, where work is handed in together. */
  readonly group: string | null;
  /** Of the file, from 1. */
  readonly line: number;
}

/** The student as people speak of them. */
export function nameOf({ name, login, identifier, email }: Student): string {
  return name ?? login ?? identifier ?? email ?? '';
}
