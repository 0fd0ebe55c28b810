/** Laws of the sample city (`examples/make-sample.ts`): who relies on it relies on these. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { analyzeStaffing, createScenario, type Issue, type Scenario, type StaffingRow } from "imbang";
import {
  parseNip,
  readAttendedTrainingCsv,
  readCompetenciesCsv,
  readCoursesCsv,
  readIndicatorsCsv,
  readPositionsCsv,
  readSchoolsCsv,
  readStaffCsv,
  readUnitsCsv,
  readWisnCsv,
  readWorkloadCsv,
} from "imbang/csv";
import { abkNeeds, teachingNeed, wisnNeed } from "imbang/staffing";
import { COMPETENCY_STANDARDS, withStandards } from "../examples/competency-standards.js";
import {
  CITY_FILES,
  DEVELOPMENT_FILES,
  MERIT_FILES,
  PLANTED,
  SAMPLE_DAY,
  SAMPLE_SEED,
  sampleCity,
  type SampleFiles,
  STUDY_FILES,
} from "../examples/make-sample.js";

/** Reads the files of a city as example 01 does. */
function readCity(files: SampleFiles): { issues: Issue[]; notices: Issue[]; scenario: Scenario } {
  const units = readUnitsCsv(files["units.csv"]);
  const places = { units: units.rows, agencies: units.agencies };
  const positions = readPositionsCsv(files["positions.csv"], places);
  const staff = readStaffCsv(files["staff.csv"], { ...places, positions: positions.rows });
  const results = [units, positions, staff];
  return {
    issues: results.flatMap(({ issues }) => issues),
    notices: results.flatMap(({ notices }) => notices),
    scenario: createScenario({
      asOf: SAMPLE_DAY,
      agencies: units.agencies,
      units: units.rows,
      positions: positions.rows,
      staff: staff.rows,
    }),
  };
}

function countByCode(issues: readonly Issue[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of issues) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** People over need of several rows together. */
function staffed(rows: readonly StaffingRow[]): number {
  const sum = (key: "existing" | "required"): number => rows.reduce((total, row) => total + (row[key] ?? 0), 0);
  return sum("existing") / sum("required");
}

test("one seed, one city; another seed, another city", () => {
  const city = sampleCity();
  expect(sampleCity(SAMPLE_SEED)).toEqual(city);
  expect(sampleCity("another seed")["staff.csv"]).not.toBe(city["staff.csv"]);
});

test.for([...CITY_FILES, ...STUDY_FILES, ...MERIT_FILES, ...DEVELOPMENT_FILES])(
  "examples/data/%s is that city",
  (name) => {
    const kept = readFileSync(new URL(`../examples/data/${name}`, import.meta.url), "utf8");
    expect(kept === sampleCity()[name]).toBe(true); // no diff of a megabyte
  },
);

describe.for([SAMPLE_SEED, "1", "2"])("the city of the seed %s", (seed) => {
  const files = sampleCity(seed);
  const { issues, notices, scenario } = readCity(files);

  test("has the size that is promised", () => {
    expect(scenario.agencies).toHaveLength(14);
    expect(scenario.units).toHaveLength(60);
    expect(scenario.positions.length).toBeGreaterThan(430);
    expect(scenario.positions.length).toBeLessThan(470);
    expect(scenario.staff.length).toBeGreaterThan(2700);
    expect(scenario.staff.length).toBeLessThan(3200);
    expect(files["staff.csv"].length).toBeLessThan(1_200_000);
  });

  test("is read with the faults that were planted and no others", () => {
    expect(countByCode(issues)).toEqual(PLANTED.issues);
    expect(countByCode(notices)).toEqual(PLANTED.notices);
  });

  test("has studies of work that read without a word and name its posts", () => {
    const places = { units: scenario.units, positions: scenario.positions };
    const workload = readWorkloadCsv(files["workload.csv"], places);
    const wisn = readWisnCsv(files["wisn.csv"], places);
    const schools = readSchoolsCsv(files["schools.csv"]);
    for (const result of [workload, wisn, schools]) {
      expect([...result.issues, ...result.notices]).toEqual([]);
      expect(result.rowsRead).toBe(result.rows.length);
    }
    const needs = abkNeeds(workload.rows);
    expect(needs.length).toBeGreaterThan(55);
    expect(needs.length).toBeLessThan(70);
    const workingTime = { hoursPerYear: 1155, hoursPerDay: 4.375 };
    const found = [
      ...needs,
      ...wisn.studies.map(({ positionId, ...parts }) => ({ positionId, ...wisnNeed({ workingTime, ...parts }) })),
    ];
    // A study finds about what the list of positions says.
    for (const { positionId, required } of found) {
      const listed = scenario.positionById.get(positionId)!.required;
      if (listed !== null) expect(required / listed, positionId).toBeGreaterThan(0.6);
      if (listed !== null) expect(required / listed, positionId).toBeLessThan(1.5);
    }
    expect(wisn.studies.map(({ positionId }) => positionId)).toEqual(["PKM-MELATI/bidan", "PKM-MELATI/perawat"]);
    expect(schools.rows).toHaveLength(15);
    for (const { id, school } of schools.rows) {
      expect(scenario.unitById.has(id)).toBe(true);
      if (school.level === "SD") expect(teachingNeed(school).required).toBeGreaterThan(10);
    }
  });

  test("has figures of merit for everyone with a readable number, some of them empty", () => {
    const headings = ["KEHADIRAN (%)", "PENILAIAN ATASAN", "PENILAIAN DIRI", "POTENSI"];
    const indicators = headings.map((heading, k) => ({
      id: `i${k}`,
      headings: [heading],
      scale: { from: 0, to: 100 },
    }));
    const found = readIndicatorsCsv(files["indicators.csv"], { indicators });
    expect(found.issues).toEqual([]);
    expect(found.notices.map(({ code }) => code)).toEqual(["csv/unknown-columns"]);
    const rated = new Set(found.rows.map(({ id }) => id));
    expect(scenario.staff.filter(({ id }) => !rated.has(id))).toEqual([]);
    const share = (id: string): number =>
      found.rows.filter(({ values }) => values[id] === undefined).length / rated.size;
    expect(share("i0")).toBe(0);
    expect(share("i1")).toBeGreaterThan(0.005);
    expect(share("i1")).toBeLessThan(0.03);
    expect(share("i3")).toBeLessThan(0.06);
  });

  test("has courses, training on record and ratings that read without a word, for what its posts ask", () => {
    const asked = withStandards(scenario.positions).flatMap(({ requirements }) =>
      Object.keys(requirements?.competencies ?? {}),
    );
    const competencies = [...new Set(asked)];
    const courses = readCoursesCsv(files["courses.csv"], { competencies });
    const training = readAttendedTrainingCsv(files["training.csv"], { courses: courses.rows });
    const ratings = readCompetenciesCsv(files["competencies.csv"], { competencies });
    for (const { issues, notices } of [courses, training, ratings]) expect([...issues, ...notices]).toEqual([]);
    expect(courses.rows).toHaveLength(18);
    const ids = new Set(scenario.staff.map(({ id }) => id));
    // People whose rows were spoilt on purpose have numbers here too.
    for (const { rows } of [training, ratings]) {
      const unknown = new Set(rows.filter(({ staffId }) => !ids.has(staffId)).map(({ staffId }) => staffId));
      expect(unknown.size).toBeLessThan(10);
    }
    const titles = new Set(scenario.positions.map(({ title }) => title));
    for (const title of Object.keys(COMPETENCY_STANDARDS)) expect(titles).toContain(title);
    const trained = new Set(training.rows.map(({ staffId }) => staffId));
    expect(trained.size / ids.size).toBeGreaterThan(0.4);
    expect(trained.size / ids.size).toBeLessThan(0.6);
  });

  test("has valid employee numbers, used once, beyond those of real people", () => {
    const ids = scenario.staff.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      const nip = parseNip(id);
      expect(nip).toMatchObject({ nip: id, unusualAge: false });
      expect(nip.kind !== "invalid" && Number(nip.sequence) > 900).toBe(true);
    }
  });

  test("holds nothing that belongs to a person", () => {
    const [head, ...rows] = files["staff.csv"]
      .trimEnd()
      .split("\n")
      .map((line) => line.split(";"));
    const cells = (heading: string): Set<string> => new Set(rows.map((row) => row[head!.indexOf(heading)]!));
    expect([...cells("NIK")]).toEqual([`'${"0".repeat(16)}`]);
    expect([...cells("AGAMA NAMA")]).toEqual(["contoh"]);
    for (const name of cells("NAMA")) expect(name).toMatch(/^Pegawai \d{4}$/);
  });

  test("is fuller at the centre than at the edge, and has too many in offices", () => {
    const { units, positions } = analyzeStaffing(scenario);
    const of = (prefix: string): number => staffed(units.filter(({ id }) => id.startsWith(prefix)));
    expect(of("SETDA")).toBeGreaterThan(1.1);
    expect(of("KEL-")).toBeLessThan(0.85);
    expect(of("PKM-MELATI") - of("PKM-FLAMBOYAN")).toBeGreaterThan(0.25);
    expect(of("SD-NEGERI-1-MELATI") - of("SD-NEGERI-1-FLAMBOYAN")).toBeGreaterThan(0.25);
    const auditors = positions.filter(({ id }) => id === "INSPEKTORAT/auditor" || id === "RSUD/spesialis");
    expect(staffed(auditors)).toBeLessThan(0.85);
    const all = positions.filter(({ required }) => required !== null);
    expect(staffed(all)).toBeGreaterThan(0.95);
    expect(staffed(all)).toBeLessThan(1.08);
  });

  test("has vacant, unstudied and over-full posts, and people of every status", () => {
    const { positions } = analyzeStaffing(scenario);
    const notices = countByCode(scenario.notices);
    expect(positions.filter(({ ratio }) => ratio === 0).length).toBeGreaterThanOrEqual(10);
    expect(notices["scenario/not-studied"]).toBe(12);
    expect(notices["scenario/over-capacity"]).toBeGreaterThanOrEqual(6);
    expect(scenario.units.filter(({ location }) => location === undefined)).toHaveLength(1);
    for (const status of ["PNS", "PPPK", "CPNS"] as const) {
      expect(scenario.staff.filter((person) => person.status === status).length).toBeGreaterThan(20);
    }
    expect(scenario.staff.filter(({ fixed }) => fixed === true).length).toBeGreaterThan(60);
    expect(scenario.staff.filter(({ grade, education }) => grade === undefined || education === undefined)).not.toEqual(
      [],
    );
  });
});
