/**
 * A sentence of the library with names for its numbers of columns: "column 2 of x" becomes `column "age"`.
 *
 * @param sides what each encoded column is
 */
export function columnNames(
  text: string,
  sides: Readonly<Record<"x" | "y", { readonly labels: readonly string[] }>>,
): string {
  return text.replace(
    /\b(columns?) (\d+(?: \([^)]*\))?(?:, \d+(?: \([^)]*\))?)*)( and \d+ more)? of ([xy])\b/gi,
    (_, columns: string, list: string, more = "", side: "x" | "y") => {
      const names = list
        .split(/, (?=\d+(?: \(|,|$))/)
        .map((item) => item.replace(/^\d+/, (at) => `"${sides[side].labels[Number(at)]}"`));
      return `${columns} ${names.join(", ")}${more}`;
    },
  );
}
