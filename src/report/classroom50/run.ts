/** What Classroom 50's runner says in the environment of the submission that it has graded; null where it says nothing. */
export interface Classroom50Run {
  classroom: string | null;
  assignment: string | null;
  /** `individual` or `group`; newer runners know more. */
  assignmentType: string | null;
  owner: string | null;
  /** `submit/…`. */
  submission: string | null;
  commit: string | null;
  release: string | null;
  review: string | null;
}

/** USERNAME is the owner only beside a classroom: many a desktop sets it, too. */
export function classroom50RunIn(environment: Readonly<Record<string, string | undefined>>): Classroom50Run {
  const said = (name: string) => environment[name]?.trim() || null;
  const classroom = said('CLASSROOM');
  return {
    classroom,
    assignment: said('ASSIGNMENT'),
    assignmentType: said('ASSIGNMENT_TYPE'),
    owner: said('OWNER') ?? (classroom && said('USERNAME')),
    submission: said('SUBMISSION_TAG'),
    commit: said('COMMIT_URL'),
    release: said('RELEASE_URL'),
    review: said('REVIEW_URL'),
  };
}

/** Anywhere but there. */
export const noClassroom50Run: Classroom50Run = classroom50RunIn({});
