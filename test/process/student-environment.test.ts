import { expect, test } from 'vitest';
import { studentEnvironment } from '../../src/process/student-environment.ts';

test('of the grader own environment only the path gets through', () => {
  const caller = {
    PATH: '/bin',
    HOME: '/home/teacher',
    GITHUB_TOKEN: 'secret',
    AWS_SECRET_ACCESS_KEY: 'secret',
    NODE_OPTIONS: '--inspect',
    KAFKAJS_LOG_LEVEL: 'debug',
    KAFKA_BROKERS: 'production:9092',
  };
  expect(studentEnvironment({ HOME: '/work/home', KAFKA_TOPIC: 'orders' }, caller)).toEqual({
    PATH: '/bin',
    HOME: '/work/home',
    KAFKA_TOPIC: 'orders',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
  });
});

test('what is given wins', () => {
  expect(studentEnvironment({ TZ: 'Europe/Berlin' }, {})).toMatchObject({ TZ: 'Europe/Berlin' });
});
