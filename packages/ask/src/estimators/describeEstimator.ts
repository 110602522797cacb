import { methods } from "natwise";

/** A one-line description of an estimator, by the name in an estimate: "KSG on normal scores" gives that of KSG. */
export function describeEstimator(shown: string): string {
  const begins = (name: string) =>
    shown === name || shown.startsWith(`${name} `) || shown.startsWith(`${name},`);
  const found = methods
    .flatMap(({ shownAs, summary }) => shownAs.map((name) => ({ name, summary })))
    .filter(({ name }) => begins(name))
    .sort((a, b) => b.name.length - a.name.length)[0];
  return found === undefined ? shown : `${shown}: ${found.summary}`;
}
