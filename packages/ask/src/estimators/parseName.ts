import { UsageError } from "../UsageError.ts";
import { nearest } from "../words/nearest.ts";
import { catalogue, criticsOffered } from "./catalogue.ts";

/** The name of an estimator, from the text of an option. */
export function parseEstimator(text: string): string {
  const known = catalogue.map(({ name, also }) => ({ name, also }));
  return parseName("--estimator", text, known);
}

/** The name of a critic, from the text of an option. */
export function parseCritic(text: string): string {
  const also: Readonly<Record<string, readonly string[]>> = { concat: ["joint"], separable: ["dot"] };
  return parseName(
    "--critic",
    text,
    Object.keys(criticsOffered).map((name) => ({ name, also: also[name] ?? [] })),
  );
}

function parseName(
  option: string,
  text: string,
  known: readonly { readonly name: string; readonly also: readonly string[] }[],
): string {
  const plain = text.toLowerCase().replace(/[\s_-]+/g, "");
  const found = known.find(({ name, also }) => name === plain || also.includes(plain));
  if (found) return found.name;
  const names = known.map(({ name }) => name);
  const meant = nearest(text, names);
  throw new UsageError(
    `${option} ${text}: ${meant ? `did you mean ${meant}? Known` : "known"} are ${names.join(", ")}`,
  );
}
