/** "a, b and 3 more". */
export function listNames(names: readonly string[], most = 3): string {
  return names.length <= most
    ? names.join(", ")
    : `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}
