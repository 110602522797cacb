import { execFileSync } from "node:child_process";

/** The commit a folder is at, with a + where code under version control has been changed since; null outside one. */
export function commitOf(folder: string): string | null {
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  const code = [":(top)*.ts", ":(top)*.mjs", ":(top)package-lock.json"];
  try {
    const changed = git("status", "--porcelain", "--untracked-files=no", "--", ...code) !== "";
    return `${git("rev-parse", "--short=12", "HEAD")}${changed ? "+" : ""}`;
  } catch {
    return null;
  }
}
