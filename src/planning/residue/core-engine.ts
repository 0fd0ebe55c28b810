/** Who solves the cores: the caller's engine, or the embedded one while cores are small. */
import { ImbangError, ScenarioError } from "../../errors/index.js";
import { solveLinear } from "../../linear/solve-linear.js";
import type { Engine, LinearOptions, LinearProgram, LinearResult } from "../../linear/types.js";
import type { StopSignals } from "../level-solver.js";

/** Solves one program within the limits of the run. */
export interface CoreEngine {
  readonly name: string;
  /** Pairs that a core may have without being chosen pair by pair. */
  readonly comfortable: number;
  /** @throws ScenarioError `planning/needs-engine` where the embedded engine cannot hold the program, or gives it up. */
  solve(
    program: LinearProgram,
    start?: Float64Array,
    enough?: Pick<LinearOptions, "relativeGap" | "target">,
  ): Promise<LinearResult>;
}

/** Cells of a dense tableau, and nodes of branch and bound, beyond which the embedded engine would take minutes. */
const MOST_CELLS = 6_000_000;
const MOST_NODES = 20_000;

/** The engine of a run; the embedded one is loaded on demand. */
export async function coreEngine(engine: Engine | undefined, stops: StopSignals): Promise<CoreEngine> {
  const isOwn = engine !== undefined;
  const used =
    engine ?? (await import("../../linear/javascript-lp-solver.js")).javascriptLpSolver({ nodeLimit: MOST_NODES });
  return {
    name: used.name,
    comfortable: 3_000,
    async solve(program, start, enough) {
      const [columns, rows] = [program.cost.length, program.rowLower.length];
      if (!isOwn && (columns + 1) * (rows + 1) > MOST_CELLS) throw needsEngine(columns, rows);
      const timeLimit = (stops.deadline - performance.now()) / 1000;
      if (timeLimit <= 0) return { status: "noSolutionFound", limit: "time" };
      try {
        const result = await solveLinear(program, used, {
          ...(Number.isFinite(timeLimit) ? { timeLimit } : {}),
          ...(stops.signal === undefined ? {} : { signal: stops.signal }),
          ...(start === undefined ? {} : { start }),
          ...enough,
        });
        const gaveUp = "limit" in result && (result.limit === "iterations" || result.limit === "unknown");
        if (gaveUp && !isOwn && program.isInteger.includes(1)) throw needsEngine(columns, rows);
        return result;
      } catch (error) {
        if (error instanceof ImbangError && error.issues[0]?.code === "linear/too-large" && !isOwn)
          throw needsEngine(columns, rows);
        throw error;
      }
    },
  };
}

/** Whether an error says that the embedded engine cannot hold a core. */
export function isBeyondEngine(error: unknown): boolean {
  return error instanceof ScenarioError && error.issues[0]?.code === "planning/needs-engine";
}

function needsEngine(columns: number, rows: number): ScenarioError {
  const message = `the constraints leave a core of ${columns} columns and ${rows} rows, too hard for the embedded engine`;
  const hint = "pass `engine: await highs()` from `imbang/linear/highs`";
  return new ScenarioError([{ code: "planning/needs-engine", path: ["options", "engine"], message, hint }]);
}
