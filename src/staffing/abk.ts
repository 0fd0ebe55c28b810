/**
 * ABK (*analisis beban kerja*): the need of a position from its tasks.
 *
 *     load_i   = volume_i · periods a year · norm_i          minutes a year (*waktu penyelesaian tugas*, WPT)
 *     required = Σ load_i / effective minutes a year         full-time staff (*kebutuhan*)
 *
 * Four approaches: by task (*tugas per tugas jabatan*, the formula above), by result (*hasil kerja*) and by object
 * (*objek kerja*): volume / what one person does in the period (*standar kemampuan rata-rata*), and by equipment
 * (*peralatan kerja*): machines in use / machines one person runs. Sources: Kepmenpan 75/2004, Perka BKN 19/2011,
 * PermenPANRB 1/2020 as given in public workload applications. Rows of the other approaches are shown in minutes, too:
 * their need times the effective minutes.
 */
import { type GradeBands, inForce, type Period, PERIODS, WORKING_TIME, type WorkingTime } from "../regulation/index.js";
import { sumOf } from "./compensated-sum.js";
import { DIVISOR, type Door, type Loose, type NumberRule, openDoor, type Path, TIME_NORM } from "../door/index.js";
import { type Estimate, type Interval, type UncertainFigure, uncertaintyOf } from "./estimate.js";
import { type Comparison, compare, DEFAULT_BANDS, readBands } from "./grade.js";
import { type Need, noticesOfSize, type SizedEntry } from "./need.js";
import { readExisting, readMinutes, readRounding } from "./readings.js";
import { displayedNeed, type Rounding } from "./rounding.js";

/** Work with a time norm. */
export interface TimedTask {
  /** *Uraian tugas*. */
  readonly name?: string;
  readonly approach?: "task";
  /** Times the task is done in each `period`, ≥ 0 (*volume*). */
  readonly volume: Estimate;
  /** What `volume` is counted in (*satuan periode*). */
  readonly period: Period;
  /** Minutes for one time, > 0 (*norma waktu*). */
  readonly timeNorm: Estimate;
}

/** Work with a standard of what one person does: results made or objects served. */
export interface OutputTask {
  readonly name?: string;
  readonly approach: "result" | "object";
  /** Results or objects in each `period`, ≥ 0. */
  readonly volume: Estimate;
  readonly period: Period;
  /** Results or objects one person does in each `standardPeriod`, > 0 (*standar kemampuan rata-rata*). */
  readonly standard: Estimate;
  /** Default: `period`. */
  readonly standardPeriod?: Period;
}

/** Machines that need people. */
export interface EquipmentTask {
  readonly name?: string;
  readonly approach: "equipment";
  /** Machines in use, ≥ 0. */
  readonly volume: Estimate;
  /** Machines one person runs, > 0 (*rasio penggunaan alat*): 1 for a driver a bus, 5 for a mechanic of five buses. */
  readonly perPerson: Estimate;
}

/** A task of a position. */
export type AbkTask = TimedTask | OutputTask | EquipmentTask;

/** How an ABK is calculated. Everything may be left out. */
export interface AbkOptions {
  /** Whose working time holds: 75,000 minutes a year, in health 72,000. Default `general`. */
  readonly field?: "general" | "health";
  /** The day whose rule holds, `YYYY-MM-DD`. Default: the newest rule. */
  readonly asOf?: string;
  /** Effective minutes of one person a year in place of the rule's, at least 1. */
  readonly effectiveMinutesPerYear?: number;
  /** How many of a period a working year has, in place of the rule's, 0.001 … 8784. */
  readonly periodsPerYear?: Readonly<Partial<Record<Period, number>>>;
  /** People who are there; asks for the comparison. */
  readonly existing?: number;
  /** Bands of the grade. Default: exactly 1.00 is a B. */
  readonly bands?: GradeBands;
  /** Rounding of the displayed need. Default `halfUp`. */
  readonly rounding?: Rounding;
}

/** One task, calculated. */
export interface AbkTaskLoad {
  /** `""` where the task has no name. */
  readonly name: string;
  readonly approach: "task" | "result" | "object" | "equipment";
  /** Volume as expected, in each `period`; of equipment: machines. */
  readonly volume: number;
  /** `null` of equipment. */
  readonly period: Period | null;
  /**
   * The norm as expected: minutes for one time; by result and object what one person does in each `standardPeriod`; of
   * equipment machines one person runs.
   */
  readonly norm: number;
  /** By result and object alone, else `null`. */
  readonly standardPeriod: Period | null;
  /** Times a year; of equipment: machines. */
  readonly annualVolume: number;
  /** Minutes a year. */
  readonly load: number;
  /** Full-time staff this task needs. */
  readonly required: number;
}

/** The working time that a calculation used, and where it comes from. */
export interface UsedWorkingTime extends WorkingTime {
  /** The rule, or `given by the caller`. */
  readonly legalBasis: string;
  readonly verified: boolean;
}

/** The need of a position by ABK. */
export interface AbkNeed extends Need {
  readonly method: "abk";
  readonly workingTime: UsedWorkingTime;
  /** In the order of the input. */
  readonly tasks: readonly AbkTaskLoad[];
  /** Minutes a year (*beban kerja jabatan*). */
  readonly load: number;
  /** `null` where `existing` was not given. */
  readonly comparison: Comparison | null;
}

/**
 * The need of one position from its tasks. O(tasks).
 *
 * Notices: `staffing/remarkable-need`, `staffing/remarkable-volume`.
 *
 * @throws ScenarioError with every issue: `staffing/no-tasks`, `staffing/no-working-time`, `staffing/unknown-period`,
 * `staffing/missing-value`, `staffing/wrong-type`, `staffing/not-a-number`, `staffing/out-of-range`,
 * `staffing/unordered-interval`, `staffing/unknown-key`, `staffing/unknown-value`, `staffing/impossible-date`
 */
export function abkNeed(tasks: readonly AbkTask[], options: AbkOptions = {}): AbkNeed {
  const door = openDoor("staffing");
  const settings = readOptions(door, options, true);
  const list = door.list(tasks, ["tasks"], "tasks");
  if (Array.isArray(tasks) && list.length === 0) {
    const hint = "a position that was not studied keeps `required: null`";
    door.report("no-tasks", ["tasks"], "there is no task, so there is no need to calculate", hint);
  }
  const read: ReadTask[] = [];
  for (let k = 0; k < list.length; k++) read.push(readTask(door, list[k], ["tasks", k], settings, false));
  door.close();
  return calculate(read, settings, ["tasks"]);
}

/** A task that says which position it belongs to. */
export type PositionTask = AbkTask & { readonly positionId: string };

/** The need of one position among many. */
export type AbkPositionNeed = AbkNeed & { readonly positionId: string };

/**
 * The need of every position named by the tasks, in id order: what `withRequired` takes. Paths go into the whole list;
 * that of a notice on all tasks of a position is the one of its first task.
 * O(tasks + positions · log positions).
 *
 * @throws ScenarioError as {@link abkNeed}
 */
export function abkNeeds(
  tasks: readonly PositionTask[],
  options: Omit<AbkOptions, "existing"> = {},
): readonly AbkPositionNeed[] {
  const door = openDoor("staffing");
  const settings = readOptions(door, options, false);
  const list = door.list(tasks, ["tasks"], "tasks");
  if (Array.isArray(tasks) && list.length === 0) door.report("no-tasks", ["tasks"], "there is no task");
  const byPosition = new Map<string, ReadTask[]>();
  for (let k = 0; k < list.length; k++) {
    const task = readTask(door, list[k], ["tasks", k], settings, true);
    const group = byPosition.get(task.positionId);
    if (group === undefined) byPosition.set(task.positionId, [task]);
    else group.push(task);
  }
  door.close();
  return [...byPosition]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([positionId, group]) => ({ positionId, ...calculate(group, settings, group[0]!.path) }));
}

interface Settings {
  readonly workingTime: UsedWorkingTime;
  readonly existing: number | undefined;
  readonly bands: GradeBands;
  readonly rounding: Rounding;
}

const OPTION_KEYS = ["field", "asOf", "effectiveMinutesPerYear", "periodsPerYear", "bands", "rounding"];
const FIELDS = ["general", "health"] as const;

function readOptions(door: Door, options: unknown, withExisting: boolean): Settings {
  const given = door.record(options, ["options"], withExisting ? [...OPTION_KEYS, "existing"] : OPTION_KEYS);
  const field = given["field"] === undefined ? "general" : door.choice(given["field"], ["options", "field"], FIELDS);
  const rule = inForce(WORKING_TIME[field], door.day(given["asOf"], ["options", "asOf"]));
  let { minutesPerYear, periodsPerYear } = rule.value;
  let { legalBasis, verified } = rule;
  if (given["effectiveMinutesPerYear"] !== undefined) {
    minutesPerYear = readMinutes(door, given["effectiveMinutesPerYear"], ["options", "effectiveMinutesPerYear"]);
    [legalBasis, verified] = ["given by the caller", false];
  }
  if (given["periodsPerYear"] !== undefined) {
    const own = door.record(given["periodsPerYear"], ["options", "periodsPerYear"], PERIODS);
    const counts: Record<Period, number> = { ...periodsPerYear };
    for (const period of PERIODS) {
      if (own[period] === undefined) continue;
      const rule = { what: "the number of periods a year", least: 0.001, most: 8_784 };
      counts[period] = door.number(own[period], ["options", "periodsPerYear", period], rule);
    }
    periodsPerYear = counts;
    [legalBasis, verified] = ["given by the caller", false];
  }
  return {
    workingTime: { minutesPerYear, periodsPerYear, legalBasis, verified },
    existing:
      given["existing"] === undefined ? undefined : readExisting(door, given["existing"], ["options", "existing"]),
    bands: given["bands"] === undefined ? DEFAULT_BANDS : readBands(door, given["bands"], ["options", "bands"]),
    rounding: readRounding(door, given["rounding"], ["options", "rounding"]),
  };
}

/** A task with its numbers read. `annual` is what makes the volume a year's. */
interface ReadTask {
  readonly positionId: string;
  readonly path: Path;
  readonly name: string;
  readonly approach: AbkTaskLoad["approach"];
  readonly volume: Interval;
  readonly period: Period | null;
  readonly annual: number;
  readonly norm: Interval;
  readonly normKey: "timeNorm" | "standard" | "perPerson";
  readonly standardPeriod: Period | null;
  /** By task: minutes one person works a year; by result and object: what makes the standard a year's; else 1. */
  readonly base: number;
}

/** Full-time staff that a task needs with this volume and norm. */
function requiredOf({ approach, annual, base }: ReadTask, volume: number, norm: number): number {
  return approach === "task" ? (volume * annual * norm) / base : (volume * annual) / (norm * base);
}

const APPROACHES = ["task", "result", "object", "equipment"] as const;
const KEYS: Readonly<Record<(typeof APPROACHES)[number], readonly string[]>> = {
  task: ["name", "approach", "volume", "period", "timeNorm"],
  result: ["name", "approach", "volume", "period", "standard", "standardPeriod"],
  object: ["name", "approach", "volume", "period", "standard", "standardPeriod"],
  equipment: ["name", "approach", "volume", "perPerson"],
};
const KEYS_WITH_POSITION: typeof KEYS = {
  task: ["positionId", ...KEYS.task],
  result: ["positionId", ...KEYS.result],
  object: ["positionId", ...KEYS.object],
  equipment: ["positionId", ...KEYS.equipment],
};

function readTask(door: Door, value: unknown, path: Path, { workingTime }: Settings, withPosition: boolean): ReadTask {
  const raw: Loose = typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : {};
  const approach =
    raw["approach"] === undefined ? "task" : door.choice(raw["approach"], [...path, "approach"], APPROACHES);
  const task = door.record(value, path, (withPosition ? KEYS_WITH_POSITION : KEYS)[approach]);
  const { minutesPerYear, periodsPerYear } = workingTime;
  const readPeriod = (key: "period" | "standardPeriod"): Period =>
    door.choice(task[key], [...path, key], PERIODS, "unknown-period");

  const positionId = withPosition ? door.text(task["positionId"], [...path, "positionId"]) : "";
  if (positionId === undefined && task["positionId"] === undefined) {
    door.report("missing-value", [...path, "positionId"], "a value is missing: the id of the position is needed");
  }
  const volume = door.estimate(task["volume"], [...path, "volume"], VOLUME);
  const period = approach === "equipment" ? null : readPeriod("period");
  const annual = period === null ? 1 : periodsPerYear[period];
  const normKey = NORM_KEY[approach];
  const norm = door.estimate(task[normKey], [...path, normKey], NORM_RULE[normKey]);
  let base = 1;
  let standardPeriod: Period | null = null;
  if (approach === "task") base = minutesPerYear;
  else if (approach !== "equipment") {
    standardPeriod = task["standardPeriod"] === undefined ? period! : readPeriod("standardPeriod");
    base = periodsPerYear[standardPeriod];
  }
  const name = door.text(task["name"], [...path, "name"]) ?? "";
  return {
    positionId: positionId ?? "",
    path,
    name,
    approach,
    volume,
    period,
    annual,
    norm,
    normKey,
    standardPeriod,
    base,
  };
}

const VOLUME = { what: "the volume" };
const NORM_KEY = { task: "timeNorm", result: "standard", object: "standard", equipment: "perPerson" } as const;
const NORM_RULE: Readonly<Record<ReadTask["normKey"], NumberRule>> = {
  timeNorm: TIME_NORM,
  standard: { what: "what one person does", ...DIVISOR },
  perPerson: { what: "the number of machines one person runs", ...DIVISOR },
};

/** The need of one position; `whole` is the place of its tasks in the input. */
function calculate(
  read: readonly ReadTask[],
  { workingTime, existing, bands, rounding }: Settings,
  whole: Path,
): AbkNeed {
  const { minutesPerYear } = workingTime;
  const sizes: SizedEntry[] = [];
  const tasks = read.map((task): AbkTaskLoad => {
    const { name, approach, annual, period, standardPeriod, path } = task;
    const volume = task.volume.expected;
    const norm = task.norm.expected;
    const required = requiredOf(task, volume, norm);
    sizes.push({ path, required, volume: task.volume.high });
    const annualVolume = volume * annual;
    const load = approach === "task" ? annualVolume * norm : required * minutesPerYear;
    return { name, approach, volume, period, norm, standardPeriod, annualVolume, load, required };
  });
  const load = sumOf(tasks, (task) => task.load);
  const required = load / minutesPerYear;
  const figures: UncertainFigure[] = [];
  read.forEach((task, k) => pushFigures(figures, task, required - tasks[k]!.required));
  let range = { low: required, expected: required, high: required };
  if (figures.length > 0) {
    const low = sumOf(read, (task) => requiredOf(task, task.volume.low, leastWork(task)));
    const high = sumOf(read, (task) => requiredOf(task, task.volume.high, mostWork(task)));
    range = { low: Math.min(required, low), expected: required, high: Math.max(required, high) };
  }
  const { drivers, moveThreshold } = uncertaintyOf(range, figures);
  return {
    method: "abk",
    required,
    range,
    drivers,
    moveThreshold,
    display: displayedNeed(required, rounding),
    workingTime,
    tasks,
    load,
    comparison: existing === undefined ? null : compare(required, existing, bands),
    notices: noticesOfSize(sizes, required, whole),
  };
}

/** The norm at the end that gives the least work: a short time, but a high standard. */
function leastWork({ approach, norm }: ReadTask): number {
  return approach === "task" ? norm.low : norm.high;
}

/** The norm at the end that gives the most work. */
function mostWork({ approach, norm }: ReadTask): number {
  return approach === "task" ? norm.high : norm.low;
}

/** The figures of a task that are ranges; `others` is the need of all other tasks. */
function pushFigures(figures: UncertainFigure[], task: ReadTask, others: number): void {
  const { path, name, volume, norm, normKey } = task;
  if (volume.low < volume.high) {
    const needAt = (value: number): number => others + requiredOf(task, value, norm.expected);
    figures.push({ path: [...path, "volume"], name, figure: volume, needAt });
  }
  if (norm.low < norm.high) {
    const needAt = (value: number): number => others + requiredOf(task, volume.expected, value);
    figures.push({ path: [...path, normKey], name, figure: norm, needAt });
  }
}
