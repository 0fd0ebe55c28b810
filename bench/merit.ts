/**
 * How long merit takes: 100,000 people and 20 indicators, five of them formulas, ranked; then the robustness of the first
 * 1,000 over a box of ±20 % with 1,000 draws; then 300 hostile formulas.
 *
 *     npm run bench:merit
 *
 * Prints CPU and wall seconds: where the machine is busy with other things, CPU is the figure to look at. Same seed, same
 * figures.
 */
import { availableParallelism, loadavg } from "node:os";
import { type MeritPerson, type MeritScheme, rankByMerit, rankRobustness, smallestSwap } from "../src/merit/index.js";
import { readFormula } from "../src/merit/formula/parse.js";
import { hostileFormulas } from "../test/merit/hostile-formulas.js";
import { peakMemory, timed } from "./measure.js";

const PEOPLE = 100_000;
const MEASURED = 15;
const FORMULAS = [
  "if(i0 == 0, 0, min(100, 100 * i1 / i0))",
  "0.5 * i2 + 0.3 * i3 + 0.2 * i4",
  "max(i5, i6, i7)",
  "sqrt(i8 * i9)",
  "if(i10 > 80, round(i11), abs(i11 - i12) / 2)",
];

/** Lehmer generator, modulus 2³¹ − 1, multiplier 48271 (Park and Miller, 1993). */
let state = 42;
function below(bound: number): number {
  state = (state * 48_271) % 2_147_483_647;
  return state % bound;
}

/** Figures of one person hang together a little, as real ones do: a base, and noise around it. */
const people = Array.from({ length: PEOPLE }, (_, k): MeritPerson => {
  const base = 20 + below(400) / 10;
  const figure = (): number => Math.round((base + below(400) / 10) * 10) / 10;
  return {
    id: String(198_000_000_000_000_000n + BigInt(k)),
    values: Object.fromEntries(Array.from({ length: MEASURED }, (_, j) => [`i${j}`, figure()])),
  };
});
const weights = [10, 10, 8, 8, 6, 6, 6, 5, 5, 5, 4, 4, 4, 3, 3, 3, 3, 3, 2, 2];
const scheme: MeritScheme = {
  asOf: "2026-01-01",
  indicators: weights.map((weight, j) => ({
    id: j < MEASURED ? `i${j}` : `f${j - MEASURED}`,
    weight,
    scale: { from: 0, to: 100 },
    ...(j < MEASURED ? {} : { formula: FORMULAS[j - MEASURED]! }),
  })),
  tieBreaks: ["i0", "i1"],
  seed: "bench",
};

function show(what: string, { cpu, wall }: { readonly cpu: number; readonly wall: number }): void {
  const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2).padStart(7)} s`;
  console.log(`${what.padEnd(60)} CPU ${seconds(cpu)}   wall ${seconds(wall)}`);
}

console.log(
  `${PEOPLE} people, ${weights.length} indicators (${FORMULAS.length} formulas); node ${process.version}, ` +
    `${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)} before\n`,
);
const ranked = timed(() => rankByMerit(people, scheme));
show("rankByMerit, first call of the process", ranked);
show(
  "rankByMerit, second call",
  timed(() => rankByMerit(people, scheme)),
);
const ranking = ranked.value;
const bounds = timed(() => rankRobustness(ranking, { top: 1_000, samples: 0, seats: 50 }));
show("rankRobustness: exact outer bounds of the first 1,000", bounds);
const robust = timed(() => rankRobustness(ranking, { top: 1_000, samples: 1_000, seats: 50 }));
show("rankRobustness: the same with 1,000 draws", robust);
const swap = timed(() => smallestSwap(ranking, ranking.people[0]!.id, ranking.people[500]!.id));
show("smallestSwap of two people", swap);
const formulas = hostileFormulas();
const refused = timed(() => formulas.filter((text) => !readFormula(text, (name) => /^i\d+$/.test(name)).ok).length);
show(`${formulas.length} hostile formulas, ${refused.value} refused`, refused);

const [first] = robust.value.people;
const median = [...robust.value.people].map(({ outer }) => outer.worst - outer.best).sort((a, b) => a - b)[500];
console.log(
  `\nfirst: ${ranking.people[0]!.score.toFixed(4)} points, places ${first!.outer.best}–${first!.outer.worst} (exact), ` +
    `${first!.inner.best}–${first!.inner.worst} (drawn); median width of outer bounds ${median}; ` +
    `${robust.value.certain.length} certain of 50 seats; moved ${swap.value.moved?.toFixed(4)}; ` +
    `peak memory ${peakMemory().toFixed(0)} MiB`,
);
