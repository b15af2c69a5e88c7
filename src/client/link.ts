import { type API, Connection, ResponseError } from '@platformatic/kafka';
import pRetry from 'p-retry';
import { GraderError } from '../grader-error.ts';

/** How long a call may take, with its retries, before the broker counts as gone. */
const defaultDeadlineMs = 20_000;

/** One connection to the broker: opened by the first call, and again after it broke. */
export interface Link extends AsyncDisposable {
  /**
   * Sends one request and gives its answer; a refusal that Kafka calls temporary is asked again until the deadline.
   * Throws BROKER_DIED, naming the call, where no answer comes; a `ResponseError` where the broker refuses.
   */
  ask<Request extends unknown[], Answer>(call: string, api: API<Request, Answer>, ...request: Request): Promise<Answer>;
}

/** `address` is `host:port`. Nothing is sent before the first call. */
export function openLink(address: string, deadlineMs = defaultDeadlineMs): Link {
  const { hostname, port } = new URL(`kafka://${address}`);
  const options = { connectTimeout: deadlineMs, requestTimeout: deadlineMs, maxInflights: 16 };
  let opened: { connection: Connection; ready: Promise<void> } | undefined;

  const connected = async () => {
    if (opened === undefined || broken.has(opened.connection.status)) {
      const connection = new Connection('kafka-grader', options);
      // Its pending calls get the error as well; without a listener it would be thrown on top.
      connection.on('error', () => {});
      opened = { connection, ready: Promise.resolve(connection.connect(hostname, Number(port))) };
    }
    await opened.ready;
    return opened.connection;
  };

  const hangUp = () => {
    opened?.ready.catch(() => {});
    opened?.connection.socket?.destroy();
    opened = undefined;
  };

  return {
    async ask(call, api, ...request) {
      const deadline = startDeadline(deadlineMs);
      try {
        const answer = retryWhileTemporary(async () => api.async(await connected(), ...request), deadline.signal);
        return await Promise.race([answer, deadline.passed]);
      } catch (error) {
        if (deadline.signal.aborted) {
          hangUp();
          throw brokerDied(call, `gave no answer within ${deadlineMs / 1000} s`, error);
        }
        if (error instanceof ResponseError) throw error;
        throw brokerDied(call, 'is gone', error);
      } finally {
        deadline.cancel();
      }
    },
    async [Symbol.asyncDispose]() {
      hangUp();
    },
  };
}

/** The names that Kafka gives to the reasons of a refusal (`UNKNOWN_MEMBER_ID`); empty for any other error. */
export function refusals(error: unknown): readonly string[] {
  if (!(error instanceof ResponseError)) return [];
  return error.errors.map((each: { apiId?: unknown }) => String(each.apiId));
}

const broken: ReadonlySet<string> = new Set(['closed', 'closing', 'error']);

/** What Kafka answers while a topic or a coordinator is still being set up. */
const temporary: ReadonlySet<string> = new Set([
  'UNKNOWN_TOPIC_OR_PARTITION',
  'UNKNOWN_TOPIC_ID',
  'LEADER_NOT_AVAILABLE',
  'NOT_LEADER_OR_FOLLOWER',
  'REQUEST_TIMED_OUT',
  'COORDINATOR_LOAD_IN_PROGRESS',
  'COORDINATOR_NOT_AVAILABLE',
  'NOT_COORDINATOR',
]);

function retryWhileTemporary<Answer>(attempt: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  return pRetry(attempt, {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: 5,
    factor: 1.5,
    maxTimeout: 200,
    signal,
    shouldRetry: ({ error }) => {
      const names = refusals(error);
      return names.length > 0 && names.every((name) => temporary.has(name));
    },
  });
}

function startDeadline(deadlineMs: number) {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), deadlineMs);
  const passed = new Promise<never>((_, reject) => {
    late.signal.addEventListener('abort', () => reject(late.signal.reason));
  });
  return { signal: late.signal, passed, cancel: () => clearTimeout(timer) };
}

function brokerDied(call: string, what: string, cause: unknown): GraderError {
  return new GraderError('BROKER_DIED', `The Kafka broker ${what} (it was asked to ${call}).`, { cause });
}
