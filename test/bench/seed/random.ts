/** Choices that look random and are the same in every run. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** From 0 up to, not including, 1 (mulberry32). */
  number(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** @returns whether something happens that happens so often */
  chance(share: number): boolean {
    return this.number() < share;
  }

  /** From 0 up to, not including, `below`. */
  integer(below: number): number {
    return Math.floor(this.number() * below);
  }

  /** @param skew 1: all alike; the higher, the more often the first ones, as with names and devices */
  pick<A>(list: readonly A[], skew = 1): A {
    return list[Math.floor(this.number() ** skew * list.length)]!;
  }

  uuid(): string {
    const hex = Array.from({ length: 4 }, () =>
      this.integer(2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    ).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}

/** Picks of a list by weights. */
export function weighted<A>(
  choices: readonly (readonly [choice: A, weight: number])[],
): (random: Random) => A {
  let sum = 0;
  const ends = choices.map(([, weight]) => (sum += weight));
  return (random) => {
    const at = random.number() * sum;
    return choices[ends.findIndex((end) => at < end)]![0];
  };
}
