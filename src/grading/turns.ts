/** Names that one at a time may use. */
export interface Turns {
  /** Resolves when nobody else has any of these; whoever has them gives them back by disposing. */
  take(names: readonly string[]): Promise<Disposable>;
}

interface Turn {
  names: readonly string[];
  begin: () => void;
}

/** Who wants the same name takes turns, in the order in which they came; others don't wait for them. */
export function openTurns(): Turns {
  const taken = new Set<Turn>();
  const waiting: Turn[] = [];

  const beginWhoCan = () => {
    const before = [...taken];
    for (const turn of [...waiting]) {
      const isFree = before.every(({ names }) => turn.names.every((name) => !names.includes(name)));
      before.push(turn);
      if (!isFree) continue;
      waiting.splice(waiting.indexOf(turn), 1);
      taken.add(turn);
      turn.begin();
    }
  };
  return {
    take: async (names) => {
      const turn: Turn = { names, begin: () => {} };
      const begun = new Promise<void>((resolve) => {
        turn.begin = resolve;
      });
      waiting.push(turn);
      beginWhoCan();
      await begun;
      return {
        [Symbol.dispose]: () => {
          taken.delete(turn);
          beginWhoCan();
        },
      };
    },
  };
}
