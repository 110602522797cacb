import { execFileSync } from "node:child_process";

/** The commit of a folder's repository, with a + if tracked code has changed since; null outside a repository. */
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
