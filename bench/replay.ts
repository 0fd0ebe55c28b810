/**
 * Runs the program of an `EngineError` again: write `error.bundle` to a file, then
 *
 *     npm run replay -- bundle.json [--engine javascript-lp-solver|highs]
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { EngineError, ImbangError } from "imbang";
import { javascriptLpSolver, replayBundle } from "imbang/linear";
import { highs } from "imbang/linear/highs";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { engine: { type: "string" } } });
const [file] = positionals;
if (file === undefined) {
  console.error("usage: npm run replay -- FILE [--engine javascript-lp-solver|highs]");
  process.exitCode = 2;
} else {
  try {
    const engine = values.engine === "highs" ? await highs() : javascriptLpSolver();
    const result = await replayBundle(JSON.parse(readFileSync(file, "utf8")), engine);
    console.log(`${engine.name} now answers:`, result);
  } catch (error) {
    if (!(error instanceof ImbangError)) throw error;
    console.log(error instanceof EngineError ? "The fault is still there:" : "The bundle cannot be replayed:");
    console.log(error.message);
    process.exitCode = 1;
  }
}
