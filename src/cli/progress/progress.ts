import type { BrokerStep } from '../../broker/broker-step.ts';
import type { Observation } from '../../evidence/observation.ts';
import type { ReportPreparation } from '../../submission/language.ts';
import { showsBoard } from '../terminal-look.ts';
import { lineProgress } from './lines.ts';

/** Is told what happens in a grading and shows it to whoever waits for the result. */
export interface Progress extends AsyncDisposable {
  broker(step: BrokerStep): void;
  /** What a language's programs need is made. */
  preparing: ReportPreparation;
  observed(observation: Observation): void;
  /** What a scenario waits for from now on. */
  waiting(scenario: string, what: string): void;
}

/** A board that is drawn anew where somebody watches, else a few lines with their time. */
export async function showProgress(
  scenarios: readonly string[],
  stream: NodeJS.WriteStream,
  env: NodeJS.ProcessEnv,
): Promise<Progress> {
  if (!showsBoard(stream, env)) return lineProgress(stream);
  const { boardProgress } = await import('./board.ts');
  return boardProgress(scenarios, stream);
}
