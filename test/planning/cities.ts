/** Medium cities from a seed, for tests that need ties, many units and many people. */
import type { Plan, Position, ScenarioInput, Staff } from "imbang";

/** A small, good generator (sfc32), so that a seed gives the same city everywhere. */
export function randomNumbers(seed: number): () => number {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let k = 0; k < 15; k++) next();
  return next;
}

/** A city with skewed staffing. Profiles are few, so that many people are interchangeable and many plans are equal. */
export function city({
  seed = 1,
  people = 300,
  posts = 40,
  units = 12,
}: { seed?: number; people?: number; posts?: number; units?: number } = {}): ScenarioInput {
  const random = randomNumbers(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const positions: Position[] = Array.from({ length: posts }, (_, p) => ({
    id: `post-${p}`,
    unitId: `unit-${p % units}`,
    title: `Post ${p}`,
    capacity: Math.ceil((1.6 * people) / posts),
    required: random() < 0.05 ? null : Math.round((0.4 + 1.2 * random()) * (people / posts) * 100) / 100,
    minimum: Math.floor(random() * 3),
    ...(random() < 0.5 ? { requirements: { minGrade: pick(["II/a", "III/a", "III/c"] as const) } } : {}),
    ...(random() < 0.2 ? { priority: 2 } : {}),
  }));
  const staff: Staff[] = Array.from({ length: people }, (_, s) => ({
    id: `person-${s}`,
    positionId: random() < 0.03 ? null : `post-${Math.floor(random() ** 2 * posts)}`,
    grade: pick(["II/c", "III/a", "III/b", "III/d"] as const),
    ...(random() < 0.05 ? { fixed: true } : {}),
  }));
  return {
    asOf: "2026-01-01",
    agencies: [
      { id: "agency-0", name: "Dinas Satu" },
      { id: "agency-1", name: "Dinas Dua" },
    ],
    units: Array.from({ length: units }, (_, u) => ({
      id: `unit-${u}`,
      agencyId: `agency-${u % 2}`,
      name: `Unit ${u}`,
      location: { latitude: 3.5 + Math.round(random() * 4) / 40, longitude: 98.6 + Math.round(random() * 4) / 40 },
    })),
    positions,
    staff,
  };
}

/** A copy with every list in another order. */
export function shuffled(input: ScenarioInput, seed: number): ScenarioInput {
  const random = randomNumbers(seed);
  const shuffle = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, key: random() }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
  const { agencies, units, positions, staff } = input;
  return {
    ...input,
    agencies: shuffle(agencies),
    units: shuffle(units),
    positions: shuffle(positions),
    staff: shuffle(staff),
  };
}

/** What must be the same in every run on the same people and posts. */
export function identityOf(plan: Plan): string {
  if (plan.status === "noPlanFound" || plan.status === "infeasible") throw new Error("no plan to compare");
  const { status, transfers, placements, levels, before, after } = plan;
  return JSON.stringify({
    status,
    transfers,
    placements,
    levels: levels.map(({ name, value }) => ({ name, value })),
    before,
    after,
  });
}
