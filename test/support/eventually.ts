import pRetry from 'p-retry';

/** Asks until the answer fulfils the condition; says the last answer when it doesn't within the limit. */
export async function eventually<Answer>(
  ask: () => Promise<Answer>,
  isFulfilled: (answer: Answer) => boolean,
  limitMs = 30_000,
): Promise<Answer> {
  const attempt = async () => {
    const answer = await ask();
    if (!isFulfilled(answer)) throw new Error(`Last seen: ${JSON.stringify(answer)}`);
    return answer;
  };
  return pRetry(attempt, { retries: Number.POSITIVE_INFINITY, factor: 1, minTimeout: 50, maxRetryTime: limitMs });
}
