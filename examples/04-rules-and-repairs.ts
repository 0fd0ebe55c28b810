/**
 * A contradiction and the way out of it: plans the sample city (`make-sample.ts`), then demands that every post keep its
 * minimum, which cannot be. Shows why, the menu of repairs, and the plan after one of them.
 *
 *     npx tsx examples/04-rules-and-repairs.ts [--data DIR] [--repair N]
 *
 * `--repair`: the repair of the menu to choose, from 1; the last by default.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  applyRepair,
  createScenario,
  type Diagnosis,
  type Plan,
  type PlanOptions,
  planTransfers,
  type Scenario,
  verifyPlan,
} from "imbang";
import { headFiles, printCityFiles, readCityFiles } from "./files.js";
import { numberOption, run, Stop } from "./run.js";

const USAGE = "usage: 04-rules-and-repairs.ts [--data DIR] [--repair N]";

/** The day for which the sample city is drawn up. */
const SAMPLE_DAY = "2026-01-01";

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { data: { type: "string" }, repair: { type: "string" } } });
  const wanted = numberOption("repair", values.repair, { unit: "the menu", least: 1, whole: true });
  const scenario = read(values.data ?? fileURLToPath(new URL("data", import.meta.url)));

  heading("Rencana menurut aturan (plan under the rules)");
  show(scenario, await planTransfers(scenario));

  heading("Jumlah minimum setiap jabatan diwajibkan (every minimum becomes a demand)");
  const options: PlanOptions = { floors: "hard" };
  const impossible = await planTransfers(scenario, options);
  if (impossible.status !== "infeasible") {
    show(scenario, impossible);
    return;
  }
  const { diagnosis } = impossible;
  explain(diagnosis);

  const chosen = wanted ?? diagnosis.repairs.length;
  const repair = diagnosis.repairs[chosen - 1];
  if (repair === undefined) {
    const menu =
      diagnosis.repairs.length === 0 ? "the menu is empty" : `the menu goes from 1 to ${diagnosis.repairs.length}`;
    throw new Stop(`there is no repair ${wanted ?? "to choose"}: ${menu}`);
  }
  heading(`Rencana setelah perbaikan ${chosen} (plan after repair ${chosen})`);
  const mended = applyRepair(scenario, options, repair);
  show(mended.scenario, await planTransfers(mended.scenario, mended.options));
}

/** Reads the three files, says what was left out, and makes a scenario of the good rows. */
function read(folder: string): Scenario {
  headFiles(folder);
  const files = readCityFiles(folder);
  printCityFiles(files);
  const { units, positions, staff } = files;
  return createScenario({
    asOf: SAMPLE_DAY,
    agencies: units.agencies,
    units: units.rows,
    positions: positions.rows,
    staff: staff.rows,
  });
}

/** A plan in three lines. */
function show(scenario: Scenario, plan: Plan): void {
  if (plan.status === "noPlanFound" || plan.status === "infeasible") {
    console.log(`Tidak ada rencana (no plan): ${plan.status}`);
    return;
  }
  const below = (side: "before" | "after"): number =>
    scenario.positions.filter(({ id, minimum = 0, required }) => {
      const row = plan[side].positions.find((each) => each.id === id);
      return required !== null && (row?.existing ?? 0) < minimum;
    }).length;
  const short = (side: "before" | "after"): string =>
    plan[side].positions.reduce((sum, { shortage }) => sum + (shortage ?? 0), 0).toFixed(1);
  const { ok } = verifyPlan(scenario, plan);
  console.log(`Status: ${plan.status}, ${ok ? "diverifikasi (verified)" : "TIDAK LOLOS VERIFIKASI (not verified)"}`);
  console.log(`Mutasi (transfers): ${plan.transfers.length}`);
  console.log(`Kekurangan (people short): ${short("before")} → ${short("after")}`);
  console.log(`Jabatan di bawah minimum (posts below their minimum): ${below("before")} → ${below("after")}`);
}

/** Why, and what would help. */
function explain({ sentence, conflict, repairs }: Diagnosis): void {
  console.log(sentence.id);
  console.log(`(${sentence.en})`);
  console.log("\nSyarat yang saling bertentangan (each of them is needed for the contradiction):");
  for (const { text } of conflict) console.log(`  - ${text.id}`);
  console.log("\nPilihan perbaikan, termurah lebih dahulu (repairs, cheapest first; each is enough):");
  repairs.forEach(({ text, cost }, k) => console.log(`  ${k + 1}. [${cost}] ${text.id}`));
}

function heading(text: string): void {
  console.log(`\n== ${text}`);
}

await run(main, USAGE);
