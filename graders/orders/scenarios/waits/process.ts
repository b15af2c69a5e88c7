/** Processes as the waits look at them. */
import type { Stage } from 'kafka-grader';
import type { ProcessHistory } from 'kafka-grader/check';
import { endOf } from '../../checks/ending.ts';

export function processOf(stage: Pick<Stage, 'history'>, name: string): ProcessHistory {
  const process = stage.history.process(name);
  if (!process) throw new Error(`no process ${name} was started`);
  return process;
}

export function ended(process: ProcessHistory): string | null {
  return process.isRunning ? null : `${process.name}: ${endOf(process)}`;
}
