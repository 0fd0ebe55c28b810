/** Small random scenarios with everything mixed: the raw material of the laws and of brute force. */
import * as fc from "fast-check";
import type { Position, ScenarioInput, Staff } from "imbang";
import { CLEAR, DEVIATIONS } from "./records.js";

/** Up to `people` people and `posts` posts in three units of two agencies. */
export function smallScenario({
  people = 7,
  posts = 4,
  minPeople = 0,
  capacity = 5,
  careers = false,
}: {
  people?: number;
  posts?: number;
  minPeople?: number;
  capacity?: number;
  /** With levels of job and days since people hold their posts, and a unit above another. */
  careers?: boolean;
} = {}): fc.Arbitrary<ScenarioInput> {
  const need = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 400 }).map((hundredths) => hundredths / 100) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 4 }) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
  const place = fc.oneof(
    fc.nat(posts - 1).map((p) => ({ positionId: `p${p}` })),
    fc.nat(2).map((u) => ({ unitId: `u${u}` })),
  );
  const position = fc.record({
    unit: fc.nat(2),
    title: fc.constantFrom("Analis", "Analis", "Perawat", "Guru Kelas"),
    kind: fc.constantFrom<Position["kind"][]>(undefined, "functional", "functional", "executing", "structural"),
    jobFamily: fc.constantFrom(undefined, undefined, undefined, "Keuangan"),
    jobLevel: fc.constantFrom(undefined, undefined, undefined, "ahli muda"),
    capacity: fc.nat(capacity),
    required: need,
    floor: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(3) }),
    priority: fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom(1, 1.5, 2, 10) },
    ),
    requirements: fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      {
        weight: 2,
        arbitrary: fc.constantFrom<NonNullable<Position["requirements"]>>(
          { minGrade: "III/a" },
          { maxGrade: "III/d" },
          { minEducation: "S1" },
          { minEducation: "SMA", fields: ["Akuntansi", "Hukum"] },
          { competencies: { Integritas: 2 } },
          { competencies: { Integritas: 3, Komunikasi: 1 } },
          { certificates: ["STR"] },
        ),
      },
    ),
  });
  // Most records are complete and clear, some deviate, some hold nothing that the rules on people read.
  const record = fc.oneof(
    { weight: 4, arbitrary: fc.constant(CLEAR) },
    {
      weight: 4,
      arbitrary: fc
        .array(fc.constantFrom(...DEVIATIONS), { minLength: 1, maxLength: 2 })
        .map((deviations) => Object.assign({ ...CLEAR }, ...deviations) as Partial<Staff>),
    },
    { weight: 1, arbitrary: fc.constant<Partial<Staff>>({}) },
  );
  const person = fc.record({
    record,
    relative: fc.option(fc.nat(people - 1), { freq: 8, nil: undefined }),
    post: fc.oneof({ weight: 6, arbitrary: fc.nat(posts - 1) }, { weight: 1, arbitrary: fc.constant(null) }),
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
    fixed: fc.constantFrom(undefined, undefined, undefined, false, true),
    wishes: fc.option(fc.array(fc.tuple(place, fc.integer({ min: 1, max: 3 })), { maxLength: 2 }), { nil: undefined }),
    objections: fc.option(fc.array(place, { maxLength: 1 }), { nil: undefined }),
    home: fc.constantFrom<Staff["home"][]>(undefined, undefined, undefined, { latitude: 3.6, longitude: 98.7 }),
    ...(careers
      ? {
          jobLevel: fc.constantFrom<Staff["jobLevel"][]>(undefined, "ahli muda", "ahli madya"),
          positionSince: fc.constantFrom<Staff["positionSince"][]>(undefined, "2020-06-01", "2023-06-01", "2025-06-01"),
        }
      : {}),
  });
  const location = fc.constantFrom(
    undefined,
    { latitude: 3.59, longitude: 98.67 },
    { latitude: 3.61, longitude: 98.69 },
    { latitude: 3.55, longitude: 98.61 },
  );
  return fc
    .record({
      positions: fc.array(position, { minLength: 1, maxLength: posts }),
      staff: fc.array(person, { minLength: minPeople, maxLength: people, size: "max" }),
      locations: fc.tuple(location, location, location),
    })
    .map(({ positions, staff, locations }) => {
      const known = (named: { positionId: string } | { unitId: string }): boolean =>
        "unitId" in named || Number(named.positionId.slice(1)) < positions.length;
      return defined({
        asOf: "2026-01-01",
        agencies: [
          { id: "a0", name: "Dinas A" },
          { id: "a1", name: "Dinas B" },
        ],
        units: [0, 1, 2].map((u) => ({
          id: `u${u}`,
          agencyId: `a${u % 2}`,
          name: `Unit ${u}`,
          ...(careers && u === 2 ? { parentUnitId: "u0" } : {}),
          location: locations[u],
        })),
        positions: positions.map(({ unit, floor, capacity, ...rest }, p) => ({
          ...rest,
          id: `p${p}`,
          unitId: `u${unit}`,
          capacity,
          minimum: Math.min(floor, capacity),
        })),
        staff: staff.map(({ post, wishes, objections, record: told, relative, ...rest }, s) => ({
          ...told,
          ...rest,
          ...(relative !== undefined && relative < staff.length && relative !== s
            ? { relatives: [`s${relative}`] }
            : {}),
          id: `s${s}`,
          positionId: post === null || post >= positions.length ? null : `p${post}`,
          wishes: wishes?.filter(([named]) => known(named)).map(([named, rank]) => ({ ...named, rank })),
          objections: objections?.filter(known),
        })),
      }) as ScenarioInput;
    });
}

/** Drops `undefined`, as JSON does. */
function defined<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
