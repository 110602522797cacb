import { catalogue } from "./catalogue.ts";

/** What an estimator is, by the name an estimate carries: "KSG on normal scores" is KSG's. */
export function describeEstimator(shown: string): string {
  const begins = (name: string) => shown === name || shown.startsWith(`${name} `) || shown.startsWith(`${name},`);
  const found = catalogue
    .flatMap(({ shown: names, summary }) => names.map((name) => ({ name, summary })))
    .filter(({ name }) => begins(name))
    .sort((a, b) => b.name.length - a.name.length)[0];
  if (found === undefined) return shown;
  return found.summary.startsWith(`${shown}:`) ? found.summary : `${shown}, which is ${found.summary}`;
}
