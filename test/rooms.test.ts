/** Imports point one way: each room may import only those that are named here. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** `node` stands for Node's own modules and packages that need it; pure rooms have it not. */
const mayImport: Record<string, readonly string[]> = {
  'src/evidence': [],
  'src/check': ['src/evidence'],
  'src/grade': ['src/evidence', 'src/check'],
  'src/report': ['src/evidence', 'src/grade'],
  'src/grader-error.ts': [],
  'src/first-thrown.ts': [],
  'src/packaged-file.ts': ['node'],
  'src/cache': ['node'],
  'src/wiretap': ['node', 'src/evidence', 'src/grader-error.ts'],
  'src/process': ['node', 'src/evidence', 'src/grader-error.ts'],
  'src/submission': ['node', 'src/cache', 'src/grader-error.ts', 'src/packaged-file.ts'],
  'src/leftovers': ['node'],
  'src/broker': ['node', 'src/cache', 'src/client', 'src/leftovers', 'src/grader-error.ts', 'src/packaged-file.ts'],
  'src/client': ['node', 'src/evidence', 'src/grader-error.ts'],
  'src/scenario': [
    'node',
    'src/evidence',
    'src/client',
    'src/process',
    'src/wiretap',
    'src/grader-error.ts',
    'src/first-thrown.ts',
  ],
  'src/grading': [
    'node',
    'src/broker',
    'src/check',
    'src/client',
    'src/evidence',
    'src/grade',
    'src/grader-error.ts',
    'src/leftovers',
    'src/process',
    'src/scenario',
    'src/submission',
    'src/wiretap',
  ],
  'src/cli': [
    'node',
    'src/broker',
    'src/cache',
    'src/check',
    'src/client',
    'src/evidence',
    'src/grade',
    'src/grader-error.ts',
    'src/first-thrown.ts',
    'src/grading',
    'src/report',
    'src/scenario',
    'src/submission',
    'graders',
  ],
  'graders/*/checks': ['src/evidence', 'src/check'],
  'graders/*/hints': ['src/evidence', 'src/grade', 'graders/*/checks'],
  'graders/*/hints.ts': ['src/evidence', 'src/grade', 'graders/*/checks', 'graders/*/hints'],
  'graders/*/rubric.ts': ['src/grade'],
  'graders/*/scenarios': ['node', 'src/evidence', 'src/scenario', 'graders/*/checks'],
  'graders/*/exercise.ts': [
    'src/grading',
    'src/packaged-file.ts',
    'src/submission',
    'graders/*/checks',
    'graders/*/hints.ts',
    'graders/*/rubric.ts',
    'graders/*/scenarios',
  ],
};

/** Packages without Node in them. */
const purePackages = new Set(['yaml', 'zod']);

function roomOf(path: string): string {
  const [first, second = '', third = ''] = path.split('/');
  if (first === 'graders') return `graders/*/${third}`;
  return `${first}/${second}`;
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));
}

function importsOf(file: string): { specifier: string; room: string }[] {
  const text = readFileSync(join(root, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s+'([^']+)'|import\('([^']+)'\)/g)];
  return specifiers.map(([, fixed, dynamic]) => {
    const specifier = fixed ?? dynamic ?? '';
    if (!specifier.startsWith('.')) return { specifier, room: purePackages.has(specifier) ? '' : 'node' };
    return { specifier, room: roomOf(relative(root, join(root, dirname(file), specifier))) };
  });
}

describe('imports point one way', () => {
  test.for([...filesBelow('src'), ...filesBelow('graders')])('%s', (file) => {
    const own = roomOf(file);
    const allowed = mayImport[own];
    expect(allowed, `the room ${own} is not in the table`).toBeDefined();
    const forbidden = importsOf(file).filter(
      ({ room }) =>
        room !== '' &&
        room !== own &&
        !allowed?.some((name) => room === name || (name === 'graders' && room.startsWith('graders/'))),
    );
    expect(forbidden).toEqual([]);
  });

  test('every room in the table exists', () => {
    const rooms = new Set([...filesBelow('src'), ...filesBelow('graders')].map(roomOf));
    expect(
      Object.keys(mayImport).filter((room) => !rooms.has(room) && room !== 'graders/*/hints' && room !== 'src/report'),
    ).toEqual([]);
  });
});
