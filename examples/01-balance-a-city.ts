/**
 * Balances a city: reads three exported files, shows the gaps, plans transfers, says what they change and writes the
 * files to hand on. Without options it balances the sample city (`make-sample.ts`).
 *
 *     npx tsx examples/01-balance-a-city.ts [--data DIR] [--out DIR] [--as-of YYYY-MM-DD]
 *         [--policy worthwhile|fillShortages] [--threshold POINTS]
 *
 * DIR holds `units.csv`, `positions.csv` and `staff.csv`. Rows that cannot be read are listed and left out. Ctrl-C stops
 * the planning and keeps the best plan so far. No name, address or birth date is read or printed.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  analyzeStaffing,
  createScenario,
  type Plan,
  type PlanOptions,
  planTransfers,
  type PolicyName,
  type ProgressEvent,
  type Scenario,
  verifyPlan,
} from "imbang";
import { writePlanCsv, writeStaffingCsv } from "imbang/csv";
import * as report from "./city-report.js";
import { headFiles, outFolder, printCityFiles, readCityFiles, writeFiles } from "./files.js";
import { numberOption, run, Stop } from "./run.js";

const USAGE = `usage: 01-balance-a-city.ts [--data DIR] [--out DIR] [--as-of YYYY-MM-DD]
    [--policy worthwhile|fillShortages] [--threshold POINTS]`;

/** The day for which the sample city is drawn up. */
const SAMPLE_DAY = "2026-01-01";

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      out: { type: "string" },
      "as-of": { type: "string" },
      policy: { type: "string" },
      threshold: { type: "string" },
    },
  });
  const data = values.data ?? fileURLToPath(new URL("data", import.meta.url));
  const threshold = numberOption("threshold", values.threshold, { unit: "percentage points" });
  const out = outFolder(values.out ?? "out");
  const options: PlanOptions = {
    ...(values.policy === undefined ? {} : { policy: values.policy as PolicyName }),
    ...(threshold === undefined ? {} : { moveThreshold: threshold }),
  };

  const scenario = read(data, values["as-of"] ?? SAMPLE_DAY);

  report.heading("Gaps (kesenjangan)");
  report.printGaps(scenario, analyzeStaffing(scenario));

  report.heading("Plan (rencana mutasi)");
  const plan = await planWithProgress(scenario, options);
  if (plan.status === "noPlanFound" || plan.status === "infeasible")
    throw new Stop(`no plan was found: ${plan.status}`);
  const { ok } = timed("verified", () => verifyPlan(scenario, plan));
  report.printPlan(plan, ok);
  report.printNotices(plan.notices.filter(({ code }) => code.startsWith("planning/")));

  report.heading("To be checked before a letter goes out (perlu diperiksa)");
  report.printChecks(plan);

  report.heading("Before and after (sebelum dan sesudah)");
  report.printBeforeAfter(plan);

  report.heading("Some transfers (beberapa mutasi)");
  report.printTransfers(scenario, plan);

  report.heading("What is left (sisa kekurangan)");
  report.printRemainder(scenario, plan, await leastShortage(scenario));

  const forExcel = { excel: true, language: "id" } as const;
  writeFiles(out, {
    "transfers.csv": writePlanCsv(plan, scenario, forExcel),
    "staffing-before-after.csv": writeStaffingCsv(plan.before, plan.after, scenario, forExcel),
    "plan.json": `${JSON.stringify(plan, null, 1)}\n`,
  });
}

/** Reads the three files and makes a scenario of the good rows. */
function read(folder: string, asOf: string): Scenario {
  headFiles(folder);
  const files = timed("read", () => readCityFiles(folder));
  printCityFiles(files);
  const { units, positions, staff } = files;
  const scenario = timed("checked", () =>
    createScenario({
      asOf,
      agencies: units.agencies,
      units: units.rows,
      positions: positions.rows,
      staff: staff.rows,
    }),
  );
  report.printNotices(scenario.notices);
  return scenario;
}

/** Plans; shows how far it is, and stops at Ctrl-C with the best plan so far. */
async function planWithProgress(scenario: Scenario, options: PlanOptions): Promise<Plan> {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once("SIGINT", stop); // once: a second Ctrl-C ends the program
  const show = progressLine();
  const start = performance.now();
  try {
    const plan = await planTransfers(scenario, { ...options, signal: controller.signal, onProgress: show });
    show(null);
    console.log(`planned in ${seconds(start)}`);
    return plan;
  } finally {
    process.off("SIGINT", stop);
  }
}

/** One line on a terminal that is rewritten, or a line every ten seconds where the output is no terminal. */
function progressLine(): (event: ProgressEvent | null) => void {
  const { isTTY } = process.stderr;
  const pause = isTTY ? 0.2 : 10;
  let last = 0;
  return (event) => {
    if (event === null) {
      if (isTTY && last > 0) process.stderr.write("\r\u001B[K");
    } else if (event.elapsed >= last + pause) {
      last = event.elapsed;
      const text = `level ${event.index} of ${event.count}, ${event.level}; ${event.elapsed.toFixed(0)} s`;
      process.stderr.write(isTTY ? `\r\u001B[K${text}` : `${text}\n`);
    }
  };
}

/** The least shortage in people that any transfers could reach, all posts counting the same. */
async function leastShortage(scenario: Scenario): Promise<number | null> {
  const { asOf, agencies, units, positions, staff } = scenario;
  const equal = positions.map((position) => ({ ...position, priority: 1 }));
  const best = await planWithProgress(createScenario({ asOf, agencies, units, positions: equal, staff }), {
    policy: ["shortage"],
  });
  return best.status === "optimal" ? report.total(best.after.positions, "shortage") : null;
}

function timed<Result>(what: string, work: () => Result): Result {
  const start = performance.now();
  const result = work();
  console.log(`${what} in ${seconds(start)}`);
  return result;
}

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(2)} s`;
}

await run(main, USAGE);
