import type { History } from '../evidence/history.ts';
import type { Check } from './check.ts';

/**
 * The file of the submission that a check is about first, relative to its folder, for whoever has no better place to point
 * at; null where none was read or run.
 */
export function fileOf({ programs, texts = [] }: Pick<Check, 'programs' | 'texts'>, history: History): string | null {
  for (const name of texts) {
    const text = history.text(name);
    if (text?.type === 'text-read') return text.path;
  }
  for (const role of programs) {
    const file = history.unavailable(role)?.location?.file ?? fileThatRan(role, history);
    if (file !== null) return file;
  }
  return null;
}

function fileThatRan(role: string, history: History): string | null {
  const processes = history.scenarios.flatMap((scenario) => scenario.ofRole(role));
  return processes.find(({ file }) => file !== null)?.file ?? null;
}
