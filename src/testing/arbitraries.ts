/**
 * Random programs and scenarios for property tests with fast-check (an optional peer dependency). Integer data, small, and
 * they shrink to something that fits on a blackboard.
 */
import * as fc from "fast-check";
import { type LinearProgram, linearProgram, type Triplet } from "../linear/index.js";
import type { Position, ScenarioInput, Staff } from "../scenario/index.js";

/** What the random programs look like. */
export interface LinearProgramConstraints {
  /** Default 5. */
  readonly maxColumns?: number;
  /** Default 5. */
  readonly maxRows?: number;
  /** Costs and coefficients lie between −this and this. Default 6. */
  readonly maxCoefficient?: number;
  /** Lower bounds lie between −this and this, and columns are at most this wide. Default 6. */
  readonly maxBound?: number;
  /** Which columns are integer; integer columns always have two bounds. Default "some". */
  readonly integers?: "none" | "some" | "all";
  /** Whether continuous columns may lack bounds, so that programs may be unbounded. Default true. */
  readonly endless?: boolean;
}

/**
 * Small programs with integer data: about two thirds are feasible (their rows are drawn around a point), the rest may be
 * anything. Shrinks towards fewer rows and columns, zeros and bounds at 0.
 */
export function linearProgramArbitrary(constraints: LinearProgramConstraints = {}): fc.Arbitrary<LinearProgram> {
  const { maxColumns = 5, maxRows = 5, maxCoefficient = 6, maxBound = 6 } = constraints;
  const { integers = "some", endless = true } = constraints;
  const number = fc.integer({ min: -maxCoefficient, max: maxCoefficient });
  const column = fc.record({
    cost: number,
    lower: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.integer({ min: -maxBound, max: maxBound })),
    width: fc.integer({ min: 0, max: maxBound }),
    isInteger: integers === "some" ? fc.boolean() : fc.constant(integers === "all"),
    ends: fc.constantFrom("both", "both", ...(endless ? (["lower", "lower", "upper", "none"] as const) : [])),
    /** Where in the column the point lies that the rows are drawn around. */
    place: fc.integer({ min: 0, max: maxBound }),
  });
  const row = fc.record({
    coefficients: fc.array(fc.oneof(fc.constant(0), number), { minLength: maxColumns, maxLength: maxColumns }),
    kind: fc.constantFrom("atMost", "atLeast", "exactly", "between"),
    slack: fc.integer({ min: 0, max: 2 * maxBound }),
    width: fc.integer({ min: 0, max: 2 * maxBound }),
    anywhere: fc.integer({ min: -3 * maxBound, max: 3 * maxBound }),
  });
  return fc
    .record({
      columns: fc.array(column, { maxLength: maxColumns }),
      rows: fc.array(row, { maxLength: maxRows }),
      aroundPoint: fc.constantFrom(true, true, false),
    })
    .map(({ columns, rows, aroundPoint }) => {
      const isBounded = (j: number, end: "lower" | "upper"): boolean => {
        const { ends, isInteger } = columns[j]!;
        return isInteger || ends === "both" || ends === end;
      };
      const point = columns.map(({ lower, width, place }) => lower + Math.min(width, place));
      const sides = rows.map(({ coefficients, kind, slack, width, anywhere }) => {
        const activity = point.reduce((sum, value, j) => sum + coefficients[j]! * value, 0);
        const upper = aroundPoint ? activity + (kind === "exactly" ? 0 : slack) : anywhere;
        const lower = aroundPoint ? activity - (kind === "exactly" ? 0 : width) : anywhere - width;
        return {
          lower: kind === "atMost" ? -Infinity : kind === "exactly" ? upper : lower,
          upper: kind === "atLeast" ? Infinity : upper,
        };
      });
      return linearProgram({
        cost: columns.map(({ cost }) => cost),
        colLower: columns.map(({ lower }, j) => (isBounded(j, "lower") ? lower : -Infinity)),
        colUpper: columns.map(({ lower, width }, j) => (isBounded(j, "upper") ? lower + width : Infinity)),
        isInteger: columns.map(({ isInteger }) => isInteger),
        rowLower: sides.map(({ lower }) => lower),
        rowUpper: sides.map(({ upper }) => upper),
        entries: rows.flatMap(({ coefficients }, i) => columns.map((_, j): Triplet => [i, j, coefficients[j]!])),
      });
    });
}

/** What the random scenarios look like. */
export interface ScenarioInputConstraints {
  /** Default 7. */
  readonly maxStaff?: number;
  /** Default 4. */
  readonly maxPositions?: number;
}

/**
 * Small scenarios that `createScenario` accepts, with a bit of everything: fractional and unstudied needs, floors,
 * over-full posts, people who wait, requirements and rules met, failed and unknown, relatives, wishes and objections,
 * places on the map.
 */
export function scenarioInputArbitrary(constraints: ScenarioInputConstraints = {}): fc.Arbitrary<ScenarioInput> {
  const { maxStaff = 7, maxPositions = 4 } = constraints;
  const location = fc.constantFrom(
    undefined,
    { latitude: 3.59, longitude: 98.67 },
    { latitude: 3.61, longitude: 98.69 },
    { latitude: 3.55, longitude: 98.61 },
  );
  return fc
    .record({
      positions: fc.array(positionArbitrary(), { minLength: 1, maxLength: maxPositions }),
      staff: fc.array(personArbitrary(maxPositions, maxStaff), { maxLength: maxStaff }),
      locations: fc.tuple(location, location, location),
    })
    .map(({ positions, staff, locations }): ScenarioInput => {
      const exists = (place: DrawnPlace): boolean => "unitId" in place || place.position < positions.length;
      const named = (place: DrawnPlace): { positionId: string } | { unitId: string } =>
        "unitId" in place ? place : { positionId: `position-${place.position}` };
      const input = {
        asOf: "2026-01-01",
        agencies: [
          { id: "agency-0", name: "Dinas A" },
          { id: "agency-1", name: "Dinas B" },
        ],
        units: [0, 1, 2].map((unit) => ({
          id: `unit-${unit}`,
          agencyId: `agency-${unit % 2}`,
          name: `Unit ${unit}`,
          location: locations[unit],
        })),
        positions: positions.map(({ unit, floor, ...rest }, index) => ({
          ...rest,
          id: `position-${index}`,
          unitId: `unit-${unit}`,
          title: `Post ${index}`,
          minimum: Math.min(floor, rest.capacity),
        })),
        staff: staff.map(({ position, wishes, objections, record, relative, ...rest }, index) => ({
          ...record,
          ...rest,
          ...(relative === undefined || relative >= staff.length || relative === index
            ? {}
            : { relatives: [`staff-${relative}`] }),
          id: `staff-${index}`,
          positionId: position === null || position >= positions.length ? null : `position-${position}`,
          wishes: wishes?.filter(({ place }) => exists(place)).map(({ place, rank }) => ({ ...named(place), rank })),
          objections: objections?.filter(exists).map(named),
        })),
      };
      return JSON.parse(JSON.stringify(input)) as ScenarioInput; // drops `undefined`
    });
}

type DrawnPlace = { readonly position: number } | { readonly unitId: string };

interface DrawnPosition extends Pick<Position, "capacity" | "required"> {
  readonly unit: number;
  readonly kind: Position["kind"];
  readonly floor: number;
  readonly priority: number | undefined;
  readonly requirements: Position["requirements"];
}

function positionArbitrary(): fc.Arbitrary<DrawnPosition> {
  return fc.record({
    unit: fc.nat(2),
    kind: fc.constantFrom<Position["kind"][]>(undefined, "structural", "functional", "executing"),
    capacity: fc.nat(5),
    required: fc.oneof(
      { weight: 3, arbitrary: fc.nat(4) },
      { weight: 4, arbitrary: fc.nat(400).map((hundredths) => hundredths / 100) },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    floor: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(3) }),
    priority: fc.constantFrom(undefined, undefined, undefined, 1, 1.5, 2, 10),
    requirements: fc.constantFrom<Position["requirements"][]>(
      undefined,
      undefined,
      undefined,
      { minGrade: "III/a" },
      { maxGrade: "III/d" },
      { minEducation: "SMA", fields: ["Akuntansi", "Hukum"] },
      { competencies: { Integritas: 3, Komunikasi: 1 } },
      { certificates: ["STR"] },
    ),
  });
}

interface DrawnPerson {
  readonly status: Staff["status"];
  readonly position: number | null;
  readonly relative: number | undefined;
  readonly record: Partial<Staff>;
  readonly grade: Staff["grade"];
  readonly education: Staff["education"];
  readonly competencies: Staff["competencies"];
  readonly certificates: Staff["certificates"];
  readonly fixed: boolean | undefined;
  readonly home: Staff["home"];
  readonly wishes: readonly { readonly place: DrawnPlace; readonly rank: number }[] | undefined;
  readonly objections: readonly DrawnPlace[] | undefined;
}

/** What the default rules read of a person: nothing known, all in order, or all but a few entries in order. */
function recordArbitrary(): fc.Arbitrary<Partial<Staff>> {
  const clear: Partial<Staff> = {
    active: true,
    birthDate: "1985-05-05",
    appointedOn: "2010-03-01",
    positionSince: "2022-02-01",
    performance: [
      { year: 2024, predicate: "Baik" },
      { year: 2025, predicate: "Sangat Baik" },
    ],
    discipline: [],
    studyLeaveUntil: null,
    openFindings: false,
    relatives: [],
  };
  const deviation = fc.constantFrom<Partial<Staff>>(
    { positionSince: "2024-01-01" },
    { positionSince: "2024-01-02" },
    { positionSince: "2020-12-31" },
    { birthDate: "1968-11-30" },
    { appointedOn: "2016-01-02", ownRequest: true },
    { active: false },
    { performance: [{ year: 2025, predicate: "Kurang" }] },
    { discipline: [{ level: "moderate", until: "2026-01-01" }] },
    { discipline: [{ level: "severe" }] },
    { studyLeaveUntil: "2026-01-01" },
    { openFindings: true },
  );
  const without = fc
    .constantFrom(...(Object.keys(clear) as (keyof Staff)[]))
    .map((key) => Object.fromEntries(Object.entries(clear).filter(([name]) => name !== key)) as Partial<Staff>);
  return fc.oneof(
    fc.constant({}),
    { weight: 3, arbitrary: fc.constant(clear) },
    { weight: 2, arbitrary: deviation.map((entries) => ({ ...clear, ...entries })) },
    without,
  );
}

function personArbitrary(positions: number, people: number): fc.Arbitrary<DrawnPerson> {
  const post = fc.nat(positions - 1);
  const place: fc.Arbitrary<DrawnPlace> = fc.oneof(
    post.map((position) => ({ position })),
    fc.nat(2).map((unit) => ({ unitId: `unit-${unit}` })),
  );
  return fc.record({
    position: fc.option(post, { freq: 6 }),
    record: recordArbitrary(),
    relative: fc.option(fc.nat(people - 1), { freq: 6, nil: undefined }),
    grade: fc.constantFrom<Staff["grade"][]>(undefined, "II/c", "III/a", "III/d", "IV/a", "IX"),
    education: fc.constantFrom<Staff["education"][]>(
      undefined,
      { level: "SMA" },
      { level: "S1", field: "hukum" },
      { level: "S2", field: "Teknik" },
    ),
    competencies: fc.constantFrom<Staff["competencies"][]>(
      undefined,
      { Integritas: 2 },
      { Integritas: 4, Komunikasi: 2 },
    ),
    certificates: fc.constantFrom<Staff["certificates"][]>(undefined, [], ["str"]),
    status: fc.constantFrom<Staff["status"][]>(undefined, "PNS", "PNS", "PPPK", "CPNS"),
    fixed: fc.constantFrom(undefined, undefined, undefined, false, true),
    home: fc.constantFrom<Staff["home"][]>(undefined, undefined, { latitude: 3.6, longitude: 98.7 }),
    wishes: fc.option(fc.array(fc.record({ place, rank: fc.integer({ min: 1, max: 3 }) }), { maxLength: 2 }), {
      nil: undefined,
    }),
    objections: fc.option(fc.array(place, { maxLength: 1 }), { nil: undefined }),
  });
}
