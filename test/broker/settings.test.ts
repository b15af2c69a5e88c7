import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asEnvironment, asProperties, brokerSettings } from '../../src/broker/settings.ts';

const settings = brokerSettings(
  [
    { name: 'ADMIN', bind: '127.0.0.1:1', advertise: '127.0.0.1:1' },
    { name: 'CONTROLLER', bind: '127.0.0.1:2', advertise: null },
    { name: 'S0', bind: '127.0.0.1:3', advertise: '127.0.0.1:4' },
  ],
  '127.0.0.1:2',
  '/data',
);

test('a listener binds at one address and tells clients another; the controller tells none', () => {
  expect(settings).toMatchObject({
    listeners: 'ADMIN://127.0.0.1:1,CONTROLLER://127.0.0.1:2,S0://127.0.0.1:3',
    'advertised.listeners': 'ADMIN://127.0.0.1:1,S0://127.0.0.1:4',
    'listener.security.protocol.map': 'ADMIN:PLAINTEXT,CONTROLLER:PLAINTEXT,S0:PLAINTEXT',
  });
});

test('the environment is one that the image turns back into the same properties', () => {
  const asTheImageReadsIt = Object.entries(asEnvironment(settings)).map(([variable, value]) => {
    const name = variable
      .replace(/^KAFKA_/, '')
      .toLowerCase()
      .replaceAll('_', '.');
    return `${name}=${value}\n`;
  });
  expect(asTheImageReadsIt.join('')).toBe(asProperties(settings));
});

test('every property is a line of its own', () => {
  const name = fc.stringMatching(/^[a-z]+(\.[a-z]+)*$/);
  const value = fc.stringMatching(/^[ -~]*$/);
  fc.assert(
    fc.property(fc.dictionary(name, value), (entries) => {
      const lines = asProperties(entries).split('\n').slice(0, -1);
      expect(lines).toEqual(Object.entries(entries).map(([key, each]) => `${key}=${each}`));
    }),
  );
});
