/**
 * With free movement, squared balance is the Sainte-Laguë/Webster apportionment of the people to the needs (Balinski &
 * Young, *Fair Representation*, 1982). The oracle awards seats one by one to the largest quotient need/(2n + 1),
 * compared by cross-multiplication; it shares nothing with the library.
 */
import * as fc from "fast-check";
import { createScenario, planTransfers } from "imbang";
import { expect, test } from "vitest";

/** Whether `seats` is *a* Webster apportionment: no unit's next quotient exceeds another's last one. */
function isWebster(needs: readonly number[], seats: readonly number[]): boolean {
  return needs.every((next, i) =>
    needs.every((last, j) => {
      if (i === j || seats[j] === 0) return true;
      // next/(2 seats_i + 1) ≤ last/(2 seats_j − 1)
      return BigInt(next) * BigInt(2 * seats[j]! - 1) <= BigInt(last) * BigInt(2 * seats[i]! + 1);
    }),
  );
}

/** Seats awarded one at a time to the largest quotient, lowest index first among equals. */
function websterByDivisor(needs: readonly number[], people: number): number[] {
  const seats = needs.map(() => 0);
  for (let k = 0; k < people; k++) {
    let best = 0;
    for (let i = 1; i < needs.length; i++) {
      if (BigInt(needs[i]!) * BigInt(2 * seats[best]! + 1) > BigInt(needs[best]!) * BigInt(2 * seats[i]! + 1)) best = i;
    }
    seats[best]!++;
  }
  return seats;
}

const needsAndPeople = fc.record({
  needs: fc.array(fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 12 })), {
    minLength: 1,
    maxLength: 6,
  }),
  people: fc.integer({ min: 0, max: 60 }),
  start: fc.array(fc.nat(5), { minLength: 60, maxLength: 60 }),
});

test("the oracle satisfies its own definition", () => {
  fc.assert(
    fc.property(needsAndPeople, ({ needs, people }) => {
      expect(isWebster(needs, websterByDivisor(needs, people))).toBe(true);
    }),
  );
});

test("squaredBalance is one of the Webster apportionments", async () => {
  await fc.assert(
    fc.asyncProperty(needsAndPeople, async ({ needs, people, start }) => {
      const scenario = createScenario({
        asOf: "2026-01-01",
        agencies: [{ id: "a", name: "A" }],
        units: [{ id: "u", agencyId: "a", name: "U" }],
        positions: needs.map((required, p) => ({
          id: `p${p}`,
          unitId: "u",
          title: "Post",
          capacity: people,
          required,
        })),
        staff: Array.from({ length: people }, (_, s) => ({ id: `s${s}`, positionId: `p${start[s]! % needs.length}` })),
      });
      const plan = await planTransfers(scenario, { policy: ["squaredBalance"], moveThreshold: 0 });
      const seats = needs.map((_, p) => plan.after.positions.find(({ id }) => id === `p${p}`)!.existing);
      expect(seats.reduce((a, b) => a + b, 0)).toBe(people);
      expect(isWebster(needs, seats), `${needs} → ${seats}`).toBe(true);
      const divisor = websterByDivisor(needs, people);
      if (hasUniqueWebster(needs, divisor)) expect(seats).toEqual(divisor);
    }),
    { numRuns: 300 },
  );
});

/** No tie between a next and a last quotient: then there is only one apportionment. */
function hasUniqueWebster(needs: readonly number[], seats: readonly number[]): boolean {
  return needs.every((next, i) =>
    needs.every((last, j) => i === j || seats[j] === 0 || next * (2 * seats[j]! - 1) !== last * (2 * seats[i]! + 1)),
  );
}
