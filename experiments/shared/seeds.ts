/** The seeds of so many draws. */
export const seeds = (first: number, draws: number): number[] =>
  Array.from({ length: draws }, (_, i) => first + i);
