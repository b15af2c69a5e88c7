import { defineCheck, failed, passed } from 'kafka-grader/check';

/**
 * The topic holds one message, "hello".
 *
 * Sound: the grader reads the topic itself, after the producer has ended.
 */
export const saysHello = defineCheck({
  id: 'hello.says-hello',
  programs: ['producer'],
  scenarios: ['greeting'],
  dependsOn: [],
  judge(history) {
    const records = history.scenario('greeting').timeline.of('record');
    const evidence = records.map(({ seq }) => seq);
    const [first, ...others] = records;
    if (!first) {
      return failed({
        proof: 'missing',
        reason: 'The topic is empty.',
        expected: 'hello',
        actual: 'nothing',
        evidence,
      });
    }
    if (first.value !== 'hello' || others.length > 0) {
      const actual = records.map(({ value }) => JSON.stringify(value)).join(', ');
      return failed({ proof: 'seen', reason: `The topic holds ${actual}.`, expected: '"hello"', actual, evidence });
    }
    return passed('The topic holds one message, "hello".', evidence);
  },
});
