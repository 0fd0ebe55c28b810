/** The instances of the bench: the same from the same seed, as large as they say, feasible, and in the form the kernel wants. */
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { FAMILIES, type Form, makeInstance, type Size } from "../../bench/instances.js";
import { faultOf } from "../../bench/certificate.js";
import { type OptimalTransport, solveTransport } from "imbang/network";

const SIZE: Size = { people: 300, positions: 40, arcs: 12 };
const FORMS: readonly Form[] = ["pure", ...FAMILIES];

function hashOf(form: Form, seed: number): string {
  const { problem, present } = makeInstance(form, SIZE, seed);
  const hash = createHash("sha256");
  const { start, position, cost, pieceStart, pieceWidth, pieceSlope } = problem;
  for (const part of [start, position, cost, pieceStart, pieceWidth, pieceSlope, present]) {
    hash.update(`${part.length} ${part.join(" ")}\n`);
  }
  return hash.digest("hex").slice(0, 16);
}

test.for(FORMS)("%s: another seed is another instance, the same seed is the same one", (form) => {
  expect(hashOf(form, 1)).toBe(hashOf(form, 1));
  expect(hashOf(form, 2)).not.toBe(hashOf(form, 1));
});

test("an instance that figures were published for does not change", () => {
  expect(Object.fromEntries(FORMS.map((form) => [form, hashOf(form, 1)]))).toMatchInlineSnapshot(`
    {
      "assignment": "8636d481ed8ec304",
      "chain": "8ce24c0986f6f514",
      "distanceOnly": "68c5e6a994b87956",
      "fewPositions": "32df98bd19297fbf",
      "identical": "ada5f1017d4be43b",
      "largeCosts": "c2e18dfe679f9fcf",
      "leximin": "837c72631b72ad34",
      "leximinInSteps": "bdbc96b6ca46eba1",
      "noSlack": "d7391437905c61ce",
      "pure": "735a2e50b1a03d4f",
      "sparse": "d8bd2ff6c00b9844",
      "ties": "6e930676a159c52c",
      "zeroCost": "093842bf7e03a5c3",
    }
  `);
});

test.for(FORMS)("%s: rows, positions and arcs are as many as asked for", (form) => {
  const { problem, present } = makeInstance(form, SIZE, 3);
  const rows = problem.start.length - 1;
  expect(rows).toBe(SIZE.people);
  expect(present.length).toBe(rows);
  const positions = { fewPositions: 20, assignment: SIZE.people }[form as string] ?? SIZE.positions;
  expect(problem.pieceStart.length - 1).toBe(positions);
  expect(problem.start.at(-1)).toBe(problem.position.length);
  expect(problem.cost.length).toBe(problem.position.length);
  const arcs = form === "sparse" ? 5 : SIZE.arcs;
  for (let row = 0; row < rows; row++) {
    const count = problem.start[row + 1]! - problem.start[row]!;
    if (form === "chain") expect(count).toBeLessThanOrEqual(arcs);
    else expect(count).toBe(arcs);
  }
});

test.for(FORMS)("%s: arcs of a row are distinct and sorted, costs and slopes whole, slopes never fall", (form) => {
  const { problem } = makeInstance(form, SIZE, 4);
  const { start, position, pieceStart, pieceWidth, pieceSlope } = problem;
  const isSorted = (from: number, to: number, values: ArrayLike<number>, strictly: boolean): boolean => {
    for (let k = from + 1; k < to; k++) {
      if (values[k]! < values[k - 1]! || (strictly && values[k] === values[k - 1])) return false;
    }
    return true;
  };
  for (let row = 0; row + 1 < start.length; row++) {
    expect(isSorted(start[row]!, start[row + 1]!, position, true)).toBe(true);
  }
  for (let j = 0; j + 1 < pieceStart.length; j++) {
    expect(isSorted(pieceStart[j]!, pieceStart[j + 1]!, pieceSlope, true)).toBe(true);
  }
  expect(pieceSlope.every(Number.isSafeInteger)).toBe(true);
  expect(pieceWidth.every((width) => width > 0)).toBe(true);
});

test.for(FORMS)("%s: everybody has a place where no position has more people than seats", (form) => {
  const { problem, present } = makeInstance(form, SIZE, 5);
  const { start, position, pieceStart, pieceWidth } = problem;
  const room = Int32Array.from({ length: pieceStart.length - 1 }, (_, j) =>
    pieceWidth.subarray(pieceStart[j], pieceStart[j + 1]).reduce((sum, width) => sum + width, 0),
  );
  for (let row = 0; row < present.length; row++) {
    expect(position.subarray(start[row], start[row + 1])).toContain(present[row]);
    room[present[row]!]!--;
  }
  expect(Math.min(...room)).toBeGreaterThanOrEqual(0);
  const isExact = form === "noSlack" || form === "assignment";
  if (isExact) expect(Math.max(...room)).toBe(0);
});

test("people are distinct in the usual form, of three kinds a position in `identical`", () => {
  const kindsOf = (form: Form): number => {
    const { start, position, cost } = makeInstance(form, SIZE, 6).problem;
    const rows = Array.from({ length: SIZE.people }, (_, row) =>
      [position, cost].map((values) => values.subarray(start[row], start[row + 1]).join()).join(";"),
    );
    return new Set(rows).size;
  };
  expect(kindsOf("pure")).toBe(SIZE.people);
  expect(kindsOf("identical")).toBeLessThanOrEqual(3 * SIZE.positions);
});

test("the certificate takes an optimum and refuses what is not", () => {
  const { problem } = makeInstance("pure", SIZE, 7);
  const result = solveTransport(problem) as OptimalTransport;
  expect(faultOf(problem, result)).toBeUndefined();
  expect(faultOf(problem, { ...result, cost: result.cost + 1 })).toMatch("not");
  expect(faultOf(problem, { ...result, price: result.price.map((price, j) => price + 50 * j) })).toMatch("prove only");
  const { start } = problem;
  const row = 17;
  const row17 = result.flow.subarray(start[row], start[row + 1]);
  expect(faultOf(problem, { ...result, flow: result.flow.slice().fill(0, start[row], start[row + 1]) })).toMatch(
    "row 17 sends 0",
  );
  const moved = result.flow.slice();
  moved.set([...row17.subarray(1), row17[0]!], start[row]); // to the next position that the person may hold
  expect(faultOf(problem, { ...result, flow: moved })).toBeDefined();
});
