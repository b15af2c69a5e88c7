import { posix } from 'node:path';

/** Where bundles lie in a workspace: a package of its own for Node, whatever the student's package.json says. */
const folder = '.kafka-grader';

/** A file's path in the workspace, for a file that is laid beside the bundles. */
export function besideBundles(name: string): string {
  return `${folder}/${name}`;
}

/** The path from the bundles to a file of the workspace. */
export function fromBundles(path: string): string {
  return posix.relative(folder, path);
}
