/** What is stored of a class, read one grade after another: of each only what its report needs is kept. */
import { join } from 'node:path';
import { exists } from '../exists.ts';
import type { ClassMember, ClassRecord } from '../grade/class-record.ts';
import type { Grade } from '../grade/grade.ts';
import { GraderError } from '../grader-error.ts';
import { submissionsFolder } from '../grading/output-folder.ts';
import { readClassRecord } from '../grading/read-class-record.ts';
import { readGradeOf } from '../grading/read-grade.ts';
import { isGraded, type OwnPage, type StoredClass, type StoredMember } from '../report/class/stored-class.ts';
import { summarize } from '../report/class/summarize.ts';
import { pageFile } from '../report/page-file.ts';
import { noBatchAt, submissionIds } from './outputs.ts';
import { pagesAt } from './pages.ts';

/**
 * Also of a class without any grade, or that was stopped; `given` is its record where that is known better than it is written.
 * NO_SUCH_OUTPUT where it is of no batch.
 */
export async function readClass(out: string, given?: ClassRecord | null): Promise<StoredClass> {
  const folders = await submissionIds(out);
  const record = given === undefined ? await readClassRecord(out) : given;
  if (folders === null && record === null) throw noBatchAt(out);
  const known = new Map(record?.submissions.map((member) => [member.id, member]));
  const ids = record ? [...known.keys()] : (folders ?? []);
  const stored = new Set(folders);
  const members: StoredMember[] = [];
  let first: Grade | null = null;
  for (const id of ids) {
    const folder = join(out, submissionsFolder, id);
    // A record may name anything; what is read are folders that are there.
    const isStored = stored.has(id) && known.get(id)?.status !== 'not-graded';
    const read = isStored ? await gradeIn(folder) : null;
    const page = isStored ? await pageIn(folder) : 'missing';
    members.push(memberOf(id, known.get(id) ?? null, { read, page }));
    if (read !== null && !('problem' in read)) first ??= read;
  }
  return {
    record,
    exercise: record?.exercise ?? first?.exercise ?? '',
    checks: checksOf(record, first),
    members,
    pages: await pagesAt(pathsFor(members)),
  };
}

/** The same for a page of the class that stands in another folder: it can lead to nothing but what is beside it. */
export async function seenFrom(folder: string, stored: StoredClass): Promise<StoredClass> {
  const members = stored.members.map(async (member) =>
    isGraded(member) ? { ...member, page: await pageIn(join(folder, submissionsFolder, member.id)) } : member,
  );
  return { ...stored, members: await Promise.all(members) };
}

async function pageIn(folder: string): Promise<OwnPage> {
  return (await exists(join(folder, pageFile))) ? 'there' : 'missing';
}

async function gradeIn(folder: string): Promise<Grade | { problem: string } | null> {
  try {
    return await readGradeOf(folder);
  } catch (error) {
    if (!(error instanceof GraderError)) throw error;
    if (error.code === 'NO_SUCH_OUTPUT') return null;
    return { problem: `${error.message} (${error.code})` };
  }
}

function memberOf(
  id: string,
  member: ClassMember | null,
  { read, page }: { read: Grade | { problem: string } | null; page: OwnPage },
): StoredMember {
  const known = {
    id,
    attempts: member?.attempts ?? null,
    handedInAt: member?.handedInAt ?? null,
    student: member?.student ?? null,
  };
  const notGraded = { ...known, status: 'not-graded' as const, gradable: member?.gradable ?? true };
  if (read === null) return { ...notGraded, why: member?.why ?? 'There is no grade of it.' };
  if ('problem' in read) return { ...notGraded, why: read.problem };
  return { ...known, status: 'graded', grade: summarize(read), page };
}

function checksOf(record: ClassRecord | null, first: Grade | null): StoredClass['checks'] {
  return record?.checks ?? first?.checks.map(({ id, title, maxPoints }) => ({ id, title, points: maxPoints })) ?? [];
}

/** The pages on what was lost. */
function pathsFor(members: readonly StoredMember[]): ReadonlySet<string> {
  const checks = members.flatMap((member) => (member.status === 'graded' ? member.grade.checks : []));
  const lost = checks.filter(({ status }) => status !== 'passed');
  return new Set(lost.flatMap(({ id, mistake }) => [`docs/checks/${id}`, `docs/mistakes/${mistake}`]).sort());
}
