/**
 * The slow truth: every plan of a tiny scenario, each judged level by level from the definitions. Written against the
 * mathematics, it imports nothing of the library but types.
 */
import type { Level, ScenarioInput, Position, Staff } from "imbang";
import { kinTies, mayEnter, mayStay, overTenured } from "./brute-rules.js";
import { millimetres } from "./constraint-truth.js";

/** A position, or `null` for waiting. */
export type Place = Position | null;

/** A level as the oracles know it. */
export interface Goal {
  readonly name: string;
  readonly node: "position" | "unit";
}

/** Spells out the policies of the mathematics page; `tie` is left to the lottery. */
export function goalsOf(policy: "worthwhile" | "fillShortages" | readonly Level[]): Goal[] {
  const fit = ["objections", "wishes", "competencyGap", "distance"];
  const named = {
    worthwhile: ["floors", "waiting", "balance", "moves", ...fit],
    fillShortages: ["floors", "waiting", "shortageWithMoves", "moves", "squaredBalance", ...fit],
  };
  if (typeof policy === "string") return named[policy].map((name) => ({ name, node: "position" }));
  return policy.flatMap((level) => {
    const { name, node = "position" } = typeof level === "string" ? { name: level } : level;
    if (name === "tie") return [];
    return (name === "fit" ? fit : [name]).map((each) => ({ name: each, node }) as Goal);
  });
}

/** Lexicographically least values over all plans. */
export function bestValues(
  input: ScenarioInput,
  goals: readonly Goal[],
  options: { moveThreshold?: number; unknown?: "allow" | "forbid" } = {},
): bigint[] {
  return bestValuesUnder(input, goals, options, () => 0n)!;
}

/**
 * The same over the plans that conditions allow, `undefined` if there are none. `soft`: what a plan adds to the goal
 * `floors`; `undefined` if it is not allowed. `vetoes`: nobody is sent where he or she objects.
 */
export function bestValuesUnder(
  input: ScenarioInput,
  goals: readonly Goal[],
  { moveThreshold = 10, unknown = "allow" }: { moveThreshold?: number; unknown?: "allow" | "forbid" },
  soft: (at: ReadonlyMap<string, Place>) => bigint | undefined,
  vetoes = false,
): bigint[] | undefined {
  const counted = countedPeople(input);
  const judge = judgeOf(input, counted, goals, moveThreshold);
  const settled = input.staff
    .filter((person) => !counted.includes(person))
    .map((person): [string, Place] => [person.id, post(input, person)]);
  let best: bigint[] | undefined;
  everyPlan(
    input,
    unknown,
    (chosen, heads) => {
      const more = soft(new Map([...settled, ...counted.map((person, k): [string, Place] => [person.id, chosen[k]!])]));
      if (more === undefined) return;
      const values = judge(chosen, heads, best, more);
      if (values !== undefined) best = values;
    },
    vetoes,
  );
  return best;
}

/** Every plan with its values on the goals: the places of the counted people, in the order of the input. */
export function valuedPlans(
  input: ScenarioInput,
  goals: readonly Goal[],
  { moveThreshold = 10, unknown = "allow" }: { moveThreshold?: number; unknown?: "allow" | "forbid" } = {},
): { readonly chosen: readonly Place[]; readonly values: readonly bigint[] }[] {
  const judge = judgeOf(input, countedPeople(input), goals, moveThreshold);
  const plans: { chosen: readonly Place[]; values: readonly bigint[] }[] = [];
  everyPlan(input, unknown, (chosen, heads) => {
    plans.push({ chosen: [...chosen], values: judge(chosen, heads, undefined, 0n)! });
  });
  return plans;
}

/** Everyone but the holders of posts without a study. */
export function countedPeople(input: ScenarioInput): Staff[] {
  return input.staff.filter((person) => person.positionId === null || post(input, person)!.required !== null);
}

/** Shows every possible plan: the place of each counted person, and the people of each post that has any. */
export function everyPlan(
  input: ScenarioInput,
  unknown: "allow" | "forbid",
  show: (chosen: readonly Place[], heads: ReadonlyMap<string, number>) => void,
  vetoes = false,
): void {
  const counted = countedPeople(input);
  const options = counted.map((person) =>
    placesFor(input, person, unknown).filter((place) => !vetoes || !objects(person, place)),
  );
  const chosen: Place[] = [];
  const heads = new Map<string, number>();
  const areApart = relativesApart(input, unknown);
  const search = (k: number): void => {
    if (k === counted.length) {
      if (areApart(chosen)) show(chosen, heads);
      return;
    }
    for (const place of options[k]!) {
      const held = place === null ? 0 : (heads.get(place.id) ?? 0);
      if (place !== null) {
        if (held === seatsAt(input, place)) continue;
        heads.set(place.id, held + 1);
      }
      chosen[k] = place;
      search(k + 1);
      if (place !== null) heads.set(place.id, held);
    }
  };
  search(0);
}

/** Whether a plan, by the places of the counted people, keeps relatives apart. */
export function relativesApart(
  input: ScenarioInput,
  unknown: "allow" | "forbid",
): (chosen: readonly Place[]) => boolean {
  const counted = countedPeople(input);
  const ties = kinTies(input, unknown).map(({ people, tooClose }) => {
    const [one, other] = people.map((person) => ({ k: counted.indexOf(person), own: post(input, person) }));
    return { one: one!, other: other!, tooClose };
  });
  return (chosen) =>
    ties.every(({ one, other, tooClose }) => {
      const first = one.k < 0 ? one.own : chosen[one.k]!;
      const second = other.k < 0 ? other.own : chosen[other.k]!;
      return first === null || second === null || !tooClose(first, second);
    });
}

/** The present post. */
export function post(input: ScenarioInput, person: Staff): Place {
  return indexOf(input).positions.get(person.positionId ?? "") ?? null;
}

function incumbents(input: ScenarioInput, place: Position): number {
  return indexOf(input).holders.get(place.id) ?? 0;
}

interface Index {
  readonly positions: ReadonlyMap<string, Position>;
  readonly holders: ReadonlyMap<string, number>;
}

const indexes = new WeakMap<ScenarioInput, Index>();

function indexOf(input: ScenarioInput): Index {
  const known = indexes.get(input);
  if (known !== undefined) return known;
  const holders = new Map<string, number>();
  for (const { positionId } of input.staff) holders.set(positionId ?? "", (holders.get(positionId ?? "") ?? 0) + 1);
  const index = { positions: new Map(input.positions.map((position) => [position.id, position])), holders };
  indexes.set(input, index);
  return index;
}

/** The present place, then every post that a person may enter. */
export function placesFor(input: ScenarioInput, person: Staff, unknown: "allow" | "forbid"): Place[] {
  const home = mayStay(input, person) ? post(input, person) : null;
  return [home, ...ungatedPosts(input, person).filter((place) => mayEnter(input, person, place, unknown))];
}

/** The posts that nothing but rules can keep a person from: gates are no rules. */
export function ungatedPosts(input: ScenarioInput, person: Staff): Position[] {
  if (person.fixed === true) return [];
  const own = post(input, person);
  return input.positions.filter(
    (place) => place !== own && place.required !== null && incumbents(input, place) <= place.capacity,
  );
}

/** How many people a post can hold. */
export function seatsAt(input: ScenarioInput, place: Position): number {
  return Math.max(place.capacity, incumbents(input, place));
}

/** Judges a plan; `undefined` if it is not better than `best`. */
function judgeOf(
  input: ScenarioInput,
  people: readonly Staff[],
  goals: readonly Goal[],
  threshold: number,
): (
  chosen: readonly Place[],
  heads: ReadonlyMap<string, number>,
  best: bigint[] | undefined,
  soft: bigint,
) => bigint[] | undefined {
  const measure = goals.map((goal) => nodeTables(input, goal, threshold, () => people.length));

  return (chosen, heads, best, soft) => {
    const values: bigint[] = [];
    let isBetter = best === undefined;
    for (let g = 0; g < goals.length; g++) {
      let value = goals[g]!.name === "floors" ? soft : 0n;
      for (const { ids, table } of measure[g]!) value += table[ids.reduce((sum, id) => sum + (heads.get(id) ?? 0), 0)]!;
      people.forEach((person, k) => (value += pairValue(input, goals[g]!.name, person, chosen[k]!, threshold)));
      if (!isBetter && value > best![g]!) return undefined;
      if (!isBetter && value < best![g]!) isBetter = true;
      values.push(value);
    }
    return isBetter ? values : undefined;
  };
}

/** Values of a goal's nodes by people there, from 0 to the most that `most` allows for the positions of the node. */
export function nodeTables(
  input: ScenarioInput,
  { name, node }: Goal,
  threshold: number,
  most: (ids: readonly string[]) => number,
): { readonly ids: readonly string[]; readonly table: readonly bigint[] }[] {
  const studied = input.positions.filter(({ required }) => required !== null);
  const unitIds = [...new Set(studied.map(({ unitId }) => unitId))];
  const nodes =
    node === "position"
      ? studied.map((p) => ({ ids: [p.id], r: hundredths(p.required!), a: p.priority ?? 1, floor: p.minimum ?? 0 }))
      : unitIds.map((unitId) => {
          const inside = studied.filter((p) => p.unitId === unitId);
          const r = inside.reduce((sum, p) => sum + hundredths(p.required!), 0n);
          return { ids: inside.map(({ id }) => id), r, a: 1, floor: 0 };
        });
  return nodes.map(({ ids, r, a, floor }) => ({ ids, table: tableOf(name, r, a, floor, threshold, most(ids)) }));
}

/** What one person at one place is worth on a goal. */
export function pairValue(input: ScenarioInput, name: string, person: Staff, place: Place, threshold: number): bigint {
  const sent = place !== null && place.id !== person.positionId;
  const moved = sent && person.positionId !== null;
  switch (name) {
    case "waiting":
      return place === null ? 1n : 0n;
    case "overTenured":
      return place !== null && !sent && overTenured(input, person) ? 1n : 0n;
    case "objections":
      return sent && person.objections?.some((named) => names(named, place)) === true ? 1n : 0n;
    case "wishes": {
      const wishes = person.wishes ?? [];
      if (wishes.length === 0) return 0n;
      const met = wishes.filter((wish) => place !== null && names(wish, place)).map(({ rank }) => rank);
      return BigInt(met.length > 0 ? Math.min(...met) - 1 : Math.max(...wishes.map(({ rank }) => rank)));
    }
    case "competencyGap": {
      const asked = Object.entries(place?.requirements?.competencies ?? {});
      return BigInt(asked.reduce((sum, [c, level]) => sum + Math.max(0, level - (person.competencies?.[c] ?? 0)), 0));
    }
    case "distance":
      return sent ? BigInt(millimetres(input, person, place)) : 0n;
    default:
      return moved ? priceOf(name, threshold) : 0n;
  }
}

/** Whether a person objects to being sent to a place. */
export function objects(person: Staff, place: Place): boolean {
  if (place === null || place.id === person.positionId) return false;
  return person.objections?.some((named) => names(named, place)) === true;
}

function names(named: object, place: Position): boolean {
  const { positionId, unitId } = named as { positionId?: string; unitId?: string };
  return positionId === place.id || unitId === place.unitId;
}

function priceOf(name: string, threshold: number): bigint {
  if (name === "moves") return 1n;
  if (name === "shortageWithMoves") return 500_000n;
  if (name === "balance") return BigInt(Math.round(threshold * 20_000) + 1); // thresholds in tests are whole numbers
  return 0n;
}

function hundredths(need: number): bigint {
  return BigInt(Math.round(need * 100));
}

/** Values at 0 … most people: round(K·f(0)) and then floor(K·Δf + ½) a person. Needs r in hundredths. */
function tableOf(name: string, r: bigint, priority: number, floor: number, threshold: number, most: number): bigint[] {
  const a = BigInt(Math.round(priority * 10)); // tenths
  const d = r > 100n ? r : 100n; // hundredths
  const denominator = 10n * 100n * d * 100n; // tenths of priority, hundredths of people, d, percent
  const f = (n: number): bigint => {
    const short = r - 100n * BigInt(n) > 0n ? r - 100n * BigInt(n) : 0n;
    const over = 100n * BigInt(n) - r > 0n ? 100n * BigInt(n) - r : 0n;
    const t = BigInt(name === "squaredBalance" ? 0 : threshold);
    if (name === "shortage" || name === "shortageWithMoves") return a * short * d * 100n;
    if (name !== "balance" && name !== "squaredBalance") return 0n;
    const linear = n === 0 && r > 0n && r < 500n ? 500n : short;
    // (short/100)²/(d/100) = short²/(100 d); t/100 · short/100
    return a * (short * short * 100n + t * linear * d) + 10n * over * over * 100n;
  };
  const table: bigint[] = [];
  for (let n = 0; n <= most; n++) {
    if (name === "floors") table.push(BigInt(Math.max(0, floor - n)));
    else {
      const numerator = 1_000_000n * (n === 0 ? f(0) : f(n) - f(n - 1));
      const rounded = floorDivide(2n * numerator + denominator, 2n * denominator);
      table.push(n === 0 ? rounded : table[n - 1]! + rounded);
    }
  }
  return table;
}

function floorDivide(a: bigint, b: bigint): bigint {
  return a >= 0n ? a / b : -((-a + b - 1n) / b);
}
