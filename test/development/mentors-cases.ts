/** Small random agencies with juniors, seniors and plans: the raw material of the tests of mentoring. */
import * as fc from "fast-check";
import type { Position, ScenarioInput, Staff } from "imbang";

/** A case: a scenario and where a plan puts everyone. */
export interface MentoringCase {
  readonly input: ScenarioInput;
  readonly placeOf: Readonly<Record<string, string | null>>;
}

const NOTHING_IN_THE_WAY: Partial<Staff> = { studyLeaveUntil: null, discipline: [], birthDate: "1985-05-05" };

const RECORDS: readonly Partial<Staff>[] = [
  { ...NOTHING_IN_THE_WAY, active: false },
  { ...NOTHING_IN_THE_WAY, studyLeaveUntil: "2026-01-01" },
  { ...NOTHING_IN_THE_WAY, studyLeaveUntil: "2025-12-31" },
  { ...NOTHING_IN_THE_WAY, studyLeaveUntil: "2026-06-30" },
  { ...NOTHING_IN_THE_WAY, studyLeaveUntil: "2026-07-01" }, // the first day after six months
  { ...NOTHING_IN_THE_WAY, discipline: [{ level: "severe", until: "2026-01-01" }] },
  { ...NOTHING_IN_THE_WAY, discipline: [{ level: "severe" }, { level: "light" }] },
  { ...NOTHING_IN_THE_WAY, discipline: [{ level: "moderate", until: "2027-01-01" }] },
  { ...NOTHING_IN_THE_WAY, birthDate: "1968-06-01" }, // retires on 1 July 2026 at the age of 58
  { ...NOTHING_IN_THE_WAY, birthDate: "1968-05-31" },
  { ...NOTHING_IN_THE_WAY, birthDate: "1967-01-01", jobLevel: "ahli madya" },
  {},
];

/** Up to `people` people in four units: one above two others, and one alone in the same agency or another. */
export function mentoringCase({ people = 6 }: { people?: number } = {}): fc.Arbitrary<MentoringCase> {
  const posts = 4;
  const level = fc.constantFrom(1, 1, 2, 3, 4) as fc.Arbitrary<1 | 2 | 3 | 4>;
  const levels = fc.constantFrom<("Integritas" | "Komunikasi")[][]>([], ["Integritas"], ["Integritas", "Komunikasi"]);
  const rated = fc
    .tuple(levels, level, level)
    .map(([names, a, b]): Staff["competencies"] =>
      names.length === 0 ? undefined : Object.fromEntries(names.map((name, k) => [name, k === 0 ? a : b])),
    );
  const position = fc.record({
    unit: fc.nat(3),
    title: fc.constantFrom("Analis", "Analis", "Perawat"),
    kind: fc.constantFrom<Position["kind"][]>("functional", "executing", undefined),
    jobFamily: fc.constantFrom(undefined, undefined, "Keuangan", "teknik"),
    requirements: fc.constantFrom<Position["requirements"][]>(
      undefined,
      { competencies: { Integritas: 3 } },
      { competencies: { Integritas: 3, Komunikasi: 4 } },
    ),
  });
  const person = fc.record({
    record: fc.oneof(
      { weight: 5, arbitrary: fc.constant(NOTHING_IN_THE_WAY) },
      { weight: 2, arbitrary: fc.constantFrom(...RECORDS) },
    ),
    post: fc.oneof({ weight: 9, arbitrary: fc.nat(posts - 1) }, { weight: 1, arbitrary: fc.constant(null) }),
    moves: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat(posts - 1) }),
    grade: fc.constantFrom<Staff["grade"][]>(undefined, "III/a", "III/a", "III/b", "III/d", "IV/a", "IX", "X"),
    competencies: rated,
    positionSince: fc.constantFrom(undefined, "2018-01-01", "2020-06-01", "2024-02-01"),
  });
  return fc
    .record({
      positions: fc.array(position, { minLength: posts, maxLength: posts }),
      staff: fc.array(person, { minLength: 2, maxLength: people, size: "max" }),
      sameAgency: fc.boolean(),
    })
    .map(({ positions, staff, sameAgency }) => {
      const input = JSON.parse(
        JSON.stringify({
          asOf: "2026-01-01",
          agencies: [
            { id: "a0", name: "Dinas A" },
            { id: "a1", name: "Dinas B" },
          ],
          units: [
            { id: "u0", agencyId: "a0", name: "Bidang" },
            { id: "u1", agencyId: "a0", parentUnitId: "u0", name: "Seksi 1" },
            { id: "u2", agencyId: "a0", parentUnitId: "u0", name: "Seksi 2" },
            { id: "u3", agencyId: sameAgency ? "a0" : "a1", name: "Sekretariat" },
          ],
          positions: positions.map(({ unit, ...rest }, p) => ({
            ...rest,
            id: `p${p}`,
            unitId: `u${unit}`,
            capacity: 9,
            required: 1,
          })),
          staff: staff.map(({ record, post, grade, competencies, positionSince }, s) => ({
            ...record,
            grade,
            competencies,
            positionSince,
            id: `s${s}`,
            positionId: post === null ? null : `p${post}`,
          })),
        }),
      ) as ScenarioInput;
      const placeOf = Object.fromEntries(
        input.staff.map(({ id, positionId }, s) => {
          const to = staff[s]!.moves;
          return [id, to === undefined ? positionId : `p${to}`] as const;
        }),
      );
      return { input, placeOf };
    });
}

/** Options that make a difference on small cases. */
export interface ChosenOptions {
  reach: "unit" | "neighbours" | "agency";
  maximumGradeDistance: number;
  months: number;
  keepSeniors: number;
  unknown: "allow" | "forbid";
  seed: string;
  /** Capacities, in turn. */
  places: number[];
}

/** Draws them. */
export const smallOptions: fc.Arbitrary<ChosenOptions> = fc.record({
  reach: fc.constantFrom("unit" as const, "neighbours" as const, "neighbours" as const, "agency" as const),
  maximumGradeDistance: fc.constantFrom(0, 1, 4, 16),
  months: fc.constantFrom(6, 7, 24),
  keepSeniors: fc.constantFrom(0, 0, 1, 2),
  unknown: fc.constantFrom("allow" as const, "allow" as const, "forbid" as const),
  seed: fc.constantFrom("imbang", "2026"),
  places: fc.array(fc.constantFrom(0, 1, 1, 2, 3), { minLength: 8, maxLength: 8 }),
});
