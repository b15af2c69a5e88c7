import { probeJvm, whatJvmLacks } from '../../src/broker/probe.ts';

/** The kind of broker that tests run against: a JVM where this machine can, else a container. */
export const testBroker = whatJvmLacks(await probeJvm()) === null ? 'jvm' : 'container';
