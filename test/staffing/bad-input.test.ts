/** Whatever comes in at the doors of the module: an issue with code and path, and never an error of another kind. */
import * as fc from "fast-check";
import { createScenario, ImbangError, type Issue, type ScenarioInput } from "imbang";
import { describe, expect, test } from "vitest";
import * as staffing from "../../src/staffing/index.js";

const {
  advisedMoveThreshold,
  abkKesNeed,
  abkNeed,
  abkNeeds,
  analyzeStaffing,
  balanceIndices,
  gradeEffectiveness,
  normNeed,
  priorityFromService,
  projectStaffing,
  staffingReport,
  teachingNeed,
  wisnGap,
  wisnNeed,
  withPriority,
  withRequired,
} = staffing;

const input: ScenarioInput = {
  asOf: "2026-01-01",
  agencies: [{ id: "a", name: "A" }],
  units: [{ id: "u", agencyId: "a", name: "U" }],
  positions: [{ id: "post-1", unitId: "u", title: "one", capacity: 9, required: 2, jobFamily: "guru" }],
  staff: [],
};
const scenario = createScenario(input);

/** Deliberately wrong data, past the type checker. */
const wrong = (value: unknown): never => value as never;
const task = { volume: 1, period: "year", timeNorm: 60 };
const year = { hoursPerYear: 1_200, hoursPerDay: 5 };
const after = analyzeStaffing(scenario);
const bandE = { grade: "E", label: { id: "Kurang", en: "poor" }, from: 0, inclusive: true };
const cutOffs = { bands: [{ below: 1, label: "high" }], otherwise: "none" };

type Case = readonly [name: string, call: () => unknown, code: string, path: Issue["path"], hint?: string];

const cases: readonly Case[] = [
  // ABK
  ["no task", () => abkNeed([]), "no-tasks", ["tasks"]],
  ["tasks that are no list", () => abkNeed(wrong({})), "wrong-type", ["tasks"]],
  ["tasks left out", () => abkNeed(wrong(undefined)), "missing-value", ["tasks"]],
  ["a task that is a number", () => abkNeed(wrong([7])), "wrong-type", ["tasks", 0]],
  ["a hole in the list", () => abkNeed(wrong(Array(1))), "missing-value", ["tasks", 0]],
  ["a negative volume", () => abkNeed(wrong([{ ...task, volume: -1 }])), "out-of-range", ["tasks", 0, "volume"]],
  ["a volume of 10^16", () => abkNeed(wrong([{ ...task, volume: 1e16 }])), "out-of-range", ["tasks", 0, "volume"]],
  [
    "a volume as text",
    () => abkNeed(wrong([{ ...task, volume: "12" }])),
    "wrong-type",
    ["tasks", 0, "volume"],
    "quotes",
  ],
  ["NaN", () => abkNeed(wrong([{ ...task, volume: Number.NaN }])), "not-a-number", ["tasks", 0, "volume"]],
  [
    "an infinite norm",
    () => abkNeed(wrong([{ ...task, timeNorm: Infinity }])),
    "not-a-number",
    ["tasks", 0, "timeNorm"],
  ],
  [
    "a norm of 0",
    () => abkNeed(wrong([{ ...task, timeNorm: 0 }])),
    "out-of-range",
    ["tasks", 0, "timeNorm"],
    "empty cell",
  ],
  ["no norm", () => abkNeed(wrong([{ volume: 1, period: "year" }])), "missing-value", ["tasks", 0, "timeNorm"]],
  ["null for a norm", () => abkNeed(wrong([{ ...task, timeNorm: null }])), "wrong-type", ["tasks", 0, "timeNorm"]],
  [
    "an unknown period",
    () => abkNeed(wrong([{ ...task, period: "mont" }])),
    "unknown-period",
    ["tasks", 0, "period"],
    '"month"',
  ],
  ["no period", () => abkNeed(wrong([{ volume: 1, timeNorm: 6 }])), "missing-value", ["tasks", 0, "period"]],
  [
    "an unknown approach",
    () => abkNeed(wrong([{ ...task, approach: "resutl" }])),
    "unknown-value",
    ["tasks", 0, "approach"],
    "result",
  ],
  ["a misspelt key", () => abkNeed(wrong([{ ...task, volum: 1 }])), "unknown-key", ["tasks", 0, "volum"], "`volume`"],
  [
    "a standard of 0",
    () => abkNeed(wrong([{ approach: "result", volume: 1, period: "day", standard: 0 }])),
    "out-of-range",
    ["tasks", 0, "standard"],
  ],
  [
    "no machines a person",
    () => abkNeed(wrong([{ approach: "equipment", volume: 1, perPerson: 0 }])),
    "out-of-range",
    ["tasks", 0, "perPerson"],
  ],
  [
    "an interval upside down",
    () => abkNeed(wrong([{ ...task, volume: { low: 3, expected: 2, high: 4 } }])),
    "unordered-interval",
    ["tasks", 0, "volume"],
  ],
  [
    "an interval without an end",
    () => abkNeed(wrong([{ ...task, volume: { low: 3, expected: 4 } }])),
    "missing-value",
    ["tasks", 0, "volume", "high"],
  ],
  [
    "an interval with a negative end",
    () => abkNeed(wrong([{ ...task, volume: { low: -3, expected: 4, high: 5 } }])),
    "out-of-range",
    ["tasks", 0, "volume", "low"],
  ],
  [
    "zero working time",
    () => abkNeed(wrong([task]), { effectiveMinutesPerYear: 0 }),
    "no-working-time",
    ["options", "effectiveMinutesPerYear"],
  ],
  [
    "more minutes than a year has",
    () => abkNeed(wrong([task]), { effectiveMinutesPerYear: 1e6 }),
    "out-of-range",
    ["options", "effectiveMinutesPerYear"],
  ],
  [
    "a misspelt option",
    () => abkNeed(wrong([task]), wrong({ feild: "health" })),
    "unknown-key",
    ["options", "feild"],
    "`field`",
  ],
  ["an unknown field", () => abkNeed(wrong([task]), wrong({ field: "army" })), "unknown-value", ["options", "field"]],
  ["options that are a text", () => abkNeed(wrong([task]), wrong("ceil")), "wrong-type", ["options"]],
  [
    "an unknown rounding",
    () => abkNeed(wrong([task]), wrong({ rounding: "floor" })),
    "unknown-value",
    ["options", "rounding"],
  ],
  [
    "a day that does not exist",
    () => abkNeed(wrong([task]), { asOf: "2026-02-30" }),
    "impossible-date",
    ["options", "asOf"],
  ],
  [
    "a period that never comes round",
    () => abkNeed(wrong([task]), { periodsPerYear: { week: 0 } }),
    "out-of-range",
    ["options", "periodsPerYear", "week"],
  ],
  [
    "an unknown period in the options",
    () => abkNeed(wrong([task]), wrong({ periodsPerYear: { weak: 50 } })),
    "unknown-key",
    ["options", "periodsPerYear", "weak"],
    "week",
  ],
  ["negative people", () => abkNeed(wrong([task]), { existing: -1 }), "out-of-range", ["options", "existing"]],
  ["a task of no position", () => abkNeeds(wrong([task])), "missing-value", ["tasks", 0, "positionId"]],
  [
    "a position that is a number",
    () => abkNeeds(wrong([{ ...task, positionId: 7 }])),
    "wrong-type",
    ["tasks", 0, "positionId"],
  ],
  // Grades
  ["a negative effectiveness", () => gradeEffectiveness(-0.1), "out-of-range", ["effectiveness"]],
  ["an effectiveness of NaN", () => gradeEffectiveness(Number.NaN), "not-a-number", ["effectiveness"]],
  [
    "bands with a hole below",
    () =>
      gradeEffectiveness(
        1,
        wrong({ decimals: 2, bands: [{ grade: "A", label: { id: "x", en: "x" }, from: 1, inclusive: true }] }),
      ),
    "bands-with-holes",
    ["bands", "bands"],
  ],
  ["no bands", () => gradeEffectiveness(1, wrong({ decimals: 2, bands: [] })), "bands-with-holes", ["bands", "bands"]],
  // WISN
  ["no study", () => wisnNeed(wrong(undefined)), "missing-value", ["study"]],
  ["no activity", () => wisnNeed({ workingTime: year, activities: [] }), "no-tasks", ["study", "activities"]],
  [
    "leave that eats the year",
    () =>
      wisnNeed({
        workingTime: { possibleDays: 260, annualLeave: 260, hoursPerDay: 8 },
        activities: [{ workload: 1, timeNorm: 1 }],
      }),
    "no-working-time",
    ["study", "workingTime"],
  ],
  [
    "days of no hours",
    () => wisnNeed({ workingTime: { possibleDays: 260, hoursPerDay: 0 }, activities: [{ workload: 1, timeNorm: 1 }] }),
    "no-working-time",
    ["study", "workingTime", "hoursPerDay"],
  ],
  [
    "a year of no hours",
    () => wisnNeed({ workingTime: { hoursPerYear: 0, hoursPerDay: 8 }, activities: [{ workload: 1, timeNorm: 1 }] }),
    "no-working-time",
    ["study", "workingTime", "hoursPerYear"],
  ],
  [
    "allowances of 100 %",
    () =>
      wisnNeed({
        workingTime: year,
        activities: [{ workload: 1, timeNorm: 1 }],
        categoryAllowances: [{ share: 0.6 }, { hoursPerYear: 480 }],
      }),
    "allowances-too-high",
    ["study", "categoryAllowances"],
  ],
  [
    "an allowance in percent",
    () =>
      wisnNeed({ workingTime: year, activities: [{ workload: 1, timeNorm: 1 }], categoryAllowances: [{ share: 14 }] }),
    "allowances-too-high",
    ["study", "categoryAllowances"],
  ],
  [
    "a person with more duties than time",
    () =>
      wisnNeed({
        workingTime: year,
        activities: [{ workload: 1, timeNorm: 1 }],
        individualAllowances: [{ people: 1, hoursPerYear: 1_300 }],
      }),
    "allowances-too-high",
    ["study", "individualAllowances", 0],
  ],
  [
    "an allowance in two forms",
    () =>
      wisnNeed({
        workingTime: year,
        activities: [{ workload: 1, timeNorm: 1 }],
        categoryAllowances: [wrong({ share: 0.1, hoursPerYear: 3 })],
      }),
    "one-form",
    ["study", "categoryAllowances", 0],
  ],
  [
    "an allowance without time",
    () =>
      wisnNeed({
        workingTime: year,
        activities: [{ workload: 1, timeNorm: 1 }],
        categoryAllowances: [wrong({ name: "x" })],
      }),
    "one-form",
    ["study", "categoryAllowances", 0],
  ],
  [
    "a standard twice",
    () => wisnNeed({ workingTime: year, activities: [wrong({ workload: 1, timeNorm: 1, ratePerHour: 60 })] }),
    "one-form",
    ["study", "activities", 0],
  ],
  [
    "people without cut-offs",
    () => wisnNeed(wrong({ workingTime: year, activities: [{ workload: 1, timeNorm: 1 }], existing: 2 })),
    "missing-value",
    ["study", "pressureCutOffs"],
    "no cut-offs are common",
  ],
  [
    "an unknown variant",
    () => wisnNeed(wrong({ workingTime: year, activities: [{ workload: 1, timeNorm: 1 }], variant: "who2008" })),
    "unknown-value",
    ["study", "variant"],
    "who2010",
  ],
  [
    "cut-offs out of order",
    () =>
      wisnGap({
        existing: 1,
        required: 2,
        cutOffs: { ...cutOffs, bands: [...cutOffs.bands, { below: 0.5, label: "x" }] },
      }),
    "bands-with-holes",
    ["figures", "cutOffs", "bands", 1, "below"],
  ],
  ["cut-offs left out", () => wisnGap(wrong({ existing: 1, required: 2 })), "missing-value", ["figures", "cutOffs"]],
  [
    "days so short that a year has 180,000 of them",
    () =>
      wisnNeed({
        workingTime: { hoursPerYear: 1_800, hoursPerDay: 0.01 },
        activities: [{ workload: 1, timeNorm: 1 }],
      }),
    "out-of-range",
    ["study", "workingTime", "hoursPerDay"],
  ],
  // ABK-Kes
  ["no main task", () => abkKesNeed({ activities: [] }), "no-tasks", ["study", "activities"]],
  [
    "support tasks of 100 %",
    () => abkKesNeed({ activities: [{ workload: 1, timeNorm: 1 }], supportTasks: [{ share: 1 }] }),
    "allowances-too-high",
    ["study", "supportTasks"],
  ],
  [
    "an STP below 1",
    () => abkKesNeed({ activities: [{ workload: 1, timeNorm: 1 }], supportTaskStandard: 0.8 }),
    "out-of-range",
    ["study", "supportTaskStandard"],
  ],
  [
    "support tasks and STP",
    () => abkKesNeed({ activities: [{ workload: 1, timeNorm: 1 }], supportTasks: [], supportTaskStandard: 1.2 }),
    "one-form",
    ["study", "supportTaskStandard"],
  ],
  [
    "a week of 7 days",
    () =>
      abkKesNeed({
        activities: [{ workload: 1, timeNorm: 1 }],
        workingTime: wrong({ workingDays: 300, daysPerWeek: 7 }),
      }),
    "out-of-range",
    ["study", "workingTime", "daysPerWeek"],
  ],
  [
    "no working days left",
    () =>
      abkKesNeed({
        activities: [{ workload: 1, timeNorm: 1 }],
        workingTime: { workingDays: 20, absence: 30, daysPerWeek: 5 },
      }),
    "no-working-time",
    ["study", "workingTime"],
  ],
  [
    "a table that is asked for and missing",
    () => abkKesNeed({ activities: [{ workload: 1, timeNorm: 1 }], use: "table" }),
    "missing-value",
    ["study", "workingTime"],
  ],
  [
    "an SBK of 0",
    () => abkKesNeed({ activities: [{ workload: 1, standardWorkload: 0 }] }),
    "out-of-range",
    ["study", "activities", 0, "standardWorkload"],
  ],
  // Schools
  ["a school with 0 classes", () => teachingNeed({ level: "SD", classes: 0 }), "no-classes", ["school", "classes"]],
  [
    "a school with 0 classes by grade",
    () => teachingNeed({ level: "SD", classes: { 1: 0, 2: 0 } }),
    "no-classes",
    ["school", "classes"],
  ],
  ["a school with no grades", () => teachingNeed({ level: "SD", classes: {} }), "no-classes", ["school", "classes"]],
  [
    "classes as a list",
    () => teachingNeed({ level: "SD", classes: wrong([1, 2]) }),
    "wrong-type",
    ["school", "classes"],
  ],
  [
    "negative classes",
    () => teachingNeed({ level: "SD", classes: { 1: -2 } }),
    "out-of-range",
    ["school", "classes", "1"],
  ],
  [
    "an unknown kind of school",
    () => teachingNeed({ level: wrong("SDN"), classes: 6 }),
    "unknown-value",
    ["school", "level"],
    "SD",
  ],
  [
    "an SMP without subjects",
    () => teachingNeed({ level: "SMP", classes: 6 }),
    "missing-value",
    ["school", "subjects"],
  ],
  [
    "hours in a grade that is not there",
    () => teachingNeed({ level: "SMP", classes: { 7: 1 }, subjects: [{ name: "IPA", hours: { 9: 5 } }] }),
    "unknown-grade",
    ["school", "subjects", 0, "hours", "9"],
  ],
  [
    "hours by grade, classes in one figure",
    () => teachingNeed({ level: "SMP", classes: 9, subjects: [{ name: "IPA", hours: { 9: 5 } }] }),
    "unknown-grade",
    ["school", "subjects", 0, "hours", "9"],
  ],
  [
    "a subject without a name",
    () => teachingNeed({ level: "SMP", classes: 9, subjects: [wrong({ hours: 5 })] }),
    "missing-value",
    ["school", "subjects", 0, "name"],
  ],
  [
    "a load of 0 hours",
    () => teachingNeed({ level: "SD", classes: 6, weeklyHours: 0 }),
    "no-working-time",
    ["school", "weeklyHours"],
  ],
  ["a thousandth of a class", () => teachingNeed({ level: "SD", classes: 0.001 }), "no-classes", ["school", "classes"]],
  [
    "a range without what is expected",
    () => teachingNeed({ level: "SD", classes: wrong({ low: 10, high: 14 }) }),
    "missing-value",
    ["school", "classes", "expected"],
  ],
  [
    "a total among the grades",
    () => teachingNeed({ level: "SD", classes: { 1: 2, total: 12 } }),
    "unknown-grade",
    ["school", "classes", "total"],
    "1, 2, 3, 4, 5, 6",
  ],
  [
    "a grade of another level",
    () => teachingNeed({ level: "SMP", classes: 6, subjects: [{ name: "IPA", hours: 4, groups: { 10: 2 } }] }),
    "unknown-grade",
    ["school", "subjects", 0, "groups", "10"],
  ],
  [
    "a Date for classes",
    () => teachingNeed({ level: "SD", classes: wrong(new Date(0)) }),
    "wrong-type",
    ["school", "classes"],
  ],
  [
    "hours of no grade",
    () => teachingNeed({ level: "SMP", classes: 6, subjects: [{ name: "IPA", hours: {} }] }),
    "missing-value",
    ["school", "subjects", 0, "hours"],
  ],
  [
    "groups of no grade",
    () => teachingNeed({ level: "SD", classes: 6, religion: [{ name: "Hindu", hours: 4, groups: {} }] }),
    "missing-value",
    ["school", "religion", 0, "groups"],
  ],
  [
    "class teachers in an SMP",
    () => teachingNeed({ level: "SMP", classes: 6, classTeachers: 2, subjects: [{ name: "IPA", hours: 4 }] }),
    "not-for-level",
    ["school", "classTeachers"],
  ],
  [
    "counsellors in an SD",
    () => teachingNeed({ level: "SD", classes: 6, pupils: 150, counsellors: 1 }),
    "not-for-level",
    ["school", "counsellors"],
  ],
  [
    "special-education teachers in an SMA",
    () =>
      teachingNeed({ level: "SMA", classes: 6, specialEducationTeachers: 1, subjects: [{ name: "IPA", hours: 4 }] }),
    "not-for-level",
    ["school", "specialEducationTeachers"],
  ],
  [
    "counsellors without pupils",
    () => teachingNeed({ level: "SMP", classes: 6, counsellors: 1, subjects: [{ name: "IPA", hours: 4 }] }),
    "missing-value",
    ["school", "pupils"],
  ],
  [
    "bands that are none",
    () => teachingNeed({ level: "SD", classes: 6, bands: wrong(7) }),
    "wrong-type",
    ["school", "bands"],
  ],
  // Norms
  ["no norm", () => normNeed(wrong(undefined), 1), "missing-value", ["norm"]],
  ["one for 0", () => normNeed({ staff: 1, per: 0 }, 1), "out-of-range", ["norm", "per"]],
  ["a ratio without a volume", () => normNeed({ staff: 1, per: 10 }), "missing-value", ["volume"]],
  ["a given need with a volume", () => normNeed({ given: 3 }, 7), "one-form", ["volume"]],
  ["a negative given need", () => normNeed({ given: -3 }), "out-of-range", ["norm", "given"]],
  // Indices
  ["no unit", () => balanceIndices([]), "no-loads", ["loads"]],
  ["loads that are no list", () => balanceIndices(wrong("x")), "wrong-type", ["loads"]],
  ["a negative need", () => balanceIndices([{ required: -1, existing: 0 }]), "out-of-range", ["loads", 0, "required"]],
  [
    "people of NaN",
    () => balanceIndices([{ required: 1, existing: Number.NaN }]),
    "not-a-number",
    ["loads", 0, "existing"],
  ],
  ["a load that is null", () => balanceIndices(wrong([null])), "wrong-type", ["loads", 0]],
  // Joins
  [
    "a position that does not exist",
    () => withRequired(input, { "post-l": 2 }),
    "unknown-id",
    ["needs", "post-l"],
    '"post-1"',
  ],
  ["a need that is negative", () => withRequired(input, { "post-1": -2 }), "out-of-range", ["needs", "post-1"]],
  [
    "a need beyond what a scenario takes",
    () => withRequired(input, { "post-1": 2e6 }),
    "out-of-range",
    ["needs", "post-1"],
  ],
  [
    "a need without a figure",
    () => withRequired(input, wrong({ "post-1": {} })),
    "missing-value",
    ["needs", "post-1", "required"],
  ],
  [
    "a position named twice",
    () =>
      withRequired(input, [
        { positionId: "post-1", required: 1 },
        { positionId: "post-1", required: 1 },
      ]),
    "duplicate-id",
    ["needs", 1, "positionId"],
  ],
  [
    "an entry of no position",
    () => withRequired(input, wrong([{ required: 1 }])),
    "missing-value",
    ["needs", 0, "positionId"],
  ],
  ["needs that are a number", () => withRequired(input, wrong(7)), "wrong-type", ["needs"]],
  ["an unknown end", () => withRequired(input, {}, wrong({ end: "worst" })), "unknown-value", ["options", "end"]],
  [
    "a range upside down",
    () => withRequired(input, { "post-1": { required: 2, range: { low: 9, expected: 2, high: 1 } } }, { end: "low" }),
    "unordered-interval",
    ["needs", "post-1", "range"],
  ],
  [
    "a need outside its range",
    () => withRequired(input, { "post-1": { required: 9, range: { low: 1, expected: 2, high: 3 } } }),
    "unordered-interval",
    ["needs", "post-1", "range"],
  ],
  [
    "a priority without its figure",
    () => withPriority(input, wrong({ "post-1": { most: 2 } })),
    "missing-value",
    ["priorities", "post-1", "priority"],
  ],
  ["no input", () => withRequired(wrong(null), {}), "missing-value", ["input", "positions"]],
  ["a priority below 1", () => withPriority(input, { "post-1": 0.5 }), "out-of-range", ["priorities", "post-1"]],
  // Priority
  [
    "a score that nobody can read",
    () => priorityFromService({ satisfaction: 50 }, {}),
    "missing-value",
    ["formula", "satisfaction"],
  ],
  [
    "a target below the worst",
    () => priorityFromService({}, { satisfaction: { target: 30, worst: 40 } }),
    "empty-range",
    ["formula", "satisfaction", "worst"],
  ],
  ["a cap below 1", () => priorityFromService({}, { most: 0 }), "out-of-range", ["formula", "most"]],
  // Report and projection
  ["a report on plain data", () => staffingReport(wrong(input)), "scenario/not-created", ["scenario"]],
  [
    "a district of no unit",
    () => staffingReport(scenario, { districtOf: { v: "x" } }),
    "unknown-id",
    ["options", "districtOf", "v"],
  ],
  [
    "a district without a name",
    () => staffingReport(scenario, { districtOf: { u: "" } }),
    "wrong-type",
    ["options", "districtOf", "u"],
  ],
  [
    "districts as a list",
    () => staffingReport(scenario, { districtOf: wrong(["x"]) }),
    "wrong-type",
    ["options", "districtOf"],
  ],
  ["an analysis that is none", () => staffingReport(scenario, { after: wrong(7) }), "wrong-type", ["options", "after"]],
  [
    "an analysis with a row of another scenario",
    () => staffingReport(scenario, { after: { ...after, units: [{ ...after.units[0]!, id: "v" }] } }),
    "unknown-id",
    ["options", "after", "units", 0, "id"],
  ],
  [
    "an analysis with a row twice",
    () => staffingReport(scenario, { after: { ...after, agencies: [...after.agencies, ...after.agencies] } }),
    "duplicate-id",
    ["options", "after", "agencies", 1, "id"],
  ],
  [
    "an analysis of half the scenario",
    () => staffingReport(scenario, { after: { ...after, positions: [] } }),
    "missing-value",
    ["options", "after", "positions"],
    "plan.after",
  ],
  // Records that are no plain objects, and holes in lists
  ["a Set of options", () => abkNeed(wrong([task]), wrong(new Set())), "wrong-type", ["options"]],
  ["a Map for a task", () => abkNeed(wrong([new Map(Object.entries(task))])), "wrong-type", ["tasks", 0]],
  ["a Date for scores", () => priorityFromService(wrong(new Date(0)), {}), "wrong-type", ["scores"]],
  ["a Set of needs", () => withRequired(input, wrong(new Set([1]))), "wrong-type", ["needs"]],
  ["a Map by number", () => withRequired(input, wrong(new Map([[1, 2]]))), "wrong-type", ["needs"]],
  [
    "a Date for rates",
    () => projectStaffing(scenario, { growth: wrong(new Date(0)) }),
    "wrong-type",
    ["options", "growth"],
  ],
  [
    "a Set of rates",
    () => projectStaffing(scenario, { growth: { positions: wrong(new Set()) } }),
    "wrong-type",
    ["options", "growth", "positions"],
  ],
  ["a hole in the needs", () => withRequired(input, wrong(Array(1))), "missing-value", ["needs", 0, "positionId"]],
  [
    "a hole in the bands",
    () => gradeEffectiveness(1, wrong({ decimals: 2, bands: Object.assign(Array(2), { 1: bandE }) })),
    "missing-value",
    ["bands", "bands", 0],
  ],
  [
    "a hole in the cut-offs",
    () => wisnGap({ existing: 1, required: 1, cutOffs: wrong({ bands: Array(1), otherwise: "x" }) }),
    "missing-value",
    ["figures", "cutOffs", "bands", 0],
  ],
  [
    "a band that begins nowhere, above one that is right",
    () =>
      gradeEffectiveness(
        1,
        wrong({ decimals: 2, bands: [{ ...bandE, from: undefined }, { ...bandE, from: 1 }, bandE] }),
      ),
    "missing-value",
    ["bands", "bands", 0, "from"],
  ],
  [
    "a cut-off without a figure, before one that is right",
    () =>
      wisnGap({
        existing: 1,
        required: 1,
        cutOffs: wrong({ bands: [{ label: "x" }, { below: 0.5, label: "y" }], otherwise: "z" }),
      }),
    "missing-value",
    ["figures", "cutOffs", "bands", 0, "below"],
  ],
  ["a projection of plain data", () => projectStaffing(wrong(input)), "scenario/not-created", ["scenario"]],
  ["six years", () => projectStaffing(scenario, { years: 6 }), "out-of-range", ["options", "years"]],
  ["half a year", () => projectStaffing(scenario, { years: 1.5 }), "out-of-range", ["options", "years"]],
  ["growth in percent", () => projectStaffing(scenario, { growth: 2 }), "out-of-range", ["options", "growth"], "0.02"],
  [
    "growth of no position",
    () => projectStaffing(scenario, { growth: { positions: { x: 0.1 } } }),
    "unknown-id",
    ["options", "growth", "positions", "x"],
  ],
  [
    "growth of no job family",
    () => projectStaffing(scenario, { growth: { jobFamilies: { gru: 0.1 } } }),
    "unknown-id",
    ["options", "growth", "jobFamilies", "gru"],
    '"guru"',
  ],
  [
    "an approved post of no position",
    () => projectStaffing(scenario, { approved: [{ positionId: "x", year: 1 }] }),
    "unknown-id",
    ["options", "approved", 0, "positionId"],
  ],
  [
    "an approved post beyond the years looked at",
    () => projectStaffing(scenario, { years: 2, approved: [{ positionId: "post-1", year: 3 }] }),
    "out-of-range",
    ["options", "approved", 0, "year"],
    "2 years are looked at",
  ],
  [
    "six years, and a post in the fifth",
    () => projectStaffing(scenario, { years: 6, approved: [{ positionId: "post-1", year: 5 }] }),
    "out-of-range",
    ["options", "years"],
  ],
  [
    "half a person",
    () => projectStaffing(scenario, { approved: [{ positionId: "post-1", people: 0.5, year: 1 }] }),
    "out-of-range",
    ["options", "approved", 0, "people"],
  ],
  [
    "a retirement age of 20",
    () => projectStaffing(scenario, { retirementAges: { "post-1": 20 } }),
    "out-of-range",
    ["options", "retirementAges", "post-1"],
  ],
];

function issuesOf(call: () => unknown): readonly Issue[] {
  try {
    call();
  } catch (error) {
    if (error instanceof ImbangError) return error.issues;
    throw error;
  }
  throw new Error("nothing was thrown");
}

test.for(cases)("%s", ([, call, code, path, hint]) => {
  const issues = issuesOf(call);
  const found = issues.find((issue) => issue.path.join("/") === path.join("/"));
  expect([issues.length, found?.code]).toEqual([1, code.includes("/") ? code : `staffing/${code}`]);
  expect(found!.path).toEqual(path);
  expect(found!.message).not.toBe("");
  if (hint !== undefined) expect(found!.hint).toContain(hint);
});

test("every issue at once, in the order of the input", () => {
  const tasks = wrong([
    { ...task, volume: -1, tiem: 1 },
    { ...task, period: "yaer" },
    { ...task, timeNorm: Number.NaN },
  ]);
  const issues = issuesOf(() => abkNeed(tasks, { effectiveMinutesPerYear: 0 }));
  expect(issues.map(({ code, path }) => [code, path.join(".")])).toEqual([
    ["staffing/no-working-time", "options.effectiveMinutesPerYear"],
    ["staffing/unknown-key", "tasks.0.tiem"],
    ["staffing/out-of-range", "tasks.0.volume"],
    ["staffing/unknown-period", "tasks.1.period"],
    ["staffing/not-a-number", "tasks.2.timeNorm"],
  ]);
});

test("an analysis of which nothing is right: the issues of all its lists at once", () => {
  const rows = [{ id: "z", required: -1, existing: 1 }];
  const issues = issuesOf(() =>
    staffingReport(scenario, { after: wrong({ positions: rows, units: rows, agencies: 7 }) }),
  );
  expect(issues.map(({ code, path }) => [code, path.slice(2).join(".")])).toEqual([
    ["staffing/out-of-range", "positions.0.required"],
    ["staffing/unknown-id", "positions.0.id"],
    ["staffing/out-of-range", "units.0.required"],
    ["staffing/unknown-id", "units.0.id"],
    ["staffing/wrong-type", "agencies"],
  ]);
});

test("a Map by name is as good as an object", () => {
  const rates = new Map([["post-1", 0.1]]);
  expect(projectStaffing(scenario, { years: 1, growth: { positions: rates } }).totals.years[1]!.required).toBeCloseTo(
    2.2,
    12,
  );
});

test("a misspelt range is three issues, not two grades", () => {
  const issues = issuesOf(() => teachingNeed({ level: "SD", classes: wrong({ low: 10, expcted: 12, high: 14 }) }));
  expect(issues.map(({ code, path }) => [code, path.at(-1)])).toEqual([
    ["staffing/unknown-key", "expcted"],
    ["staffing/missing-value", "expected"],
  ]);
});

describe("what is wrong 10⁴ times is said 10⁴ times, without a search through 10⁴ names for each", () => {
  const many = 20_000;
  const large: ScenarioInput = {
    ...input,
    positions: Array.from({ length: many }, (_, k) => ({ ...input.positions[0]!, id: `post-${k}` })),
  };
  const largeScenario = createScenario(large);
  const typos = Array.from({ length: many }, (_, k) => `psot-${k}`);
  const calls: Readonly<Record<string, () => unknown>> = {
    withRequired: () => withRequired(large, new Map(typos.map((id) => [id, 1]))),
    "projectStaffing, approved": () =>
      projectStaffing(largeScenario, { approved: typos.map((positionId) => ({ positionId, year: 1 })) }),
    "projectStaffing, growth": () =>
      projectStaffing(largeScenario, { growth: { positions: new Map(typos.map((id) => [id, 0])) } }),
  };
  test.for(Object.keys(calls))("%s", (name) => {
    const start = performance.now();
    const issues = issuesOf(calls[name]!);
    expect(issues).toHaveLength(many);
    expect(issues[0]!.hint).toBe('you meant "post-0"');
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe("anything at all", () => {
  const junk = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, maxDepth: 2 });
  const almost = fc.record(
    Object.fromEntries(
      [
        "volume",
        "period",
        "timeNorm",
        "standard",
        "approach",
        "workingTime",
        "activities",
        "categoryAllowances",
        "supportTasks",
        "existing",
        "level",
        "classes",
        "subjects",
        "staff",
        "per",
        "years",
        "growth",
        "approved",
        "districtOf",
        "after",
        "bands",
      ].map((key) => [key, fc.oneof(junk, fc.double(), fc.array(junk, { maxLength: 2 }))]),
    ),
    { requiredKeys: [] },
  );
  const value = fc.oneof(junk, almost, fc.array(almost, { maxLength: 2 }));
  const calls: Record<string, (a: never, b: never) => unknown> = {
    abkNeed,
    abkNeeds,
    wisnNeed,
    wisnGap,
    abkKesNeed,
    teachingNeed,
    normNeed,
    gradeEffectiveness,
    balanceIndices,
    advisedMoveThreshold,
    priorityFromService,
    withRequired: (a) => withRequired(input, a),
    withPriority: (a) => withPriority(input, a),
    staffingReport: (a) => staffingReport(scenario, a),
    projectStaffing: (a) => projectStaffing(scenario, a),
  };
  test.for(Object.keys(calls))("%s throws nothing but ImbangError", (name) => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        try {
          calls[name]!(a as never, b as never);
        } catch (error) {
          if (!(error instanceof ImbangError)) throw error;
          expect(error.issues.length).toBeGreaterThan(0);
          for (const { code } of error.issues) expect(code).toMatch(/^(staffing|scenario)\/[a-z-]+$/);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("figures at the edge of what is taken", () => {
  const edge = fc.oneof(
    fc.constantFrom(0, 5e-324, 1e-300, 1e-9, 1, 1e9, 1e15),
    fc.double({ min: 0, max: 1e15, noNaN: true }),
  );
  const divisor = fc.oneof(fc.constantFrom(1e-9, 1, 1e15), fc.double({ min: 1e-9, max: 1e15, noNaN: true }));
  const hours = fc.constantFrom(0.01, 7, 24);
  const results: fc.Arbitrary<() => unknown> = fc.oneof(
    fc.tuple(edge, divisor, fc.constantFrom(0, 1, 1e9)).map(
      ([volume, timeNorm, existing]) =>
        () =>
          abkNeed(
            [
              { volume, period: "hour", timeNorm },
              { approach: "result", volume, period: "hour", standard: timeNorm },
            ],
            {
              effectiveMinutesPerYear: 1,
              existing,
              rounding: "ceil",
            },
          ),
    ),
    fc.tuple(edge, divisor, hours).map(
      ([workload, timeNorm, hoursPerDay]) =>
        () =>
          wisnNeed({
            workingTime: { hoursPerYear: hoursPerDay, hoursPerDay },
            activities: [
              { workload, timeNorm },
              { workload, ratePerHour: timeNorm },
            ],
            categoryAllowances: [{ share: 0.999999 }],
            existing: 1e9,
            pressureCutOffs: cutOffs,
          }),
    ),
    fc.tuple(edge, divisor).map(
      ([workload, standardWorkload]) =>
        () =>
          abkKesNeed({ activities: [{ workload, standardWorkload }], supportTaskStandard: 1e6, existing: 1 }),
    ),
    fc.tuple(edge, divisor).map(
      ([volume, per]) =>
        () =>
          normNeed({ staff: volume, per }, volume),
    ),
    fc
      .array(fc.record({ required: edge, existing: edge }), { minLength: 1, maxLength: 5 })
      .map(
        (loads) => () =>
          balanceIndices(
            loads.map(({ required, existing }) => ({ required: required / 1e3, existing: existing / 1e3 })),
          ),
      ),
  );

  test("no result holds NaN or an infinite number: it survives JSON unchanged", () => {
    fc.assert(
      fc.property(results, (call) => {
        const result = call();
        expect(JSON.parse(JSON.stringify(result))).toEqual(result);
      }),
      { numRuns: 1_000 },
    );
  });
});
