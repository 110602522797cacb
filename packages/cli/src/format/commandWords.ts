/** A sentence of the library about its options and estimators, with those of the command. */
export function commandWords(text: string): string {
  return text
    .replace("say that it is a series (series: true)", "say so with --series")
    .replace('kind "differential"', "--kind differential")
    .replace("gaussianCopula", "copula")
    .replace("geometricKnn", "geometric");
}
