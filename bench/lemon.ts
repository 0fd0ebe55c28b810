/**
 * LEMON's two fastest solvers on the same arcs and costs, through a driver of our own in C++ (`lemon/transport.cpp`). Needs
 * g++ and LEMON's headers (Debian: `apt-get install g++ liblemon-dev`); where they are missing, the reason is returned.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { endianness, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TransportProblem } from "imbang/network";

const SOURCE = fileURLToPath(new URL("lemon/transport.cpp", import.meta.url));

/** A compiled driver, or why there is none. */
export type Driver = { readonly program: string; readonly dispose: () => void } | { readonly skipped: string };

/** What one solver took. */
export interface LemonRun {
  readonly objective: number;
  /** CPU milliseconds of `run()` alone. */
  readonly run: number;
  /** CPU milliseconds of filling the graph, the maps and the solver. */
  readonly build: number;
  /** MiB, the greatest resident size of the process. */
  readonly peakMemory: number;
}

/** Compiles the driver into a temporary folder; `dispose` removes it. */
export function compileDriver(): Driver {
  if (endianness() !== "LE") return { skipped: "the driver reads little-endian files" };
  if (spawnSync("g++", ["--version"]).status !== 0) return { skipped: "no g++" };
  const headers = ["-fsyntax-only", "-x", "c++", "-include", "lemon/network_simplex.h", "/dev/null"];
  if (spawnSync("g++", headers).status !== 0) return { skipped: "no headers of LEMON (liblemon-dev)" };
  const folder = mkdtempSync(join(tmpdir(), "bench-lemon-"));
  const program = join(folder, "transport");
  const dispose = (): void => rmSync(folder, { recursive: true, force: true });
  const { status, stderr } = spawnSync("g++", ["-O3", "-DNDEBUG", "-o", program, SOURCE], { encoding: "utf8" });
  if (status === 0) return { program, dispose };
  dispose();
  return { skipped: `the driver does not compile: ${stderr.split("\n")[0]}` };
}

/** Asks the compiled driver; the objective is NaN where LEMON finds none. */
export function runLemon(program: string, problem: TransportProblem, algorithm: "simplex" | "scaling"): LemonRun {
  const folder = mkdtempSync(join(tmpdir(), "bench-lemon-"));
  try {
    const file = join(folder, "problem");
    writeFileSync(file, fileOf(problem));
    const answer = JSON.parse(execFileSync(program, [file, algorithm], { encoding: "utf8" })) as
      ({ readonly status: "optimal" } & LemonRun) | { readonly status: "infeasible" | "unbounded" };
    return answer.status === "optimal" ? answer : { objective: Number.NaN, run: 0, build: 0, peakMemory: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The bytes that the driver reads. */
function fileOf({ start, position, cost, pieceStart, pieceWidth, pieceSlope }: TransportProblem): Buffer {
  const head = Int32Array.of(start.length - 1, pieceStart.length - 1, position.length, pieceWidth.length);
  const parts = [head, start, position, cost, pieceStart, pieceWidth, pieceSlope];
  return Buffer.concat(parts.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)));
}
