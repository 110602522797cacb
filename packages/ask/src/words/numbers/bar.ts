/** A bar `share` of `width` characters long, in eighths of a character, at least one eighth. */
export function bar(share: number, width: number): string {
  const eighths = share > 0 ? Math.max(1, Math.round(8 * width * Math.min(1, share))) : 0;
  const rest = eighths % 8;
  return "█".repeat(Math.floor(eighths / 8)) + (rest > 0 ? "▏▎▍▌▋▊▉"[rest - 1] : "");
}
