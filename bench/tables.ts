/** The report in Markdown. */
import { LEMON, type Row } from "./campaign.js";
import type { Size } from "./instances.js";
import { FULL_SECONDS, whyLeftOut } from "./limits.js";
import type { Measured } from "./outcome.js";
import { PEERS } from "./peers.js";
import type { PlanRow } from "./policies.js";
import { type Spread, spread } from "./statistics.js";
import { figure, type Group, groupsOf, growth, ratio } from "./summary.js";

const SIMPLEX = LEMON.slice(0, 1);

/** All tables. Figures are medians over the seeds, with their least and greatest value in brackets. */
export function markdown(rows: readonly Row[], plans: readonly PlanRow[], lemonSkipped: string | undefined): string {
  const groups = groupsOf(rows);
  const pure = groups.filter(({ form }) => form === "pure");
  const families = groups.filter(({ form }) => form !== "pure");
  const exponents = growth(groups);
  const sections = [
    pure.length === 0 ? "" : `## The kernel, pure form\n\n${ownTable(pure)}`,
    pure.length === 0 || lemonSkipped !== undefined ? "" : `## Against LEMON (C++, -O3)\n\n${lemonTable(pure)}`,
    lemonSkipped === undefined ? "" : `LEMON was skipped: ${lemonSkipped}.`,
    exponents === undefined
      ? ""
      : `Growth from 5,000 to 50,000 people: first solve ~ arcs^${exponents.first.toFixed(2)}, steady ~ arcs^${exponents.steady.toFixed(2)}.`,
    pure.length === 0 ? "" : `## Other solvers from npm\n\n${peerTable(pure)}`,
    families.length === 0 ? "" : `## Hard families\n\n${familyTable(families)}`,
    plans.length === 0 ? "" : `## Each policy, whole plans\n\n${planTable(plans)}`,
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function ownTable(groups: readonly Group[]): string {
  const own = (group: Group, of: (outcome: Measured) => number | undefined): string =>
    text(figure(group, "imbang", of));
  return table(
    [
      "people / positions / arcs each",
      "arcs",
      "first solve, CPU ms",
      "4th solve, CPU ms",
      "4th solve, wall ms",
      "check, CPU ms",
      "one pass, ms",
      "passes, arcs read",
      "passes, first solve's time",
      "passes, 4th solve's time",
      "peak MiB",
      "of it before solving",
    ],
    groups.map((group) => [
      nameOf(group.size),
      whole(group.arcs),
      own(group, ({ cpu }) => cpu),
      own(group, ({ steady }) => steady?.cpu),
      own(group, ({ steady }) => steady?.wall),
      own(group, ({ steady }) => steady?.verification.first),
      own(group, ({ steady }) => steady?.pass),
      own(group, ({ steady }) => steady?.passesInWork),
      own(group, ({ steady }) => steady?.passesInTime.first),
      own(group, ({ steady }) => steady?.passesInTime.steady),
      own(group, ({ peakMemory }) => peakMemory),
      own(group, ({ steady }) => steady?.memoryBefore),
    ]),
  );
}

function lemonTable(groups: readonly Group[]): string {
  return table(
    [
      "people / positions / arcs each",
      "NetworkSimplex run(), CPU ms",
      "CostScaling run(), CPU ms",
      "their graph, CPU ms",
      "their peak MiB",
      ...RATIOS,
    ],
    groups.map((group) => [
      nameOf(group.size),
      ...LEMON.map((solver) => text(figure(group, solver, ({ cpu }) => cpu))),
      LEMON.map((solver) =>
        text(
          figure(group, solver, ({ formulation }) => formulation),
          false,
        ),
      ).join(" / "),
      LEMON.map((solver) =>
        text(
          figure(group, solver, ({ peakMemory }) => peakMemory),
          false,
        ),
      ).join(" / "),
      ...ratiosOf(group),
    ]),
  );
}

const RATIOS = ["first / NetworkSimplex", "4th / NetworkSimplex", "first / better", "4th / better"];

function ratiosOf(group: Group): string[] {
  return [SIMPLEX, LEMON].flatMap((others) => [
    text(ratio(group, "first", others)),
    text(ratio(group, "steady", others)),
  ]);
}

function peerTable(groups: readonly Group[]): string {
  const lines = groups.flatMap((group) =>
    PEERS.flatMap((peer) => {
      const asked = group.rows.filter(({ task }) => task.solver === peer);
      const leftOut = whyLeftOut(peer, group.size, FULL_SECONDS);
      if (asked.length === 0 && leftOut === undefined) return []; // not chosen in this run
      const failed = asked.flatMap(({ outcome }) => (outcome.status === "failed" ? [outcome.reason] : []));
      const ours = ratio(group, "first", [peer]);
      const times = ours && { median: 1 / ours.median, min: 1 / ours.max, max: 1 / ours.min };
      return [
        [
          nameOf(group.size),
          peer,
          leftOut === undefined ? text(figure(group, peer, ({ cpu }) => cpu)) : leftOut,
          text(figure(group, peer, ({ formulation }) => formulation)),
          text(figure(group, peer, ({ peakMemory }) => peakMemory)),
          text(times),
          failed.length === 0 ? "" : `${failed.length} of ${asked.length} seeds: ${failed[0]}`,
        ],
      ];
    }),
  );
  const title = ["people / positions / arcs each", "solver", "CPU ms", "formulation, CPU ms", "peak MiB"];
  return table([...title, "times our first solve", "failures"], lines);
}

function familyTable(groups: readonly Group[]): string {
  return table(
    [
      "family",
      "people / positions / arcs each",
      "first solve, CPU ms",
      "4th solve, CPU ms",
      "passes, arcs read",
      "NetworkSimplex, CPU ms",
      "CostScaling, CPU ms",
      ...RATIOS,
    ],
    groups.map((group) => [
      group.form,
      nameOf(group.size),
      text(figure(group, "imbang", ({ cpu }) => cpu)),
      text(figure(group, "imbang", ({ steady }) => steady?.cpu)),
      text(figure(group, "imbang", ({ steady }) => steady?.passesInWork)),
      ...LEMON.map((solver) => text(figure(group, solver, ({ cpu }) => cpu))),
      ...ratiosOf(group),
    ]),
  );
}

function planTable(plans: readonly PlanRow[]): string {
  const byCase = new Map<string, PlanRow[]>();
  for (const row of plans) {
    const { people, posts, units, policy } = row.task;
    const key = `${whole(people)} / ${whole(posts)} / ${whole(units)}|${policy}`;
    byCase.set(key, [...(byCase.get(key) ?? []), row]);
  }
  const lines = Array.from(byCase, ([key, rows]) => {
    const measured = rows.flatMap(({ outcome }) => (outcome.status === "measured" ? [outcome] : []));
    const failed = rows.flatMap(({ outcome }) => (outcome.status === "failed" ? [outcome.reason] : []));
    const of = (values: readonly number[]): string => (values.length === 0 ? "–" : text(spread(values)));
    return [
      ...key.split("|"),
      of(measured.map(({ groups }) => groups)),
      of(measured.map(({ pairs }) => pairs)),
      of(measured.map(({ transfers }) => transfers)),
      of(measured.map(({ cpu }) => cpu)),
      of(measured.map(({ wall }) => wall)),
      of(measured.map(({ peakMemory }) => peakMemory)),
      failed.length === 0 ? "" : `${failed.length} of ${rows.length} seeds: ${failed[0]}`,
    ];
  });
  const title = [
    "people / positions / units",
    "policy",
    "groups",
    "pairs",
    "transfers",
    "CPU ms",
    "wall ms",
    "peak MiB",
  ];
  return table([...title, "failures"], lines);
}

function table(title: readonly string[], lines: readonly (readonly string[])[]): string {
  const rule = title.map((_, column) => (column === 0 ? "---" : "--:"));
  return [title, rule, ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function nameOf({ people, positions, arcs }: Size): string {
  return [people, positions, arcs].map(whole).join(" / ");
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** "median (min–max)" in three digits; the median alone where all are the same or the spread is not wanted. */
function text(value: Spread | undefined, withSpread = true): string {
  if (value === undefined) return "–";
  const [median, min, max] = [value.median, value.min, value.max].map(digits);
  return !withSpread || (min === median && max === median) ? median! : `${median} (${min}–${max})`;
}

function digits(value: number): string {
  return value >= 100 ? whole(value) : String(Number(value.toPrecision(value >= 10 ? 3 : 2)));
}
