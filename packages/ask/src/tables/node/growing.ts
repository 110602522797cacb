import type { CategoryColumn } from "../../types.ts";

/** An array of numbers that grows by doubling, with 8 bytes per number. */
export interface Numbers {
  readonly length: number;
  get(place: number): number;
  set(place: number, value: number): void;
  /** The numbers at the given places. */
  at(places: Int32Array): Float64Array;
}

export function growingNumbers(): Numbers {
  let values = new Float64Array(2048);
  let length = 0;
  return {
    get length() {
      return length;
    },
    get: (place) => values[place],
    set(place, value) {
      if (place >= values.length) {
        const larger = new Float64Array(Math.max(place + 1, values.length * 2));
        larger.set(values);
        values = larger;
      }
      values[place] = value;
      if (place >= length) length = place + 1;
    },
    at(places) {
      // Float64Array.from takes ten times as long.
      const found = new Float64Array(places.length);
      for (let i = 0; i < places.length; i++) found[i] = values[places[i]];
      return found;
    },
  };
}

/** An array of texts that grows. Each distinct text is stored once. */
export interface Texts {
  /** Number of distinct texts. */
  readonly size: number;
  set(place: number, value: string): void;
  /** The texts at the given places as a column, its values in alphabetical order. */
  at(places: Int32Array, name: string): CategoryColumn;
}

export function growingTexts(): Texts {
  const codes = growingNumbers();
  const codeOf = new Map<string, number>();
  return {
    get size() {
      return codeOf.size;
    },
    set(place, value) {
      let code = codeOf.get(value);
      if (code === undefined) {
        code = codeOf.size;
        codeOf.set(value, code);
      }
      codes.set(place, code);
    },
    at(places, name) {
      const texts = [...codeOf.keys()];
      const used = new Set<number>();
      for (const place of places) used.add(codes.get(place));
      const alphabetical = [...used].sort((a, b) => (texts[a] < texts[b] ? -1 : 1));
      const rank = new Int32Array(texts.length);
      for (const [place, code] of alphabetical.entries()) rank[code] = place;
      return {
        kind: "category",
        name,
        codes: Int32Array.from(places, (place) => rank[codes.get(place)]),
        values: alphabetical.map((code) => texts[code]),
      };
    },
  };
}
