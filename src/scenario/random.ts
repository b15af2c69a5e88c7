/** Choices that repeat with the seed: names, ids, amounts. Not for secrets. */
export interface Random {
  /** 0 ≤ result < `below`. */
  int(below: number): number;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** Lower-case hexadecimal digits. */
  hex(digits: number): string;
}

export function randomFrom(seed: string): Random {
  const next = sfc32(seed);
  const int = (below: number) => Math.floor((next() / 2 ** 32) * below);
  return {
    int,
    pick: ([first, ...rest]) => {
      const index = int(rest.length + 1);
      return index === 0 ? first : (rest[index - 1] ?? first);
    },
    hex: (digits) => Array.from({ length: digits }, () => int(16).toString(16)).join(''),
  };
}

/** Chris Doty-Humphrey's sfc32, seeded by FNV-1a of the text: 32 bits a call. */
function sfc32(seed: string): () => number {
  let hash = 0x811c9dc5;
  for (const char of seed) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  let a = hash | 0;
  let b = Math.imul(hash, 0x9e3779b9) | 0;
  let c = 0x2545f491;
  let counter = 1;
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i += 1) next();
  return next;
}
