/** Records of people under the default rules, on the day 2026-01-01. */
import type { Staff } from "imbang";

/** Everything known, and nothing in the way of a transfer. */
export const CLEAR: Partial<Staff> = {
  status: "PNS",
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

/** What may be different about a record; `undefined` takes an entry away. */
export const DEVIATIONS: readonly { readonly [Key in keyof Staff]?: Staff[Key] | undefined }[] = [
  { status: undefined },
  { status: "PPPK" },
  { status: "CPNS" },
  { active: undefined },
  { active: false },
  { birthDate: undefined },
  { birthDate: "1968-11-30" }, // retires from most posts on the day, a year ahead
  { birthDate: "1968-12-01" },
  { birthDate: "1966-12-31" },
  { birthDate: "1958-03-01" },
  { appointedOn: undefined, ownRequest: true },
  { appointedOn: "2016-01-01", ownRequest: true },
  { appointedOn: "2016-01-02", ownRequest: true },
  { positionSince: undefined },
  { positionSince: "2024-01-01" },
  { positionSince: "2024-01-02" },
  { positionSince: "2021-01-01" },
  { positionSince: "2020-12-31" },
  { positionSince: "2015-07-01" },
  { performance: undefined },
  { performance: [{ year: 2025, predicate: "Baik" }] },
  { performance: [{ year: 2024, predicate: "Kurang" }] },
  { discipline: undefined },
  { discipline: [{ level: "light" }, { level: "severe", until: "2025-12-31" }] },
  { discipline: [{ level: "moderate", until: "2026-01-01" }] },
  { discipline: [{ level: "severe" }] },
  { studyLeaveUntil: undefined },
  { studyLeaveUntil: "2025-12-31" },
  { studyLeaveUntil: "2026-01-01" },
  { openFindings: undefined },
  { openFindings: true },
  { relatives: undefined },
  { jobFamily: "keuangan" },
  { jobFamily: "teknik", jobLevel: "ahli muda" },
  { jobLevel: "ahli pertama" },
];
