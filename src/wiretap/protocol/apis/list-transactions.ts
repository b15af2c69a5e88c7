import { api } from '../api.ts';
import { arrayOf, int16, int32, int64, nullableString, since, string } from '../field-types.ts';

export const listTransactions = api({
  key: 66,
  name: 'ListTransactions',
  versions: '0-2',
  flexibleFrom: 0,
  request: {
    stateFilters: arrayOf(string),
    producerIdFilters: arrayOf(int64),
    durationFilterMs: since(1, int64),
    transactionalIdPattern: since(2, nullableString),
  },
  response: {
    throttleTimeMs: int32,
    errorCode: int16,
    unknownStateFilters: arrayOf(string),
    transactions: arrayOf({ transactionalId: string, producerId: int64, state: string }),
  },
});
