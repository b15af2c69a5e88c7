import { api } from '../api.ts';
import { arrayOf, int16, int32, string } from '../field-types.ts';

export const deleteGroups = api({
  key: 42,
  name: 'DeleteGroups',
  versions: '0-2',
  flexibleFrom: 2,
  request: { groups: arrayOf(string) },
  response: { throttleTimeMs: int32, groups: arrayOf({ groupId: string, errorCode: int16 }) },
});
