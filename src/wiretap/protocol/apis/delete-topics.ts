import { api } from '../api.ts';
import { arrayOf, int16, int32, nullableString, only, since, string, uuid } from '../field-types.ts';

/** Up to version 5 by name, from 6 on by name or id. */
export const deleteTopics = api({
  key: 20,
  name: 'DeleteTopics',
  versions: '1-6',
  flexibleFrom: 4,
  request: {
    topics: since(6, arrayOf({ name: nullableString, topicId: uuid })),
    topicNames: only('1-5', arrayOf(string)),
    timeoutMs: int32,
  },
  response: {
    throttleTimeMs: int32,
    topics: arrayOf({
      name: nullableString,
      topicId: since(6, uuid),
      errorCode: int16,
      errorMessage: since(5, nullableString),
    }),
  },
});
