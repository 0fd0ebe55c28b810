/**
 * Runs a file of the bench in a process of its own: its first solve is then a first solve, and its memory is its own. The
 * file is bundled before, so that nothing but the bench and the library is loaded.
 */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import type { Failed } from "./outcome.js";

/** Where bundles lie: inside the project, so that packages are found. */
const BUNDLES = new URL("../out/bench/", import.meta.url);

/** @returns the path of the bundle of `bench/<name>.ts` */
export function bundle(name: string): string {
  const outfile = fileURLToPath(new URL(`${name}.mjs`, BUNDLES));
  const entry = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  buildSync({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
  });
  return outfile;
}

/**
 * The last line that the process prints, as JSON.
 *
 * @param file a bundle
 * @param seconds after which the process is ended
 */
export function runApart<T>(file: string, args: readonly string[], seconds: number): Promise<T | Failed> {
  const flags = ["--expose-gc", "--max-old-space-size=4096"];
  const options = { timeout: 1000 * seconds, maxBuffer: 2 ** 26, killSignal: "SIGKILL" } as const;
  return new Promise((resolve) => {
    execFile(process.execPath, [...flags, file, ...args], options, (error, stdout, stderr) => {
      const line = stdout.trimEnd().split("\n").at(-1)!;
      if (error === null) return resolve(JSON.parse(line) as T);
      const why = stderr
        .trim()
        .split("\n")
        .find((text) => /error|abort/i.test(text));
      const reason = error.killed === true ? `no answer within ${seconds} s` : (why ?? `ended with ${error.code}`);
      resolve({ status: "failed", reason });
    });
  });
}
