/** How a process ended, for a sentence. */
import { limitWords, type ProcessHistory } from 'kafka-grader/check';
import { lastWords } from './last-words.ts';

/** The exit, as evidence, and the limit that led to it; none while the process runs. */
export function exitSeqs({ exited, limitHit }: ProcessHistory): number[] {
  if (!exited) return [];
  return limitHit ? [limitHit.seq, exited.seq] : [exited.seq];
}

/** The limit that the grader stopped it for, to go on a sentence with; null where that was not the reason. */
export function whyStopped({ limitHit, timeline }: ProcessHistory): string | null {
  if (!limitHit) return null;
  if (limitHit.type === 'flooded') {
    return `it was stopped because it wrote more than ${limitHit.limitBytes / 1024 / 1024} MiB to ${limitHit.stream}`;
  }
  const isStopped = timeline.of('signalled').some(({ signal }) => signal === 'SIGKILL');
  return isStopped ? `it was stopped because ${limitWords(limitHit)}` : null;
}

/** "it ended by itself with code 0: SyntaxError: …", to go on a sentence with. */
export function endOf(process: ProcessHistory): string {
  const { exited } = process;
  const stopped = whyStopped(process);
  if (stopped !== null) return stopped;
  if (!exited || process.timeline.of('signalled').some(({ signal }) => signal === 'SIGKILL'))
    return 'it was still running';
  const how = exited.signal === null ? `with code ${exited.code}` : `by ${exited.signal}`;
  if (exited.asked) return `it ended ${how} when it was asked to stop`;
  const words = lastWords(process);
  const limit = process.timeline.first('limit-hit');
  const because = limit ? ` because ${limitWords(limit)}` : '';
  return `it ended by itself ${how}${because}${words === null ? '' : `: ${words}`}`;
}
