/**
 * Who lacks what, who goes to which course for which post, what can be expected of it, and who is helped by whom: competency
 * gaps, a plan of transfers and training, the chance that everyone passes, mentors for those who move, and the yearly 20 JP.
 *
 *     npx tsx examples/06-train-and-mentor.ts [--data DIR] [--budget RUPIAH] [--months N] [--out DIR]
 *
 * DIR holds what `make-sample.ts` writes; what posts of experts ask stands in `competency-standards.ts`. Writes `training.csv`,
 * `transfers.csv` and `mentors.csv` to the folder of `--out` (default `out/training`, apart from the plan of example 01). No name, address or birth date is read or printed.
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createScenario, type Plan, planTransfers, type Scenario } from "imbang";
import {
  readAttendedTrainingCsv,
  readCompetenciesCsv,
  readCoursesCsv,
  writeMentoringCsv,
  writePlanCsv,
  writeTrainingPlanCsv,
} from "imbang/csv";
import {
  type AttendedTraining,
  competencyGaps,
  type Course,
  expectedShortage,
  matchMentors,
  type Mentoring,
  planTraining,
  planTrainingYear,
  type TrainingPlan,
  verifyTraining,
  withCompetencies,
} from "imbang/development";
import { highs } from "imbang/linear/highs";
import { figure, heading, printNotices, printReading, tenths, total } from "./city-report.js";
import { withStandards } from "./competency-standards.js";
import { bytesOf, headFiles, outFolder, readCityFiles, stopAtEmpty, writeFiles } from "./files.js";
import { SAMPLE_DAY } from "./make-sample.js";
import { numberOption, run, Stop } from "./run.js";
import { table, whole } from "./table.js";

const USAGE = "usage: 06-train-and-mentor.ts [--data DIR] [--budget RUPIAH] [--months N] [--out DIR]";
/** Rows shown of each list. */
const SHOWN = 10;

type PlanWithTransfers = Extract<Plan, { status: "optimal" | "feasible" }>;
type MadeTrainingPlan = TrainingPlan & PlanWithTransfers;

interface City {
  readonly scenario: Scenario;
  readonly catalogue: readonly Course[];
  readonly attended: readonly AttendedTraining[];
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      budget: { type: "string" },
      months: { type: "string" },
      out: { type: "string" },
    },
  });
  const budget = numberOption("budget", values.budget, { unit: "rupiah", whole: true });
  const horizonMonths = numberOption("months", values.months, { unit: "months", whole: true });
  const out = outFolder(values.out ?? join("out", "training"));
  const city = readCity(values.data ?? fileURLToPath(new URL("data", import.meta.url)));
  const { scenario, catalogue, attended } = city;
  const engine = await highs();
  const alone = made(await planTransfers(scenario, { engine }));
  printGaps(scenario, alone);

  const plan = made(
    await planTraining(scenario, catalogue, {
      engine,
      attended,
      ...(budget === undefined ? {} : { budget }),
      ...(horizonMonths === undefined ? {} : { horizonMonths }),
    }),
  );
  printTraining(city, alone, plan);
  if (plan.trainings.length > 0) printChances(scenario, plan);
  const mentoring = matchMentors(scenario, { plan });
  printMentors(mentoring);
  printYear(city, plan);

  const forExcel = { excel: true, language: "id" } as const;
  writeFiles(out, {
    "training.csv": writeTrainingPlanCsv(plan, { ...scenario, courses: catalogue }, forExcel),
    "transfers.csv": writePlanCsv(plan, scenario, forExcel),
    "mentors.csv": writeMentoringCsv(mentoring, scenario, forExcel),
  });
}

/** Reads the files; ratings go into the records of people, the standard into what posts ask. */
function readCity(folder: string): City {
  headFiles(folder);
  const file = (name: string): Uint8Array => bytesOf(join(folder, name));
  const city = readCityFiles(folder, withStandards);
  stopAtEmpty({ "units.csv": city.units, "positions.csv": city.positions, "staff.csv": city.staff });
  const { units, staff } = city;
  const positions = city.positions.rows;
  const asked = positions.flatMap(({ requirements }) => Object.keys(requirements?.competencies ?? {}));
  const names = { competencies: [...new Set(asked)] };
  const courses = readCoursesCsv(file("courses.csv"), names);
  const training = readAttendedTrainingCsv(file("training.csv"), { courses: courses.rows });
  const ratings = readCompetenciesCsv(file("competencies.csv"), names);
  console.log(`\n${whole(staff.rows.length)} people (pegawai); what was left out of their list: example 01.`);
  // A line of ratings gives one for each competency: lines are counted here, as in the other files.
  const lines = { ...ratings, rows: [...new Set(ratings.lines)] };
  // That nobody attended anything yet may be so; without courses or ratings there is nothing to plan.
  stopAtEmpty({ "courses.csv": courses, "competencies.csv": lines });
  printReading({ "courses.csv": courses, "training.csv": training, "competencies.csv": lines });
  const people = new Set(staff.rows.map(({ id }) => id));
  const known = <Row extends { readonly staffId: string }>(rows: readonly Row[]): Row[] =>
    rows.filter(({ staffId }) => people.has(staffId));
  const strangers = [...training.rows, ...ratings.rows].filter(({ staffId }) => !people.has(staffId)).length;
  console.log(`${strangers} rows are about people whose own row was left out; they are not used.`);
  const input = { asOf: SAMPLE_DAY, agencies: units.agencies, units: units.rows, positions, staff: staff.rows };
  return {
    scenario: createScenario(withCompetencies(input, known(ratings.rows))),
    catalogue: courses.rows,
    attended: known(training.rows),
  };
}

/** A plan that holds transfers; whatever else it is, nothing can be said of it here. */
function made<Answer extends Plan>(plan: Answer): Answer & PlanWithTransfers {
  if (plan.status === "optimal" || plan.status === "feasible") return plan as Answer & PlanWithTransfers;
  throw new Stop(`no plan was found: ${plan.status}`);
}

function printGaps(scenario: Scenario, plan: PlanWithTransfers): void {
  heading("Competency gaps (kesenjangan kompetensi)");
  const today = competencyGaps(scenario);
  console.log(`${whole(today.people.length)} people lack something for the post they hold (belum memenuhi standar):\n`);
  console.log(
    table(
      ["competency (kompetensi)", "people in such posts", "meet it", "too low", "never rated"],
      today.city.map((row) => [row.competency, ...[row.people, row.met, row.tooLow, row.neverRated].map(whole)]),
    ),
  );
  const { competencies, reading } = competencyGaps(scenario, { plan });
  console.log(
    "\nAfter the best transfers without training, competencies that alone keep people from posts still short:\n",
  );
  console.log(
    table(
      ["competency (kompetensi)", "posts", "could close (dapat menutup)", "people kept out"],
      competencies.map(({ competency, alone }) => [
        competency,
        whole(alone.posts),
        tenths(alone.closes),
        whole(alone.people),
      ]),
    ),
  );
  console.log(`\n${reading.en}\n(${reading.id})`);
}

function printTraining({ scenario, catalogue }: City, alone: PlanWithTransfers, plan: MadeTrainingPlan): void {
  heading("Transfers and training (rencana mutasi dan pelatihan)");
  const short = (of: PlanWithTransfers): string => tenths(total(of.after.positions, "shortage"));
  const { trainings } = plan;
  console.log(
    `People short (kurang): ${tenths(total(plan.before.positions, "shortage"))} today, ${short(alone)} after transfers alone, ${short(plan)} with training.`,
  );
  console.log(
    `${trainings.length} people go through courses, for ${rupiah(total(trainings, "cost"))}; ${plan.transfers.length} transfers (${alone.transfers.length} without training).`,
  );
  console.log(
    `${plan.status === "optimal" ? "Optimal: proven at every level" : "The best plan found"}; verified from the people up: ${verifyTraining(scenario, plan).ok ? "yes" : "NO"}.\n`,
  );
  console.log(
    table(
      ["level (tingkat)", "value", "proven bound", "unit"],
      plan.levels
        .filter(({ name }) => name !== "tie" && name !== "balance")
        .map(({ name, value, bound, unit, scale }) => [name, figure(value / scale), figure(bound / scale), unit]),
    ),
  );
  if (trainings.length > 0) printTrainings(plan, catalogue);
  else console.log("\nNobody goes through a course (tidak ada yang dilatih).");
  printNotices(plan.notices.filter(({ code }) => code.startsWith("development/")));
}

/** The courses that are used, and who goes through them. */
function printTrainings({ trainings, courses }: MadeTrainingPlan, catalogue: readonly Course[]): void {
  const nameOf = new Map(catalogue.map(({ id, name }) => [id, name]));
  console.log("\nCourses that are used (pelatihan):\n");
  console.log(
    table(
      ["course", "participants (peserta)", "seats (kuota)", "cost (biaya)"],
      courses
        .filter(({ participants }) => participants > 0)
        .map(({ courseId, participants, seats, cost }) => [
          nameOf.get(courseId)!,
          whole(participants),
          seats === null ? "" : whole(seats),
          rupiah(cost),
        ]),
    ),
  );
  console.log("\nWho goes where, and from when the post can be taken (siapa, ke mana, kapan):\n");
  console.log(
    table(
      ["NIP", "courses, in turn", "for the post", "from (mulai)", "passes"],
      trainings
        .slice(0, SHOWN)
        .map(({ staffId, courseIds, toPositionId, availableOn, successProbability }) => [
          staffId,
          courseIds.join(" → "),
          toPositionId,
          availableOn,
          `${(100 * successProbability).toFixed(0)} %`,
        ]),
    ),
  );
  if (trainings.length > SHOWN) console.log(`… and ${trainings.length - SHOWN} more in training.csv`);
}

/** The plan counts everyone as passing; this is what remains on average. */
function printChances(scenario: Scenario, plan: MadeTrainingPlan): void {
  heading("If not everyone passes (bila tidak semua lulus)");
  const passes = new Map(plan.trainings.map(({ staffId, successProbability }) => [staffId, successProbability]));
  const posts = [...new Set(plan.trainings.map(({ toPositionId }) => toPositionId))].sort();
  const rows = posts.map((positionId) => {
    const holders = plan.placements.filter((placement) => placement.positionId === positionId);
    const trained = holders.flatMap(({ staffId }) => passes.get(staffId) ?? []);
    const required = scenario.positionById.get(positionId)!.required ?? 0;
    const sure = holders.length - trained.length;
    return { positionId, required, sure, trained, ...expectedShortage(required, sure, trained) };
  });
  console.log(
    table(
      ["post (jabatan)", "need", "sure", "trained", "short if all pass", "expected short (harapan)", "met with chance"],
      rows
        .slice(0, SHOWN * 2)
        .map((row) => [
          row.positionId,
          tenths(row.required),
          whole(row.sure),
          whole(row.trained.length),
          Math.max(0, row.required - row.sure - row.trained.length).toFixed(2),
          tenths(row.expectedShortage),
          `${(100 * row.probabilityMet).toFixed(0)} %`,
        ]),
    ),
  );
  console.log(
    `\nOf these posts ${tenths(total(rows, "expectedShortage"))} people are short on average (each passes or fails on his or her own).`,
  );
}

function printMentors({ pairs, unmatched, levels }: Mentoring): void {
  heading("Mentors for those who move (pendamping)");
  console.log(
    `${pairs.length} people get a mentor, ${unmatched.length} do not; every goal is ${levels.every(({ proven }) => proven) ? "" : "NOT "}proven.`,
  );
  for (const { menteeId, mentorId, text } of pairs.slice(0, 3))
    console.log(`\n• ${menteeId} ← ${mentorId}: ${text.en}\n    ${text.id}`);
  for (const { menteeId, text } of unmatched.slice(0, 3))
    console.log(`\n• ${menteeId}, without a mentor: ${text.en}\n    ${text.id}`);
}

function printYear({ scenario, catalogue, attended }: City, { trainings }: MadeTrainingPlan): void {
  const { year, required, totals, agencies, method } = planTrainingYear(scenario, catalogue, { attended, trainings });
  heading(`The ${required.value} JP of ${year} (${required.legalBasis})`);
  console.log(`${whole(totals.people)} people: ${whole(totals.met)} have them, ${whole(totals.planned)} will by this schedule, ${whole(totals.short)} stay short, ${whole(totals.away)} are away; ${rupiah(totals.cost)}.\n`); // prettier-ignore
  console.log(
    table(
      ["agency (OPD)", "people", "short (kurang)", "cost (biaya)"],
      agencies.map(({ agencyId, people, short, cost }) => [agencyId ?? "waiting (menunggu)", whole(people), whole(short), rupiah(cost)]), // prettier-ignore
    ),
  );
  console.log(`\n${method.en}\n(${method.id})`);
}

/** 9500000 → Rp 9.500.000 */
function rupiah(value: number): string {
  return `Rp ${value.toLocaleString("de-DE")}`;
}

await run(main, USAGE);
