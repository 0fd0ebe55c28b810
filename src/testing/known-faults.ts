/**
 * Faults of engines that are known and not (yet) mended. Each entry names a case and says what happens; the case itself
 * is the reproducer. Keep it short: an engine that can be guarded by its adapter should be.
 */
import { ImbangError } from "../errors/index.js";
import type { Engine } from "../linear/index.js";
import { engineIssues } from "../linear/validate.js";
import type { EngineCase } from "./engine-case.js";

const FAULTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  highs: {
    "torture: no end beside a column fixed at 0 (HiGHS 1.15)":
      "two runs without presolve call it optimal at −1 and outvote the first, right answer; the door refuses it",
    "torture: no end along thirds (HiGHS 1.15)": "no ray that proves it: feasible, with limit unknown, is all it says",
  },
  "javascript-lp-solver": {
    "torture: rows of 1e10 that meet at 0 (jsLPSolver)":
      "its point misses row 0 by 2e-6, which is the spacing of doubles there; the door refuses it",
  },
};

/** By the name of a case, what is known to go wrong with this engine; empty for engines that nothing is known of. */
export function knownFaults(engineName: string): ReadonlyMap<string, string> {
  return new Map(Object.entries(FAULTS[engineName] ?? {}));
}

/**
 * Why a case says nothing about this engine: a feature that it does not declare, or a known fault.
 *
 * @throws ImbangError `linear/wrong-type` for what is no case, and the codes of `engineIssues`
 */
export function skipReason(engineCase: EngineCase, engine: Engine): string | undefined {
  const issues = engineIssues(engine);
  if (!Array.isArray(engineCase?.needs))
    issues.push({ code: "linear/wrong-type", path: ["engineCase"], message: "this is none of `engineCases()`" });
  if (issues.length > 0) throw new ImbangError(issues);
  const missing = engineCase.needs.filter((feature) => !engine.features.has(feature));
  if (missing.length > 0) return `does not declare: ${missing.join(", ")}`;
  const fault = knownFaults(engine.name).get(engineCase.name);
  return fault === undefined ? undefined : `known fault: ${fault}`;
}
