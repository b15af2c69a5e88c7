import { type Fields, type FieldType, struct, type Values } from './field-types.ts';
import type { Encoding } from './read.ts';
import { parseVersions, type VersionRange, type VersionSpan } from './versions.ts';

/** One of Kafka's request and response pairs, in the versions that its tables describe. */
export interface Api<Request = unknown, Response = unknown> {
  readonly key: number;
  readonly name: string;
  readonly versions: VersionRange;
  /** The first version with compact lengths and tagged fields. */
  readonly flexibleFrom: number;
  readonly request: FieldType<Request>;
  readonly response: FieldType<Response>;
}

/** Defines an API as Kafka's message definitions do; its message types follow from the tables. */
export function api<Q extends Fields, A extends Fields>(definition: {
  key: number;
  name: string;
  versions: VersionSpan;
  flexibleFrom: number;
  request: Q;
  response: A;
}): Api<Values<Q>, Values<A>> {
  return {
    ...definition,
    versions: parseVersions(definition.versions),
    request: struct(definition.request),
    response: struct(definition.response),
  };
}

/** How this version of an API is encoded. */
export function encodingOf(of: Api, version: number): Encoding {
  return { version, flexible: version >= of.flexibleFrom };
}

/** A request of an API, as its table reads. */
export type RequestOf<A extends Api> = A extends Api<infer Request> ? Request : never;

/** A response of an API, as its table reads. */
export type ResponseOf<A extends Api> = A extends Api<unknown, infer Response> ? Response : never;
