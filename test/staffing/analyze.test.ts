import * as fc from "fast-check";
import { analyzeStaffing, createScenario, type ScenarioInput } from "imbang";
import { expect, test } from "vitest";
import { smallScenario } from "../planning/random-scenarios.js";

const input: ScenarioInput = {
  asOf: "2026-01-01",
  agencies: [
    { id: "b", name: "B" },
    { id: "a", name: "A" },
  ],
  units: [
    { id: "u2", agencyId: "a", name: "U2", parentUnitId: "u1" },
    { id: "u1", agencyId: "a", name: "U1" },
    { id: "u3", agencyId: "b", name: "U3" },
  ],
  positions: [
    { id: "over", unitId: "u1", title: "t", capacity: 9, required: 2 },
    { id: "short", unitId: "u1", title: "t", capacity: 9, required: 3.5 },
    { id: "zero", unitId: "u2", title: "t", capacity: 9, required: 0 },
    { id: "unknown", unitId: "u2", title: "t", capacity: 9, required: null },
    { id: "empty", unitId: "u3", title: "t", capacity: 9, required: 2 },
  ],
  staff: [
    ...["o1", "o2", "o3", "o4"].map((id) => ({ id, positionId: "over" })),
    { id: "s1", positionId: "short" },
    { id: "z1", positionId: "zero" },
    { id: "n1", positionId: "unknown" },
    { id: "w1", positionId: null },
  ],
};

test("gap, ratio and effectiveness as the field defines them", () => {
  const { positions } = analyzeStaffing(createScenario(input));
  expect(positions).toEqual([
    { id: "empty", required: 2, existing: 0, gap: -2, ratio: 0, effectiveness: null, shortage: 2, surplus: 0 },
    { id: "over", required: 2, existing: 4, gap: 2, ratio: 2, effectiveness: 0.5, shortage: 0, surplus: 2 },
    {
      id: "short",
      required: 3.5,
      existing: 1,
      gap: -2.5,
      ratio: 1 / 3.5,
      effectiveness: 3.5,
      shortage: 2.5,
      surplus: 0,
    },
    {
      id: "unknown",
      required: null,
      existing: 1,
      gap: null,
      ratio: null,
      effectiveness: null,
      shortage: 0,
      surplus: 0,
    },
    { id: "zero", required: 0, existing: 1, gap: 1, ratio: null, effectiveness: 0, shortage: 0, surplus: 1 },
  ]);
});

test("a surplus never hides a shortage, units do not count the units below them, unstudied posts count nobody", () => {
  const { units, agencies } = analyzeStaffing(createScenario(input));
  expect(units).toEqual([
    { id: "u1", required: 5.5, existing: 5, gap: -0.5, ratio: 5 / 5.5, effectiveness: 1.1, shortage: 2.5, surplus: 2 },
    { id: "u2", required: 0, existing: 1, gap: 1, ratio: null, effectiveness: 0, shortage: 0, surplus: 1 },
    { id: "u3", required: 2, existing: 0, gap: -2, ratio: 0, effectiveness: null, shortage: 2, surplus: 0 },
  ]);
  expect(agencies.map(({ id, shortage, surplus }) => [id, shortage, surplus])).toEqual([
    ["a", 2.5, 3],
    ["b", 2, 0],
  ]);
});

test("laws: sums agree, gap = surplus − shortage, lists in id order", () => {
  fc.assert(
    fc.property(smallScenario(), (random) => {
      const { positions, units, agencies } = analyzeStaffing(createScenario(random));
      const sum = (rows: readonly { shortage: number }[]): number =>
        rows.reduce((all, { shortage }) => all + shortage, 0);
      expect(sum(units)).toBeCloseTo(sum(positions), 9);
      expect(sum(agencies)).toBeCloseTo(sum(positions), 9);
      for (const row of [...positions, ...units, ...agencies]) {
        if (row.gap !== null) expect(row.gap).toBeCloseTo(row.surplus - row.shortage, 9);
        for (const value of Object.values(row)) expect(value).not.toBeNaN();
      }
      for (const rows of [positions, units, agencies]) {
        expect(rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).sort());
      }
    }),
  );
});
