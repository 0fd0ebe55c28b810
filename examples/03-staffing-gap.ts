/**
 * From workload to need to gap to plan: calculates what the people of the sample city's units have to do, by the method
 * that fits each kind of unit, joins the needs to the positions, shows where people are missing, today and in five years,
 * and plans transfers that are worth more than the error of the needs.
 *
 *     npx tsx examples/03-staffing-gap.ts [--data DIR] [--out DIR]
 *     npx tsx examples/03-staffing-gap.ts --schools FILE --city NAME [--out DIR]
 *
 * DIR holds what `make-sample.ts` writes. With `--schools` the state primary schools of a city are analysed instead, from
 * a file with the headings of Dapodik. Writes `gaps.csv` to the folder of `--out` (default `out`).
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { createScenario, ImbangError, planTransfers, type Scenario, type ScenarioInput, verifyPlan } from "imbang";
import {
  readSchoolsCsv,
  readWisnCsv,
  readWorkloadCsv,
  type SchoolRow,
  type WisnParts,
  type WorkloadTask,
  writeGapCsv,
} from "imbang/csv";
import {
  abkNeeds,
  advisedMoveThreshold,
  type GroupReport,
  type Interval,
  projectStaffing,
  type SchoolSubject,
  staffingReport,
  type StaffingReport,
  type TeachingNeed,
  teachingNeed,
  withRequired,
  wisnNeed,
  type WorkingTime,
} from "imbang/staffing";
import { heading, printBeforeAfter, printNotices, printPlan } from "./city-report.js";
import { bytesOf, headFiles, outFolder, printNeeded, readCityFiles, stopAtEmpty, writeFiles } from "./files.js";
import { SAMPLE_DAY } from "./make-sample.js";
import { run, Stop } from "./run.js";
import { findCity } from "./schools.js";
import { percent, table, whole } from "./table.js";

const USAGE = "usage: 03-staffing-gap.ts [--data DIR | --schools FILE --city NAME] [--out DIR]";

/** What this example assumes, because no file says it. */
const NORM_ERROR = 0.1;
const GROWTH = 0.02;
const YEARS = 5;
/** A six-day week less leave: 264 days of 4.375 hours, 1,155 hours a year. */
const HEALTH_YEAR = {
  possibleDays: 312,
  publicHolidays: 19,
  annualLeave: 12,
  sickLeave: 12,
  otherLeave: 5,
  hoursPerDay: 4.375,
} as const;
/** Weekly hours of one class, by the post of the sample that teaches them. */
const SD_SPORTS: SchoolSubject = { name: "olahraga", hours: 4 };
const SMP_SUBJECTS: readonly SchoolSubject[] = [
  { name: "matematika", hours: 5 },
  { name: "indonesia", hours: 6 },
  { name: "inggris", hours: 4 },
  { name: "ipa", hours: 5 },
  { name: "ips", hours: 4 },
  { name: "informatika", hours: 2 },
];
const SMP_SPORTS: SchoolSubject = { name: "olahraga", hours: 3 };

/** The post whose sum is shown. */
const SHOWN_POST = "SETDA-UMUM/administrasi";
/** Rows shown of each ranking. */
const SHOWN = 8;
/** Units named for each year in which they fall below a floor. */
const NAMED = 4;
/** The threshold of `planTransfers` where none is advised. */
const DEFAULT_THRESHOLD = 10;

/** A need with its method, as it is joined to a position. */
interface PostNeed {
  readonly positionId: string;
  readonly method: string;
  readonly required: number;
  readonly range: Interval;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      out: { type: "string" },
      schools: { type: "string" },
      city: { type: "string" },
    },
  });
  const out = outFolder(values.out ?? "out");
  if (values.schools !== undefined && values.city !== undefined) await analyseSchools(values.schools, values.city, out);
  else if (values.schools === undefined && values.city === undefined) {
    await analyseCity(values.data ?? fileURLToPath(new URL("data", import.meta.url)), out);
  } else throw new Stop(USAGE);
}

async function analyseCity(folder: string, out: string): Promise<void> {
  headFiles(folder);
  const file = (name: string): Uint8Array => bytesOf(join(folder, name));
  const { units, positions, staff } = readCityFiles(folder);
  stopAtEmpty({ "units.csv": units, "positions.csv": positions, "staff.csv": staff });
  const known = { units: units.rows, agencies: units.agencies, positions: positions.rows };
  const workload = readWorkloadCsv(file("workload.csv"), known);
  const wisn = readWisnCsv(file("wisn.csv"), known);
  const schools = readSchoolsCsv(file("schools.csv"));
  console.log(
    `\n${units.rows.length} units, ${positions.rows.length} posts (jabatan), ${whole(staff.rows.length)} people (pegawai); ` +
      "what was left out of these three: example 01.",
  );
  printNeeded({ "workload.csv": workload, "wisn.csv": wisn, "schools.csv": schools });
  const input: ScenarioInput = {
    asOf: SAMPLE_DAY,
    agencies: units.agencies,
    units: units.rows,
    positions: positions.rows,
    staff: staff.rows,
  };

  heading("One need, step by step (satu kebutuhan, langkah demi langkah)");
  const tasks = workload.rows.map(uncertain);
  printSum(tasks);

  heading("Needs (kebutuhan)");
  // A post of which a row was left out would get too small a need: it keeps the one of the list.
  const incomplete = new Set([...workload.incomplete, ...wisn.incomplete]);
  if (incomplete.size > 0) {
    console.log(
      `\nRows were left out of the studies of these posts, they keep the need of the list: ${[...incomplete].join(", ")}.`,
    );
  }
  const needs: PostNeed[] = [
    ...abkNeeds(tasks.filter(({ positionId }) => !incomplete.has(positionId))),
    ...wisn.studies.filter(({ positionId }) => !incomplete.has(positionId)).flatMap(wisnNeeds),
    ...schools.rows.flatMap((school) => schoolNeeds(school, new Set(positions.rows.map(({ id }) => id)))),
  ];
  printNeeds(input, needs);

  const scenario = createScenario(withRequired(input, needs));
  const districts = new Map(
    schools.rows.flatMap(({ id, district }) => (district === undefined ? [] : [[id, district]])),
  );
  const report = staffingReport(scenario, { districtOf: districts });
  const nameOfUnit = (id: string): string => scenario.unitById.get(id)!.name;
  heading("Gaps (kesenjangan)");
  console.log(gapTable("agency (OPD)", worstFirst(report.agencies), (id) => scenario.agencyById.get(id)!.name));
  console.log("\nUnits with the fewest people for their need (paling kurang):\n");
  console.log(gapTable("unit", worstFirst(report.units).slice(0, SHOWN), nameOfUnit));
  if (report.districts.length > 0) {
    console.log("\nSchools by district (sekolah per kecamatan):\n");
    console.log(gapTable("district (kecamatan)", worstFirst(report.districts), (id) => id));
  }
  printGrades(report);
  printTotals(report);
  printNotices(report.notices);

  heading("Needed and empty (kosong)");
  const vacant = report.positions.filter(({ vacantButNeeded }) => vacantButNeeded);
  console.log(
    table(
      ["post (jabatan)", "unit", "need (kebutuhan)"],
      vacant.map(({ id, unitId, required }) => [
        scenario.positionById.get(id)!.title,
        nameOfUnit(unitId),
        required!.toFixed(2),
      ]),
    ),
  );

  printIndices(report);
  printProjection(scenario);

  await printPlanFor(
    scenario,
    needs,
    `The time norms of the workload studies (ABK) are taken as known to ±${percent(NORM_ERROR)}, all other needs as certain.`,
  );
  write(out, report, scenario);
}

/** The same task with its time norm as a range: norms are estimates. */
function uncertain(task: WorkloadTask): WorkloadTask {
  const expected = Number(task.timeNorm);
  return { ...task, timeNorm: { low: expected * (1 - NORM_ERROR), expected, high: expected * (1 + NORM_ERROR) } };
}

function printSum(tasks: readonly WorkloadTask[]): void {
  const own = tasks.filter(({ positionId }) => positionId === SHOWN_POST);
  const [need] = own.length === 0 ? [] : abkNeeds(own);
  if (need === undefined) {
    console.log(`${SHOWN_POST} has no workload study.`);
    return;
  }
  const { workingTime, load, required, range, display } = need;
  console.log(`${SHOWN_POST}: ${workingTime.legalBasis}\n`);
  console.log(
    table(
      ["task (uraian tugas)", "volume", "period", "times a year", "minutes", "load (beban)", "need"],
      own.map(({ volume, period, timeNorm }, k) => {
        const { name, annualVolume, load, required } = need.tasks[k]!;
        const minutes = (timeNorm as Interval).expected;
        return [name, String(volume), period, whole(annualVolume), String(minutes), whole(load), required.toFixed(3)];
      }),
    ),
  );
  console.log(
    `\n${whole(load)} minutes a year / ${whole((workingTime as WorkingTime).minutesPerYear)} effective minutes (waktu kerja efektif) = ${required.toFixed(4)} people,\n` +
      `between ${range.low.toFixed(2)} and ${range.high.toFixed(2)}; shown as ${display.people} (${display.rounding}), planned with as it is.`,
  );
}

/** The need of one cadre; none, and a sentence why, where its rows make no study. */
function wisnNeeds({ positionId, ...parts }: WisnParts): PostNeed[] {
  try {
    const need = wisnNeed({ workingTime: HEALTH_YEAR, ...parts });
    const { available, serviceRequired, categoryAllowanceFactor, individualAllowanceFactor, required } = need;
    console.log(
      `\nWISN ${positionId}: ${whole(available.hours)} hours a year; service ${serviceRequired.toFixed(2)} × ` +
        `CAF ${categoryAllowanceFactor.toFixed(3)} + IAF ${individualAllowanceFactor.toFixed(3)} = ${required.toFixed(2)} people`,
    );
    return [{ positionId, method: "WISN", required, range: need.range }];
  } catch (error) {
    if (!(error instanceof ImbangError)) throw error;
    const reasons = error.issues.map(({ message }) => message).join("; ");
    console.log(`\nWISN ${positionId} keeps the need of the list: ${reasons}.`);
    return [];
  }
}

/** The needs of a school's posts: class teachers, subjects, sports and counselling; religion has no post in the sample. */
function schoolNeeds({ id, school }: SchoolRow, posts: ReadonlySet<string>): PostNeed[] {
  const need: TeachingNeed = teachingNeed(
    school.level === "SD"
      ? { ...school, physicalEducation: SD_SPORTS }
      : { ...school, subjects: SMP_SUBJECTS, physicalEducation: SMP_SPORTS },
  );
  return need.teachers.flatMap(({ kind, name, required }) => {
    const post = kind === "class" ? "kelas" : kind === "counsellor" ? "konseling" : name;
    const positionId = `${id}/${post}`;
    if (!posts.has(positionId)) return [];
    return [{ positionId, method: "teaching", required, range: { low: required, expected: required, high: required } }];
  });
}

function printNeeds({ positions }: ScenarioInput, needs: readonly PostNeed[]): void {
  const listed = new Map(positions.map(({ id, required }) => [id, required]));
  const methods = [...new Set(needs.map(({ method }) => method))];
  console.log();
  console.log(
    table(
      ["method (metode)", "posts", "need (kebutuhan)", "on the list before", "not studied before"],
      methods.map((method) => {
        const own = needs.filter((need) => need.method === method);
        const before = own.map(({ positionId }) => listed.get(positionId) ?? null);
        return [
          method === "abk" ? "ABK" : method,
          String(own.length),
          sum(own, ({ required }) => required).toFixed(1),
          sum(before, (required) => required ?? 0).toFixed(1),
          String(before.filter((required) => required === null).length),
        ];
      }),
    ),
  );
  console.log(`\nThe other ${positions.length - needs.length} posts keep the need that the list of positions gives.`);
}

type Row = Pick<GroupReport, "id" | "required" | "existing" | "gap" | "ratio" | "grade" | "shortage" | "surplus">;

function worstFirst<One extends Row>(rows: readonly One[]): One[] {
  return rows.filter(({ ratio }) => ratio !== null).sort((a, b) => a.ratio! - b.ratio! || (a.id < b.id ? -1 : 1));
}

function gapTable(what: string, rows: readonly Row[], nameOf: (id: string) => string): string {
  return table(
    [
      what,
      "need (kebutuhan)",
      "people (bezetting)",
      "staffed (rasio)",
      "gap (selisih)",
      "short (kurang)",
      "above (lebih)",
      "grade (prestasi)",
    ],
    rows.map(({ id, required, existing, ratio, gap, shortage, surplus, grade }) => [
      nameOf(id),
      required!.toFixed(1),
      whole(existing),
      percent(ratio),
      signed(gap!),
      shortage.toFixed(1),
      surplus.toFixed(1),
      grade ?? "none (kosong)",
    ]),
  );
}

function printGrades({ positions, units }: StaffingReport): void {
  const grades = ["A", "B", "C", "D", "E", null] as const;
  const meaning = {
    A: "above 1.00: more work than people",
    B: "0.90 to 1.00",
    C: "0.70 to 0.89",
    D: "0.50 to 0.69",
    E: "below 0.50: half the people would do",
  };
  console.log("\nGrades (prestasi kerja) by need / people (efektivitas):\n");
  console.log(
    table(
      ["grade", "need / people", "posts (PEJ)", "units (PEU)"],
      grades.map((grade) => [
        grade ?? "none",
        grade === null ? "nobody there, or not studied" : meaning[grade],
        String(positions.filter((row) => row.grade === grade).length),
        String(units.filter((row) => row.grade === grade).length),
      ]),
    ),
  );
}

function printTotals({ totals }: StaffingReport): void {
  const { required, existing, shortage, surplus, closableByTransfers, vacantButNeeded, vacantNeed } = totals;
  console.log(
    `\nIn all (seluruhnya): need ${required!.toFixed(1)}, people ${whole(existing)}; short ${shortage.toFixed(1)} and above need ${surplus.toFixed(1)} at the same time.\n` +
      `Transfers between these posts could at best close ${closableByTransfers.toFixed(1)} of the shortage, if everyone could take every post.\n` +
      `${vacantButNeeded} needed posts are empty (${vacantNeed.toFixed(1)} people); ` +
      `${totals.inUnstudied} people in posts without a study, ${totals.waiting} wait for a post.`,
  );
}

function printIndices({ indices }: StaffingReport): void {
  heading("Balance (indeks pemerataan)");
  const { positions, units } = indices.before;
  const figure = (value: number | null): string => (value === null ? "" : value.toFixed(3));
  const row = (name: string, of: (one: typeof units) => string): string[] => [name, of(units), of(positions)];
  console.log(
    table(
      ["index (0 is even, but for Jain and the mean)", "units", "posts"],
      [
        row("mean people / need (rata-rata rasio)", ({ meanRatio }) => figure(meanRatio)),
        row("coefficient of variation (koefisien variasi)", ({ coefficientOfVariation }) =>
          figure(coefficientOfVariation),
        ),
        row("Gini", ({ gini }) => figure(gini)),
        row("Jain (1 is even)", ({ jain }) => figure(jain)),
        row("worst ratio (rasio terburuk)", ({ worst }) => figure(worst?.ratio ?? null)),
        row("share of people who are overloaded", ({ shareOverloaded }) => figure(shareOverloaded)),
      ],
    ),
  );
}

function printProjection(scenario: Scenario): void {
  heading("If nothing is done (proyeksi)");
  const { totals, units, retirements, notices } = projectStaffing(scenario, { years: YEARS, growth: GROWTH });
  console.log(
    `Work grows by ${percent(GROWTH)} a year, ${retirements.length} people retire (BUP) in ${YEARS} years, nobody is appointed.\nThe table counts posts with a study alone.\n`,
  );
  console.log(
    table(
      ["on (per)", "need (kebutuhan)", "people (bezetting)", "retired (pensiun)", "short (kurang)", "above (lebih)"],
      totals.years.map(({ on, required, existing, retired, shortage, surplus }) => [
        on,
        required!.toFixed(1),
        whole(existing),
        whole(retired),
        shortage.toFixed(1),
        surplus.toFixed(1),
      ]),
    ),
  );
  console.log("\nUnits that fall below the floor of a post (di bawah batas minimum) for the first time:\n");
  console.log(
    table(
      ["by (per)", "units", "which (unit)"],
      totals.years.map(({ year, on }) => {
        const names = units
          .filter(({ belowFloorFrom }) => belowFloorFrom === year)
          .map(({ id }) => scenario.unitById.get(id)!.name);
        const rest = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
        return [year === 0 ? "today" : on, String(names.length), names.slice(0, NAMED).join(", ") + rest];
      }),
    ),
  );
  const overdue = notices.filter(({ code }) => code === "staffing/past-retirement").length;
  // Each of these notices names a person by the employee number: their count is enough here.
  if (overdue > 0) console.log(`${overdue} people are counted today although their day of retirement has passed.`);
  printNotices(notices.filter(({ code }) => code !== "staffing/past-retirement"));
}

/**
 * Plans with the threshold that the error of the needs advises, and says what that does.
 *
 * @param assumption how well the needs are known, in a sentence
 */
async function printPlanFor(
  scenario: Scenario,
  needs: readonly { readonly range: Interval }[],
  assumption: string,
): Promise<void> {
  heading("A plan on these needs (rencana mutasi)");
  const advised = advisedMoveThreshold(needs);
  const moveThreshold = advised === null ? DEFAULT_THRESHOLD : Math.round(advised * 10) / 10;
  console.log(
    advised === null
      ? `${assumption} So no threshold is advised, and ${DEFAULT_THRESHOLD} percentage points hold as ever.`
      : `${assumption}\nA transfer should gain twice the error: moveThreshold ${moveThreshold} percentage points (ambang mutasi yang disarankan).`,
  );
  const plan = await planTransfers(scenario, { moveThreshold });
  if (plan.status === "noPlanFound" || plan.status === "infeasible")
    throw new Stop(`no plan was found: ${plan.status}`);
  printPlan(plan, verifyPlan(scenario, plan).ok);
  console.log();
  printBeforeAfter(plan);
}

/** The state primary schools of a city: one unit and one post each, teachers without a name. */
async function analyseSchools(path: string, city: string, out: string): Promise<void> {
  heading(`Schools of ${city} (sekolah)`);
  const read = readSchoolsCsv(bytesOf(path), { fileName: "schools" });
  printNeeded({ schools: read });
  const isCity = findCity(
    read.rows.map((row) => row.city ?? ""),
    city,
  );
  const own = read.rows.filter((row) => isCity(row.city ?? "") && row.status === "state" && row.school.level === "SD");
  if (own.length === 0) throw new Stop(`the file has no state primary school of ${city}`);
  const unknown = own.filter(({ school }) => school.existing === undefined).length;
  if (unknown > 0) console.log(`${unknown} schools without a number of teachers are left out.`);
  const schools = own.filter(({ school }) => school.existing !== undefined);
  const needs = new Map(schools.map(({ id, school }) => [id, teachingNeed(school)]));
  const everyone = sum(schools, ({ school }) => school.existing!);
  const scenario = createScenario(
    withRequired(
      {
        asOf: SAMPLE_DAY,
        agencies: [{ id: "education", name: "Dinas Pendidikan" }],
        units: schools.map(({ id, name }) => ({ id, name, agencyId: "education" })),
        positions: schools.map(({ id }) => ({ id, unitId: id, title: "Guru", capacity: everyone, required: null })),
        staff: schools.flatMap(({ id, school }) =>
          Array.from({ length: school.existing! }, (_, k) => ({ id: `${id}-${k + 1}`, positionId: id })),
        ),
      },
      needs,
    ),
  );
  const districtOf = new Map(schools.flatMap(({ id, district }) => (district === undefined ? [] : [[id, district]])));
  const report = staffingReport(scenario, { districtOf });

  console.log(
    `${schools.length} state primary schools; need: one teacher for each class and one each for religion and sports (PJOK).\n`,
  );
  const [first] = worstFirst(report.units);
  if (first !== undefined) printSchool(scenario.unitById.get(first.id)!.name, needs.get(first.id)!);
  if (report.districts.length > 0) {
    console.log("\nDistricts (kecamatan):\n");
    console.log(gapTable("district", worstFirst(report.districts), (id) => id));
  }
  console.log("\nSchools with the fewest teachers for their need (paling kurang):\n");
  const nameOf = (id: string): string => scenario.unitById.get(id)!.name;
  console.log(gapTable("school", worstFirst(report.units).slice(0, SHOWN), nameOf));
  console.log("\nSchools with the most (paling lebih):\n");
  console.log(gapTable("school", worstFirst(report.units).reverse().slice(0, SHOWN), nameOf));
  printGrades(report);
  printTotals(report);
  printNotices(report.notices);
  printIndices(report);
  await printPlanFor(scenario, [...needs.values()], "The numbers of classes are certain.");
  write(out, report, scenario);
}

function printSchool(name: string, { classes, teachers, required }: TeachingNeed): void {
  const parts = teachers.map((one) => `${one.name || one.kind} ${one.required.toFixed(2)}`);
  console.log(`${name}: ${classes} classes (rombel): ${parts.join(" + ")} = ${required.toFixed(2)} teachers`);
}

function write(out: string, report: StaffingReport, scenario: Scenario): void {
  writeFiles(out, { "gaps.csv": writeGapCsv(report, scenario, { excel: true, language: "id" }) });
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

/** 3.14 → +3.1 */
function signed(value: number): string {
  const text = value.toFixed(1);
  return value > 0 ? `+${text}` : text;
}

await run(main, USAGE);
