/** The report of the bench: a wrong objective is a fault, the tables and the chart show what was measured. */
import { expect, test } from "vitest";
import { type Choice, conclusion, faultsOf, LEMON, type Row, runTasks, SIZES, tasksOf } from "../../bench/campaign.js";
import { scalingChart } from "../../bench/chart.js";
import type { Outcome, Task } from "../../bench/outcome.js";
import { PEERS, prepare } from "../../bench/peers.js";
import { makeInstance } from "../../bench/instances.js";
import { type OptimalTransport, solveTransport } from "imbang/network";
import { growthExponent, spread } from "../../bench/statistics.js";
import { groupsOf, growth, ratio } from "../../bench/summary.js";
import { markdown } from "../../bench/tables.js";

const CHOICE: Choice = { sizes: SIZES, seeds: 3, forms: ["pure", "ties"], lemon: true, peers: PEERS, peerSeconds: 120 };

/** Ours takes as many milliseconds as there are thousands of arcs, times the seed; everybody else ten times as long. */
function invented({ size, seed, solver }: Task): Outcome {
  const arcs = size.people * size.arcs;
  const cpu = ((solver === "imbang" ? 1 : 10) * seed * arcs) / 1000;
  const steady = {
    cpu: cpu / 2,
    wall: cpu / 2,
    verification: { first: 1, steady: 1 },
    pass: cpu / 8,
    passesInWork: 6,
    passesInTime: { first: 8, steady: 4 },
    memoryBefore: 50,
  };
  const { people, positions } = size;
  const figures = { people, positions, arcs, objective: -arcs, cpu, wall: cpu, formulation: 1, peakMemory: 80 };
  return { status: "measured", ...figures, ...(solver === "imbang" ? { steady } : {}) };
}

const run = (answer: (task: Task) => Outcome): Promise<Row[]> =>
  runTasks(
    tasksOf(CHOICE),
    (task) => Promise.resolve(answer(task)),
    () => {},
  );

test("answers that agree are no fault; rounded for those who count in doubles", async () => {
  const agreed = faultsOf(await run(invented));
  expect(agreed).toEqual([]);
  expect(conclusion(agreed).exitCode).toBe(0);
  const nearly = await run((task) => {
    const outcome = invented(task) as Outcome & { objective: number };
    return task.solver === "highs" ? { ...outcome, objective: outcome.objective + 1e-4 } : outcome;
  });
  expect(faultsOf(nearly)).toEqual([]);
});

test.for(["imbang", ...LEMON, "highs"] as const)("a wrong objective of %s is a fault", async (liar) => {
  const rows = await run((task) => {
    const outcome = invented(task) as Outcome & { objective: number };
    const isWrong = task.solver === liar && task.seed === 2 && task.size.people === 1_000;
    return isWrong ? { ...outcome, objective: outcome.objective + 1 } : outcome;
  });
  expect(faultsOf(rows).join()).toMatch("pure 1000/150/20, seed 2");
  expect(conclusion(faultsOf(rows)).exitCode).toBe(1);
});

test("no answer is a fault of ours and of LEMON's, not of a peer's", async () => {
  const without = (solver: string): Promise<Row[]> =>
    run((task) => (task.solver === solver ? { status: "failed", reason: "it gave up" } : invented(task)));
  expect(faultsOf(await without("imbang")).length).toBeGreaterThan(0);
  expect(faultsOf(await without("LEMON CostScaling")).length).toBeGreaterThan(0);
  const rows = await without("highs");
  expect(faultsOf(rows)).toEqual([]);
  expect(markdown(rows, [], undefined)).toMatch("3 of 3 seeds: it gave up");
  const vague = await run((task) => ({ ...invented(task), ...(task.solver === "yalps" ? { objective: null } : {}) }));
  expect(faultsOf(vague).join()).toMatch("yalps");
});

test("ratios are those of the same instance, exponents those of the medians", async () => {
  const groups = groupsOf(await run(invented));
  expect(ratio(groups[0]!, "first", LEMON)).toEqual({ median: 0.1, min: 0.1, max: 0.1 });
  expect(ratio(groups[0]!, "steady", LEMON)).toEqual({ median: 0.05, min: 0.05, max: 0.05 });
  expect(growth(groups)!.first).toBeCloseTo(1, 9);
  expect(growthExponent([2, 4, 8].map((x) => [x, 5 * x ** 1.3] as const))).toBeCloseTo(1.3, 9);
  expect(spread([5, 1, 2, 4])).toEqual({ median: 3, min: 1, max: 5 });
});

test("the tables have a line for every size, family and peer", async () => {
  const text = markdown(await run(invented), [], undefined);
  for (const name of ["20,000 / 5,000 / 300", "50,000 / 3,000 / 100", "ties", ...PEERS]) expect(text).toContain(name);
  expect(text).toContain("Growth from 5,000 to 50,000 people: first solve ~ arcs^1.00");
  expect(text).not.toMatch(/NaN|undefined/);
  expect(markdown(await run(invented), [], "no g++")).toContain("LEMON was skipped: no g++.");
});

test("the chart names every series", async () => {
  const svg = scalingChart(groupsOf(await run(invented)));
  expect(svg).toMatch(/^<svg [^]*<\/svg>$/);
  for (const name of ["imbang, first solve", "imbang, 4th solve", ...LEMON, "highs", "javascript-lp-solver"]) {
    expect(svg).toContain(`>${name}<`);
  }
});

test.for(PEERS)("%s is asked the same question", async (peer) => {
  const { problem } = makeInstance("pure", { people: 40, positions: 8, arcs: 5 }, 1);
  const question = await prepare(peer, problem);
  expect(Math.round(question())).toBe((solveTransport(problem) as OptimalTransport).cost);
});
