import * as fc from "fast-check";
import { createScenario, type Position, type ScenarioInput, type Staff } from "imbang";
import { describe, expect, test } from "vitest";
import {
  RETIREMENT_AGES,
  RETIREMENT_DAY,
  retirementDate,
  type RetirementPost,
  retirementPost,
  type RetirementTraits,
} from "../../src/regulation/index.js";
import { projectStaffing } from "../../src/staffing/index.js";
import { smallScenario } from "../planning/random-scenarios.js";

describe("retirement ages (field guide 2.3)", () => {
  test.for<[string, RetirementTraits, RetirementPost | undefined, number | undefined]>([
    ["JPT pratama", { kind: "structural", echelon: "II.b" }, "seniorExecutive", 60],
    ["JPT madya", { kind: "structural", echelon: "I/a" }, "seniorExecutive", 60],
    ["administrator", { kind: "structural", echelon: "IIIa" }, "administrator", 58],
    ["pengawas", { kind: "structural", echelon: "Eselon IV.a" }, "supervisor", 58],
    ["eselon V", { echelon: "V" }, "supervisor", 58],
    ["pelaksana", { kind: "executing", title: "Pengadministrasi" }, "executing", 58],
    ["ahli pertama", { kind: "functional", jobLevel: "Ahli Pertama" }, "functionalFirst", 58],
    ["ahli muda", { kind: "functional", jobLevel: "ahli muda" }, "functionalYoung", 58],
    ["ahli madya", { kind: "functional", jobLevel: "Ahli Madya" }, "functionalMiddle", 60],
    ["ahli utama", { kind: "functional", jobLevel: "ahli-utama" }, "functionalPrincipal", 65],
    ["penyelia", { kind: "functional", jobLevel: "Penyelia" }, "functionalSkilled", 58],
    ["level without a kind", { jobLevel: "madya" }, "functionalMiddle", 60],
    ["guru", { kind: "functional", title: "Guru Kelas" }, "teacher", 60],
    ["guru ahli utama is a teacher first", { jobFamily: "Guru", jobLevel: "Ahli Utama" }, "teacher", 60],
    ["dosen", { jobFamily: "dosen" }, "lecturer", 65],
    ["guru besar", { title: "Guru Besar" }, "professor", 70],
    ["guru besar among dosen, by title", { jobFamily: "Dosen", title: "Guru Besar" }, "professor", 70],
    ["guru besar among dosen, by level", { jobFamily: "dosen", jobLevel: "Guru Besar" }, "professor", 70],
    ["profesor by level", { kind: "functional", title: "Dosen", jobLevel: "Profesor" }, "professor", 70],
    ["dosen guru besar", { title: "Dosen Guru Besar" }, "professor", 70],
    ["a title goes before a family that says less", { jobFamily: "guru", title: "Guru Besar" }, "professor", 70],
    ["pengurus is no guru", { kind: "executing", title: "Pengurus Barang" }, "executing", 58],
    ["structural without an echelon", { kind: "structural" }, undefined, undefined],
    ["functional without a level", { kind: "functional" }, undefined, undefined],
    ["nothing known", {}, undefined, undefined],
  ])("%s", ([, traits, post, age]) => {
    expect(retirementPost(traits)).toBe(post);
    if (post !== undefined) expect(RETIREMENT_AGES[post].at(-1)!.value).toBe(age);
  });

  test("every age has a source; the day of retirement says that it is unverified", () => {
    for (const ages of Object.values(RETIREMENT_AGES)) {
      for (const { legalBasis, effectiveFrom } of ages) {
        expect(legalBasis).not.toBe("");
        expect(effectiveFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      }
    }
    expect(RETIREMENT_DAY[0]!.verified).toBe(false);
  });

  test.for<[string, number, string]>([
    ["1968-05-17", 58, "2026-06-01"],
    ["1968-05-01", 58, "2026-06-01"],
    ["1968-05-31", 58, "2026-06-01"],
    ["1967-12-31", 58, "2026-01-01"],
    ["1968-01-01", 58, "2026-02-01"],
    ["1964-02-29", 58, "2022-03-01"],
  ])("born %s, retiring at %i: %s", ([birthDate, age, on]) => {
    expect(retirementDate(birthDate, age)).toBe(on);
  });
});

const input: ScenarioInput = {
  asOf: "2026-01-01",
  agencies: [{ id: "a", name: "A" }],
  units: [
    { id: "u1", agencyId: "a", name: "U1" },
    { id: "u2", agencyId: "a", name: "U2" },
  ],
  positions: [
    { id: "clerk", unitId: "u1", title: "Clerk", kind: "executing", capacity: 9, required: 3, minimum: 2 },
    {
      id: "head",
      unitId: "u1",
      title: "Head",
      kind: "structural",
      capacity: 1,
      required: 1,
      minimum: 1,
      jobFamily: "lead",
    },
    { id: "teacher", unitId: "u2", title: "Guru", capacity: 9, required: 2, minimum: 1 },
    { id: "open", unitId: "u2", title: "Open", kind: "executing", capacity: 9, required: null, minimum: 1 },
  ],
  staff: [
    { id: "c1", positionId: "clerk", birthDate: "1968-05-17" }, // 2026-06-01
    { id: "c2", positionId: "clerk", birthDate: "1970-12-31" }, // 2029-01-01
    { id: "c3", positionId: "clerk" },
    { id: "h1", positionId: "head", birthDate: "1970-01-15" }, // echelon unknown: 58 assumed, 2028-02-01
    { id: "t1", positionId: "teacher", birthDate: "1965-11-30" }, // 60: 2025-12-01, past
    { id: "t2", positionId: "teacher", birthDate: "1980-01-01" },
    { id: "w1", positionId: null, birthDate: "1960-01-01" },
  ],
};

describe("a projection by hand", () => {
  const projection = projectStaffing(createScenario(input), {
    years: 3,
    growth: { positions: { clerk: 0.1 }, jobFamilies: { lead: 0.5 } },
    approved: [{ positionId: "clerk", year: 2 }],
  });
  const of = (id: string): (typeof projection.positions)[number] => projection.positions.find((row) => row.id === id)!;

  test("who retires, when and by which rule; the day itself counts", () => {
    expect(projection.retirements.map(({ staffId, on, age, basis }) => [staffId, on, age, basis])).toEqual([
      ["t1", "2025-12-01", 60, "rule"],
      ["c1", "2026-06-01", 58, "rule"],
      ["h1", "2028-02-01", 58, "assumed"],
      ["c2", "2029-01-01", 58, "rule"],
    ]);
  });

  test("years, need with growth, people with retirements and arrivals", () => {
    expect(of("clerk").years.map(({ on }) => on)).toEqual(["2026-01-01", "2027-01-01", "2028-01-01", "2029-01-01"]);
    expect(of("clerk").years.map(({ existing, retired, arrived }) => [existing, retired, arrived])).toEqual([
      [3, 0, 0],
      [2, 1, 0],
      [3, 1, 1],
      [2, 2, 1],
    ]);
    expect(of("clerk").years.map(({ required }) => Number(required!.toFixed(3)))).toEqual([3, 3.3, 3.63, 3.993]);
    expect(of("clerk").years[1]!.shortage).toBeCloseTo(1.3, 12);
    expect(of("head").years[1]!.required).toBe(1.5);
    expect(of("teacher").years[1]!.existing).toBe(1);
  });

  test("the year in which each falls below its floor", () => {
    expect(projection.positions.map(({ id, belowFloorFrom }) => [id, belowFloorFrom])).toEqual([
      ["clerk", null],
      ["head", 3],
      ["open", 0],
      ["teacher", null],
    ]);
    expect(projection.units.map(({ id, floor, belowFloorFrom }) => [id, floor, belowFloorFrom])).toEqual([
      ["u1", 3, 3],
      ["u2", 2, 0],
    ]);
    expect(projection.agencies[0]!.belowFloorFrom).toBe(0);
    expect(projection.totals.years.map(({ existing, belowFloor }) => [existing, belowFloor])).toEqual([
      [6, 1],
      [4, 1],
      [5, 1],
      [3, 2],
    ]);
  });

  test("what was assumed is said", () => {
    expect(projection.notices.map(({ code, path }) => [code, ...path])).toEqual([
      ["staffing/no-birth-date", "staff", "birthDate"],
      ["staffing/assumed-retirement-age", "positions"],
      ["staffing/past-retirement", "staff", 4, "birthDate"],
      ["staffing/unverified-retirement-day", "staff", "birthDate"],
    ]);
  });

  test("the caller's own retirement ages go first", () => {
    const own = projectStaffing(createScenario(input), { years: 5, retirementAges: { head: 60, clerk: 65 } });
    expect(own.retirements.map(({ staffId, basis }) => [staffId, basis])).toEqual([
      ["t1", "rule"],
      ["h1", "given"],
    ]);
  });
});

test("more people approved than a post may hold are counted, and that is said", () => {
  const approved = [
    { positionId: "clerk", people: 7, year: 1 },
    { positionId: "teacher", people: 2, year: 1 },
    { positionId: "clerk", people: 1, year: 3 },
  ];
  const { notices, positions } = projectStaffing(createScenario(input), { years: 3, approved });
  const full = notices.filter(({ code }) => code === "staffing/over-capacity");
  expect(positions.find(({ id }) => id === "clerk")!.years.map(({ existing }) => existing)).toEqual([3, 9, 9, 9]);
  expect(full).toEqual([]);
  const more = projectStaffing(createScenario(input), {
    years: 3,
    approved: [{ positionId: "clerk", people: 500, year: 2 }],
  });
  expect(more.notices.filter(({ code }) => code === "staffing/over-capacity")).toMatchObject([
    {
      path: ["options", "approved", 0],
      message: expect.stringContaining('502 people would hold "clerk" at the end of year 2'),
    },
  ]);
});

describe("the person's own family and level tell where the post has none", () => {
  const ageOf = (post: Partial<Position>, person: Partial<Staff>): readonly [age: number, basis: string] => {
    const scenario = createScenario({
      ...input,
      positions: [{ id: "p", unitId: "u1", title: "t", capacity: 1, required: 1, ...post }],
      staff: [{ id: "s", positionId: "p", birthDate: "1961-03-02", ...person }],
    });
    const [one] = projectStaffing(scenario, { years: 5 }).retirements;
    return [one!.age, one!.basis];
  };
  test.for<[string, Partial<Position>, Partial<Staff>, number, string]>([
    ["level of the person", { kind: "functional" }, { jobLevel: "Ahli Madya" }, 60, "rule"],
    ["family of the person", {}, { jobFamily: "Guru" }, 60, "rule"],
    ["dosen by the post, professor by the person", { jobFamily: "dosen" }, { jobLevel: "Guru Besar" }, 70, "rule"],
    ["the post's own level goes first", { jobLevel: "ahli muda" }, { jobLevel: "Ahli Utama" }, 58, "rule"],
    ["an echelon says enough", { echelon: "III.a" }, { jobFamily: "Guru" }, 58, "rule"],
    ["an executing post has no level", { kind: "executing" }, { jobLevel: "Ahli Utama" }, 58, "rule"],
    ["nobody says", {}, {}, 58, "assumed"],
  ])("%s", ([, post, person, age, basis]) => {
    const born = 2026 - age; // retires within the years looked at
    expect(ageOf(post, { ...person, birthDate: `${born}-03-02` })).toEqual([age, basis]);
  });
});

test("the 29th of February: the end of a year without one is the 28th", () => {
  const leap = createScenario({ ...input, asOf: "2028-02-29" });
  expect(projectStaffing(leap, { years: 4 }).totals.years.map(({ on }) => on)).toEqual([
    "2028-02-29",
    "2029-02-28",
    "2030-02-28",
    "2031-02-28",
    "2032-02-29",
  ]);
});

test("laws: groups add up to the totals; people only leave by retirement and come by approval; never NaN", () => {
  const birth = fc.option(
    fc.integer({ min: 1955, max: 1990 }).map((year) => `${year}-07-31`),
    { nil: undefined },
  );
  fc.assert(
    fc.property(
      smallScenario(),
      fc.array(birth, { minLength: 7, maxLength: 7 }),
      fc.double({ min: 0, max: 0.3, noNaN: true }),
      (random, births, growth) => {
        const staff = random.staff.map((person, k) =>
          births[k] === undefined ? person : { ...person, birthDate: births[k] },
        );
        const projection = projectStaffing(createScenario({ ...random, staff }), { growth });
        expect(JSON.parse(JSON.stringify(projection))).toEqual(projection);
        for (let year = 0; year <= 5; year++) {
          for (const rows of [projection.units, projection.agencies, projection.positions]) {
            for (const key of ["shortage", "surplus", "belowFloor"] as const) {
              const sum = rows.reduce((all, row) => all + row.years[year]![key], 0);
              expect(sum).toBeCloseTo(projection.totals.years[year]![key], 9);
            }
          }
          for (const { years } of projection.positions) {
            expect(years[year]!.existing).toBe(years[0]!.existing - years[year]!.retired + years[year]!.arrived);
            expect(years[year]!.existing).toBeGreaterThanOrEqual(0);
            if (year > 0 && years[year]!.required !== null) {
              expect(years[year]!.required!).toBeGreaterThanOrEqual(years[year - 1]!.required!);
            }
          }
        }
      },
    ),
  );
});
