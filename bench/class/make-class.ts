import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

const fixtures = 'fixtures/submissions/kafka-consumers';
const right = 'reference';

/** What students do wrong most often, each in another way. */
const broken = [
  'never-commits',
  'commits-before-printing',
  'stops-after-bad-record',
  'inverted-reset',
  'no-key',
  'skips-last-order',
  'double-encoded-value',
  'always-earliest',
  'dies-on-null',
  'drops-every-tenth',
  'does-not-compile',
  'hard-coded-topic',
  'consumer-exits-after-some',
  'no-sigterm-handler',
  'wrong-answers',
  'group-per-process',
  'prints-buffer',
  'missing-producer',
  'hangs-at-start',
  'unawaited-handler',
] as const;

/** Every second one is broken, or none, or all of them. */
export type Kind = 'mixed' | 'right' | 'broken';

/** Makes a class of so many submissions in `folder`. */
export async function makeClass(folder: string, { size, kind }: { size: number; kind: Kind }): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let index = 0; index < size; index += 1) {
    const fixture = fixtureAt(index, kind);
    const to = join(folder, `${String(index + 1).padStart(4, '0')}-${fixture}`);
    await cp(join(fixtures, fixture), to, { recursive: true });
  }
}

function fixtureAt(index: number, kind: Kind): string {
  if (kind === 'right' || (kind === 'mixed' && index % 2 === 0)) return right;
  const turn = kind === 'mixed' ? (index - 1) / 2 : index;
  return broken[turn % broken.length] ?? right;
}
