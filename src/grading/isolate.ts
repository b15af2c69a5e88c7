import { type ChosenIsolation, chooseIsolation } from '../isolation/choose.ts';
import type { IsolationChoice } from '../isolation/level.ts';
import { packagesFolder } from '../submission/typescript/installed-packages.ts';

/** One's own programs, or a class of strangers'. */
export type Whose = 'own' | 'strangers';

/** How the programs of submissions are to be kept apart here. Throws NO_ISOLATION where that is not to be had. */
export function isolate(choice: IsolationChoice, whose: Whose): Promise<ChosenIsolation> {
  return chooseIsolation({
    choice,
    least: whose === 'own' ? 'process' : 'bubblewrap',
    reads: [process.execPath, packagesFolder()],
  });
}
