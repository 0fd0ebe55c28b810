/** Tables and worked examples of the regulations and of public applications, cell by cell, boundaries included. */
import { describe, expect, test } from "vitest";
import {
  competencyStandard,
  competencyTest,
  type Expectation,
  inForce,
  jobPersonMatch,
  MATCH_BANDS,
  type MatchProfile,
  matchScore,
  performancePredicate,
  POTENTIAL_CUT_OFFS,
  type Predicate,
  predicatePoints,
  professionalismIndex,
  type ProfessionalismProfile,
  STANDARD_COMPETENCIES,
  TALENT_BOXES,
  TALENT_CUT_OFFS,
  talentBox,
  type TalentCutOffs,
  talentPool,
} from "../../src/merit/index.js";

describe("predicate of performance (PermenPANRB 6/2022)", () => {
  test.for<readonly [result: Expectation, conduct: Expectation, predicate: Predicate, points: number]>([
    ["above", "below", "Kurang", 40],
    ["above", "meets", "Baik", 80],
    ["above", "above", "Sangat Baik", 100],
    ["meets", "below", "Kurang", 40],
    ["meets", "meets", "Baik", 80],
    ["meets", "above", "Baik", 80],
    ["below", "below", "Sangat Kurang", 20],
    ["below", "meets", "Butuh Perbaikan", 60],
    ["below", "above", "Butuh Perbaikan", 60],
  ])("results %s, conduct %s: %s", ([result, conduct, predicate, points]) => {
    const found = performancePredicate(result, conduct);
    expect(found).toMatchObject({ predicate, points });
    expect(found.label.id).toBe(predicate);
    expect(found.basis.verified).toBe(false);
    expect(predicatePoints(predicate)).toBe(points);
  });

  test("says its ratings in both languages", () => {
    const { result, conduct } = performancePredicate("above", "below");
    expect(result).toEqual({ id: "di atas ekspektasi", en: "above expectation" });
    expect(conduct.id).toBe("di bawah ekspektasi");
  });
});

const sixtyEighty: TalentCutOffs = inForce(TALENT_CUT_OFFS.publicWorks).value;

describe("nine boxes (PermenPANRB 3/2020)", () => {
  test.for([
    [100, 100, 9],
    [100, 70, 7],
    [100, 40, 4],
    [70, 100, 8],
    [70, 70, 5],
    [70, 40, 2],
    [40, 100, 6],
    [40, 70, 3],
    [40, 40, 1],
    // Boundaries belong to the third that they begin; nothing falls between.
    [80, 93.47, 9],
    [79.99, 93.47, 8],
    [60, 60, 5],
    [59.99, 60, 3],
    [60, 59.99, 2],
    [60.5, 60.5, 5],
    [80, 80, 9],
    [80, 79.99, 7],
    [0, 0, 1],
  ] as const)("performance %f, potential %f: box %i", ([performance, potential, box]) => {
    expect(talentBox(performance, potential, sixtyEighty).box).toBe(box);
  });

  test("the value of a talent is half of each, cut to 100", () => {
    expect(talentBox(80, 70, sixtyEighty).talentValue).toBe(75);
    expect(talentBox(100, 90, sixtyEighty).talentValue).toBe(95);
    expect(talentBox(100, 115.1, sixtyEighty)).toMatchObject({ talentValue: 100, potential: { value: 100 }, box: 9 });
    expect(talentBox(70.1, 70.2, sixtyEighty).talentValue).toBe(70.15);
  });

  test("no figure is too small for a number", () => {
    expect(talentBox(5e-324, 50.5, sixtyEighty).talentValue).toBe(25.25);
    expect(talentBox(1e-200, 1e-200, sixtyEighty).talentValue).toBe(1e-200);
    expect(jobPersonMatch({ a: 5e-324, b: 3 }, { a: 3, b: 3 }, { use: "selection", cap: "none" })).toMatchObject({
      rating: 3,
      percent: 50,
    });
  });

  test("a predicate is a value of performance by its points", () => {
    expect(talentBox(predicatePoints("Baik"), 93.47, sixtyEighty).box).toBe(9);
    // With 60 and 80, "needs improvement" stands in the middle row: a trap that the cut-offs set, not the boxes.
    expect(talentBox(predicatePoints("Butuh Perbaikan"), 100, sixtyEighty).performance.third).toBe("middle");
  });

  test("other agencies cut otherwise", () => {
    const simata = inForce(TALENT_CUT_OFFS.simata).value;
    expect(talentBox(85, 77, simata).box).toBe(9);
    expect(talentBox(84.99, 77, simata).box).toBe(8);
    expect(talentBox(70, 68, simata).box).toBe(5);
    expect(talentBox(69.99, 67.99, simata).box).toBe(1);
    expect(POTENTIAL_CUT_OFFS.map(({ value }) => [value.middle, value.high])).toEqual([
      [46, 72],
      [61, 81],
      [78, 90],
    ]);
    for (const { value } of POTENTIAL_CUT_OFFS) {
      const cuts = { performance: sixtyEighty.performance, potential: value };
      expect(talentBox(80, value.high, cuts).box).toBe(9);
      expect(talentBox(80, value.high - 0.01, cuts).box).toBe(7);
      expect(talentBox(80, value.middle, cuts).box).toBe(7);
      expect(talentBox(80, value.middle - 0.01, cuts).box).toBe(4);
    }
  });

  test("boxes 4, 7 and 8 name rotation, 2, 3, 5 and 6 a post that suits; the pool is 7, 8 and 9", () => {
    const rules = inForce(TALENT_BOXES).value;
    const boxes = (holds: (one: (typeof rules)[number]) => boolean): number[] =>
      rules.filter(holds).map(({ box }) => box);
    expect(boxes(({ actions }) => actions.some(({ id }) => id.includes("rotasi")))).toEqual([8, 7, 4]);
    expect(boxes(({ rotation }) => rotation)).toEqual([8, 7, 4]);
    expect(boxes(({ actions }) => actions.some(({ id }) => id === "penempatan yang sesuai"))).toEqual([6, 5, 3, 2]);
    expect(boxes(({ pool }) => pool)).toEqual([9, 8, 7]);
    expect(talentBox(40, 40, sixtyEighty).actions[0]!.id).toBe("diproses sesuai ketentuan peraturan perundangan");
    expect(talentBox(100, 70, sixtyEighty).actions.map(({ en }) => en)).toContain("study assignment");
  });

  test("the pool is in order, and nobody without a value is put into box 1", () => {
    const pool = talentPool(
      [
        { id: "e", performance: 40, potential: 40 },
        { id: "d", performance: null, potential: 90 },
        { id: "c", performance: 90, potential: 70 },
        { id: "b", performance: 100, potential: 100 },
        { id: "a", performance: 90, potential: 70 },
        { id: "f", performance: 70, potential: 100 },
        { id: "g", performance: 100, potential: 40 },
      ],
      sixtyEighty,
    );
    expect(pool.pool).toEqual(["b", "f", "a", "c"]);
    expect(pool.rotation).toEqual(["f", "a", "c", "g"]);
    expect(pool.counts).toEqual({ 1: 1, 2: 0, 3: 0, 4: 1, 5: 0, 6: 0, 7: 2, 8: 1, 9: 1 });
    expect(pool.unplaced).toEqual([{ id: "d", missing: ["performance"] }]);
  });
});

describe("match score 65/20/15", () => {
  const profile: MatchProfile = {
    potential: 100,
    qualification: {
      education: "S2",
      field: 100,
      training: 100,
      experience: { length: 100, variety: 80, substance: 60 },
    },
    integrity: "never",
  };

  test("the worked example: 98.50", () => {
    const found = matchScore(profile);
    expect(found.score).toBe(98.5);
    expect(found.parts).toEqual([
      { part: "potential", weight: 65, points: 100, contribution: 65 },
      { part: "qualification", weight: 20, points: 92.5, contribution: 18.5 },
      { part: "integrity", weight: 15, points: 100, contribution: 15 },
    ]);
    expect(found).toMatchObject({ education: 90, experience: { length: 100, mean: 80 } });
  });

  test.for([
    [5, 100],
    [4.99, 80],
    [2, 80],
    [1.99, 60],
    [0, 60],
  ] as const)("%f years in post: %i points", ([years, length]) => {
    const experience = { years, variety: 80, substance: 60 };
    expect(matchScore({ ...profile, qualification: { ...profile.qualification, experience } }).experience.length).toBe(
      length,
    );
  });

  test.for([
    ["S2", 90],
    ["S1", 80],
    ["D4", 80],
    ["SLTA", 60],
  ] as const)("education %s: %i points; a level that is not listed has none", ([education, points]) => {
    expect(matchScore({ ...profile, qualification: { ...profile.qualification, education } }).education).toBe(points);
    expect(() => matchScore({ ...profile, qualification: { ...profile.qualification, education: "D3" } })).toThrow(
      "unknown-value",
    );
  });

  test.for([
    ["never", 100],
    ["light", 75],
    ["moderate", 50],
    ["severe", 25],
    ["serving", 0],
  ] as const)("integrity %s: %i points", ([integrity, points]) => {
    expect(matchScore({ ...profile, integrity }).parts[2]!.points).toBe(points);
  });

  test("thirds add up as they are printed", () => {
    const odd = matchScore({
      potential: 71.3,
      qualification: {
        education: 70,
        field: 33.3,
        training: 50,
        experience: { length: 10, variety: 20, substance: 70 },
      },
      integrity: 75,
    });
    const parts = odd.parts.reduce((sum, { contribution }) => sum + Math.round(contribution * 1e6), 0);
    expect(Math.round(odd.score * 1e6)).toBe(parts);
  });
});

describe("index of professionalism (IP-ASN)", () => {
  const administrator: ProfessionalismProfile = {
    post: "structural",
    education: "S2",
    training: { leadership: true, technicalHours: 20, seminar: true },
    performance: 88,
    discipline: "never",
  };
  const executing: ProfessionalismProfile = {
    ...administrator,
    post: "executing",
    education: "S1",
    training: { technicalHours: 20, seminar: true },
  };

  test("the worked examples: 90 and 85, both Tinggi", () => {
    expect(professionalismIndex(administrator)).toMatchObject({ index: 90, category: { id: "Tinggi" } });
    expect(professionalismIndex(executing)).toMatchObject({ index: 85, category: { id: "Tinggi" } });
  });

  test.for([
    ["S3", 25],
    ["S2", 20],
    ["S1", 15],
    ["D4", 15],
    ["D3", 10],
    ["D2", 5],
    ["D1", 5],
    ["SLTA", 5],
    ["SMA", 5],
    ["SMP", 1],
    ["SD", 1],
  ] as const)("education %s: %i", ([education, points]) => {
    expect(professionalismIndex({ ...executing, education }).items[0]!.points).toBe(points);
  });

  test.for([
    [100, 30],
    [91, 30],
    [90.5, 30],
    [90, 25],
    [76, 25],
    [75, 15],
    [61, 15],
    [60, 5],
    [51, 5],
    [50, 1],
    [0, 1],
    ["Sangat Baik", 30],
    ["Baik", 25],
    ["Butuh Perbaikan", 15],
    ["Kurang", 5],
    ["Sangat Kurang", 1],
    [null, 0],
  ] as const)("performance %s: %i", ([performance, points]) => {
    const { items, notices } = professionalismIndex({ ...executing, performance });
    expect(items.find(({ dimension }) => dimension === "performance")!.points).toBe(points);
    expect(notices.map(({ code }) => code)).toEqual(performance === null ? ["merit/no-performance"] : []);
  });

  test.for([
    ["never", 5],
    ["light", 3],
    ["moderate", 2],
    ["severe", 1],
  ] as const)("discipline %s: %i", ([discipline, points]) => {
    expect(professionalismIndex({ ...executing, discipline }).items.at(-1)!.points).toBe(points);
  });

  test("competence by kind of post, 40 at most; 20 hours count and 19 do not", () => {
    const competence = (profile: ProfessionalismProfile): number[] =>
      professionalismIndex(profile)
        .items.filter(({ dimension }) => dimension === "competence")
        .map(({ points }) => points);
    expect(competence(administrator)).toEqual([15, 15, 10]);
    expect(competence(executing)).toEqual([22.5, 17.5]);
    const functional: ProfessionalismProfile = {
      ...administrator,
      post: "functional",
      training: { functional: true, technicalHours: 19.5, seminar: false },
    };
    expect(competence(functional)).toEqual([15, 0, 0]);
  });

  test("categories: 90 is Tinggi, 92.5 Sangat Tinggi, 80 Sedang, 70 Rendah, 60 Sangat Rendah", () => {
    const of = (profile: Partial<ProfessionalismProfile>): readonly [number, string] => {
      const { index, category } = professionalismIndex({ ...administrator, ...profile });
      return [index, category.id];
    };
    expect(of({ education: "S3" })).toEqual([95, "Sangat Tinggi"]);
    expect(of({})).toEqual([90, "Tinggi"]);
    expect(of({ education: "D3" })).toEqual([80, "Sedang"]);
    expect(of({ education: "D3", performance: 75 })).toEqual([70, "Rendah"]);
    expect(of({ education: "D3", performance: 55 })).toEqual([60, "Sangat Rendah"]);
  });

  test("before 2023 the rule reads no predicates", () => {
    const asOf = "2020-06-01";
    expect(professionalismIndex(administrator, { asOf }).index).toBe(90);
    expect(() => professionalismIndex({ ...administrator, performance: "Baik" }, { asOf })).toThrow("no-predicates");
  });
});

describe("competency standard and job person match (PermenPAN 38/2017)", () => {
  const nine = inForce(STANDARD_COMPETENCIES).value.map(({ id }) => id);
  const standard = Object.fromEntries(nine.map((id) => [id, 3]));
  const rated = (...levels: readonly number[]): Record<string, number> =>
    Object.fromEntries(nine.map((id, k) => [id, levels[k]!]));
  const selection = { use: "selection", cap: "none" } as const;

  test("eight managerial competencies and one socio-cultural", () => {
    expect(nine).toHaveLength(9);
    expect(nine.at(-1)).toBe("Perekat bangsa");
    expect(inForce(STANDARD_COMPETENCIES).value.filter(({ kind }) => kind === "managerial")).toHaveLength(8);
    expect(competencyStandard("administrator").levels).toEqual(standard);
    expect(competencyStandard("administrator").basis.verified).toBe(false);
  });

  test.for([
    ["jptUtama", 5],
    ["jptMadya", 5],
    ["jptPratama", 4],
    ["administrator", 3],
    ["pengawas", 2],
    ["pelaksana", 1],
    ["ahliUtama", 5],
    ["ahliMadya", 4],
    ["ahliMuda", 3],
    ["ahliPertama", 2],
    ["penyelia", 3],
    ["mahir", 2],
    ["terampil", 1],
    ["pemula", 1],
  ] as const)("%s asks level %i", ([post, level]) => {
    expect(new Set(Object.values(competencyStandard(post).levels))).toEqual(new Set([level]));
  });

  test("the worked examples: 27 of 27, and 23 of 27", () => {
    expect(jobPersonMatch(rated(3, 3, 3, 2, 3, 3, 4, 3, 3), standard, selection)).toMatchObject({
      percent: 100,
      rating: 27,
      standard: 27,
      band: { id: "Memenuhi Syarat" },
    });
    const lower = rated(2, 3, 2, 3, 3, 2, 3, 3, 2);
    const found = jobPersonMatch(lower, standard, selection);
    expect(found.percent).toBeCloseTo(85.185185, 6);
    expect(found.band.id).toBe("Memenuhi Syarat");
    expect(found.competencies.map(({ gap }) => gap)).toEqual([-1, 0, -1, 0, 0, -1, 0, 0, -1]);
    expect(jobPersonMatch(lower, standard, { use: "mapping", cap: "none" }).band.id).toBe("Cukup Optimal");
  });

  test("a strength makes up for a gap, or not, or up to the standard", () => {
    const mixed = rated(5, 5, 5, 5, 5, 5, 5, 5, 1);
    expect(jobPersonMatch(mixed, standard, { use: "selection", cap: "none" }).percent).toBeCloseTo(151.851852, 6);
    expect(jobPersonMatch(mixed, standard, { use: "selection", cap: "total" }).percent).toBe(100);
    expect(jobPersonMatch(mixed, standard, { use: "selection", cap: "perItem" }).percent).toBeCloseTo(92.592593, 6);
  });

  test.for([
    ["selection", 80, "Memenuhi Syarat", "Masih Memenuhi Syarat"],
    ["selection", 68, "Masih Memenuhi Syarat", "Kurang Memenuhi Syarat"],
    ["mapping", 90, "Optimal", "Cukup Optimal"],
    ["mapping", 78, "Cukup Optimal", "Kurang Optimal"],
    ["rating", 85, "Sangat Baik", "Baik"],
    ["rating", 75, "Baik", "Kurang"],
    ["seniorRating", 91, "Sangat Baik", "Baik"],
    ["seniorRating", 85, "Baik", "Kurang"],
  ] as const)("%s: exactly %i % is %s, a hair less %s", ([use, from, at, below]) => {
    const standards = { a: 5 };
    const match = (percent: number): string =>
      jobPersonMatch({ a: percent / 20 }, standards, { use, cap: "none" }).band.id;
    expect(match(from)).toBe(at);
    expect(jobPersonMatch({ a: from / 20 - 1e-12 }, standards, { use, cap: "none" }).band.id).toBe(below);
    expect(MATCH_BANDS[use][0]!.verified).toBe(true);
  });

  test("a competency test weighs the parts by level and passes at 68", () => {
    expect(competencyTest(60, 80, "ahliMadya")).toMatchObject({ percent: 72, technicalWeight: 40, passed: true });
    expect(competencyTest(60, 80, "ahliMuda")).toMatchObject({ percent: 70, technicalWeight: 50, passed: true });
    expect(competencyTest(60, 80, "ahliPertama")).toMatchObject({ percent: 68, technicalWeight: 60, passed: true });
    expect(competencyTest(60, 79.99, "ahliPertama").passed).toBe(false);
  });
});
