/** Two journals side by side: what each verdict on a check stands on, from the first observation on that only one has. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJournal } from '../../src/evidence/journal.ts';
import type { Observation } from '../../src/evidence/observation.ts';
import { journalFile } from '../../src/grading/output-folder.ts';
import { type Judged, nameOf, type Word } from './verdict-log.ts';

const mostObservations = 6;
const widthCharacters = 180;

export function tellDifference(judged: Judged): string {
  const { byVerdict, expected } = judged;
  const lines = [...byVerdict].flatMap(([verdict, words]) => {
    const [first] = words;
    return first ? [`  ${verdict}: ${words.length} times`, ...tellWord(first)] : [];
  });
  const wanted = expected === null ? '' : `  (expected: ${expected.replace(/,$/, '')})`;
  return [`${nameOf(judged)}${wanted}`, ...lines].join('\n');
}

/** The reason, the journal, and the lines that the verdict refers to; waits that were given up stand among them. */
function tellWord({ result, out }: Word): string[] {
  const journal = join(out, journalFile);
  const cited = new Set(result.evidence);
  const shown = observationsIn(journal).filter(({ seq, type }) => cited.has(seq) || type === 'gave-up');
  return [
    `    ${result.reason}`,
    `    ${journal}`,
    ...shown
      .slice(0, mostObservations)
      .map((observation) => `      ${JSON.stringify(observation).slice(0, widthCharacters)}`),
  ];
}

function observationsIn(journal: string): readonly Observation[] {
  const parsed = parseJournal(readFileSync(journal, 'utf8'));
  return 'problem' in parsed ? [] : parsed.observations;
}
