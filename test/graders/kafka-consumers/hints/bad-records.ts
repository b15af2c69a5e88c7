import { type Act, badRecords } from '../stories.ts';
import type { HintCase } from './hint-case.ts';

const dies =
  (complaint: string, code = 1): Act =>
  (told) =>
    told.line('consumer-1', complaint, 'stderr').exited('consumer-1', { code });

const kafkajsCrash = `{"level":"ERROR","logger":"kafkajs","message":"[Consumer] Crash: KafkaJSNonRetriableError: Unexpected token 'o' is not valid JSON"}`;

export const badRecordCases: HintCase[] = [
  {
    mistake: 'json-parse-throws',
    on: 'consume.survives-bad-records',
    says: 'P0:1',
    proves: [badRecords({ meet: dies('SyntaxError: Unexpected token o in JSON at position 0') })],
    nearly: [
      [badRecords({ meet: dies('RangeError: out of memory') })],
      [badRecords({ meet: (told) => told.line('consumer-1', 'SyntaxError', 'stderr').prints('consumer-1', 'P1:2') })],
    ],
  },
  {
    mistake: 'json-parse-throws',
    on: 'consume.survives-bad-records',
    says: 'with code 0, as if all were well',
    proves: [badRecords({ meet: dies(kafkajsCrash, 0) })],
    nearly: [],
  },
  {
    mistake: 'null-value',
    on: 'consume.survives-bad-records',
    says: 'P1:1',
    proves: [badRecords({ meet: dies("TypeError: Cannot read properties of null (reading 'toString')") })],
    nearly: [[badRecords({ meet: dies("TypeError: Cannot read properties of undefined (reading 'toString')") })]],
  },
  {
    mistake: 'stops-reading-after-a-bad-record',
    on: 'consume.survives-bad-records',
    says: 'none of the 1 orders behind P0:1',
    proves: [badRecords({ meet: (told) => told.prints('consumer-1', 'P1:2', 'P2:1', 'P3:1') })],
    nearly: [
      [badRecords({ meet: (told) => told.prints('consumer-1', 'P0:2', 'P1:2') })],
      [badRecords({ meet: (told) => told.exited('consumer-1') })],
    ],
  },
];
