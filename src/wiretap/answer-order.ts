/**
 * Puts the answers that are given here between those of the broker. Kafka answers the requests of a connection in their order,
 * and clients rely on it.
 */
export interface AnswerOrder {
  /** A request goes to the broker, which will answer it. */
  expect(): void;
  /** An answer that is given here: returned if it is its turn, else kept until it is. */
  give(answer: Buffer): readonly Buffer[];
  /** What the broker sends, with the answers in between whose turn comes. */
  merge(chunk: Buffer): readonly Buffer[];
  /** Answers that are kept. */
  readonly kept: number;
}

const lengthBytes = 4;

export function answerOrder(): AnswerOrder {
  let expected = 0;
  let arrived = 0;
  /** Each with the number of the broker's answers that come before it. */
  const kept: { after: number; answer: Buffer }[] = [];
  const length = Buffer.alloc(lengthBytes);
  let lengthFilled = 0;
  /** Of the broker's answer that is under way. */
  let left = 0;

  /** Reads over answers of the broker, and tells where each one ends. */
  function skim(chunk: Buffer, onEnd: (at: number) => void): void {
    for (let at = 0; at < chunk.length; ) {
      if (left === 0) {
        const taken = chunk.copy(length, lengthFilled, at);
        at += taken;
        lengthFilled = (lengthFilled + taken) % lengthBytes;
        if (lengthFilled === 0) left = length.readInt32BE(0);
      } else {
        const passed = Math.min(left, chunk.length - at);
        at += passed;
        left -= passed;
        if (left === 0) onEnd(at);
      }
    }
  }

  function due(): Buffer[] {
    const count = kept.findIndex(({ after }) => after > arrived);
    return kept.splice(0, count < 0 ? kept.length : count).map(({ answer }) => answer);
  }

  return {
    expect() {
      expected += 1;
    },
    give(answer) {
      kept.push({ after: expected, answer });
      return due();
    },
    merge(chunk) {
      const parts: Buffer[] = [];
      let from = 0;
      skim(chunk, (at) => {
        arrived += 1;
        const answers = due();
        if (answers.length === 0) return;
        parts.push(chunk.subarray(from, at), ...answers);
        from = at;
      });
      if (from < chunk.length) parts.push(chunk.subarray(from));
      return parts;
    },
    get kept() {
      return kept.length;
    },
  };
}
