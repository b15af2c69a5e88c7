/** Whom students' programs run as where the grader is root. */

export interface User {
  readonly uid: number;
  readonly gid: number;
}

/** Beyond what accounts, containers and services are given. */
const firstId = 0x7000_0000;

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * A user that no account is, and that no other program has at the time: a limit on a user's processes is then one on the program's.
 * Nobody else on the machine, another grader neither, has a tap at this port.
 */
export function userOf(tapPort: number): User {
  return { uid: firstId + tapPort, gid: firstId + tapPort };
}

/** The other way round; null for anybody else. */
export function tapPortOf(uid: number): number | null {
  const port = uid - firstId;
  return port > 0 && port <= 0xffff ? port : null;
}
