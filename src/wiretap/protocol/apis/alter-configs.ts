import { api } from '../api.ts';
import { arrayOf, bool, int8, int16, int32, nullableString, string } from '../field-types.ts';

const response = {
  throttleTimeMs: int32,
  resources: arrayOf({ errorCode: int16, errorMessage: nullableString, type: int8, name: string }),
};

export const alterConfigs = api({
  key: 33,
  name: 'AlterConfigs',
  versions: '0-2',
  flexibleFrom: 2,
  request: {
    resources: arrayOf({
      type: int8,
      name: string,
      configs: arrayOf({ name: string, value: nullableString }),
    }),
    validateOnly: bool,
  },
  response,
});

export const incrementalAlterConfigs = api({
  key: 44,
  name: 'IncrementalAlterConfigs',
  versions: '0-1',
  flexibleFrom: 1,
  request: {
    resources: arrayOf({
      type: int8,
      name: string,
      configs: arrayOf({ name: string, operation: int8, value: nullableString }),
    }),
    validateOnly: bool,
  },
  response,
});
