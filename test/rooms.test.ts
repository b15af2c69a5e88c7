/** Imports point one way: each room may import only those that are named here. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What an exercise may know of the grader; checks, hints and rubrics only the part without effects. */
const pureApi = ['src/api/check.ts'];
const api = [...pureApi, 'src/api/exercise.ts'];

/** The entries of the package, by which exercises import it. */
const entries: Record<string, string> = {
  'kafka-grader': 'src/api/exercise.ts',
  'kafka-grader/check': 'src/api/check.ts',
  'kafka-grader/vitest': 'src/vitest',
};

/** `node` stands for Node's own modules and packages that need it; pure rooms have it not. */
const mayImport: Record<string, readonly string[]> = {
  'src/evidence': [],
  'src/check': ['src/evidence'],
  'src/grade': ['src/evidence', 'src/check'],
  'src/report': ['src/evidence', 'src/grade', 'src/page'],
  'src/page': [],
  'src/api/check.ts': ['src/evidence', 'src/check', 'src/grade'],
  'src/api/exercise.ts': ['src/grading', 'src/packaged-file.ts', 'src/scenario', 'src/submission'],
  'src/grader-error.ts': [],
  'src/grader-version.ts': ['node'],
  'src/first-thrown.ts': [],
  'src/all-accepted.ts': ['node'],
  'src/remove-folder.ts': ['node'],
  'src/checked-yaml.ts': [],
  'src/packaged-file.ts': ['node'],
  'src/disk-space.ts': ['node'],
  'src/exists.ts': ['node'],
  'src/cache': ['node', 'src/exists.ts'],
  'src/wiretap': ['node', 'src/all-accepted.ts', 'src/evidence', 'src/grader-error.ts', 'src/leftovers'],
  'src/docker': ['node', 'src/leftovers'],
  'src/isolation': [
    'node',
    'src/all-accepted.ts',
    'src/docker',
    'src/grader-error.ts',
    'src/leftovers',
    'src/packaged-file.ts',
    'src/remove-folder.ts',
  ],
  'src/process': ['node', 'src/evidence', 'src/grader-error.ts', 'src/isolation'],
  'src/submission': ['node', 'src/cache', 'src/grader-error.ts', 'src/packaged-file.ts', 'src/remove-folder.ts'],
  'src/leftovers': ['node', 'src/remove-folder.ts'],
  'src/broker': [
    'node',
    'src/cache',
    'src/client',
    'src/docker',
    'src/exists.ts',
    'src/leftovers',
    'src/grader-error.ts',
    'src/packaged-file.ts',
  ],
  'src/client': ['node', 'src/evidence', 'src/grader-error.ts'],
  'src/scenario': [
    'node',
    'src/evidence',
    'src/client',
    'src/isolation',
    'src/leftovers',
    'src/process',
    'src/wiretap',
    'src/disk-space.ts',
    'src/grader-error.ts',
    'src/first-thrown.ts',
  ],
  'src/grading': [
    'node',
    'src/broker',
    'src/check',
    'src/client',
    'src/disk-space.ts',
    'src/evidence',
    'src/grade',
    'src/grader-error.ts',
    'src/isolation',
    'src/leftovers',
    'src/process',
    'src/remove-folder.ts',
    'src/report',
    'src/scenario',
    'src/submission',
    'src/template',
    'src/wiretap',
  ],
  'src/reporting': [
    'node',
    'src/evidence',
    'src/exists.ts',
    'src/grade',
    'src/grader-error.ts',
    'src/grading',
    'src/packaged-file.ts',
    'src/report',
  ],
  'src/action': [
    'node',
    'src/evidence',
    'src/grader-error.ts',
    'src/grading',
    'src/packaged-file.ts',
    'src/report',
    'src/reporting',
  ],
  'src/batch': [
    'node',
    'src/broker',
    'src/exercises',
    'src/exists.ts',
    'src/grade',
    'src/grader-error.ts',
    'src/grading',
    'src/isolation',
    'src/leftovers',
    'src/report',
    'src/reporting',
    'src/scenario',
    'src/submission',
  ],
  'src/rubric': ['node', 'src/checked-yaml.ts', 'src/grade', 'src/grader-error.ts'],
  'src/late-policy': ['node', 'src/checked-yaml.ts', 'src/grade', 'src/grader-error.ts'],
  'src/template': ['node', 'src/evidence', 'src/grader-error.ts', 'src/grader-version.ts', 'src/packaged-file.ts'],
  'src/exercises': ['node', 'src/grade', 'src/grader-error.ts', 'src/grading', 'src/report', 'src/submission'],
  'src/vitest': [
    'node',
    'src/broker',
    'src/exercises',
    'src/grade',
    'src/grader-error.ts',
    'src/grader-version.ts',
    'src/grading',
    'src/isolation',
  ],
  'src/cli': [
    'node',
    'src/batch',
    'src/broker',
    'src/cache',
    'src/check',
    'src/client',
    'src/docker',
    'src/evidence',
    'src/grade',
    'src/grader-error.ts',
    'src/first-thrown.ts',
    'src/grading',
    'src/exercises',
    'src/grader-version.ts',
    'src/isolation',
    'src/late-policy',
    'src/report',
    'src/reporting',
    'src/rubric',
    'src/scenario',
    'src/submission',
    'src/template',
  ],
  'graders/orders/checks': [...pureApi],
  'graders/orders/hints': [...pureApi, 'graders/orders/checks'],
  'graders/orders/scenarios': ['node', ...api, 'graders/orders/checks'],
  'graders/*/checks': [...pureApi, 'graders/orders/checks'],
  'graders/*/hints': [...pureApi, 'graders/*/checks', 'graders/orders/checks', 'graders/orders/hints'],
  'graders/*/hints.ts': [...pureApi, 'graders/*/checks', 'graders/*/hints', 'graders/orders/hints'],
  'graders/*/rubric.ts': [...pureApi],
  'graders/*/scenarios': ['node', ...api, 'graders/*/checks', 'graders/orders/checks', 'graders/orders/scenarios'],
  'graders/*/exercise.ts': [
    ...api,
    'graders/*/checks',
    'graders/*/hints.ts',
    'graders/*/rubric.ts',
    'graders/*/scenarios',
    'graders/orders/checks',
    'graders/orders/scenarios',
  ],
};

/** Packages without Node in them. */
const purePackages = new Set([
  'd3-scale',
  'd3-shape',
  'micromark',
  'micromark-extension-gfm-table',
  'preact',
  'preact-render-to-string',
  'yaml',
  'zod',
]);

/** The room of a path; `graders/*` is the exercise that `file` is of. What exercises share has rooms of its own. */
function roomOf(path: string, file = path): string {
  const [first, second = '', third = ''] = path.split('/');
  if (first === 'src' && second === 'api') return path;
  if (first !== 'graders') return `${first}/${second}`;
  return second !== 'orders' && file.startsWith(`graders/${second}/`)
    ? `graders/*/${third}`
    : `graders/${second}/${third}`;
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file));
}

function importsOf(file: string): { specifier: string; room: string }[] {
  const text = readFileSync(join(root, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s+'([^']+)'|import\('([^']+)'\)/g)];
  return specifiers.map(([, fixed, dynamic]) => {
    const specifier = fixed ?? dynamic ?? '';
    const entry = entries[specifier];
    if (entry !== undefined) return { specifier, room: entry };
    if (!specifier.startsWith('.')) return { specifier, room: purePackages.has(specifier) ? '' : 'node' };
    return { specifier, room: roomOf(relative(root, join(root, dirname(file), specifier)), file) };
  });
}

describe('imports point one way', () => {
  test.for([...filesBelow('src'), ...filesBelow('graders')])('%s', (file) => {
    const own = roomOf(file);
    const allowed = mayImport[own];
    expect(allowed, `the room ${own} is not in the table`).toBeDefined();
    const forbidden = importsOf(file).filter(({ room }) => room !== '' && room !== own && !allowed?.includes(room));
    expect(forbidden).toEqual([]);
  });

  test('every room in the table exists', () => {
    const rooms = new Set([...filesBelow('src'), ...filesBelow('graders')].map((file) => roomOf(file)));
    expect(
      Object.keys(mayImport).filter((room) => !rooms.has(room) && room !== 'graders/*/hints' && room !== 'src/report'),
    ).toEqual([]);
  });
});
