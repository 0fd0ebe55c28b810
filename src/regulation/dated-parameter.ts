/**
 * Figures that a rule fixes and the next rule may change: working time, retirement ages, teaching loads. They are data
 * with a date and a source, never constants in a formula, so that a result can say which rule it rests on.
 */
import { ScenarioError } from "../errors/index.js";

/** One figure (or table) as a rule states it, from the day the rule took effect. */
export interface DatedParameter<T> {
  readonly value: T;
  /** First day in force, `YYYY-MM-DD`. Where only the year is known it is the first of January and `note` says so. */
  readonly effectiveFrom: string;
  /** The regulation, or the working paper that was read in its place. */
  readonly legalBasis: string;
  /** `true` only where a published text that states the figure was read; figures met in software or from memory are `false`. */
  readonly verified: boolean;
  readonly note?: string;
}

/**
 * The parameter in force on `day`: the last one that had taken effect; the newest where `day` is left out; the first
 * where `day` lies before all of them (its `effectiveFrom` tells). `parameters` come oldest first, at least one.
 *
 * @throws ScenarioError `regulation/no-parameters` without any; `regulation/impossible-date` for a day that is not written
 * `YYYY-MM-DD`: days are compared as texts, and another form would quietly find another rule.
 */
export function inForce<P extends DatedParameter<unknown>>(parameters: readonly P[], day?: string): P {
  if (!Array.isArray(parameters) || parameters.length === 0) {
    throw problem("no-parameters", "parameters", "a list of dated parameters is needed, at least one");
  }
  if (day !== undefined && !(typeof day === "string" && /^\d{4}-\d{2}-\d{2}$/.test(day))) {
    throw problem("impossible-date", "day", "the day needs the form YYYY-MM-DD");
  }
  const current = day === undefined ? parameters.at(-1) : parameters.filter((one) => one.effectiveFrom <= day).at(-1);
  return current ?? parameters[0]!;
}

function problem(code: string, path: string, message: string): ScenarioError {
  return new ScenarioError([{ code: `regulation/${code}`, path: [path], message }]);
}
