import { defineExercise, typescript } from 'kafka-grader';
import { saysHello } from './check.ts';
import { greeting } from './scenario.ts';

/** Day 1: one message. */
export default defineExercise({
  id: 'kafka-hello',
  submission: { programs: ['producer'], texts: [], languages: [typescript({ packages: ['kafkajs'] })] },
  variablesOf: ({ brokers, topic }) => ({ KAFKA_BROKERS: brokers, KAFKA_TOPIC: topic }),
  recordIdsIn: () => [],
  insistedBy: () => ({ brokers: null, topic: null, group: null }),
  scenarios: [greeting],
  checks: [saysHello],
  rubric: [{ id: 'hello.says-hello', points: 5, title: 'sends "hello" once' }],
  hints: [
    {
      mistake: 'shouted',
      checks: ['hello.says-hello'],
      match: (history) =>
        history
          .scenario('greeting')
          .timeline.of('record')
          .some(({ value }) => value === 'HELLO')
          ? 'You sent HELLO: values are compared letter by letter.'
          : null,
    },
  ],
});
