/**
 * The complete environment of a student's process: what the caller gives (settings, what the program's language asks
 * for, a HOME and a TMPDIR of its own), the same language and time zone everywhere, and of the grader's own environment
 * nothing but where commands are found.
 */
export function studentEnvironment(
  given: Readonly<Record<string, string>>,
  { PATH = '/usr/local/bin:/usr/bin:/bin' }: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  return {
    PATH,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    ...given,
  };
}
