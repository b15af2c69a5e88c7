import type { ClassEvent } from '../../batch/class-event.ts';
import { showsBoard } from '../terminal-look.ts';
import { classLines } from './lines.ts';
import { Tally } from './tally.ts';

/** Is told what happens in a batch and shows it to whoever waits for it. */
export interface ClassProgress extends Disposable {
  tell(event: ClassEvent): void;
}

/** A view that is drawn anew where somebody watches, else a line for each submission. */
export async function showClassProgress(
  total: number,
  stream: NodeJS.WriteStream,
  env: NodeJS.ProcessEnv,
): Promise<ClassProgress> {
  const tally = new Tally(total, () => performance.now());
  if (!showsBoard(stream, env)) return classLines(tally, stream);
  const { classBoard } = await import('./board.ts');
  return classBoard(tally, stream);
}
