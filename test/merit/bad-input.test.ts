/** Whatever comes in at the doors of the room: an issue with code and path, and never an error of another kind. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ImbangError, type Issue } from "../../src/errors/index.js";
import * as merit from "../../src/merit/index.js";

const {
  assessmentGaps,
  comparePeriods,
  compareRanked,
  competencyStandard,
  competencyTest,
  explainScore,
  jobPersonMatch,
  matchScore,
  meritTrend,
  performancePredicate,
  predicatePoints,
  professionalismIndex,
  protectedAttribute,
  programmeEffect,
  rankByMerit,
  rankRobustness,
  smallestSwap,
  talentBox,
  talentPool,
  withMerit,
} = merit;

/** Deliberately wrong data, past the type checker. */
const wrong = (value: unknown): never => value as never;
const x = { id: "x", weight: 1, scale: { from: 0, to: 10 } };
const scheme = { asOf: "2026-01-01", indicators: [x] };
const person = { id: "a", values: { x: 5 } };
const ranking = rankByMerit([person, { id: "b", values: { x: 4 } }], scheme);
const withX = (more: object): never => wrong({ ...scheme, indicators: [{ ...x, ...more }] });
const cuts = { performance: { middle: 60, high: 80 }, potential: { middle: 60, high: 80 } };
const profile = {
  post: "executing",
  education: "S1",
  training: { technicalHours: 20, seminar: true },
  performance: 80,
  discipline: "never",
};
const match = {
  potential: 80,
  qualification: { education: "S1", field: 1, training: 1, experience: { years: 3, variety: 1, substance: 1 } },
  integrity: "never",
};
const selection = { use: "selection", cap: "none" } as const;

type Case = readonly [name: string, call: () => unknown, code: string, path: Issue["path"], hint?: string];

const cases: readonly Case[] = [
  // Schemes
  ["no scheme", () => rankByMerit([], wrong(undefined)), "missing-value", ["scheme"]],
  ["a scheme that is a text", () => rankByMerit([], wrong("x")), "wrong-type", ["scheme"]],
  ["no day", () => rankByMerit([], wrong({ indicators: [x] })), "missing-value", ["scheme", "asOf"]],
  [
    "a day that does not exist",
    () => rankByMerit([], { ...scheme, asOf: "2026-02-30" }),
    "impossible-date",
    ["scheme", "asOf"],
  ],
  [
    "an unknown key",
    () => rankByMerit([], wrong({ ...scheme, indicator: [] })),
    "unknown-key",
    ["scheme", "indicator"],
    "`indicators`",
  ],
  ["no indicator", () => rankByMerit([], { ...scheme, indicators: [] }), "no-indicators", ["scheme", "indicators"]],
  [
    "too many",
    () => rankByMerit([], { ...scheme, indicators: Array.from({ length: 201 }, (_, k) => ({ ...x, id: `x${k}` })) }),
    "too-many",
    ["scheme", "indicators"],
  ],
  [
    "a hole among indicators",
    () => rankByMerit([], wrong({ ...scheme, indicators: Array(1) })),
    "missing-value",
    ["scheme", "indicators", 0],
  ],
  [
    "a name with a space",
    () => rankByMerit([], withX({ id: "task completion" })),
    "bad-name",
    ["scheme", "indicators", 0, "id"],
  ],
  [
    "a reserved name",
    () => rankByMerit([], withX({ id: "constructor" })),
    "reserved-name",
    ["scheme", "indicators", 0, "id"],
  ],
  ["__proto__", () => rankByMerit([], withX({ id: "__proto__" })), "bad-name", ["scheme", "indicators", 0, "id"]],
  ["no name", () => rankByMerit([], withX({ id: undefined })), "missing-value", ["scheme", "indicators", 0, "id"]],
  [
    "the same name twice",
    () => rankByMerit([], { ...scheme, indicators: [x, x] }),
    "duplicate-indicator",
    ["scheme", "indicators", 1, "id"],
  ],
  [
    "a negative weight",
    () => rankByMerit([], withX({ weight: -1 })),
    "out-of-range",
    ["scheme", "indicators", 0, "weight"],
  ],
  [
    "no weight",
    () => rankByMerit([], withX({ weight: undefined })),
    "missing-value",
    ["scheme", "indicators", 0, "weight"],
  ],
  ["only weights of 0", () => rankByMerit([], withX({ weight: 0 })), "no-weight", ["scheme", "indicators"]],
  [
    "weights without end",
    () =>
      rankByMerit([], {
        ...scheme,
        indicators: [
          { ...x, weight: 1 / 3 },
          { ...x, id: "y", weight: 1 },
        ],
      }),
    "weights-too-fine",
    ["scheme", "indicators"],
    "fewer decimals",
  ],
  [
    "a scale that is none",
    () => rankByMerit([], withX({ scale: { from: 5, to: 5 } })),
    "empty-range",
    ["scheme", "indicators", 0, "scale", "to"],
  ],
  [
    "a scale turned round",
    () => rankByMerit([], withX({ scale: { from: 5, to: 1 } })),
    "empty-range",
    ["scheme", "indicators", 0, "scale", "to"],
    "lowerIsBetter",
  ],
  [
    "no scale",
    () => rankByMerit([], withX({ scale: undefined })),
    "missing-value",
    ["scheme", "indicators", 0, "scale"],
  ],
  [
    "an unknown direction",
    () => rankByMerit([], withX({ direction: "lowerIsBeter" })),
    "unknown-value",
    ["scheme", "indicators", 0, "direction"],
    "lowerIsBetter",
  ],
  [
    "an unknown policy",
    () => rankByMerit([], withX({ missing: "zero" })),
    "unknown-value",
    ["scheme", "indicators", 0, "missing"],
  ],
  [
    "a stand-in beyond the scale",
    () => rankByMerit([], withX({ missing: { value: 11 } })),
    "out-of-range",
    ["scheme", "indicators", 0, "missing", "value"],
  ],
  [
    "a period turned round",
    () => rankByMerit([], withX({ period: { from: "2025-02-01", to: "2025-01-01" } })),
    "empty-range",
    ["scheme", "indicators", 0, "period", "to"],
  ],
  [
    "half a period",
    () => rankByMerit([], withX({ period: { from: "2025-02-01" } })),
    "missing-value",
    ["scheme", "indicators", 0, "period", "to"],
  ],
  [
    "a label in one language",
    () => rankByMerit([], withX({ label: { id: "x" } })),
    "missing-value",
    ["scheme", "indicators", 0, "label", "en"],
  ],
  [
    "a formula with a policy",
    () => rankByMerit([], withX({ formula: "1", missing: "worst" })),
    "unused-policy",
    ["scheme", "indicators", 0, "missing"],
  ],
  [
    "a formula that is a number",
    () => rankByMerit([], withX({ formula: 7 })),
    "wrong-type",
    ["scheme", "indicators", 0, "formula"],
  ],
  [
    "an unknown tie-break",
    () => rankByMerit([], wrong({ ...scheme, indicators: [{ ...x, id: "attendance" }], tieBreaks: ["attendence"] })),
    "unknown-id",
    ["scheme", "tieBreaks", 0],
    '"attendance"',
  ],
  [
    "a tie-break twice",
    () => rankByMerit([], { ...scheme, tieBreaks: ["x", "x"] }),
    "duplicate-tie-break",
    ["scheme", "tieBreaks", 1],
  ],
  // People
  ["no people", () => rankByMerit(wrong(undefined), scheme), "missing-value", ["people"]],
  ["people by id", () => rankByMerit(wrong({ a: person }), scheme), "wrong-type", ["people"]],
  ["a hole among people", () => rankByMerit(wrong(Array(1)), scheme), "missing-value", ["people", 0]],
  [
    "an id that is a number",
    () => rankByMerit(wrong([{ ...person, id: 1.98e17 }]), scheme),
    "wrong-type",
    ["people", 0, "id"],
    "lost its last digits",
  ],
  ["an empty id", () => rankByMerit([{ ...person, id: "" }], scheme), "out-of-range", ["people", 0, "id"]],
  ["the same id twice", () => rankByMerit([person, person], scheme), "duplicate-id", ["people", 1, "id"]],
  ["no values", () => rankByMerit(wrong([{ id: "a" }]), scheme), "missing-value", ["people", 0, "values"]],
  [
    "values in a Map",
    () => rankByMerit(wrong([{ id: "a", values: new Map([["x", 5]]) }]), scheme),
    "wrong-type",
    ["people", 0, "values"],
  ],
  [
    "a figure as text",
    () => rankByMerit(wrong([{ id: "a", values: { x: "5" } }]), scheme),
    "wrong-type",
    ["people", 0, "values", "x"],
    "quotes",
  ],
  [
    "NaN",
    () => rankByMerit([{ id: "a", values: { x: Number.NaN } }], scheme),
    "not-a-number",
    ["people", 0, "values", "x"],
  ],
  [
    "a figure beyond the scale",
    () => rankByMerit([{ id: "a", values: { x: 10.001 } }], scheme),
    "out-of-scale",
    ["people", 0, "values", "x"],
    "clamp",
  ],
  [
    "a figure of no day",
    () => rankByMerit(wrong([{ id: "a", values: { x: { value: 5, on: "kemarin" } } }]), scheme),
    "impossible-date",
    ["people", 0, "values", "x", "on"],
  ],
  [
    "a figure for a formula",
    () => rankByMerit([person], withX({ formula: "1" })),
    "calculated-figure",
    ["people", 0, "values", "x"],
  ],
  [
    "a set of values",
    () => rankByMerit(wrong([{ id: "a", values: new Set() }]), scheme),
    "wrong-type",
    ["people", 0, "values"],
  ],
  [
    "a formula of itself, without a hint to itself",
    () => rankByMerit([], withX({ formula: "x + 1" })),
    "formula-unknown-name",
    ["scheme", "indicators", 0, "formula"],
    "formulas only where they stand before it",
  ],
  // Rankings
  ["no ranking", () => rankRobustness(wrong(undefined)), "not-a-ranking", ["ranking"]],
  [
    "a ranking in another order",
    () => rankRobustness({ ...ranking, people: [...ranking.people].reverse() }),
    "not-a-ranking",
    ["ranking"],
  ],
  [
    "a ranking with a score of its own",
    () => explainScore({ ...ranking, people: [{ ...ranking.people[0]!, units: 1 }] }, "a"),
    "not-a-ranking",
    ["ranking"],
  ],
  ...(
    [
      ["with an indicator of no label", { indicators: [{ ...ranking.indicators[0]!, label: undefined }] }],
      ["with an indicator twice", { indicators: [ranking.indicators[0]!, ranking.indicators[0]!] }],
      ["with a weight that its shares do not know", { indicators: [{ ...ranking.indicators[0]!, weight: 0 }] }],
      ["with a share that is no number", { indicators: [{ ...ranking.indicators[0]!, share: 1n }] }],
      ["with a tie-break that is no indicator", { tieBreaks: ["z"] }],
      ["with a hole among tie-breaks", { tieBreaks: Array(1) }],
      ["with the same person twice", { people: ranking.people.map((one) => ({ ...one, id: "a" })) }],
      ["with a score that its units do not give", { people: ranking.people.map((one) => ({ ...one, score: 99 })) }],
      ["without lists of missing figures", { people: ranking.people.map((one) => ({ ...one, substituted: null })) }],
    ] as const
  ).map(([name, change]): Case => [
    `a ranking ${name}`,
    () => rankRobustness(wrong({ ...ranking, ...change })),
    "not-a-ranking",
    ["ranking"],
  ]),
  [
    "an unknown option",
    () => rankRobustness(ranking, wrong({ sample: 3 })),
    "unknown-key",
    ["options", "sample"],
    "`samples`",
  ],
  ["half a person tested", () => rankRobustness(ranking, { top: 0.5 }), "out-of-range", ["options", "top"]],
  ["a spread of 2", () => rankRobustness(ranking, { spread: 2 }), "out-of-range", ["options", "spread"]],
  [
    "a box without the weight",
    () => rankRobustness(ranking, { box: { x: { low: 2, high: 3 } } }),
    "box-misses-weight",
    ["options", "box", "x"],
  ],
  [
    "a box of nobody",
    () => rankRobustness(ranking, { box: { y: { low: 0, high: 3 } } }),
    "unknown-id",
    ["options", "box", "y"],
  ],
  ["a box too fine", () => rankRobustness(ranking, { spread: 1 / 3 }), "box-too-fine", ["options"]],
  ["a person who is not ranked", () => smallestSwap(ranking, "a", "c"), "unknown-id", ["second"]],
  ["the same person twice", () => compareRanked(ranking, "a", "a"), "same-person", ["second"]],
  ["an explanation of nobody", () => explainScore(ranking, "nobody"), "unknown-id", ["id"]],
  [
    "gaps of an unknown indicator",
    () => assessmentGaps(ranking, { self: "y", other: "x", threshold: 1 }),
    "unknown-id",
    ["options", "self"],
  ],
  [
    "gaps of any size",
    () => assessmentGaps(ranking, { self: "x", other: "x", threshold: 0 }),
    "out-of-range",
    ["options", "threshold"],
  ],
  [
    "someone ranked who is not among the staff",
    () => withMerit(wrong({ staff: [{ id: "a", positionId: null }] }), ranking),
    "unknown-id",
    ["ranking", "people", 1, "id"],
  ],
  ["no staff to join", () => withMerit(wrong({}), ranking), "missing-value", ["input", "staff"]],
  // Presets
  ["a name that is no text", () => protectedAttribute(wrong(5)), "wrong-type", ["name"]],
  ["an unknown rating", () => performancePredicate(wrong("abov"), "meets"), "unknown-value", ["result"], '"above"'],
  ["no rating", () => performancePredicate("above", wrong(undefined)), "missing-value", ["conduct"]],
  ["an unknown predicate", () => predicatePoints(wrong("baik")), "unknown-value", ["predicate"], '"Baik"'],
  ["a box of nothing", () => talentBox(wrong(null), 50, cuts), "wrong-type", ["performance"]],
  [
    "cut-offs with a hole",
    () => talentBox(50, 50, { ...cuts, potential: { middle: 80, high: 80 } }),
    "empty-range",
    ["cutOffs", "potential", "high"],
  ],
  ["no cut-offs", () => talentBox(50, 50, wrong(undefined)), "missing-value", ["cutOffs"]],
  [
    "a pool with someone twice",
    () =>
      talentPool(
        [
          { id: "a", performance: 1, potential: 1 },
          { id: "a", performance: 1, potential: 1 },
        ],
        cuts,
      ),
    "duplicate-id",
    ["people", 1, "id"],
  ],
  [
    "a pool with a value left out",
    () => talentPool(wrong([{ id: "a", performance: 1 }]), cuts),
    "missing-value",
    ["people", 0, "potential"],
  ],
  [
    "an index without discipline",
    () => professionalismIndex(wrong({ ...profile, discipline: undefined })),
    "missing-value",
    ["profile", "discipline"],
  ],
  [
    "an index without performance",
    () => professionalismIndex(wrong({ ...profile, performance: undefined })),
    "missing-value",
    ["profile", "performance"],
  ],
  [
    "a structural post without leadership",
    () => professionalismIndex(wrong({ ...profile, post: "structural" })),
    "missing-value",
    ["profile", "training", "leadership"],
  ],
  [
    "an unknown level of education",
    () => matchScore(wrong({ ...match, qualification: { ...match.qualification, education: "S5" } })),
    "unknown-value",
    ["profile", "qualification", "education"],
  ],
  [
    "two lengths of experience",
    () =>
      matchScore(
        wrong({
          ...match,
          qualification: { ...match.qualification, experience: { years: 1, length: 1, variety: 1, substance: 1 } },
        }),
      ),
    "two-values",
    ["profile", "qualification", "experience", "length"],
  ],
  ["a competency without a rating", () => jobPersonMatch({}, { a: 3 }, selection), "missing-value", ["ratings", "a"]],
  [
    "a rating of no competency",
    () => jobPersonMatch({ a: 3, b: 3 }, { a: 3 }, selection),
    "unknown-id",
    ["ratings", "b"],
  ],
  ["a standard of 0", () => jobPersonMatch({ a: 3 }, { a: 0 }, selection), "out-of-range", ["standard", "a"]],
  ["an empty standard", () => jobPersonMatch({}, {}, selection), "no-standard", ["standard"]],
  ["an unknown post", () => competencyStandard(wrong("camat")), "unknown-value", ["post"]],
  ["an unknown level", () => competencyTest(1, 2, wrong("ahliUtama")), "unknown-value", ["level"]],
  // Periods
  ["scores of nobody", () => comparePeriods(wrong(undefined), []), "missing-value", ["before"]],
  ["a score left out", () => comparePeriods([], wrong([{ id: "a" }])), "missing-value", ["after", 0, "score"]],
  [
    "a list without a criterion",
    () => comparePeriods([], [], { coaching: {} }),
    "no-criterion",
    ["options", "coaching"],
  ],
  ["a trend of one point", () => meritTrend([{ period: 1, value: 1 }]), "too-few-points", ["points"]],
  [
    "a period twice",
    () =>
      meritTrend([
        { period: 1, value: 1 },
        { period: 1, value: 2 },
      ]),
    "duplicate-period",
    ["points"],
  ],
  ["a programme of nobody", () => programmeEffect([]), "nobody-took-part", ["people"]],
];

function issuesOf(call: () => unknown): readonly Issue[] {
  try {
    call();
  } catch (error) {
    if (error instanceof ImbangError) return error.issues;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("one thing that is wrong, one issue", () => {
  test.for(cases)("%s", ([, call, code, path, hint = ""]) => {
    const issues = issuesOf(call);
    expect(issues.map((issue) => [issue.code, issue.path])).toEqual([[`merit/${code}`, path]]);
    expect(issues[0]!.message).not.toBe("");
    expect(issues[0]!.hint ?? "").toContain(hint);
  });
});

test("everything that is wrong is said at once", () => {
  const issues = issuesOf(() =>
    rankByMerit(
      [],
      wrong({
        asOf: "soon",
        indicators: [
          { id: "usia", weight: "1", scale: { from: 0 } },
          { id: "x", weight: 1, scale: { from: 0, to: 1 }, formula: "y +" },
        ],
        tieBreaks: ["z"],
      }),
    ),
  );
  expect(issues.map(({ code }) => code)).toEqual([
    "merit/impossible-date",
    "merit/protected-attribute",
    "merit/wrong-type",
    "merit/missing-value",
    "merit/formula-unknown-name",
    "merit/unknown-id",
  ]);
});

test("figures that nobody reads are noticed once, with what was meant", () => {
  const people = ["a", "b"].map((id) => ({ id, values: { attendance: 5, attendence: 1, nilai_lain: 2 } }));
  expect(rankByMerit(people, withX({ id: "attendance" })).notices).toEqual([
    {
      code: "merit/unread-figure",
      path: ["people", 0, "values", "attendence"],
      message: '2 people have a figure "attendence", which no indicator of the scheme reads',
      hint: "`attendance` is meant",
    },
    {
      code: "merit/unread-figure",
      path: ["people", 0, "values", "nilai_lain"],
      message: '2 people have a figure "nilai_lain", which no indicator of the scheme reads',
    },
  ]);
});

test("no call answers anything but a result or issues, whatever it is given", () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSparseArray: true,
  });
  const calls = Object.entries(merit as Readonly<Record<string, unknown>>).filter(
    (entry): entry is [string, (...given: unknown[]) => unknown] => typeof entry[1] === "function",
  );
  expect(calls.length).toBeGreaterThan(15);
  fc.assert(
    fc.property(fc.constantFrom(...calls), fc.array(anything, { maxLength: 4 }), ([, call], given) => {
      try {
        call(...given);
      } catch (error) {
        if (!(error instanceof ImbangError)) throw error;
        expect(error.issues.length).toBeGreaterThan(0);
        for (const { code } of error.issues) expect(code).toMatch(/^(merit|regulation)\/[a-z-]+$/);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("nor does any call where a single value within good ones is another, and no answer holds a NaN", () => {
  const period = [1, 2, 3].map((score) => ({ id: `${score}`, score, unitId: "u" }));
  const programme = { id: "a", group: "programme", before: 1, after: 2 } as const;
  const good: readonly (readonly [call: (...given: never[]) => unknown, given: readonly unknown[]])[] = [
    [
      rankByMerit,
      [[person, { id: "b", values: { x: { value: 4, on: "2025-06-01" } } }], { ...scheme, tieBreaks: ["x"] }],
    ],
    [
      rankRobustness,
      [ranking, { spread: 0.2, box: { x: { low: 1, high: 2 } }, top: 2, seats: 1, samples: 2, seed: "s" }],
    ],
    [smallestSwap, [ranking, "a", "b"]],
    [compareRanked, [ranking, "a", "b"]],
    [explainScore, [ranking, "a"]],
    [assessmentGaps, [ranking, { self: "x", other: "x", threshold: 1 }]],
    [withMerit, [{ staff: [{ id: "a" }, { id: "b" }] }, ranking]],
    [talentPool, [[{ id: "a", performance: 70, potential: 80 }], cuts]],
    [talentBox, [70, 80, cuts]],
    [jobPersonMatch, [{ a: 3, b: 2 }, { a: 3, b: 4 }, selection]],
    [matchScore, [match, {}]],
    [professionalismIndex, [profile, {}]],
    [competencyTest, [70, 80, "ahliMuda", {}]],
    [comparePeriods, [period, period, { recognition: { score: 2 }, coaching: { change: 1 }, smallestGroup: 1 }]],
    [meritTrend, [period.map(({ score }) => ({ period: score, value: score })), { confidence: 0.9 }]],
    [programmeEffect, [[programme, { ...programme, id: "b", group: "comparison" }], {}]],
  ];
  const odd = fc.constantFrom<unknown>(
    5e-324,
    1e-310,
    -0,
    1e15,
    1e308,
    -1,
    Symbol("s"),
    1n,
    Object.create(null),
    "a",
    "x",
  );
  const other = fc.oneof(odd, fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true }));
  fc.assert(
    fc.property(fc.constantFrom(...good), fc.infiniteStream(fc.nat(99)), other, ([call, given], steps, value) => {
      const changed = withOther(given, steps, value) as never[];
      try {
        expect(hasNaN(call(...changed))).toBe(false);
      } catch (error) {
        if (!(error instanceof ImbangError)) throw error;
      }
    }),
    { numRuns: 4_000 },
  );
});

/** A copy in which the value at the end of a way into it, which the steps choose, is another. */
function withOther(whole: unknown, steps: Iterator<number>, value: unknown, depth = 0): unknown {
  const step = steps.next().value as number;
  const keys = typeof whole === "object" && whole !== null ? Object.keys(whole) : [];
  if (keys.length === 0 || (depth > 0 && step < 10)) return value;
  const key = keys[step % keys.length]!;
  const copy = Array.isArray(whole) ? [...(whole as unknown[])] : { ...(whole as object) };
  (copy as Record<string, unknown>)[key] = withOther((whole as Record<string, unknown>)[key], steps, value, depth + 1);
  return copy;
}

function hasNaN(answer: unknown): boolean {
  if (typeof answer === "number") return !Number.isFinite(answer);
  return typeof answer === "object" && answer !== null && Object.values(answer).some(hasNaN);
}

test("a rule in force is found for days alone: another form would quietly find another rule", () => {
  const at = (day: unknown): unknown => merit.inForce(merit.PROFESSIONALISM_INDEX, wrong(day));
  expect(at("2025-01-01")).not.toEqual(at("2019-01-01"));
  for (const day of ["1/1/2025", new Date(), 2025, null]) {
    expect(issuesOf(() => at(day)).map(({ code }) => code)).toEqual(["regulation/impossible-date"]);
  }
  expect(issuesOf(() => merit.inForce(wrong([]))).map(({ code }) => code)).toEqual(["regulation/no-parameters"]);
});

test("tables of rules cannot be changed by accident", () => {
  for (const [name, value] of Object.entries(merit)) {
    if (!/^[A-Z_]+$/.test(name)) continue;
    expect(Object.isFrozen(value), name).toBe(true);
  }
  const { actions } = talentBox(100, 100, cuts);
  expect(Object.isFrozen(actions) && Object.isFrozen(actions[0])).toBe(true);
});
