/**
 * Whole messages: a header and a body, as they stand in a frame after its length.
 *
 * Request headers are version 1, or 2 with tagged fields where the API's version is flexible; response headers are
 * version 0 or 1 likewise. (ApiVersions is the exception, and is not described here.)
 */
import { type Api, encodingOf } from './api.ts';
import { int16, int32, nullableString, struct, type Values } from './field-types.ts';
import { read, skipTags } from './read.ts';
import { Sink } from './sink.ts';
import { Source } from './source.ts';
import { write, writeNoTags } from './write.ts';

const requestHeader = { apiKey: int16, apiVersion: int16, correlationId: int32, clientId: nullableString };
const requestHeaderType = struct(requestHeader);

/** What a request says of itself. */
export type RequestHeader = Values<typeof requestHeader>;

/** Every header begins with so many bytes of fixed layout: key, version and correlation of a request. */
export const requestPreambleBytes = 8;

/** A response begins with the correlation of its request. */
export const responsePreambleBytes = 4;

/** Header strings are never compact, also before a flexible body. */
const fixed = { version: 0, flexible: false };

/** Key, version and correlation: the same in all headers, whatever follows. */
export function readRequestPreamble(frame: Buffer): Omit<RequestHeader, 'clientId'> {
  const source = new Source(frame);
  return { apiKey: source.int16(), apiVersion: source.int16(), correlationId: source.int32() };
}

export function readCorrelationId(responseFrame: Buffer): number {
  return new Source(responseFrame).int32();
}

/** Reads a request frame of this API. Throws `MalformedMessage`. */
export function readRequest<Q>(api: Api<Q>, frame: Buffer): { header: RequestHeader; body: Q } {
  const source = new Source(frame);
  const header = read(requestHeaderType, source, fixed);
  const encoding = encodingOf(api, header.apiVersion);
  if (encoding.flexible) skipTags(source);
  return { header, body: read(api.request, source, encoding) };
}

/** Reads a response frame of this API. Throws `MalformedMessage`. */
export function readResponse<A>(api: Api<unknown, A>, version: number, frame: Buffer): A {
  const source = new Source(frame);
  source.int32();
  const encoding = encodingOf(api, version);
  if (encoding.flexible) skipTags(source);
  return read(api.response, source, encoding);
}

/** A request as it goes over the wire, its length first. */
export function frameRequest<Q>(api: Api<Q>, header: Omit<RequestHeader, 'apiKey'>, body: Q): Buffer {
  const encoding = encodingOf(api, header.apiVersion);
  return framed((sink) => {
    write(requestHeaderType, { ...header, apiKey: api.key }, sink, fixed);
    if (encoding.flexible) writeNoTags(sink);
    write(api.request, body, sink, encoding);
  });
}

/** A response as it goes over the wire, its length first. */
export function frameResponse<A>(
  api: Api<unknown, A>,
  header: Pick<RequestHeader, 'apiVersion' | 'correlationId'>,
  body: A,
): Buffer {
  const encoding = encodingOf(api, header.apiVersion);
  return framed((sink) => {
    sink.int32(header.correlationId);
    if (encoding.flexible) writeNoTags(sink);
    write(api.response, body, sink, encoding);
  });
}

function framed(writeMessage: (sink: Sink) => void): Buffer {
  const message = new Sink();
  writeMessage(message);
  const frame = new Sink();
  frame.int32(message.written().length);
  frame.append(message.written());
  return frame.written();
}
