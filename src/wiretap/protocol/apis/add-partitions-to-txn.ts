import { api } from '../api.ts';
import { arrayOf, bool, int16, int32, int64, only, since, string } from '../field-types.ts';

const topics = arrayOf({ name: string, partitions: arrayOf(int32) });
const results = arrayOf({ name: string, partitions: arrayOf({ partition: int32, errorCode: int16 }) });

/** Up to version 3 from clients, for one transaction; from 4 on from brokers, for several. */
export const addPartitionsToTxn = api({
  key: 24,
  name: 'AddPartitionsToTxn',
  versions: '0-5',
  flexibleFrom: 3,
  request: {
    transactions: since(
      4,
      arrayOf({ transactionalId: string, producerId: int64, producerEpoch: int16, verifyOnly: bool, topics }),
    ),
    transactionalId: only('0-3', string),
    producerId: only('0-3', int64),
    producerEpoch: only('0-3', int16),
    topics: only('0-3', topics),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: since(4, int16),
    transactions: since(4, arrayOf({ transactionalId: string, topics: results })),
    topics: only('0-3', results),
  },
});
