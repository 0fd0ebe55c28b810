/** Mentoring: brute force, laws, floors, reasons and the door. */
import * as fc from "fast-check";
import { readFileSync } from "node:fs";
import {
  createScenario,
  EngineError,
  planTransfers,
  type Position,
  type Scenario,
  ScenarioError,
  type ScenarioInput,
  type Staff,
} from "imbang";
import { readPositionsCsv, readStaffCsv, readUnitsCsv } from "imbang/csv";
import { describe, expect, test } from "vitest";
import { type Candidates, candidatesOf } from "../../src/development/mentors/candidates.js";
import { lotteryOf } from "../../src/development/mentors/lottery.js";
import { matchMentors } from "../../src/development/mentors/match-mentors.js";
import { collectPairs, MOST_PAIRS } from "../../src/development/mentors/pair-columns.js";
import { readMentoringOptions } from "../../src/development/mentors/read-options.js";
import { solveMentoring } from "../../src/development/mentors/solve.js";
import type { Mentoring, MentoringOptions, MentorPair } from "../../src/development/mentors/types.js";
import { verifyMentoring } from "../../src/development/mentors/verify-mentoring.js";
import { pairJudge, peopleOf } from "../../src/development/mentors/who-may.js";
import { bruteMentoring } from "./mentors-brute-force.js";
import { type ChosenOptions, type MentoringCase, mentoringCase, smallOptions } from "./mentors-cases.js";

/** Options of a case. */
function optionsOf({ input, placeOf }: MentoringCase, { places, ...rest }: ChosenOptions) {
  const capacity = Object.fromEntries(input.staff.map(({ id }, k) => [id, places[k % places.length]!]));
  const placements = input.staff.map(({ id }) => ({ staffId: id, positionId: placeOf[id]! }));
  return { ...rest, capacity, plan: { placements } };
}

const mentorsIn = ({ pairs, unmatched }: Mentoring): Record<string, string | null> =>
  Object.fromEntries([
    ...pairs.map(({ menteeId, mentorId }) => [menteeId, mentorId] as const),
    ...unmatched.map(({ menteeId }) => [menteeId, null] as const),
  ]);

const valuesIn = ({ levels }: Mentoring): number[] => levels.slice(0, 5).map(({ value }) => value);

describe("brute force", () => {
  test("every value, the pairs and the counts of reasons are those of trying everything", () => {
    fc.assert(
      fc.property(
        mentoringCase(),
        smallOptions,
        fc.constantFrom<("gaps" | "movers" | "all")[]>("gaps", "movers", "all"),
        (small, chosen, who) => {
          const { input, placeOf } = small;
          const scenario = createScenario(input);
          const ids = input.staff.map(({ id }) => id);
          const mentees = who === "all" ? ids.slice(0, 4) : who;
          const options = optionsOf(small, chosen);
          const mentoring = matchMentors(scenario, { ...options, mentees });
          const found = mentorsIn(mentoring);
          const asked =
            who === "all"
              ? ids.slice(0, 4)
              : input.staff
                  .filter(({ id, positionId, competencies }) => {
                    const post = input.positions.find((each) => each.id === placeOf[id]);
                    if (post === undefined) return false;
                    if (who === "movers") return post.id !== positionId;
                    return Object.entries(post.requirements?.competencies ?? {}).some(
                      ([name, level]) => competencies?.[name] !== undefined && competencies[name]! < level,
                    );
                  })
                  .map(({ id }) => id);
          expect(Object.keys(found).sort()).toEqual([...asked].sort());
          const brute = bruteMentoring(input, placeOf, asked, options);
          expect(valuesIn(mentoring)).toEqual(brute.values);
          expect(brute.best).toContainEqual(found);
          const drawn = (mentors: Readonly<Record<string, string | null>>): number =>
            asked.reduce((sum, id) => sum + lotteryOf(options.seed, 0)(id, mentors[id] ?? ""), 0);
          expect(drawn(found)).toBe(Math.min(...brute.best.map(drawn)));
          for (const { menteeId, reasons, text } of mentoring.unmatched) {
            const counts: Record<string, number> = {};
            for (const barrier of Object.values(brute.verdicts[menteeId]!))
              counts[barrier] = (counts[barrier] ?? 0) + 1;
            expect(Object.fromEntries(reasons.map(({ condition, count }) => [condition, count]))).toEqual(counts);
            expect(text.id).not.toBe(text.en);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("laws", () => {
  test("the order of the records changes nothing, certificate included", () => {
    fc.assert(
      fc.property(
        mentoringCase({ people: 9 }).chain((small) =>
          fc.record({
            small: fc.constant(small),
            shuffled: fc.record({
              units: fc.shuffledSubarray([...small.input.units], { minLength: 4 }),
              positions: fc.shuffledSubarray([...small.input.positions], { minLength: 4 }),
              staff: fc.shuffledSubarray([...small.input.staff], { minLength: small.input.staff.length }),
            }),
          }),
        ),
        smallOptions,
        ({ small, shuffled }, chosen) => {
          const options = optionsOf(small, chosen);
          const mentoring = matchMentors(createScenario(small.input), { ...options, mentees: "gaps" });
          const placements = [...options.plan.placements].reverse();
          const other = matchMentors(createScenario({ ...small.input, ...shuffled }), {
            ...options,
            mentees: "gaps",
            plan: { placements },
          });
          expect(other).toEqual(mentoring);
          expect(JSON.parse(JSON.stringify(mentoring))).toEqual(mentoring);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("new ids change no value but that of the lottery; nor does another seed, without the floor", () => {
    fc.assert(
      fc.property(mentoringCase({ people: 9 }), smallOptions, (small, { seed, ...chosen }) => {
        const options = optionsOf(small, { ...chosen, seed, keepSeniors: 0 });
        const renamed = { ...small.input, staff: small.input.staff.map((one) => ({ ...one, id: `x${one.id}` })) };
        const values = valuesIn(matchMentors(createScenario(small.input), options));
        const other = matchMentors(createScenario(renamed), {
          ...options,
          capacity: Object.fromEntries(Object.entries(options.capacity).map(([id, places]) => [`x${id}`, places])),
          plan: { placements: options.plan.placements.map((one) => ({ ...one, staffId: `x${one.staffId}` })) },
        });
        expect(valuesIn(other)).toEqual(values);
        expect(valuesIn(matchMentors(createScenario(small.input), { ...options, seed: 7 }))).toEqual(values);
      }),
      { numRuns: 40 },
    );
  });

  test("one more mentor, one more place or a farther reach never hurts; a higher floor never helps", () => {
    fc.assert(
      fc.property(mentoringCase({ people: 9 }), smallOptions, fc.nat(8), (small, chosen, pick) => {
        const scenario = createScenario(small.input);
        const options = { ...optionsOf(small, chosen), mentees: "gaps" as const, keepSeniors: 0 };
        const before = matchMentors(scenario, options);
        const better = (other: Mentoring): void => {
          const [now, then] = [valuesIn(other), valuesIn(before)];
          const k = now.findIndex((value, level) => value !== then[level]);
          expect(k < 0 || now[k]! < then[k]!).toBe(true);
        };
        const { id } = small.input.staff[pick % small.input.staff.length]!;
        better(
          matchMentors(scenario, { ...options, capacity: { ...options.capacity, [id]: options.capacity[id]! + 1 } }),
        );
        better(matchMentors(scenario, { ...options, reach: "agency" }));
        const arrival = {
          ...small.input.staff[0]!,
          id: "new",
          positionId: "p0",
          competencies: { Integritas: 5 as const },
        };
        const staff = [...small.input.staff, { ...arrival, grade: "III/b" as const }];
        const placements = [...options.plan.placements, { staffId: "new", positionId: "p0" }];
        better(matchMentors(createScenario({ ...small.input, staff }), { ...options, plan: { placements } }));
        const unmentored = ({ levels }: Mentoring): number => levels[0]!.value;
        const free = unmentored(before);
        const kept = unmentored(matchMentors(scenario, { ...options, keepSeniors: 1 }));
        expect(kept).toBeGreaterThanOrEqual(free);
        expect(unmentored(matchMentors(scenario, { ...options, keepSeniors: 9 }))).toBeGreaterThanOrEqual(kept);
      }),
      { numRuns: 40 },
    );
  });
});

test("a mentee who is not there changes nobody's mentor", () => {
  const away: Partial<Staff>[] = [
    { active: false },
    { studyLeaveUntil: "2030-01-01" },
    { birthDate: "1950-01-01" }, // at 70 long ago
    { positionId: null },
  ];
  fc.assert(
    fc.property(mentoringCase(), smallOptions, fc.constantFrom(...away), (small, chosen, record) => {
      const options = optionsOf(small, chosen);
      const mentees = small.input.staff.slice(0, 4).map(({ id }) => id);
      const one = { id: "x", positionId: "p0", grade: "III/a" as const, competencies: { Integritas: 1 as const } };
      const input = { ...small.input, staff: [...small.input.staff, { ...one, ...record }] };
      const positionId = record.positionId === undefined ? "p0" : null;
      const plan = { placements: [...options.plan.placements, { staffId: "x", positionId }] };
      const before = matchMentors(createScenario(small.input), { ...options, mentees });
      const after = matchMentors(createScenario(input), { ...options, plan, mentees: [...mentees, "x"] });
      expect(after.pairs).toEqual(before.pairs);
      expect(after.unmatched.at(-1)).toMatchObject({ menteeId: "x", reasons: [{ count: small.input.staff.length }] });
    }),
    { numRuns: 60 },
  );
});

/** A division above two sections. Nothing is in anybody's way. */
function division(staff: readonly Partial<Staff>[], change: Partial<ScenarioInput> = {}): ScenarioInput {
  const competencies = { Integritas: 3, Komunikasi: 4 } as const;
  return {
    asOf: "2026-01-01",
    agencies: [{ id: "a", name: "Dinas" }],
    units: [
      { id: "bidang", agencyId: "a", name: "Bidang" },
      { id: "seksi-1", agencyId: "a", parentUnitId: "bidang", name: "Seksi 1" },
      { id: "seksi-2", agencyId: "a", parentUnitId: "bidang", name: "Seksi 2" },
    ],
    positions: [
      { id: "kabid", unitId: "bidang", title: "Kepala Bidang", kind: "structural", echelon: "III.b" },
      { id: "analis-1", unitId: "seksi-1", title: "Analis", kind: "executing", requirements: { competencies } },
      { id: "analis-2", unitId: "seksi-2", title: "Analis", kind: "executing", requirements: { competencies } },
      { id: "arsip-1", unitId: "seksi-1", title: "Arsiparis", kind: "executing" },
      { id: "arsip-2", unitId: "seksi-2", title: "Arsiparis", kind: "executing" },
    ].map((post) => ({ ...post, capacity: 5, required: 2 }) as Position),
    staff: staff.map((person, k) => ({
      id: `s${k}`,
      positionId: "analis-1",
      grade: "III/b",
      birthDate: "1985-05-05",
      discipline: [],
      studyLeaveUntil: null,
      positionSince: "2020-01-01",
      ...person,
    })),
    ...change,
  };
}

const JUNIOR: Partial<Staff> = { grade: "III/a", competencies: { Integritas: 2, Komunikasi: 2 } };
const SENIOR: Partial<Staff> = { grade: "III/c", competencies: { Integritas: 5, Komunikasi: 3 } };

describe("a division", () => {
  test("a pair says what it is worth, in both languages", () => {
    const { pairs, levels, mentors, unmatched } = matchMentors(createScenario(division([JUNIOR, SENIOR])));
    expect(pairs).toEqual([
      {
        menteeId: "s0",
        mentorId: "s1",
        basis: "competency",
        competencies: [
          { competency: "Integritas", from: 2, to: 3, required: 3 },
          { competency: "Komunikasi", from: 2, to: 3, required: 4 },
        ],
        gapClosed: 2,
        gapLeft: 1,
        relation: "sameUnit",
        gradeDistance: 2,
        checks: [],
        text: {
          id: "s1 mendampingi s0 selama 6 bulan: Integritas dari tingkat 2 ke 3 (disyaratkan 3), Komunikasi dari tingkat 2 ke 3 (disyaratkan 4); unit yang sama; golongan mentor 2 tingkat di atas",
          en: "s1 mentors s0 for 6 months: Integritas from level 2 to 3 (3 required), Komunikasi from level 2 to 3 (4 required); the same unit; the mentor's grade is 2 steps higher",
        },
      },
    ]);
    expect(levels.slice(0, 5).map(({ name, value }) => [name, value])).toEqual([
      ["unmentored", 1],
      ["openGap", 2], // one of the junior, one of the senior, who is short of Komunikasi as well and has nobody
      ["nearness", 0],
      ["gradeDistance", 2],
      ["sharedMentors", 0],
    ]);
    expect(mentors).toEqual([{ mentorId: "s1", load: 1, capacity: 2, kept: true }]);
    expect(unmatched).toEqual([
      {
        menteeId: "s1",
        gap: 1,
        reasons: [
          {
            condition: "lowerGrade",
            count: 1,
            text: {
              id: "1 orang bergolongan lebih rendah dari peserta",
              en: "1 person has a lower grade than the mentee",
            },
          },
        ],
        text: {
          id: "tidak ada mentor untuk s1: 1 orang bergolongan lebih rendah dari peserta",
          en: "there is no mentor for s1: 1 person has a lower grade than the mentee",
        },
      },
    ]);
  });

  test("the floor: no unit lends out its last senior", () => {
    const staff = [
      { ...JUNIOR, positionId: "analis-2" },
      { ...SENIOR, grade: "III/c" as const },
      { ...SENIOR, grade: "III/d" as const, studyLeaveUntil: "2027-01-01" }, // is not there, and does not fill the floor
    ];
    const lent = (keepSeniors: number, more: readonly Partial<Staff>[] = []): string[] =>
      matchMentors(createScenario(division([...staff, ...more])), { keepSeniors, mentees: ["s0"] }).pairs.map(
        ({ mentorId }) => mentorId,
      );
    expect(lent(0)).toEqual(["s1"]);
    expect(lent(1)).toEqual([]);
    expect(lent(1, [{ ...SENIOR, grade: "III/b" }])).toEqual(["s3"]); // the higher grade stays
    expect(lent(1, [{ ...SENIOR, positionSince: "2015-01-01" }])).toEqual(["s1"]); // who is longer in the job stays
    expect(lent(2, [{ ...SENIOR, grade: "III/b" }])).toEqual([]);
  });

  test("without ratings experience in the same job counts, and is called so", () => {
    const staff = [
      { positionId: "arsip-1", positionSince: "2024-01-01" },
      { positionId: "arsip-1", positionSince: "2019-01-01" },
      { positionId: "kabid", grade: "III/d" as const, positionSince: "2010-01-01" },
    ];
    const { pairs, unmatched } = matchMentors(createScenario(division(staff)), { mentees: ["s0", "s1"] });
    expect(pairs).toMatchObject([{ menteeId: "s0", mentorId: "s1", basis: "experience", gapClosed: 0, checks: [] }]);
    expect(unmatched[0]!.reasons.map(({ condition, count }) => [condition, count])).toEqual([
      ["keptForOwnUnit", 1],
      ["notLonger", 1],
    ]);
  });

  test("what is not known is a check and a notice, or bars", () => {
    const unknown = division([JUNIOR, SENIOR]);
    const staff = unknown.staff.map(({ id, positionId, competencies }) => ({
      id,
      positionId,
      competencies: competencies!,
    }));
    const scenario = createScenario({ ...unknown, staff });
    const { pairs, notices } = matchMentors(scenario, { mentees: ["s0"] });
    expect(pairs[0]!.gradeDistance).toBeNull();
    expect(pairs[0]!.checks.map(({ rule }) => rule)).toEqual([
      "studyLeave",
      "discipline",
      "retirement",
      "menteeStudyLeave",
      "menteeRetirement",
      "grade",
    ]);
    expect(notices.map(({ path }) => path[1])).toEqual([
      "discipline",
      "grade",
      "menteeRetirement",
      "menteeStudyLeave",
      "retirement",
      "studyLeave",
    ]);
    const { unmatched } = matchMentors(scenario, { mentees: ["s0"], unknown: "forbid" });
    expect(unmatched[0]!.reasons.map(({ condition }) => condition)).toEqual(["menteeUndecided"]);
    const known = { studyLeaveUntil: null, birthDate: "1985-05-05" };
    const other = createScenario({ ...unknown, staff: [{ ...staff[0]!, ...known }, staff[1]!] });
    expect(matchMentors(other, { mentees: ["s0"], unknown: "forbid" }).unmatched[0]!.reasons).toMatchObject([
      { condition: "undecided", count: 1 },
    ]);
  });

  test.each([
    ["menteeNotActive", { active: false }],
    ["menteeStudyLeave", { studyLeaveUntil: "2026-07-01" }],
    ["menteeRetiring", { birthDate: "1968-05-31" }], // at 58 on 1 June 2026
    ["menteeWithoutPost", { positionId: null }],
  ] as const)("who is not there to be mentored takes no place from colleagues: %s", (condition, record) => {
    const scenario = createScenario(division([{ ...JUNIOR, ...record }, JUNIOR, SENIOR]));
    const mentoring = matchMentors(scenario, { mentees: ["s0", "s1"], capacity: 1 });
    expect(mentoring.pairs.map(({ menteeId, mentorId }) => [menteeId, mentorId])).toEqual([["s1", "s2"]]);
    expect(mentoring.unmatched).toMatchObject([{ menteeId: "s0", reasons: [{ condition, count: 2 }] }]);
    const { id, en } = mentoring.unmatched[0]!.text;
    expect([id, en]).toEqual([expect.stringContaining("peserta"), expect.stringContaining("the mentee")]);
  });

  test("who is back from a leave, or retires, when the mentoring is over gets a mentor", () => {
    for (const record of [{ studyLeaveUntil: "2026-06-30" }, { birthDate: "1968-06-01" }]) {
      const scenario = createScenario(division([{ ...JUNIOR, ...record }, SENIOR]));
      expect(matchMentors(scenario, { mentees: ["s0"] }).pairs).toMatchObject([{ menteeId: "s0", checks: [] }]);
    }
  });

  test("capacity: for all, by id, by function", () => {
    const scenario = createScenario(division([JUNIOR, JUNIOR, JUNIOR, SENIOR, { ...SENIOR, grade: "III/d" }]));
    const loads = (capacity?: MentoringOptions["capacity"]): number[] =>
      matchMentors(scenario, {
        mentees: ["s0", "s1", "s2"],
        ...(capacity === undefined ? {} : { capacity }),
      }).mentors.map(({ load }) => load);
    expect(loads()).toEqual([2, 1]); // the nearer grade first
    expect(loads(3)).toEqual([3, 0]);
    expect(loads({ s3: 1 })).toEqual([1, 2]);
    expect(loads(new Map([["s3", 0]]))).toEqual([2]);
    expect(loads((id) => (id === "s3" ? 1 : 1))).toEqual([1, 1]);
  });
});

describe("after a plan", () => {
  test("who moves gets a mentor where the plan puts him or her; who leaves mentors nobody", () => {
    const input = division([
      { ...JUNIOR, positionId: "analis-1" },
      { ...SENIOR, positionId: "analis-2" },
      { ...SENIOR, positionId: "analis-2", positionSince: "2022-01-01" },
      { ...SENIOR, positionId: "analis-1" },
      { positionId: null },
    ]);
    const placements = [
      { staffId: "s0", positionId: "analis-2" },
      { staffId: "s1", positionId: "analis-2" },
      { staffId: "s2", positionId: "arsip-1" },
      { staffId: "s3", positionId: "arsip-1" }, // another post in the same unit: stays with its people
      { staffId: "s4", positionId: "arsip-1" },
    ];
    const { pairs, unmatched, settings } = matchMentors(createScenario(input), { plan: { placements } });
    expect(settings.mentees).toBe("movers");
    expect(pairs.map(({ menteeId, mentorId, basis }) => [menteeId, mentorId, basis])).toEqual([
      ["s0", "s1", "competency"],
    ]);
    expect(unmatched.map(({ menteeId, reasons }) => [menteeId, reasons[0]!.condition])).toEqual([
      ["s2", "changesUnit"],
      ["s3", "changesUnit"],
      ["s4", "changesUnit"],
    ]);
  });

  test("every mover of the sample city gets a mentor or a stated reason", async () => {
    const scenario = sampleCity();
    const plan = await planTransfers(scenario);
    if (plan.status !== "optimal") throw new Error(plan.status);
    expect(plan.transfers.length).toBeGreaterThan(10);
    const { pairs, unmatched } = matchMentors(scenario, { plan });
    const all = [...pairs, ...unmatched].map(({ menteeId }) => menteeId);
    expect(all.sort()).toEqual(plan.transfers.map(({ staffId }) => staffId).sort());
    expect(pairs.length).toBeGreaterThan(4 * unmatched.length);
    for (const { reasons } of unmatched) {
      expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(scenario.staff.length - 1);
    }
  });
});

describe("the door", () => {
  const scenario = createScenario(division([JUNIOR, SENIOR]));

  test("everything that is wrong is said at once", () => {
    const options = {
      menties: "gaps",
      mentees: ["s0", "s0", "s9", 7],
      reach: "neighbors",
      maximumGradeDistance: -1,
      months: 0.5,
      capacity: { s1: "2", s8: 1 },
      keepSeniors: Infinity,
      unknown: "maybe",
      seed: 0.5,
      plan: {
        placements: [
          { staffId: "s0", positionId: "kabid" },
          { staffId: "s0", positionId: null },
          { staffId: "s7", positionId: "kabit" },
          null,
        ],
      },
    };
    expect(issuesOf(() => matchMentors(scenario, options as never))).toEqual([
      ["development/unknown-key", "options.menties"],
      ["development/person-twice", "options.plan.placements.1"],
      ["development/unknown-id", "options.plan.placements.2.staffId"],
      ["development/unknown-id", "options.plan.placements.2.positionId"],
      ["development/wrong-type", "options.plan.placements.3"],
      ["development/person-twice", "options.mentees.1"],
      ["development/unknown-id", "options.mentees.2"],
      ["development/wrong-type", "options.mentees.3"],
      ["development/unknown-value", "options.reach"],
      ["development/out-of-range", "options.maximumGradeDistance"],
      ["development/out-of-range", "options.months"],
      ["development/not-a-number", "options.keepSeniors"],
      ["development/unknown-value", "options.unknown"],
      ["development/wrong-type", "options.capacity.s1"],
      ["development/unknown-id", "options.capacity.s8"],
      ["development/wrong-type", "options.seed"],
    ]);
  });

  test("plans that place nobody, or not everybody, are refused; movers need a plan", () => {
    expect(issuesOf(() => matchMentors(scenario, { mentees: "movers" }))).toEqual([
      ["development/plan-needed", "options.mentees"],
    ]);
    expect(issuesOf(() => matchMentors(scenario, { plan: { status: "noPlanFound" } as never }))).toEqual([
      ["development/no-placements", "options.plan"],
    ]);
    const placements = [{ staffId: "s0", positionId: "kabid" }];
    expect(issuesOf(() => matchMentors(scenario, { plan: { placements } }))).toEqual([
      ["development/missing-person", "options.plan.placements"],
    ]);
    expect(issuesOf(() => matchMentors({} as never))).toEqual([["scenario/not-created", "scenario"]]);
    expect(issuesOf(() => matchMentors(scenario, null as never))).toEqual([["development/wrong-type", "options"]]);
    expect(issuesOf(() => matchMentors(scenario, { capacity: () => 0.5 })).map(([code]) => code)).toEqual([
      "development/out-of-range",
      "development/out-of-range",
    ]);
  });

  test("lists that are much too long, or hold nothing, are one issue; what fails to be read is one too", () => {
    const issues = (options: unknown) => issuesOf(() => matchMentors(scenario, options as MentoringOptions));
    const holes = Array.from({ length: 2 });
    holes.length = 3_000_000;
    delete holes[0];
    delete holes[1];
    expect(issues({ mentees: holes })).toEqual([["development/too-many", "options.mentees"]]);
    expect(issues({ plan: { placements: holes } })).toEqual([["development/too-many", "options.plan.placements"]]);
    const strangers = new Map(Array.from({ length: 2000 }, (_, k) => [`x${k}`, 1]));
    expect(issues({ capacity: strangers })).toEqual([["development/too-many", "options.capacity"]]);
    holes.length = 900;
    expect(issues({ mentees: holes })).toEqual([["development/missing-value", "options.mentees.0"]]);
    const failing = Object.defineProperty({}, "placements", {
      enumerable: true,
      get: () => {
        throw new Error("no");
      },
    });
    expect(issues({ plan: failing }).map(([, path]) => path)).toContain("options.plan");
    expect(issues(Object.create({ months: 0 }))).toEqual([]); // what hangs on a prototype is no option
  });

  test("nobody to mentor is an answer", () => {
    const placements = scenario.staff.map(({ id, positionId }) => ({ staffId: id, positionId }));
    const { pairs, unmatched, notices } = matchMentors(scenario, { plan: { placements } });
    expect([pairs, unmatched]).toEqual([[], []]);
    expect(notices.map(({ code }) => code)).toEqual(["development/no-mentees"]);
  });
});

/** Code and path of every issue of the error that a call throws. */
function issuesOf(call: () => unknown): (readonly [string, string])[] {
  try {
    call();
  } catch (error) {
    if (error instanceof ScenarioError) return error.issues.map(({ code, path }) => [code, path.join(".")] as const);
    throw error;
  }
  return [];
}

describe("too many pairs", () => {
  const people = [JUNIOR, JUNIOR, JUNIOR, SENIOR, SENIOR];

  test("columns grow as far as they may, and say when they are full", () => {
    const pairs = collectPairs(3000);
    for (let k = 0; k < 3000; k++) pairs.add(k, 2 * k, k % 3, k % 17);
    expect([pairs.count, pairs.isTooFull]).toEqual([3000, false]);
    const { person, closes, away, steps } = pairs.columns();
    expect([person.length, person[2999], closes[2999], away[2999], steps[2999]]).toEqual([3000, 2999, 5998, 2, 7]);
    pairs.add(0, 0, 0, 0);
    pairs.add(0, 0, 0, 0);
    expect([pairs.count, pairs.isTooFull, pairs.columns().person.length]).toEqual([3001, true, 3000]);
  });

  test("are refused where they are collected, with what to do instead", () => {
    const scenario = createScenario(division(people));
    const settings = readMentoringOptions(scenario, { mentees: ["s0", "s1", "s2"] });
    const found = peopleOf(scenario, settings);
    const candidates = (most: number) => candidatesOf(found, [0, 1, 2], pairJudge(found, [0, 1, 2], settings), 4, most);
    expect(candidates(6).mentor.length).toBe(6);
    expect(issuesOf(() => candidates(5))).toEqual([["development/too-many-pairs", "options.reach"]]);
    expect(() => candidates(5)).toThrow('reach: "unit"');
  });

  test("a division of thousands is refused by the call, and by the check of an answer", () => {
    const junior = Math.ceil(Math.sqrt(MOST_PAIRS)) + 1;
    const many = Array.from({ length: 2 * junior }, (_, k) => (k < junior ? JUNIOR : SENIOR));
    const input = division(many);
    const positions = input.positions.map((post) => ({ ...post, capacity: many.length }));
    const scenario = createScenario({ ...input, positions });
    const mentees = scenario.staff.slice(0, junior).map(({ id }) => id);
    expect(issuesOf(() => matchMentors(scenario, { mentees }))).toEqual([
      ["development/too-many-pairs", "options.reach"],
    ]);
    const unmatched = [...mentees].sort().map((menteeId) => ({ menteeId }));
    const answer = { settings: readMentoringOptions(scenario, { mentees }), unmatched };
    const lists = { pairs: [], mentors: [], levels: [], notices: [], certificate: [] };
    expect(verifyMentoring(scenario, { ...lists, ...answer } as never).issues.map(({ code }) => code)).toEqual([
      "development/too-many-pairs",
    ]);
  });
});

describe("verification", () => {
  const scenario = createScenario(
    division([JUNIOR, JUNIOR, SENIOR, { ...SENIOR, grade: "III/d" }, { ...JUNIOR, positionId: "arsip-2" }]),
  );
  const mentoring = matchMentors(scenario, { mentees: ["s0", "s1", "s4"], capacity: 1 });
  const codesOf = (change: Partial<Mentoring>): string[] => [
    ...new Set(verifyMentoring(scenario, { ...mentoring, ...change }).issues.map(({ code }) => code.slice(12))),
  ];
  const [first, second] = mentoring.pairs as [MentorPair, MentorPair];

  test("a sound answer passes, also as JSON", () => {
    expect(mentoring.pairs.length).toBe(2);
    expect(verifyMentoring(scenario, JSON.parse(JSON.stringify(mentoring)))).toEqual({ ok: true, issues: [] });
  });

  test("whoever changes an answer is found out", () => {
    expect(codesOf({ pairs: [first] })).toEqual(["missing-mentee"]);
    expect(codesOf({ pairs: [first, first, second] })).toEqual(["mentee-twice"]);
    expect(codesOf({ pairs: [first, { ...second, menteeId: "s3" }] })).toEqual(["not-a-mentee", "missing-mentee"]);
    expect(codesOf({ pairs: [first, { ...second, mentorId: "nobody" }] })).toEqual(["unknown-person"]);
    expect(codesOf({ pairs: [first, { ...second, mentorId: "s0" }] })).toContain("not-a-mentor");
    expect(codesOf({ pairs: [first, { ...second, mentorId: first.mentorId }] })).toContain("over-capacity");
    expect(codesOf({ pairs: [first, { ...second, gapLeft: 0 }] })).toEqual(["wrong-pair"]);
    expect(codesOf({ pairs: [first, { ...second, checks: [{ rule: "x", text: second.text }] }] })).toEqual([
      "wrong-pair",
    ]);
    expect(codesOf({ mentors: mentoring.mentors.slice(1) })).toEqual(["wrong-mentor"]);
    expect(codesOf({ levels: mentoring.levels.slice(1) })).toEqual(["wrong-levels"]);
    expect(codesOf({ unmatched: mentoring.unmatched.map((one) => ({ ...one, reasons: [] })) })).toEqual([
      "wrong-reasons",
    ]);
    expect(codesOf({ unmatched: mentoring.unmatched.map((one) => ({ ...one, gap: 1 })) })).toEqual(["wrong-reasons"]);
    for (const k of mentoring.levels.keys()) {
      const levels = mentoring.levels.map((level, at) => (at === k ? { ...level, value: level.value + 1 } : level));
      expect(codesOf({ levels })).toContain("wrong-level-value");
    }
    expect(codesOf({ settings: { ...mentoring.settings, capacity: 2 } }).length).toBeGreaterThan(0);
    expect(codesOf({ pairs: 7 as never })).toEqual(["unreadable-mentoring"]);
    expect(codesOf({ certificate: mentoring.certificate.map(() => ({ mentors: [["x", 1]] })) })).toContain(
      "wrong-proof",
    );
  });

  test("settings are held to the rules of the options", () => {
    const issuesWith = (change: object): string[] =>
      verifyMentoring(scenario, { ...mentoring, settings: { ...mentoring.settings, ...change } }).issues.map(
        ({ code, path }) => `${code.slice(12)} ${path.join(".")}`,
      );
    expect(issuesWith({})).toEqual([]);
    expect(issuesWith({ reach: "galaxy" })).toEqual(["unknown-value settings.reach"]);
    expect(issuesWith({ unknown: "whatever" })).toEqual(["unknown-value settings.unknown"]);
    expect(issuesWith({ months: -5 })).toEqual(["out-of-range settings.months"]);
    expect(issuesWith({ maximumGradeDistance: NaN })).toEqual(["not-a-number settings.maximumGradeDistance"]);
    expect(issuesWith({ keepSeniors: true })).toEqual(["wrong-type settings.keepSeniors"]);
    expect(issuesWith({ mentees: "x" })).toEqual(["unknown-value settings.mentees"]);
    expect(issuesWith({ mentees: new Set(["s0", "s1", "s4"]) })).toEqual(["unknown-value settings.mentees"]);
    expect(issuesWith({ mentees: ["s1", "s0", "s4"] })).toEqual(["wrong-settings settings.mentees"]);
    expect(issuesWith({ mentees: Object.assign(["s0"], { 2: "s1" }) })).toEqual(["missing-value settings.mentees.1"]);
    expect(issuesWith({ moves: [{ staffId: "s0", positionId: "analis-1" }] })).toEqual([
      "wrong-settings settings.moves",
    ]);
    expect(issuesWith({ capacityOf: [["s9", 1]] })).toEqual(["unknown-id settings.capacityOf.0.0"]);
    expect(issuesWith({ capacityOf: [["s2", 1]] })).toEqual(["wrong-settings settings.capacityOf"]);
    expect(issuesWith({ seed: undefined })).toEqual(["wrong-settings settings.seed"]);
    expect(issuesWith({ galaxy: 1 })).toEqual(["unknown-key settings.galaxy"]);
    expect(codesOf({ settings: null as never })).toEqual(["wrong-type"]);
  });

  test("lists are lists without holes, in the order of ids", () => {
    const { unmatched, levels, certificate } = mentoring;
    for (const key of ["pairs", "unmatched", "mentors", "levels", "notices", "certificate"] as const) {
      expect(codesOf({ [key]: new Map() })).toEqual(["unreadable-mentoring"]);
      expect(codesOf({ [key]: { length: 0 } })).toEqual(["unreadable-mentoring"]);
      const longer: unknown[] = [...mentoring[key]];
      longer.length++;
      expect(codesOf({ [key]: longer })).toEqual(["unreadable-mentoring"]);
    }
    expect(codesOf({ certificate: certificate.map(() => ({ mentors: new Map() as never })) })).toEqual([
      "unreadable-mentoring",
    ]);
    expect(codesOf({ pairs: [second, first] })).toEqual(["wrong-order"]);
    expect(codesOf({ levels: levels.map((level) => ({ ...level, proven: "yes" as never })) })).toEqual(["not-proven"]);
    expect(unmatched.length).toBe(1);
  });

  test("words are those of codes and counts, wherever they stand", () => {
    const lacking = createScenario(division([{ competencies: JUNIOR.competencies! }, SENIOR, { positionId: null }]));
    const sound = matchMentors(lacking, { mentees: ["s0", "s2"] });
    const words = wordsIn(sound);
    expect(words.length).toBeGreaterThan(8);
    for (const path of words) {
      const forged = JSON.parse(JSON.stringify(sound)) as Mentoring;
      const last = path.at(-1)!;
      const holder = path.slice(0, -1).reduce<Record<string, unknown>>((at, key) => at[key] as never, forged as never);
      holder[last] = "approved by the mayor";
      expect(verifyMentoring(lacking, forged).ok, path.join(".")).toBe(false);
    }
    expect(codesOf({ levels: mentoring.levels.map((level) => ({ ...level, unit: "rupiah" })) })).toEqual([
      "wrong-levels",
    ]);
  });

  test("a bound is what the prices prove", () => {
    const dear = mentoring.certificate.map(() => ({ mentors: [["s2", 3] as const] }));
    expect(codesOf({ certificate: dear })).toContain("wrong-bound");
    const levels = mentoring.levels.map((level) => ({ ...level, bound: level.bound - 1, proven: false }));
    expect(codesOf({ levels })).toEqual(["wrong-bound", "not-proven"]);
  });

  test("a mentoring that is worse proves nothing, whatever its prices", () => {
    // The two mentors of the two mentees exchanged: worth the same on all goals but the lottery.
    const swapped = [
      { ...first, mentorId: second.mentorId, gradeDistance: second.gradeDistance },
      { ...second, mentorId: first.mentorId, gradeDistance: first.gradeDistance },
    ];
    expect(codesOf({ pairs: swapped })).toContain("wrong-level-value");
    const tie = swapped.reduce((sum, { menteeId, mentorId }) => sum + lotteryOf("imbang", 0)(menteeId, mentorId), 0);
    const others = lotteryOf("imbang", 0)("s4", "");
    const levels = mentoring.levels.map((level) => (level.name === "tie" ? { ...level, value: tie + others } : level));
    expect(codesOf({ pairs: swapped, levels })).toContain("not-proven");
  });

  test("a seed whose first draw ties: drawn again, and without the second draw another answer is noticed", () => {
    const twins = createScenario(division([JUNIOR, JUNIOR, SENIOR, SENIOR]));
    const drawnTwice = matchMentors(twins, { mentees: ["s0", "s1"], capacity: 1, seed: 45787 });
    expect(drawnTwice.levels.slice(5).map(({ name }) => name)).toEqual(["tie", "tie"]);
    const { levels, certificate } = drawnTwice;
    const once = { ...drawnTwice, levels: levels.slice(0, 6), certificate: certificate.slice(0, 6) };
    expect(verifyMentoring(twins, once).issues.map(({ code }) => code)).toEqual(["development/not-the-only-one"]);
  });

  test("a draw that ties is drawn again; a lottery that never decides is a fault", () => {
    const candidates: Candidates = {
      mentees: [0, 1],
      mentors: [2, 3],
      start: Int32Array.of(0, 2, 4),
      mentor: Int32Array.of(0, 1, 0, 1),
      closes: Int32Array.of(1, 1, 1, 1),
      away: new Uint8Array(4),
      steps: new Uint8Array(4),
      gap: Int32Array.of(1, 1),
    };
    const drawn = solveMentoring(
      candidates,
      Int32Array.of(1, 1),
      (draw) => (row, mentor) => (draw < 2 ? 5 : row === mentor ? 0 : 1),
    );
    expect(drawn.levels.map(({ name, value }) => [name, value]).slice(5)).toEqual([
      ["tie", 10],
      ["tie", 10],
      ["tie", 0],
    ]);
    expect([...drawn.mentor]).toEqual([0, 1]);
    expect(() => solveMentoring(candidates, Int32Array.of(1, 1), () => () => 5)).toThrow(EngineError);
  });
});

/** Where texts stand in an answer, but for its settings and notices. */
function wordsIn({ settings: _settings, notices: _notices, ...answer }: Mentoring): string[][] {
  const found: string[][] = [];
  const look = (value: unknown, path: string[]): void => {
    if (typeof value === "string") found.push(path);
    else if (typeof value === "object" && value !== null)
      for (const [key, inner] of Object.entries(value)) look(inner, [...path, key]);
  };
  look(answer, []);
  return found;
}

/** The files that the examples balance. */
function sampleCity(): Scenario {
  const file = (name: string): string =>
    readFileSync(new URL(`../../examples/data/${name}.csv`, import.meta.url), "utf8");
  const units = readUnitsCsv(file("units"));
  const places = { units: units.rows, agencies: units.agencies };
  const positions = readPositionsCsv(file("positions"), places);
  const staff = readStaffCsv(file("staff"), { ...places, positions: positions.rows });
  return createScenario({
    asOf: "2026-01-01",
    agencies: units.agencies,
    units: units.rows,
    positions: positions.rows,
    staff: staff.rows,
  });
}
