/** Every verdict that was ever given, by submission and check. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CheckResult, Grade } from '../../src/grade/grade.ts';
import { readExpectation } from './expectation.ts';

/** One grading's word on one check; `out` holds its journal. */
export interface Word {
  result: CheckResult;
  out: string;
}

export interface Judged {
  folder: string;
  check: string;
  /** What `expected.json` beside the submission demands; null where there is none. */
  expected: string | null;
  /** The words of all gradings, by the verdict that they give. */
  byVerdict: ReadonlyMap<string, readonly Word[]>;
}

export class VerdictLog {
  readonly #judged = new Map<string, Judged & { byVerdict: Map<string, Word[]> }>();

  add(folder: string, grade: Grade, out: string): void {
    for (const result of grade.checks) {
      const { byVerdict } = this.#of(folder, result.id);
      const verdict = verdictText(result);
      byVerdict.set(verdict, [...(byVerdict.get(verdict) ?? []), { result, out }]);
    }
  }

  get all(): Judged[] {
    return [...this.#judged.values()];
  }

  #of(folder: string, check: string) {
    const key = JSON.stringify([folder, check]);
    const known = this.#judged.get(key);
    if (known) return known;
    const fresh = { folder, check, expected: expectedVerdict(folder, check), byVerdict: new Map<string, Word[]>() };
    this.#judged.set(key, fresh);
    return fresh;
  }
}

export function hasDiffered({ byVerdict }: Judged): boolean {
  return byVerdict.size > 1;
}

export function wasUnexpected({ byVerdict, expected }: Judged): boolean {
  return expected !== null && [...byVerdict.keys()].some((verdict) => !verdict.startsWith(expected));
}

/** `reference: group.two-members-share` */
export function nameOf({ folder, check }: Judged): string {
  return `${basename(folder)}: ${check}`;
}

function verdictText({ status, points, blockedBy }: CheckResult): string {
  return `${status}${blockedBy === null ? '' : ` by ${blockedBy}`}${points === null ? '' : `, ${points} points`}`;
}

function expectedVerdict(folder: string, check: string): string | null {
  if (!existsSync(join(folder, 'expected.json'))) return null;
  const { failed, skipped } = readExpectation(folder);
  if (check in failed) return 'failed,';
  return check in skipped ? `skipped by ${skipped[check]},` : 'passed,';
}
