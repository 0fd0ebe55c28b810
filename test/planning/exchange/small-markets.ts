/**
 * Small markets and the slow truth about them: every assignment of people to posts, judged from the words of the mechanism.
 * Imports nothing of the library but types.
 */
import * as fc from "fast-check";
import type { Exchange, Position, ScenarioInput, Staff } from "imbang";

/** A post id, or `null` for waiting. */
export type Spot = string | null;

/** A market of that many people and posts, one unit a post; `wishes[i]` lists posts by rank, equal ranks together. */
export interface MarketShape {
  readonly posts: readonly { readonly capacity: number; readonly minimum: number; readonly required: number }[];
  readonly people: readonly {
    /** Index of the post; −1 for waiting. */
    readonly home: number;
    readonly wishes: readonly (readonly number[])[];
    readonly objections: readonly number[];
    readonly merit: number | undefined;
    readonly fixed: boolean;
  }[];
}

export function scenarioOf({ posts, people }: MarketShape): ScenarioInput {
  return {
    asOf: "2026-01-01",
    agencies: [{ id: "a", name: "A" }],
    units: posts.map((_, p) => ({ id: `u${p}`, agencyId: "a", name: `Unit ${p}` })),
    positions: posts.map((post, p): Position => ({
      id: `p${p}`,
      unitId: `u${p}`,
      title: `Post ${p}`,
      ...post,
      minimum: Math.min(post.minimum, post.capacity),
    })),
    staff: people.map(({ home, wishes, objections, merit, fixed }, i): Staff => ({
      id: `s${i}`,
      positionId: home < 0 ? null : `p${home}`,
      wishes: wishes.flatMap((equal, rank) => equal.map((p) => ({ positionId: `p${p}`, rank: rank + 1 }))),
      objections: objections.map((p) => ({ positionId: `p${p}` })),
      ...(merit === undefined ? {} : { merit }),
      ...(fixed ? { fixed } : {}),
    })),
  };
}

/** Some of the posts in any order; without `strict`, neighbours may share a rank. */
function wishLists(postCount: number, strict: boolean): fc.Arbitrary<number[][]> {
  const all = Array.from({ length: postCount }, (_, p) => p);
  return fc
    .tuple(fc.shuffledSubarray(all), fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }))
    .map(([list, joins]) => {
      const ranks: number[][] = [];
      list.forEach((p, k) => {
        if (k > 0 && joins[k] === true && !strict) ranks[ranks.length - 1]!.push(p);
        else ranks.push([p]);
      });
      return ranks;
    });
}

/** Markets of at most 5 people and 4 posts, dense: most people wish for something, most posts are full. */
export function smallMarket({
  strict = false,
  floors = true,
}: { strict?: boolean; floors?: boolean } = {}): fc.Arbitrary<MarketShape> {
  return fc.integer({ min: 2, max: 4 }).chain((postCount) => {
    const order = wishLists(postCount, strict);
    return fc.record({
      posts: fc.array(
        fc.record({
          capacity: fc.integer({ min: 0, max: 2 }),
          minimum: floors ? fc.integer({ min: 0, max: 2 }) : fc.constant(0),
          required: fc.integer({ min: 0, max: 3 }),
        }),
        { minLength: postCount, maxLength: postCount },
      ),
      people: fc.array(
        fc.record({
          home: fc.oneof({ weight: 8, arbitrary: fc.nat(postCount - 1) }, { weight: 1, arbitrary: fc.constant(-1) }),
          wishes: order,
          objections: fc.oneof(
            { weight: 4, arbitrary: fc.constant([]) },
            { weight: 1, arbitrary: fc.nat(postCount - 1).map((p) => [p]) },
          ),
          merit: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 9 }) }, fc.constant(undefined)),
          fixed: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
        }),
        { minLength: 1, maxLength: 5 },
      ),
    });
  });
}

/** How much a person likes a spot, smaller is better: wishes, staying, silence, waiting, objections. */
export function likingOf(person: Staff): (spot: Spot) => number {
  const { positionId, wishes = [], objections = [] } = person;
  const has = (named: object, id: string): boolean => (named as { positionId?: string }).positionId === id;
  return (spot) => {
    if (spot === null) return 1_002;
    const ranks = wishes.filter((wish) => has(wish, spot)).map(({ rank }) => rank);
    if (spot !== positionId && objections.some((objection) => has(objection, spot))) return 1_003;
    if (ranks.length > 0) return Math.min(...ranks);
    return spot === positionId ? 1_000 : 1_001;
  };
}

/** The step of a wish: how many different ranks come before. */
export function stepsOf({ wishes = [] }: Staff, liking: number): number {
  const ranks = new Set(wishes.map(({ rank }) => rank));
  if (liking > 1_000) return ranks.size + (liking - 1_000);
  return [...ranks].filter((rank) => rank < liking).length;
}

/** Every exchange: a spot for everyone, nobody worse off, floors and capacities kept. */
export function everyExchange(
  input: ScenarioInput,
  { consent = "strict", vacancies = "use" }: { consent?: "strict" | "weak"; vacancies?: "use" | "keep" } = {},
): Spot[][] {
  const holders = new Map(input.positions.map(({ id }) => [id, 0]));
  for (const { positionId } of input.staff)
    if (positionId !== null) holders.set(positionId, holders.get(positionId)! + 1);
  const options = input.staff.map((person): Spot[] => {
    const liking = likingOf(person);
    const own = liking(person.positionId);
    if (person.fixed === true) return [person.positionId];
    const others = input.positions.filter(({ id, capacity }) => {
      if (id === person.positionId || holders.get(id)! > capacity) return false;
      return liking(id) < own || (consent === "weak" && liking(id) === own);
    });
    return [person.positionId, ...others.map(({ id }) => id)];
  });
  const all: Spot[][] = [];
  const chosen: Spot[] = [];
  const search = (i: number): void => {
    if (i < options.length) {
      for (const spot of options[i]!) {
        chosen[i] = spot;
        search(i + 1);
      }
      return;
    }
    const isPossible = input.positions.every(({ id, capacity, minimum = 0 }) => {
      const people = chosen.filter((spot) => spot === id).length;
      const held = holders.get(id)!;
      if (vacancies === "keep") return people === held;
      return people <= Math.max(capacity, held) && people >= Math.min(minimum, held);
    });
    if (isPossible) all.push([...chosen]);
  };
  search(0);
  return all;
}

/** The goals of the mechanism `exchange`, the lottery left out: unmet, ranks, moves, balance in millionths. */
export function goalsOf(input: ScenarioInput, spots: readonly Spot[]): number[] {
  const { staff, positions } = input;
  const likings = staff.map((person) => likingOf(person));
  const canGain = staff.map((person, i) =>
    openOptions(input, person).some((id) => likings[i]!(id) < likings[i]!(person.positionId)),
  );
  const gains = staff.map(({ positionId }, i) => likings[i]!(spots[i]!) < likings[i]!(positionId));
  const unmet = staff.filter((_, i) => canGain[i] === true && gains[i] === false).length;
  const ranks = staff.reduce(
    (sum, person, i) => sum + (gains[i] === true ? stepsOf(person, likings[i]!(spots[i]!)) : 0),
    0,
  );
  const moves = staff.filter(({ positionId }, i) => positionId !== null && spots[i] !== positionId).length;
  let balance = 0;
  for (const { id, required } of positions) {
    const people = spots.filter((spot) => spot === id).length;
    const d = Math.max(required!, 1);
    // Integers here: K·f(k) differs from sums of rounded slopes, so slopes are rounded one by one.
    const f = (n: number): number => (required! - n) ** 2 / d;
    balance += Math.round(1e6 * f(0));
    for (let k = 1; k <= people; k++) balance += Math.floor(1e6 * (f(k) - f(k - 1)) + 0.5 + 1e-9);
  }
  return [unmet, ranks, moves, balance];
}

function openOptions(input: ScenarioInput, person: Staff): string[] {
  if (person.fixed === true) return [];
  const held = (id: string): number => input.staff.filter(({ positionId }) => positionId === id).length;
  return input.positions
    .filter(({ id, capacity }) => id !== person.positionId && held(id) <= capacity)
    .map(({ id }) => id);
}

export function spotsOf({ placements }: Exchange, input: ScenarioInput): Spot[] {
  const at = new Map(placements.map(({ staffId, positionId }) => [staffId, positionId]));
  return input.staff.map(({ id }) => at.get(id)!);
}

/** Whether `a` is no worse for anybody than `b`, and better for somebody. */
export function dominates(input: ScenarioInput, a: readonly Spot[], b: readonly Spot[]): boolean {
  const pairs = input.staff.map((person, i) => [likingOf(person)(a[i]!), likingOf(person)(b[i]!)] as const);
  return pairs.every(([x, y]) => x <= y) && pairs.some(([x, y]) => x < y);
}

/** Every strict order over some of that many posts: what a person can report. */
export function everyReport(postCount: number): number[][][] {
  const reports: number[][][] = [];
  const extend = (list: number[]): void => {
    reports.push(list.map((p) => [p]));
    for (let p = 0; p < postCount; p++) if (!list.includes(p)) extend([...list, p]);
  };
  extend([]);
  return reports;
}
