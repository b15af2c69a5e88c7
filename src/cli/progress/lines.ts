import type { Progress } from './progress.ts';
import { givenUp, prepared, seconds, wordsOf } from './words.ts';

const timeColumns = 8;

/** One line for each of the few things that somebody wants to find in a log, with the time since the beginning. */
export function lineProgress(stream: NodeJS.WritableStream): Progress {
  const beganMs = performance.now();
  const say = (what: string, words: string) => {
    stream.write(`${seconds(performance.now() - beganMs).padStart(timeColumns)}  ${what}: ${words}\n`);
  };
  return {
    broker: (step) => say('Kafka', wordsOf(step)),
    preparing: ({ what, into }) => say('Programs', prepared(what, into)),
    observed: (observation) => {
      const { scenario } = observation;
      if (scenario === null) return;
      if (observation.type === 'scenario-began') say(scenario, 'begins');
      if (observation.type === 'gave-up') say(scenario, givenUp(observation));
      if (observation.type === 'scenario-ended') {
        const how = observation.again ? 'to be played once more' : 'broken off';
        say(scenario, observation.aborted === null ? 'ended' : `${how}: ${observation.aborted}`);
      }
    },
    waiting: () => {},
    [Symbol.asyncDispose]: async () => {},
  };
}
