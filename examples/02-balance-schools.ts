/**
 * Balances the teachers of a city's state primary schools on real, public figures (Dapodik).
 *
 *     npx tsx examples/02-balance-schools.ts --schools depok.csv --coordinates kecamatan-coordinates.csv \
 *         --city "Kota Depok" [--levels floors,shortage,moves,fit] [--threshold 10]
 *
 * Need of a school = its classes + 2; capacity = all teachers of the city, so that only the need decides. Teachers are
 * anonymous: one school's teachers are interchangeable. Distance is between the centres of the kecamatan.
 */
import { parseArgs } from "node:util";
import { createScenario, type Level, planTransfers, verifyPlan } from "imbang";
import { bytesOf } from "./files.js";
import { numberOption, run, Stop } from "./run.js";
import { readSchools } from "./schools.js";
import { percent, table, whole } from "./table.js";

const USAGE = "usage: --schools FILE --coordinates FILE --city NAME [--levels a,b,c] [--threshold POINTS]";

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      schools: { type: "string" },
      coordinates: { type: "string" },
      city: { type: "string" },
      levels: { type: "string" },
      threshold: { type: "string" },
    },
  });
  const { schools, coordinates, city, levels } = values;
  if (schools === undefined || coordinates === undefined || city === undefined) throw new Stop(USAGE);
  const threshold = numberOption("threshold", values.threshold, { unit: "percentage points" });

  const { units, positions, staff, notices } = readSchools(bytesOf(schools), bytesOf(coordinates), city);
  for (const notice of notices) console.log(`Note: ${notice}`);

  const scenario = createScenario({
    asOf: "2025-12-01",
    agencies: [{ id: "education", name: "Dinas Pendidikan" }],
    units,
    positions,
    staff,
  });
  const plan = await planTransfers(scenario, {
    ...(levels === undefined ? {} : { policy: levels.split(",").map((name) => name.trim()) as Level[] }),
    ...(threshold === undefined ? {} : { moveThreshold: threshold }),
  });
  if (plan.status === "noPlanFound" || plan.status === "infeasible")
    throw new Stop(`no plan was found: ${plan.status}`);
  for (const { code, message } of plan.notices.filter(({ code }) => code.startsWith("planning/"))) {
    console.log(`Note: [${code}] ${message}`);
  }

  const sum = (pick: (row: (typeof plan.before.units)[number]) => number, side: "before" | "after"): number =>
    plan[side].units.reduce((total, row) => total + pick(row), 0);
  const range = (side: "before" | "after"): string => {
    const ratios = plan[side].units.flatMap(({ ratio }) => (ratio === null ? [] : [ratio]));
    return `${percent(Math.min(...ratios))} – ${percent(Math.max(...ratios))}`;
  };
  const below = (side: "before" | "after"): number =>
    plan[side].units.filter(({ ratio }) => ratio !== null && ratio < 0.9).length;
  const kilometres = plan.transfers.reduce((total, { distance }) => total + (distance ?? 0), 0) / 1e6;
  console.log(`\n${city}: ${units.length} state primary schools, ${whole(staff.length)} teachers\n`);
  console.log(
    table(
      ["", "before", "after"],
      [
        [
          "teachers short (kurang)",
          whole(sum(({ shortage }) => shortage, "before")),
          whole(sum(({ shortage }) => shortage, "after")),
        ],
        [
          "teachers above need (lebih)",
          whole(sum(({ surplus }) => surplus, "before")),
          whole(sum(({ surplus }) => surplus, "after")),
        ],
        ["schools below 90 %", whole(below("before")), whole(below("after"))],
        ["staffing, worst – best school", range("before"), range("after")],
      ],
    ),
  );
  console.log(`\n${plan.transfers.length} moves, ${kilometres.toFixed(3)} person-km.\n`);
  console.log(
    table(
      ["level", "value", "unit", "proven"],
      plan.levels
        .filter(({ name }) => name !== "tie")
        .map(({ name, value, proven, unit, scale }) => [
          name,
          // A sum of squares says nothing to a reader; the table above shows what it did.
          unit === "squared relative deviation" ? "see above" : String(value / scale),
          unit === "squared relative deviation" ? "evenness of staffing" : unit,
          proven ? "yes" : "no",
        ]),
    ),
  );
  const { ok } = verifyPlan(scenario, plan);
  console.log(
    `\nStatus: ${plan.status}; verified from the people up: ${ok ? "yes" : "NO"}; ${plan.run.elapsed.toFixed(2)} s.`,
  );
}

await run(main, USAGE);
