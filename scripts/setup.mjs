/**
 * Prepares a fresh clone: installs the packages of package-lock.json if they are missing, then compiles.
 * Run by `npm start` and `npm test`. If there is nothing to do, it is quick, silent and offline.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const major = Number(process.versions.node.split(".")[0]);
if (!(major >= 20)) {
  fail(`natwise needs Node 20 or newer, this is ${process.versions.node}. Get one from https://nodejs.org`);
}
if (!installed()) install();
compile();

/** Whether node_modules matches package-lock.json, by the record that npm writes last. */
function installed() {
  const note = join(root, "node_modules/.package-lock.json");
  if (!existsSync(note)) return false;
  const { packages: wanted } = readJson(join(root, "package-lock.json"));
  const { packages: found } = readJson(note);
  return Object.entries(wanted).every(([path, { version, link, optional }]) => {
    // Optional packages are for other platforms; folders outside node_modules belong to this repository.
    if (optional || !path.includes("node_modules/")) return true;
    return link ? found[path]?.link : found[path]?.version === version;
  });
}

function install() {
  console.log("Installing the packages that natwise needs (once, about a minute) ...");
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--no-progress"];
  // npm passes its own path to the scripts it runs. Without that, npm is found on the PATH.
  const npm = process.env.npm_execpath;
  const done = npm?.endsWith(".js")
    ? spawnSync(process.execPath, [npm, "ci", ...quiet], { cwd: root, encoding: "utf8" })
    : spawnSync("npm", ["ci", ...quiet], {
        cwd: root,
        encoding: "utf8",
        shell: process.platform === "win32",
      });
  if (done.status === 0) return;
  fail(
    "npm could not install the packages. Is registry.npmjs.org reachable from here? npm said:",
    // The error is in npm's first lines; its usage follows.
    (done.error?.message ?? done.stderr ?? "").trim().split("\n").slice(0, 8).join("\n"),
  );
}

function compile() {
  // Finds the compiler through its package, wherever npm has installed it.
  const require = createRequire(join(root, "package.json"));
  const manifest = require.resolve("typescript/package.json");
  const compiler = join(dirname(manifest), readJson(manifest).bin.tsc);
  const done = spawnSync(process.execPath, [compiler, "-b"], { cwd: root, encoding: "utf8" });
  if (done.status === 0) return;
  fail(
    "The sources do not compile. The compiler said:",
    done.error?.message ?? `${done.stdout}${done.stderr}`.trim(),
  );
}

function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

function fail(sentence, details) {
  console.error(sentence);
  if (details) console.error(details);
  process.exit(1);
}
