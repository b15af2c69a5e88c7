import type { Check } from 'kafka-grader/check';
import { sendsEveryOrder } from '../../orders/checks/sends-every-order.ts';
import { choosesPartition } from './chooses-partition.ts';
import { exitsCleanly } from './exits-cleanly.ts';
import { keepsOrder } from './keeps-order.ts';
import { namesCustomer } from './names-customer.ts';
import { waitsForBroker } from './waits-for-broker.ts';

export const checks: readonly Check[] = [
  sendsEveryOrder,
  exitsCleanly,
  namesCustomer,
  choosesPartition,
  keepsOrder,
  waitsForBroker,
];
