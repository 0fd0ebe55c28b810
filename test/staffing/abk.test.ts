import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AbkOptions, type AbkTask, abkNeed, abkNeeds, wisnNeed } from "../../src/staffing/index.js";

interface Example {
  readonly name: string;
  readonly tasks: readonly AbkTask[];
  readonly options?: AbkOptions;
  readonly load?: number;
  /** As printed. */
  readonly required: string;
  readonly people: number;
}

const examples: readonly Example[] = [
  {
    name: "A1: 72,000 minutes are 0.96 people (field guide 1.1, from a test of the application SIMONKEB)",
    tasks: [
      { volume: 100, period: "month", timeNorm: 30 },
      { volume: 2, period: "day", timeNorm: 60 },
      { volume: 1, period: "week", timeNorm: 120 },
    ],
    load: 72_000,
    required: "0.96",
    people: 1,
  },
  {
    name: "A2: 1,000 a year of 120 minutes are 1.60 people (field guide 1.1, SIMONKEB)",
    tasks: [{ volume: 1_000, period: "year", timeNorm: 120 }],
    load: 120_000,
    required: "1.60",
    people: 2,
  },
  {
    name: "A3: 114,000 minutes are 1.52 people (field guide 1.1, constructed)",
    tasks: [
      { volume: 12, period: "year", timeNorm: 900 },
      { volume: 240, period: "year", timeNorm: 45 },
      { volume: 600, period: "year", timeNorm: 30 },
      { volume: 48, period: "year", timeNorm: 300 },
      { volume: 1_000, period: "year", timeNorm: 60 },
    ],
    load: 114_000,
    required: "1.52",
    people: 2,
  },
  {
    name: "A4: 200 entries a day at 30 a person a day are 6.67 people (Kepmenpan 75/2004, result, from memory)",
    tasks: [{ approach: "result", volume: 200, period: "day", standard: 30 }],
    required: "6.67",
    people: 7,
  },
  {
    name: "A5: 80 patients a day at 25 a doctor a day are 3.2 doctors (Kepmenpan 75/2004, object, from memory)",
    tasks: [{ approach: "object", volume: 80, period: "day", standard: 25 }],
    required: "3.2",
    people: 3,
  },
  {
    name: "A6: 20 buses need 20 drivers (Kepmenpan 75/2004, equipment, from memory)",
    tasks: [{ approach: "equipment", volume: 20, perPerson: 1 }],
    required: "20",
    people: 20,
  },
  {
    name: "A6: 20 buses at 5 a mechanic need 4 mechanics (Kepmenpan 75/2004, equipment, from memory)",
    tasks: [{ approach: "equipment", volume: 20, perPerson: 5 }],
    required: "4",
    people: 4,
  },
];

test.for(examples)("$name", ({ tasks, options, load, required, people }) => {
  const need = abkNeed(tasks, options);
  if (load !== undefined) expect(need.load).toBe(load);
  expect(need.required.toFixed(required.split(".")[1]?.length ?? 0)).toBe(required);
  expect(need.display).toEqual({ people, rounding: "halfUp" });
  expect(need.range).toEqual({ low: need.required, expected: need.required, high: need.required });
  expect([need.drivers, need.moveThreshold, need.comparison]).toEqual([[], null, null]);
});

test("A3 against people: EJ 0.76 (C) with two, 1.52 (A) with one, none with nobody (field guide 1.1)", () => {
  const tasks = examples[2]!.tasks;
  expect(abkNeed(tasks, { existing: 2 }).comparison).toEqual({
    existing: 2,
    gap: 0.48,
    ratio: 2 / 1.52,
    effectiveness: 0.76,
    grade: "C",
  });
  expect(abkNeed(tasks, { existing: 1 }).comparison).toMatchObject({ effectiveness: 1.52, grade: "A" });
  expect(abkNeed(tasks, { existing: 0 }).comparison).toMatchObject({ effectiveness: null, grade: null, ratio: 0 });
});

test("every figure is there to follow the sum by hand (A1), also of the other approaches", () => {
  const given = { name: "", approach: "task", standardPeriod: null } as const;
  const need = abkNeed(examples[0]!.tasks);
  expect(need.tasks).toEqual([
    { ...given, volume: 100, period: "month", norm: 30, annualVolume: 1_200, load: 36_000, required: 0.48 },
    { ...given, volume: 2, period: "day", norm: 60, annualVolume: 500, load: 30_000, required: 0.4 },
    { ...given, volume: 1, period: "week", norm: 120, annualVolume: 50, load: 6_000, required: 0.08 },
  ]);
  expect(need.workingTime).toMatchObject({ minutesPerYear: 75_000, verified: false });
  const others = abkNeed([
    {
      approach: "result",
      volume: 50,
      period: "week",
      standard: { low: 8, expected: 10, high: 12 },
      standardPeriod: "day",
    },
    { approach: "object", volume: 80, period: "day", standard: 25 },
    { approach: "equipment", volume: 20, perPerson: 5 },
  ]);
  expect(others.tasks).toMatchObject([
    { volume: 50, period: "week", norm: 10, standardPeriod: "day", annualVolume: 2_500, required: 1 },
    { volume: 80, period: "day", norm: 25, standardPeriod: "day", required: 3.2 },
    { volume: 20, period: null, norm: 5, standardPeriod: null, required: 4 },
  ]);
});

describe("working time is a dated parameter", () => {
  const tasks: readonly AbkTask[] = [{ volume: 1_000, period: "year", timeNorm: 72 }];
  test.for<[string, AbkOptions, number]>([
    ["75,000 minutes by the newest general rule", {}, 0.96],
    ["72,000 minutes in health", { field: "health" }, 1],
    ["72,000 minutes before 2020", { asOf: "2019-12-31" }, 1],
    ["75,000 minutes from 2020 on", { asOf: "2020-01-01" }, 0.96],
    ["the caller's own", { effectiveMinutesPerYear: 36_000 }, 2],
    ["the caller's own periods", { periodsPerYear: { year: 2 } }, 1.92],
  ])("%s", ([, options, required]) => {
    expect(abkNeed(tasks, options).required).toBeCloseTo(required, 12);
  });
});

test("rounding is for display: half up or ceiling, and the noise of binary fractions makes no ceiling jump", () => {
  const tenths = Array.from({ length: 3 }, (): AbkTask => ({ volume: 0.1, period: "year", timeNorm: 75_000 }));
  const need = abkNeed([...tenths, { volume: 2.7, period: "year", timeNorm: 75_000 }], { rounding: "ceil" });
  expect(need.required).toBeCloseTo(3, 12);
  expect(need.display).toEqual({ people: 3, rounding: "ceil" });
  const ceil = abkNeed([{ volume: 2.1, period: "year", timeNorm: 75_000 }], { rounding: "ceil" });
  expect([ceil.required, ceil.display.people]).toEqual([2.1, 3]);
});

test("many positions at once: the needs of each, in id order, as each alone", () => {
  const ofA: AbkTask[] = [{ volume: 240, period: "year", timeNorm: 45 }];
  const ofB: AbkTask[] = [
    { volume: 12, period: "year", timeNorm: 900 },
    { volume: 600, period: "year", timeNorm: 30 },
  ];
  const tasks = [
    { positionId: "b", ...ofB[0]! },
    { positionId: "a", ...ofA[0]! },
    { positionId: "b", ...ofB[1]! },
  ];
  expect(abkNeeds(tasks)).toEqual([
    { positionId: "a", ...abkNeed(ofA) },
    { positionId: "b", ...abkNeed(ofB) },
  ]);
});

test("a volume of a thousand million is calculated and flagged", () => {
  const need = abkNeed([{ volume: 1e9, period: "year", timeNorm: 60 }]);
  expect(need.required).toBe(800_000);
  expect(need.notices.map(({ code, path }) => [code, path])).toEqual([["staffing/remarkable-need", ["tasks", 0]]]);
});

describe("what is remarkable about the size is said once", () => {
  const codes = (tasks: readonly AbkTask[]): unknown =>
    abkNeed(tasks).notices.map(({ code, path }) => [code, path.join(".")]);
  const small: AbkTask = { volume: 1_000, period: "year", timeNorm: 60 };

  test("a need that many small tasks add up to", () => {
    expect(codes(Array.from({ length: 2_000 }, () => small))).toEqual([["staffing/remarkable-need", "tasks"]]);
    expect(codes(Array.from({ length: 200 }, () => small))).toEqual([]);
  });
  test("a volume of 10⁹ that takes little time, and a range that reaches it", () => {
    const volume = { low: 1, expected: 2, high: 1e9 };
    expect(codes([small, { volume: 1e9, period: "year", timeNorm: 0.001 }])).toEqual([
      ["staffing/remarkable-volume", "tasks.1"],
    ]);
    expect(codes([{ volume, period: "year", timeNorm: 0.001 }])).toEqual([["staffing/remarkable-volume", "tasks.0"]]);
  });
  test("in a list of positions the whole stands at its first task", () => {
    const tasks = Array.from({ length: 2_001 }, (_, k) => ({ ...small, positionId: k === 0 ? "a" : "b" }));
    const [a, b] = abkNeeds(tasks);
    expect(a!.notices).toEqual([]);
    expect(b!.notices.map(({ code, path }) => [code, path])).toEqual([["staffing/remarkable-need", ["tasks", 1]]]);
  });
});

describe("uncertain figures", () => {
  const tasks: readonly AbkTask[] = [
    { name: "certain", volume: 100, period: "year", timeNorm: 150 },
    { name: "norm", volume: 1_000, period: "year", timeNorm: { low: 60, expected: 75, high: 105 } },
    { name: "volume", volume: { low: 900, expected: 1_000, high: 1_100 }, period: "year", timeNorm: 30 },
    { name: "standard", approach: "result", volume: 10, period: "day", standard: { low: 40, expected: 50, high: 100 } },
  ];

  test("give a range, drivers in order of what they move, and a threshold of twice the error (by hand)", () => {
    const need = abkNeed(tasks);
    expect(need.required).toBeCloseTo(0.2 + 1 + 0.4 + 0.2, 12);
    expect(need.range.low).toBeCloseTo(0.2 + 0.8 + 0.36 + 0.1, 12);
    expect(need.range.high).toBeCloseTo(0.2 + 1.4 + 0.44 + 0.25, 12);
    expect(need.drivers.map(({ name, path }) => [name, path])).toEqual([
      ["norm", ["tasks", 1, "timeNorm"]],
      ["standard", ["tasks", 3, "standard"]],
      ["volume", ["tasks", 2, "volume"]],
    ]);
    expect(need.drivers[0]!.swing).toBeCloseTo(0.6, 12);
    expect(need.drivers[1]!.atLow).toBeGreaterThan(need.drivers[1]!.atHigh);
    expect(need.moveThreshold).toBeCloseTo((200 * (2.29 - 1.8)) / 1.8, 9);
  });

  test("the range holds the need of every choice of figures, and meets it at the ends", () => {
    const between = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(between, between, between, (a, b, c) => {
        const at = (low: number, high: number, share: number): number => low + (high - low) * share;
        const { required } = abkNeed([
          tasks[0]!,
          { volume: 1_000, period: "year", timeNorm: at(60, 105, a) },
          { volume: at(900, 1_100, b), period: "year", timeNorm: 30 },
          { approach: "result", volume: 10, period: "day", standard: at(40, 100, c) },
        ]);
        const { range } = abkNeed(tasks);
        expect(required).toBeGreaterThanOrEqual(range.low - 1e-9);
        expect(required).toBeLessThanOrEqual(range.high + 1e-9);
      }),
    );
  });
});

describe("laws", () => {
  const amount = fc.double({ min: 0, max: 1e4, noNaN: true });
  const norm = fc.double({ min: 0.01, max: 1e4, noNaN: true });
  const task: fc.Arbitrary<AbkTask> = fc.oneof(
    fc.record({
      volume: amount,
      period: fc.constantFrom("year" as const, "month" as const, "week" as const, "day" as const),
      timeNorm: norm,
    }),
    fc.record({
      approach: fc.constantFrom("result" as const, "object" as const),
      volume: amount,
      period: fc.constantFrom("year" as const, "day" as const),
      standard: norm,
    }),
    fc.record({ approach: fc.constant("equipment" as const), volume: amount, perPerson: norm }),
  );
  const tasks = fc.array(task, { minLength: 1, maxLength: 12 });
  const timed = fc.array(
    fc.record({ volume: amount, period: fc.constantFrom("year" as const, "week" as const), timeNorm: norm }),
    { minLength: 1, maxLength: 12 },
  );
  const same = (a: number, b: number): void => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-12 * Math.max(1, a, b));

  test("additive: the need of all tasks is the sum of the needs of each; the order does not matter", () => {
    fc.assert(
      fc.property(tasks, (all) => {
        const { required } = abkNeed(all);
        same(
          required,
          all.reduce((sum, one) => sum + abkNeed([one]).required, 0),
        );
        same(required, abkNeed([...all].reverse()).required);
      }),
    );
  });

  test("splitting a unit in two never changes the total need", () => {
    fc.assert(
      fc.property(tasks, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const part = (of: number): AbkTask[] => all.map((one) => ({ ...one, volume: (one.volume as number) * of }));
        same(abkNeed(all).required, abkNeed(part(share)).required + abkNeed(part(1 - share)).required);
      }),
    );
  });

  test("monotone: more volume or a longer norm never needs fewer people, a higher standard never more", () => {
    fc.assert(
      fc.property(tasks, fc.nat(), fc.double({ min: 1, max: 9, noNaN: true }), (all, pick, factor) => {
        const k = pick % all.length;
        const { required } = abkNeed(all);
        const changed = (change: (one: AbkTask) => AbkTask): number =>
          abkNeed(all.map((one, index) => (index === k ? change(one) : one))).required;
        const slack = 1e-12 * Math.max(1, required);
        expect(changed((one) => ({ ...one, volume: (one.volume as number) * factor }))).toBeGreaterThanOrEqual(
          required - slack,
        );
        const byNorm = changed((one) => {
          if ("timeNorm" in one) return { ...one, timeNorm: (one.timeNorm as number) * factor };
          if ("standard" in one) return { ...one, standard: (one.standard as number) / factor };
          return { ...one, perPerson: (one.perPerson as number) / factor };
        });
        expect(byNorm).toBeGreaterThanOrEqual(required - slack);
      }),
    );
  });

  test("scales with working time: twice the minutes, half the people", () => {
    fc.assert(
      fc.property(timed, fc.double({ min: 1_000, max: 100_000, noNaN: true }), (all, minutes) => {
        const once = abkNeed(all, { effectiveMinutesPerYear: minutes }).required;
        same(once, 2 * abkNeed(all, { effectiveMinutesPerYear: 2 * minutes }).required);
      }),
    );
  });

  test("WISN without allowances and with the same working time is ABK", () => {
    fc.assert(
      fc.property(timed, fc.double({ min: 100, max: 5_000, noNaN: true }), (all, hours) => {
        const yearly = all.map(({ volume, timeNorm }) => ({ volume, timeNorm, period: "year" as const }));
        const wisn = wisnNeed({
          workingTime: { hoursPerYear: hours, hoursPerDay: 24 },
          activities: all.map(({ volume, timeNorm }) => ({ workload: volume, timeNorm })),
        });
        same(wisn.required, abkNeed(yearly, { effectiveMinutesPerYear: hours * 60 }).required);
      }),
    );
  });

  test("the shown need is within half a person of the raw one, a ceiling within one", () => {
    fc.assert(
      fc.property(tasks, (all) => {
        const half = abkNeed(all);
        const ceil = abkNeed(all, { rounding: "ceil" });
        expect(Math.abs(half.display.people - half.required)).toBeLessThanOrEqual(0.5 + 1e-8);
        expect(ceil.display.people - ceil.required).toBeGreaterThanOrEqual(-1e-8);
        expect(ceil.display.people - ceil.required).toBeLessThan(1);
      }),
    );
  });
});
