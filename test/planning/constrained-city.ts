/** Cities with conditions from a seed: a budget of moves, caps on who may leave a unit, relatives who must not meet. */
import type { Constraint, PlanOptions, ScenarioInput } from "imbang";
import { randomNumbers } from "./cities.js";

/** A scenario and what it must keep. */
export interface ConstrainedCity {
  readonly input: ScenarioInput;
  readonly options: Pick<PlanOptions, "maxMoves"> & { readonly constraints: readonly Constraint[] };
}

/** How large a city is. */
export interface CitySize {
  readonly people: number;
  readonly posts: number;
  readonly units: number;
  /** Kinds of jobs: a person may enter about posts / jobs posts. */
  readonly jobs: number;
}

const BEGIN = "2026-01-01";

/**
 * Staffing is skewed, everyone lives somewhere else, so that no two people are alike. At most 10 % of the people move, at
 * most 10 % of the people of a unit leave it, and pairs of people (1 % of them in all) must not end up in one unit unless
 * they are in one today.
 */
export function constrainedCity(seed: number, { people, posts, units, jobs }: CitySize): ConstrainedCity {
  const random = randomNumbers(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const perPost = people / posts;
  const positions = Array.from({ length: posts }, (_, p) => ({
    id: `post-${p}`,
    unitId: `unit-${p % units}`,
    title: `Post ${p}`,
    capacity: Math.ceil(2.2 * perPost),
    required: Math.max(1, Math.round((0.5 + random()) * perPost * 10) / 10),
    requirements: { certificates: [`job ${below(jobs)}`] },
  }));
  const jobOf = positions.map(({ requirements }) => requirements.certificates[0]!);
  const staff = Array.from({ length: people }, (_, s) => {
    const at = Math.floor(random() ** 1.4 * posts);
    return {
      id: `person-${s}`,
      positionId: `post-${at}`,
      certificates: random() < 0.1 ? [jobOf[at]!, `job ${below(jobs)}`] : [jobOf[at]!],
      home: { latitude: 3.5 + random() / 5, longitude: 98.6 + random() / 5 },
    };
  });
  const input: ScenarioInput = {
    asOf: BEGIN,
    agencies: [{ id: "agency", name: "Dinas" }],
    units: Array.from({ length: units }, (_, u) => ({
      id: `unit-${u}`,
      agencyId: "agency",
      name: `Unit ${u}`,
      location: { latitude: 3.5 + random() / 5, longitude: 98.6 + random() / 5 },
    })),
    positions,
    staff,
  };
  const unitOf = new Map(positions.map(({ id, unitId }) => [id, unitId]));
  const apart: Constraint[] = [];
  const taken = new Set<number>();
  while (apart.length < people / 200) {
    const [a, b] = [below(people), below(people)];
    if (a === b || taken.has(a) || taken.has(b)) continue;
    if (unitOf.get(staff[a]!.positionId) === unitOf.get(staff[b]!.positionId)) continue;
    taken.add(a).add(b);
    apart.push({ kind: "apart", staffIds: [staff[a]!.id, staff[b]!.id], node: "unit" });
  }
  const outflow: Constraint = { kind: "outflowCap", node: { each: "unit" }, value: { percent: 10 } };
  return { input, options: { maxMoves: Math.floor(people / 10), constraints: [outflow, ...apart] } };
}
