/**
 * What a post may expect when not everyone who is trained will pass. With need d, n people who are there anyway and trainees
 * who pass independently with probabilities p₁ … p_k, X of them pass (Poisson-binomial):
 *
 *     expected shortage = E[(d − n − X)⁺],   probability that the need is met = P(n + X ≥ d)
 *
 * Exact but for rounding: one trainee after the other, X is j with probability
 * P_i(j) = P_{i−1}(j)·(1 − p_i) + P_{i−1}(j − 1)·p_i; counts that meet the need are one state. Trainees of one probability,
 * the mean of all, never have the smaller expected shortage (W. Hoeffding, *On the distribution of the number of successes in
 * independent trials*, Annals of Mathematical Statistics 27, 1956).
 */
import { openDoor } from "../door/index.js";
import { rowsOf } from "./own-fields.js";

/** What to expect of a post. */
export interface ExpectedShortage {
  /** E[(required − sure − passing)⁺], in people. */
  readonly expectedShortage: number;
  /** Probability that `sure` and those who pass meet the need, 0 … 1. */
  readonly probabilityMet: number;
  /** Trainees who pass on average. */
  readonly expectedPassing: number;
}

/** Trainees of one post. */
const MOST_TRAINEES = 20_000;

/**
 * The expected shortage of a post. Trainees are taken to pass independently of each other: where a whole course can fail at
 * once, the shortage spreads further than this says, and the mean of those who pass stays the same.
 * O(trainees × min(trainees, need)); the same for every order of the trainees but for rounding.
 *
 * @param required - need in people, may be fractional
 * @param sure - people who will be there whatever happens, an integer
 * @param probabilities - for each trainee, the probability to pass, 0 … 1; of several courses: their product
 * @throws ScenarioError `development/missing-value`, `development/wrong-type`, `development/not-a-number`,
 * `development/out-of-range`, `development/too-many`
 */
export function expectedShortage(required: number, sure: number, probabilities: readonly number[]): ExpectedShortage {
  const door = openDoor("development");
  const need = door.number(required, ["required"], { what: "the need in people" });
  const there = door.number(sure, ["sure"], { what: "the number of people who will be there", whole: true });
  const rule = { what: "the probability to pass", most: 1 };
  const chances = rowsOf(door, probabilities, ["probabilities"], "probabilities", MOST_TRAINEES).map(([k, value]) =>
    door.number(value, ["probabilities", k], rule),
  );
  door.close();

  const expectedPassing = [...chances].sort((a, b) => a - b).reduce((sum, chance) => sum + chance, 0);
  const missing = need - there;
  if (missing <= 0) return { expectedShortage: 0, probabilityMet: 1, expectedPassing };
  const enough = Math.ceil(missing); // so many must pass
  const states = Math.min(enough, chances.length + 1);
  const passing = new Float64Array(states); // passing[j]: probability that j pass, j < enough
  passing[0] = 1;
  let probabilityMet = 0;
  for (const [k, chance] of chances.entries()) {
    if (k + 1 >= enough) probabilityMet += passing[enough - 1]! * chance;
    for (let j = Math.min(k + 1, states - 1); j > 0; j--) {
      passing[j] = passing[j]! * (1 - chance) + passing[j - 1]! * chance;
    }
    passing[0]! *= 1 - chance;
  }
  const expected = passing.reduce((sum, probability, j) => sum + probability * (missing - j), 0);
  return { expectedShortage: expected, probabilityMet: Math.min(1, probabilityMet), expectedPassing };
}
