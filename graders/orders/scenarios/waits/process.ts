/** Processes as the waits look at them. */
import type { ProcessHistory } from '../../../../src/evidence/history.ts';
import type { Stage } from '../../../../src/scenario/stage.ts';
import { endOf } from '../../checks/ending.ts';

export function processOf(stage: Stage, name: string): ProcessHistory {
  const process = stage.history.process(name);
  if (!process) throw new Error(`no process ${name} was started`);
  return process;
}

export function ended(process: ProcessHistory): string | null {
  return process.isRunning ? null : `${process.name}: ${endOf(process)}`;
}
