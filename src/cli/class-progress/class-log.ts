import { appendFileSync, closeSync, openSync } from 'node:fs';
import type { ClassEvent } from '../../batch/class-event.ts';
import { GraderError } from '../../grader-error.ts';

/** As programs that read such logs know them. */
const levels = { info: 30, warn: 40, error: 50 } as const;

/** Writes what happens in a batch as NDJSON, a line an event, for programs; each line is written when it happens. */
export function openClassLog(path: string): { tell(event: ClassEvent): void } & Disposable {
  const file = openFile(path);
  const write = (level: keyof typeof levels, msg: ClassEvent['type'], fields: object) => {
    const line = { level: levels[level], time: new Date().toISOString(), ...fields, msg };
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  };
  return {
    tell: (event) => {
      switch (event.type) {
        case 'broker':
          write('info', 'broker', { lane: event.lane, step: event.step });
          break;
        case 'began':
          write('info', 'began', { id: event.id, attempt: event.attempt });
          break;
        case 'scenario-began':
        case 'scenario-ended':
          write('info', event.type, { id: event.id, scenario: event.scenario });
          break;
        case 'put-back':
          write('warn', 'put-back', { id: event.id, why: event.why });
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
        write(final ? 'info' : 'error', 'settled', { id, attempts, score, maxScore, final, durationMs });
        break;
      }
      case 'not-graded':
        write('error', 'settled', { id, attempts, why: outcome.why });
        break;
    }
  }
}

function openFile(path: string): number {
  try {
    return openSync(path, 'a');
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = `The log ${path} can't be written (${why}). Choose another file with --log.`;
    throw new GraderError('OUTPUT_NOT_WRITABLE', message, { cause });
  }
}
