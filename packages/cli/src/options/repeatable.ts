/** Parses an option that may be given several times, each time with several values. */
export const repeatable =
  <T>(parse: (text: string) => T[]) =>
  (text: string, before: T[] | undefined) => [...(before ?? []), ...parse(text)];
