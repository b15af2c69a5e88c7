import { closeSync, openSync } from 'node:fs';
import { destination, pino } from 'pino';
import type { ClassEvent } from '../../batch/class-event.ts';
import { notWritable } from '../../grading/output-folder.ts';

/** Writes what happens in a batch as NDJSON, a line an event, for programs; each line is written when it happens. */
export function openClassLog(path: string): { tell(event: ClassEvent): void } & Disposable {
  const file = openFile(path);
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination({ fd: file, sync: true }));
  return {
    tell: (event) => {
      switch (event.type) {
        case 'broker':
          log.info({ lane: event.lane, step: event.step }, 'broker');
          break;
        case 'began':
          log.info({ id: event.id, attempt: event.attempt }, 'began');
          break;
        case 'scenario-began':
        case 'scenario-ended':
          log.info({ id: event.id, scenario: event.scenario }, event.type);
          break;
        case 'put-back':
          log.warn({ id: event.id, why: event.why }, 'put-back');
          break;
        case 'settled':
          tellSettled(event);
          break;
      }
    },
    [Symbol.dispose]: () => closeSync(file),
  };

  function tellSettled({ outcome }: Extract<ClassEvent, { type: 'settled' }>): void {
    const { id, attempts } = outcome;
    switch (outcome.status) {
      case 'graded': {
        const { score, maxScore, final, durationMs } = outcome.grade;
        const level = final ? 'info' : 'error';
        log[level]({ id, attempts, score, maxScore, final, durationMs }, 'settled');
        break;
      }
      case 'not-graded':
        log.error({ id, attempts, why: outcome.why }, 'settled');
        break;
    }
  }
}

function openFile(path: string): number {
  try {
    return openSync(path, 'a');
  } catch (cause) {
    throw notWritable(path, cause);
  }
}
