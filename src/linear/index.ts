export { javascriptLpSolver, type JavascriptLpSolverOptions } from "./javascript-lp-solver.js";
export { type LinearProgramInput, type Triplet, linearProgram, objectiveValue, rowActivity } from "./program.js";
export { programFingerprint } from "./program.js";
export { replayBundle, solveLinear } from "./solve-linear.js";
export type { JsonNumber, LinearBundle } from "./bundle.js";
export type {
  Engine,
  Feature,
  Limit,
  LinearOptions,
  LinearProgram,
  LinearResult,
  Solution,
  SparseColumns,
} from "./types.js";
export { programIssues } from "./validate.js";
