/**
 * The default pack, rule by rule: cases that it allows, forbids and cannot decide, and the days on both sides of every
 * limit. All on 2026-01-01 unless a case says otherwise; each source is the text of the rule.
 */
import type { Position, Staff } from "imbang";
import type { RuleSetting } from "imbang/testing";
import { CLEAR } from "../planning/records.js";

/** A case: what is told of the person and the post, the rest being complete and clear. */
export interface PackCase {
  readonly name: string;
  readonly person: { readonly [Key in keyof Staff]?: Staff[Key] | undefined };
  readonly position: Partial<Position> | "present";
  readonly setting?: RuleSetting;
}

/** The cases of one rule; `before`, `on` and `after` stand around its limit, where it has one in time or rank. */
export interface RuleCases {
  readonly allows: readonly PackCase[];
  readonly forbids: readonly PackCase[];
  readonly unknown: readonly PackCase[];
}

const at = (
  name: string,
  person: PackCase["person"],
  position: PackCase["position"] = {},
  setting: RuleSetting = {},
): PackCase => ({ name, person, position, setting });
const asking = (requirements: Position["requirements"] & object): Partial<Position> => ({ requirements });

const ECHELONS: Partial<Position> = { kind: "structural", echelon: "IV.a", title: "Kepala Seksi" };
/** A relative who heads the unit `elsewhere` and is fixed there. */
const HEAD: RuleSetting = {
  others: [{ id: "kin", positionId: "head", relatives: ["person"], fixed: true }],
  positions: [
    {
      id: "head",
      unitId: "elsewhere",
      title: "Kepala",
      kind: "structural",
      echelon: "III.a",
      capacity: 1,
      required: 1,
    },
  ],
};

export const PACK_CASES: Readonly<Record<string, RuleCases>> = {
  minGrade: {
    allows: [
      at("the grade asked for", { grade: "III/b" }, asking({ minGrade: "III/b" })),
      at("one step above", { grade: "III/c" }, asking({ minGrade: "III/b" })),
    ],
    forbids: [at("one step below", { grade: "III/a" }, asking({ minGrade: "III/b" }))],
    unknown: [
      at("no grade", {}, asking({ minGrade: "III/b" })),
      at("a contract grade", { grade: "IX" }, asking({ minGrade: "III/b" })),
    ],
  },
  maxGrade: {
    allows: [
      at("one step below", { grade: "III/c" }, asking({ maxGrade: "III/d" })),
      at("the highest grade", { grade: "III/d" }, asking({ maxGrade: "III/d" })),
    ],
    forbids: [at("one step above", { grade: "IV/a" }, asking({ maxGrade: "III/d" }))],
    unknown: [at("no grade", {}, asking({ maxGrade: "III/d" }))],
  },
  minEducation: {
    allows: [at("D4 counts as S1", { education: { level: "D4" } }, asking({ minEducation: "S1" }))],
    forbids: [at("one level below", { education: { level: "D3" } }, asking({ minEducation: "S1" }))],
    unknown: [at("no education", {}, asking({ minEducation: "S1" }))],
  },
  fields: {
    allows: [at("one of the fields", { education: { level: "S1", field: "HUKUM" } }, asking({ fields: ["Hukum"] }))],
    forbids: [at("another field", { education: { level: "S1", field: "Gizi" } }, asking({ fields: ["Hukum"] }))],
    unknown: [at("no field", { education: { level: "S1" } }, asking({ fields: ["Hukum"] }))],
  },
  competencies: {
    allows: [at("the level asked for", { competencies: { Data: 3 } }, asking({ competencies: { Data: 3 } }))],
    forbids: [at("one level below", { competencies: { Data: 2 } }, asking({ competencies: { Data: 3 } }))],
    unknown: [at("never rated", { competencies: {} }, asking({ competencies: { Data: 3 } }))],
  },
  certificates: {
    allows: [at("held", { certificates: ["Auditor"] }, asking({ certificates: ["auditor"] }))],
    forbids: [at("not held", { certificates: [] }, asking({ certificates: ["Auditor"] }))],
    unknown: [at("none recorded", {}, asking({ certificates: ["Auditor"] }))],
  },
  minimumTenure: {
    allows: [
      at("two years on the day", { positionSince: "2024-01-01" }),
      at("a day more", { positionSince: "2023-12-31" }),
      at("placing a waiting person", { positionSince: "2025-06-01", positionId: null }),
      at("since 29 February, on the 1st of March", { positionSince: "2024-02-29" }, {}, { asOf: "2026-03-01" }),
    ],
    forbids: [
      at("a day less", { positionSince: "2024-01-02" }),
      at("a post that begins after the plan", { positionSince: "2026-06-01" }),
      at("since 29 February, on the 28th", { positionSince: "2024-02-29" }, {}, { asOf: "2026-02-28" }),
    ],
    unknown: [at("no day", { positionSince: undefined })],
  },
  maximumTenure: {
    // A preference forbids nothing: these cases are about what staying costs.
    allows: [
      at("less than five years", { positionSince: "2021-01-02" }, "present"),
      at("five years on the day", { positionSince: "2021-01-01" }, "present"),
    ],
    forbids: [at("a day more", { positionSince: "2020-12-31" }, "present")],
    unknown: [at("no day", { positionSince: undefined }, "present")],
  },
  activeStatus: {
    allows: [at("active", { active: true })],
    forbids: [at("not active", { active: false }), at("not active, waiting", { active: false, positionId: null })],
    unknown: [at("not recorded", { active: undefined })],
  },
  probation: {
    allows: [at("a civil servant", { status: "PNS" })],
    forbids: [
      at("on probation", { status: "CPNS" }),
      at("on probation, waiting", { status: "CPNS", positionId: null }),
    ],
    unknown: [at("no status", { status: undefined })],
  },
  pppkMobility: {
    allows: [
      at(
        "the same job in another unit of the agency",
        { status: "PPPK" },
        { title: " GURU  kelas" },
        { present: { title: "Guru Kelas" } },
      ),
      at("a civil servant, elsewhere", { status: "PNS" }, { unitId: "elsewhere", title: "Other" }),
      at("placing waiting contract staff", { status: "PPPK", positionId: null }, { title: "Other" }),
    ],
    forbids: [
      at("the same job in another agency", { status: "PPPK" }, { unitId: "elsewhere" }),
      at("another job in the agency", { status: "PPPK" }, { title: "Other" }),
      at("another level", { status: "PPPK", jobLevel: "ahli muda" }, { jobLevel: "ahli muda" }),
    ],
    unknown: [at("no status", { status: undefined }, { unitId: "elsewhere" })],
  },
  discipline: {
    allows: [
      at("none", { discipline: [] }),
      at("served until yesterday", { discipline: [{ level: "severe", until: "2025-12-31" }] }),
      at("a reprimand", { discipline: [{ level: "light" }] }),
    ],
    forbids: [
      at("served until today", { discipline: [{ level: "moderate", until: "2026-01-01" }] }),
      at("served until tomorrow", { discipline: [{ level: "light", until: "2026-01-02" }] }),
      at("one served, one without an end", {
        discipline: [{ level: "severe" }, { level: "light", until: "2026-02-01" }],
      }),
    ],
    unknown: [
      at("not recorded", { discipline: undefined }),
      at("no end recorded", { discipline: [{ level: "severe" }] }),
    ],
  },
  studyLeave: {
    allows: [at("none", { studyLeaveUntil: null }), at("until yesterday", { studyLeaveUntil: "2025-12-31" })],
    forbids: [
      at("until today", { studyLeaveUntil: "2026-01-01" }),
      at("until tomorrow", { studyLeaveUntil: "2026-01-02" }),
    ],
    unknown: [at("not recorded", { studyLeaveUntil: undefined })],
  },
  openFindings: {
    allows: [at("none open", { openFindings: false })],
    forbids: [at("open", { openFindings: true })],
    unknown: [at("not recorded", { openFindings: undefined })],
  },
  performance: {
    allows: [
      at("exactly good in both years", {
        performance: [
          { year: 2024, predicate: "Baik" },
          { year: 2025, predicate: "Baik" },
        ],
      }),
      at("poor three years ago", {
        performance: [
          { year: 2023, predicate: "Kurang" },
          { year: 2024, predicate: "Baik" },
          { year: 2025, predicate: "Baik" },
        ],
      }),
      at("poor this year, which is not over", {
        performance: [
          { year: 2024, predicate: "Baik" },
          { year: 2025, predicate: "Baik" },
          { year: 2026, predicate: "Kurang" },
        ],
      }),
    ],
    forbids: [
      at("one step below, two years ago", {
        performance: [
          { year: 2024, predicate: "Butuh Perbaikan" },
          { year: 2025, predicate: "Baik" },
        ],
      }),
      at("one year poor, the other missing", { performance: [{ year: 2025, predicate: "Kurang" }] }),
    ],
    unknown: [
      at("one year missing", { performance: [{ year: 2025, predicate: "Baik" }] }),
      at("not recorded", { performance: undefined }),
    ],
  },
  retirementHorizon: {
    allows: [
      // Born in November 1968, 58 in November 2026, retired on 1 December 2026; on 1 January 2027 a month later.
      at("retires on the day a year ahead", { birthDate: "1968-12-05" }, { kind: "executing" }),
      at("retires after it", { birthDate: "1969-01-05" }, { kind: "executing" }),
      at(
        "the post retires later",
        { birthDate: "1966-12-05" },
        { kind: "functional", jobLevel: "ahli madya" },
        { present: { jobLevel: "ahli madya" } },
      ),
      at("young enough for every post", { birthDate: "1985-01-01" }, { kind: "functional" }),
    ],
    forbids: [
      at("retires a month before", { birthDate: "1968-11-30" }, { kind: "executing" }),
      at("the post retires earlier", { birthDate: "1967-06-01" }, ECHELONS),
      at("too old for every post", { birthDate: "1950-01-01" }, { kind: "functional" }),
    ],
    unknown: [
      at("no birth date", { birthDate: undefined }, { kind: "executing" }),
      at("the age depends on the post, which does not say", { birthDate: "1968-11-30" }, { kind: "functional" }),
    ],
  },
  healthCertificate: {
    allows: [
      at("holds one", { certificates: ["STR Perawat"] }, { title: "Perawat Terampil" }),
      at("no health worker", { certificates: [] }, { title: "Perawatan Gedung" }),
    ],
    forbids: [
      at("holds none", { certificates: [] }, { title: "Perawat" }),
      at("holds something else", { certificates: ["STRATEGI"] }, { title: "Bidan Mahir" }),
    ],
    unknown: [at("none recorded", {}, { title: "Perawat" })],
  },
  jobFamily: {
    allows: [
      at("the same", { jobFamily: "KEUANGAN" }, { jobFamily: "Keuangan" }),
      at("that of the present post", {}, { jobFamily: "Keuangan" }, { present: { jobFamily: "Keuangan" } }),
      at("a post without a family", { jobFamily: "Keuangan" }),
    ],
    forbids: [at("another", { jobFamily: "Teknik" }, { jobFamily: "Keuangan" })],
    unknown: [at("not recorded", {}, { jobFamily: "Keuangan" })],
  },
  jobLevel: {
    allows: [
      at("the same", { jobLevel: "ahli muda" }, { jobLevel: "Ahli Muda" }),
      at("that of the present post", {}, { jobLevel: "mahir" }, { present: { jobLevel: "mahir" } }),
    ],
    forbids: [
      at("one level up", { jobLevel: "ahli muda" }, { jobLevel: "ahli madya" }),
      at("one level down", { jobLevel: "ahli muda" }, { jobLevel: "ahli pertama" }),
      at("the other ladder", { jobLevel: "ahli muda" }, { jobLevel: "mahir" }),
    ],
    unknown: [at("not recorded", {}, { jobLevel: "mahir" })],
  },
  kinship: {
    allows: [
      at("no relatives", { relatives: [] }, { unitId: "elsewhere", kind: "functional" }, { ...HEAD, others: [] }),
      at("a relative in another unit", { relatives: ["kin"] }, { kind: "functional" }, HEAD),
      at(
        "a colleague who heads nobody",
        { relatives: ["kin"] },
        { unitId: "elsewhere", kind: "functional" },
        { ...HEAD, positions: [{ ...HEAD.positions![0]!, kind: "functional" }] },
      ),
      at(
        "a head who may move is a condition across people",
        { relatives: ["kin"] },
        { unitId: "elsewhere", kind: "functional" },
        { ...HEAD, others: [{ ...CLEAR, id: "kin", positionId: "head" }] },
      ),
    ],
    forbids: [
      at("under a relative who cannot move", { relatives: ["kin"] }, { unitId: "elsewhere", kind: "functional" }, HEAD),
      at("the relative's record tells it", { relatives: [] }, { unitId: "elsewhere", kind: "executing" }, HEAD),
      at("heads of two echelons", { relatives: ["kin"] }, { unitId: "elsewhere", ...ECHELONS }, HEAD),
    ],
    unknown: [
      at("not recorded", { relatives: undefined }),
      at("the kind of the post is not recorded", { relatives: ["kin"] }, { unitId: "elsewhere" }, HEAD),
    ],
  },
  tenYearCommitment: {
    allows: [
      at("ten years on the day", { ownRequest: true, appointedOn: "2016-01-01" }),
      at("a day more", { ownRequest: true, appointedOn: "2015-12-31" }),
      at("sent, not asking", { appointedOn: "2024-01-01" }),
    ],
    forbids: [at("a day less", { ownRequest: true, appointedOn: "2016-01-02" })],
    unknown: [at("no day of appointment", { ownRequest: true, appointedOn: undefined })],
  },
};
