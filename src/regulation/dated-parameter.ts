/**
 * Figures that a rule fixes and the next rule may change: working time, retirement ages, teaching loads. They are data
 * with a date and a source, never constants in a formula, so that a result can say which rule it rests on.
 */

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
 */
export function inForce<P extends DatedParameter<unknown>>(parameters: readonly P[], day?: string): P {
  const current = day === undefined ? parameters.at(-1) : parameters.filter((one) => one.effectiveFrom <= day).at(-1);
  return current ?? parameters[0]!;
}
