import { isBuiltin } from 'node:module';
import { faultAt } from '../find-file.ts';
import { isIgnored } from '../ignored-names.ts';
import type { ProgramSource } from '../language.ts';
import { notImportable, notOffered } from '../problem-at.ts';
import { describeFault } from '../submission-fault.ts';
import type { Compiler } from './compiler.ts';
import { installedModule, packageName } from './installed-packages.ts';
import { candidates, importedPath, loaderOf } from './own-files.ts';

/** A program with the packages that it may import. */
export interface TypeScriptSource extends ProgramSource {
  readonly packages: readonly string[];
  readonly compiler: Compiler;
}

export type ImportTarget =
  /** A file of the submission. */
  | { readonly kind: 'own'; readonly path: string }
  | { readonly kind: 'built-in' }
  /** `file` is absolute, in the grader's installation. */
  | { readonly kind: 'package'; readonly name: string; readonly file: string }
  /** `reason` is a clause that follows the place of the import. */
  | { readonly kind: 'refused'; readonly reason: string };

/** What an import in one of the submission's files refers to, or why a program may not import it. */
export function judgeImport(source: TypeScriptSource, importer: string, specifier: string): ImportTarget {
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) return judgeRelative(source, importer, specifier);
  if (isBuiltin(specifier) || specifier.startsWith('data:')) return { kind: 'built-in' };
  if (specifier.startsWith('/') || specifier.startsWith('file:')) return leavesTheFolder(specifier);
  if (specifier.startsWith('node:')) return refused(`Node ${process.versions.node} has no module "${specifier}"`);
  const name = packageName(specifier);
  if (!source.packages.includes(name)) {
    return refused(notOffered(name, [...source.packages, "Node's own modules"]));
  }
  const file = installedModule(specifier);
  return file === null ? refused(`the package ${name} has no module "${specifier}"`) : { kind: 'package', name, file };
}

function judgeRelative({ submission }: ProgramSource, importer: string, specifier: string): ImportTarget {
  const path = importedPath(importer, specifier);
  if (path === null) return leavesTheFolder(specifier);
  const possible = candidates(path);
  const found = possible.find((candidate) => submission.files.some((file) => file.path === candidate));
  if (found !== undefined) {
    return loaderOf(found) === null
      ? refused(`"${specifier}" is neither TypeScript nor JavaScript nor JSON`)
      : { kind: 'own', path: found };
  }
  const ignored = path.split('/').find((segment) => isIgnored(segment, true));
  if (ignored !== undefined) return refused(`"${specifier}" lies in ${ignored}, which the grader never reads`);
  const fault = possible.map((candidate) => faultAt(submission, candidate)).find((candidate) => candidate !== null);
  return refused(fault ? notImportable(specifier, describeFault(fault)) : `there is no file "${specifier}"`);
}

function leavesTheFolder(specifier: string): ImportTarget {
  return refused(`"${specifier}" lies outside the submission's folder`);
}

function refused(reason: string): ImportTarget {
  return { kind: 'refused', reason };
}
