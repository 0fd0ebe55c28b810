/** Random scenarios in which training can do something: posts that ask for more than most people have, and courses. */
import * as fc from "fast-check";
import type { Position, ScenarioInput, Staff } from "imbang";
import type { AttendedTraining, Course } from "../../src/development/index.js";
import { countedPeople } from "../planning/brute-force.js";
import { type Conditions, someConditions } from "../planning/random-constraints.js";
import { randomPack } from "../planning/random-packs.js";
import { smallScenario } from "../planning/random-scenarios.js";
import { CLEAR } from "../planning/records.js";
import { type Training, type TrainingPolicy, waysQuickly } from "./training-truth.js";

/** A call of the planner: what the oracles are told, too. */
export interface TrainingCase {
  readonly input: ScenarioInput;
  readonly training: Training;
  readonly policy: TrainingPolicy;
  readonly unknown: "allow" | "forbid";
  readonly conditions: Conditions;
}

/** How large the cases are. */
export interface TrainingCaseSize {
  readonly people: number;
  readonly minPeople?: number;
  readonly posts: number;
  readonly capacity?: number;
  readonly courses: number;
}

const ASKS: readonly Position["requirements"][] = [
  undefined,
  { competencies: { Integritas: 3 } },
  { competencies: { Integritas: 3 } },
  { competencies: { Integritas: 2 } },
  { competencies: { Integritas: 4 } },
  { competencies: { Integritas: 3, Komunikasi: 2 } },
  { competencies: { Integritas: 4, Komunikasi: 2 } },
  { competencies: { Integritas: 3, Komunikasi: 2 } },
  { competencies: { Komunikasi: 2 }, certificates: ["STR"] },
  { certificates: ["STR"] },
];

const HIGH = { level: "S2", field: "Hukum" } as const;

const POLICIES: readonly TrainingPolicy[] = [
  "worthwhile",
  "worthwhile",
  "fillShortages",
  ["floors", "waiting", "shortage", "fit"],
  ["waiting", { name: "balance", node: "unit" }, "overTenured", "wishes", "moves"],
  ["trainingCost", "shortage", "trainingMonths", "moves"],
  ["waiting", "trainingMonths", "shortage", "competencyGap", "trainingCost", "distance"],
  ["squaredBalance", "trainingCost", "moves", "trainingMonths"],
  ["shortage", "floors"],
  ["shortage", "moves", "trainingMonths", "distance"],
];

/** A scenario, a catalogue and options; in most cases somebody can be trained for something. */
export function trainingCase(size: TrainingCaseSize): fc.Arbitrary<TrainingCase> {
  const any = anyCase(size);
  const hasWay = ({ input, training, unknown }: TrainingCase): boolean =>
    countedPeople(input).some((person) => waysQuickly(input, person, training, unknown).length > 0);
  return fc.oneof({ weight: 1, arbitrary: any }, { weight: 9, arbitrary: any.filter(hasWay) });
}

function anyCase(size: TrainingCaseSize): fc.Arbitrary<TrainingCase> {
  return scenarioThatAsks(size).chain((input) =>
    fc.record({
      input: fc.constant(input),
      training: someTraining(input, size.courses),
      policy: fc.constantFrom(...POLICIES),
      unknown: fc.constantFrom("allow" as const, "allow" as const, "forbid" as const),
      conditions: fc.oneof(
        { weight: 3, arbitrary: fc.constant<Conditions>({ constraints: [] }) },
        { weight: 2, arbitrary: someConditions(input, 2) },
        { weight: 1, arbitrary: fc.constant<Conditions>({ constraints: [], objections: "veto" }) },
      ),
    }),
  );
}

/** Most people are free to go, and know little. */
function scenarioThatAsks({ courses: _courses, ...size }: TrainingCaseSize): fc.Arbitrary<ScenarioInput> {
  const levels = fc.constantFrom<NonNullable<Staff["competencies"]>[]>(
    {},
    { Integritas: 1, Komunikasi: 1 },
    { Integritas: 1, Komunikasi: 1 },
    { Integritas: 1, Komunikasi: 1 },
    { Integritas: 1 },
    { Integritas: 1 },
    { Integritas: 1, Komunikasi: 1 },
    { Integritas: 1, Komunikasi: 1 },
    { Integritas: 1, Komunikasi: 1 },
    { Integritas: 2, Komunikasi: 1 },
    { Integritas: 4, Komunikasi: 2 },
  );
  const record = fc.record({
    isClear: fc.constantFrom(true, true, true, true, false),
    isKept: fc.constantFrom(true, false, false, false, false, false, false),
    isCrowd: fc.boolean(),
    competencies: levels,
    certificates: fc.constantFrom<Staff["certificates"][]>([], [], [], ["str"], ["SIP", "STR"], undefined),
  });
  const scenario = smallScenario({ ...size, careers: true }).filter(({ positions }) => positions.length >= 3);
  return scenario.chain((input) =>
    fc
      .record({
        asks: fc.array(fc.constantFrom(...ASKS), { minLength: size.posts, maxLength: size.posts }),
        needs: fc.array(fc.constantFrom(true, true, false), { minLength: size.posts, maxLength: size.posts }),
        records: fc.array(record, { minLength: size.people, maxLength: size.people }),
        rules: fc.option(randomPack(), { freq: 4, nil: undefined }),
      })
      .map(({ asks, needs, records, rules }): ScenarioInput => {
        const positions = input.positions.map(({ requirements, ...position }, p): Position => {
          const asked = p === 0 && needs[0] !== true ? requirements : asks[p]; // some posts as in other tests
          const more = needs[p] === true ? { required: Math.max(2, position.required ?? 2) } : {};
          const room = position.capacity + (needs[p] === true ? 1 : 0);
          return { ...position, ...more, capacity: room, ...(asked === undefined ? {} : { requirements: asked }) };
        });
        const crowded = [...positions].sort((a, b) => (a.required ?? 9) - (b.required ?? 9))[0]!.id;
        const staff = input.staff.map((person, k): Staff => {
          const { isClear, isKept, isCrowd, competencies, certificates } = records[k]!;
          const { relatives = [] } = person;
          return {
            ...person,
            ...(isCrowd && isClear ? { positionId: crowded } : {}),
            ...(isClear ? { ...CLEAR, grade: "III/d", education: HIGH, relatives, fixed: false } : {}),
            ...(isKept ? {} : { competencies }),
            ...(isKept || certificates === undefined ? {} : { certificates }),
          };
        });
        return { ...input, positions, staff, ...(rules === undefined ? {} : { rules }) };
      }),
  );
}

/** Up to `most` courses, what was attended of them, a budget and a horizon. */
function someTraining(input: ScenarioInput, most: number): fc.Arbitrary<Training> {
  const known = new Set([
    ...input.positions.flatMap(({ requirements }) => Object.keys(requirements?.competencies ?? {})),
    ...input.staff.flatMap(({ competencies = {} }) => Object.keys(competencies)),
  ]);
  const course = fc.record({
    raises: fc.constantFrom<Course["raises"][]>(
      undefined,
      { Integritas: 2 },
      { Integritas: 3 },
      { Integritas: 4 },
      { Integritas: 4 },
      { Integritas: 5 },
      { Integritas: 3, Komunikasi: 2 },
      { Komunikasi: 2 },
      { Komunikasi: 2 },
      { Komunikasi: 3 },
      { Integritas: 3, Komunikasi: 1 },
    ),
    grants: fc.constantFrom<Course["grants"][]>(undefined, undefined, undefined, ["STR"], ["Str", "SIP"]),
    kind: fc.constantFrom<Course["kind"][]>("classical", "eLearning", "coaching", "internship"),
    hours: fc.integer({ min: 1, max: 40 }),
    cost: fc.constantFrom(0, 1, 1, 2, 3, 5),
    seats: fc.constantFrom(undefined, undefined, 0, 1, 1, 2, 3),
    months: fc.constantFrom(0, 1, 1, 3, 3, 6, 6, 11, 12, 14),
    successProbability: fc.constantFrom(undefined, undefined, 0.8, 1),
    /** By how many courses before, or none. */
    before: fc.constantFrom([], [], [], [], [1], [2], [1, 2]),
  });
  const size = Math.max(1, input.staff.length);
  return fc
    .record({
      courses: fc.oneof(
        { weight: 1, arbitrary: fc.array(course, { maxLength: 2 }) },
        { weight: 6, arbitrary: fc.array(course, { minLength: Math.min(3, most), maxLength: most, size: "max" }) },
      ),
      turn: fc.boolean(),
      rupiah: fc.constantFrom(1, 100_000),
      attended: fc.uniqueArray(
        fc.record({
          person: fc.nat(size),
          course: fc.nat(most),
          passed: fc.constantFrom(undefined, undefined, true, false),
        }),
        { maxLength: size, selector: ({ person, course: k }) => `${person} ${k}` },
      ),
      budget: fc.option(fc.integer({ min: 0, max: 2 * size }), { nil: undefined }),
      horizonMonths: fc.constantFrom(undefined, undefined, undefined, 0, 5, 12, 24, 24, 36),
      maximumCourses: fc.constantFrom(undefined, undefined, 1, 2, 3, 3),
    })
    .map(({ courses, turn, rupiah, attended, budget, horizonMonths, maximumCourses }): Training => {
      const idOf = (k: number): string => `c${turn ? courses.length - k : k}`;
      const catalogue = courses.map(
        ({ before, raises: all = {}, grants, seats, successProbability, cost, ...rest }, k): Course => {
          const raised = Object.entries(all).filter(([name]) => known.has(name)); // others are refused
          const raises = raised.length === 0 ? undefined : Object.fromEntries(raised);
          const prerequisites = before.filter((back) => back <= k).map((back) => idOf(k - back));
          return {
            ...rest,
            id: idOf(k),
            name: `Course ${k}`,
            cost: cost * rupiah,
            ...(raises === undefined ? {} : { raises }),
            ...(grants === undefined && raises !== undefined ? {} : { grants: grants ?? ["SIP"] }),
            ...(seats === undefined ? {} : { seats }),
            ...(successProbability === undefined ? {} : { successProbability }),
            ...(prerequisites.length === 0 ? {} : { prerequisites }),
          };
        },
      );
      const been = attended
        .filter(({ person, course: k }) => person < input.staff.length && k < courses.length)
        .map(({ person, course: k, passed }): AttendedTraining => {
          const staffId = input.staff[person]!.id;
          const record = { staffId, courseId: idOf(k), hours: 8, completedOn: "2025-06-30" };
          return passed === undefined ? record : { ...record, passed };
        });
      return {
        catalogue,
        ...(been.length === 0 ? {} : { attended: been }),
        ...(budget === undefined ? {} : { budget: budget * rupiah }),
        ...(horizonMonths === undefined ? {} : { horizonMonths }),
        ...(maximumCourses === undefined ? {} : { maximumCourses }),
      };
    });
}
