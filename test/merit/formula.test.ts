/** Formulas: what they calculate, what they are refused for and where, and that hostile ones cost nothing. */
import * as fc from "fast-check";
import { all, create } from "mathjs";
import { describe, expect, test } from "vitest";
import { compile, type Evaluator } from "../../src/merit/formula/evaluate.js";
import { LONGEST_FORMULA } from "../../src/merit/formula/limits.js";
import { readFormula } from "../../src/merit/formula/parse.js";
import type { Formula, FormulaProblem } from "../../src/merit/formula/tree.js";
import { type MeritScheme, rankByMerit } from "../../src/merit/index.js";
import { hostileFormulas } from "./hostile-formulas.js";

const isIndicator = (name: string): boolean => /^i\d+$/.test(name);

function formula(text: string): Formula {
  const read = readFormula(text, isIndicator);
  if (!read.ok) throw new Error(`${text}: ${read.problem.message}`);
  return read.formula;
}

function problem(text: string): FormulaProblem {
  const read = readFormula(text, isIndicator);
  if (read.ok) throw new Error(`${text.slice(0, 80)} was not refused`);
  return read.problem;
}

/** A formula over one row of figures i1, i2, … */
function over(text: string, ...figures: readonly number[]): Evaluator {
  return compile(formula(text), (name) => Float64Array.of(figures[Number(name.slice(1)) - 1]!));
}

function value(text: string, ...figures: readonly number[]): number {
  const evaluator = over(text, ...figures);
  const found = evaluator.evaluate(0);
  expect(evaluator.fault()).toBeNull();
  return found;
}

describe("what a formula calculates", () => {
  test.for([
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["2 - 3 - 4", -5],
    ["12 / 3 / 2", 2],
    ["-2^2", -4],
    ["(-2)^2", 4],
    ["2^-1", 0.5],
    ["2^(-1)", 0.5],
    ["4^0.5", 2],
    ["+i1", 10],
    ["- - i1", 10],
    ["i1 * i2 / 100", 2],
    ["min(i1, i2, 3)", 3],
    ["max(i1, i2, 3)", 20],
    ["mean(i1, i2)", 15],
    ["mean(i1)", 10],
    ["abs(i1 - i2)", 10],
    ["round(2.5)", 3],
    ["round(-2.5)", -3],
    ["round(2.4)", 2],
    ["sqrt(i1 * 10)", 10],
    ["if(i1 < i2, 1, 2)", 1],
    ["if(i1 > i2, 1, 2)", 2],
    ["if(i1 <= 10, 1, 2)", 1],
    ["if(i1 >= 10, 1, 2)", 1],
    ["if(i1 == 10, 1, 2)", 1],
    ["if(i1 != 10, 1, 2)", 2],
    ["if((i1 < i2), 1, 2)", 1],
    ["i1 < i2 ? 1 : 2", 1],
    ["i1 > i2 ? 1 : i1 > 5 ? 2 : 3", 2],
    ["if(i1 == 0, 0, 100 * i2 / i1)", 200],
    ["1.5e2", 150],
    [".5 + 5.", 5.5],
    ["\n i1\t+\r\n 1 ", 11],
  ] as const)("%s is %f", ([text, expected]) => {
    expect(value(text, 10, 20)).toBe(expected);
  });

  test("agrees with mathjs on random formulas", () => {
    const math = create(all!);
    const { term } = fc.letrec<{ term: string }>((tie) => ({
      term: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        fc.constantFrom("i1", "i2", "i3", "2", "0.5", "7"),
        fc
          .tuple(tie("term"), fc.constantFrom("+", "-", "*", "/"), tie("term"))
          .map(([a, sign, b]) => `(${a} ${sign} ${b})`),
        fc
          .tuple(fc.constantFrom("min", "max", "mean"), tie("term"), tie("term"))
          .map(([f, a, b]) => `${f}(${a}, ${b})`),
        fc.tuple(fc.constantFrom("abs", "-", "+"), tie("term")).map(([f, a]) => `${f}(${a})`),
        fc.tuple(tie("term"), fc.constantFrom("2", "3", "-1")).map(([a, e]) => `(${a})^${e}`),
        fc
          .tuple(tie("term"), fc.constantFrom("<", ">", "<=", ">="), tie("term"), tie("term"), tie("term"))
          .map(([a, sign, b, c, d]) => `((${a} ${sign} ${b}) ? ${c} : ${d})`),
      ),
    }));
    const figure = fc.integer({ min: -40, max: 40 }).map((quarter) => quarter / 4);
    fc.assert(
      fc.property(term, figure, figure, figure, (text, i1, i2, i3) => {
        const read = readFormula(text, isIndicator);
        fc.pre(read.ok);
        const evaluator = compile((read as { formula: Formula }).formula, (name) =>
          Float64Array.of([i1, i2, i3][Number(name.slice(1)) - 1]!),
        );
        const found = evaluator.evaluate(0);
        const expected = math.evaluate(text, { i1, i2, i3 }) as number;
        if (evaluator.fault() !== null) return; // mathjs carries Infinity and NaN on
        // mathjs compares with a tolerance; its answer may take the other branch of a near tie
        if (!Object.is(found, expected) && found !== expected) expect(found).toBeCloseTo(expected, 9);
      }),
      { numRuns: 500 },
    );
  });

  test("names its indicators once, in the order of the text", () => {
    expect(formula("i3 + i1 * i3 - min(i2, 4)").names).toEqual(["i3", "i1", "i2"]);
  });
});

describe("what has no result", () => {
  test.for([
    ["i1 / i2", [1, 0], "division-by-zero", 0],
    ["2 + 1 / (i1 - i1)", [5], "division-by-zero", 4],
    ["1 / (1 / i1)", [0], "division-by-zero", 5],
    ["i1 ^ -1", [0], "division-by-zero", 0],
    ["sqrt(i1)", [-1], "not-a-number", 0],
    ["i1 ^ 0.5", [-1], "not-a-number", 0],
    ["if(sqrt(i1) < 3, 1, 2)", [-1], "not-a-number", 3],
    ["i1 ^ 10 * i1 ^ 10 * i1 ^ 10", [1e15], "overflow", 0],
    ["min(1, i1 ^ 10 * i1 ^ 10 * i1 ^ 10)", [1e15], "overflow", 7],
    ["1 / (i1 ^ 10 * i1 ^ 10 * i1 ^ 10)", [1e15], "overflow", 5],
  ] as const)("%s with %j: %s", ([text, figures, reason, at]) => {
    const evaluator = over(text, ...figures);
    evaluator.evaluate(0);
    expect(evaluator.fault()).toEqual({ reason, at });
  });

  test("a branch that is not taken cannot fail, and a fault does not outlive its row", () => {
    expect(value("if(i2 == 0, 0, i1 / i2)", 1, 0)).toBe(0);
    const evaluator = compile(formula("1 / i1"), () => Float64Array.of(0, 4));
    evaluator.evaluate(0);
    expect(evaluator.fault()).not.toBeNull();
    expect(evaluator.evaluate(1)).toBe(0.25);
    expect(evaluator.fault()).toBeNull();
  });

  test("is an issue at the person, with the place in the formula", () => {
    const scheme: MeritScheme = {
      asOf: "2026-01-01",
      indicators: [
        { id: "done", weight: 0, scale: { from: 0, to: 100 } },
        { id: "planned", weight: 0, scale: { from: 0, to: 100 } },
        { id: "completion", weight: 1, scale: { from: 0, to: 100 }, formula: "100 * done / planned" },
      ],
    };
    const people = [
      { id: "a", values: { done: 5, planned: 10 } },
      { id: "b", values: { done: 5, planned: 0 } },
      { id: "c", values: { done: 50, planned: 1 } },
    ];
    try {
      rankByMerit(people, scheme);
      expect.unreachable();
    } catch (error) {
      expect((error as { issues: unknown[] }).issues).toMatchObject([
        { code: "merit/division-by-zero", path: ["people", 1, "values", "completion"] },
        { code: "merit/out-of-scale", path: ["people", 2, "values", "completion"] },
      ]);
    }
    const clamped = { ...scheme, indicators: scheme.indicators.map((one) => ({ ...one, outside: "clamp" as const })) };
    const ranking = rankByMerit([people[0]!, people[2]!], clamped);
    expect(ranking.people.map(({ id, score }) => [id, score])).toEqual([
      ["c", 100],
      ["a", 50],
    ]);
    expect(ranking.notices).toMatchObject([
      { code: "merit/clamped", message: "1 figures of completion count as 0 or 100" },
    ]);
  });
});

describe("where a formula is refused", () => {
  test.for([
    ["i1 + attendance", "formula-unknown-name", 5],
    ["i1 + x.y", "formula-unknown-name", 5],
    ["i1.constructor", "formula-not-allowed", 2],
    ["i1 + cos(i2)", "formula-not-allowed", 5],
    ["2 i1", "formula-not-allowed", 2],
    ["i1 = 3", "formula-not-allowed", 3],
    ["i1 % 2", "formula-not-allowed", 3],
    ["1 + (i1 < 2)", "formula-not-allowed", 5],
    ["i1 ^ i2", "formula-not-allowed", 5],
    ["i1 ^ 11", "formula-not-allowed", 5],
    ["1:3", "formula-not-allowed", 0],
    ["if(i1, 2, 3)", "formula-not-allowed", 3],
    ["i1 + ", "formula-syntax", 5],
    ["i1 + * i2", "formula-syntax", 5],
    ["(i1", "formula-syntax", 3],
    ["i1)", "formula-syntax", 2],
    ["min(i1", "formula-syntax", 6],
    ["sqrt(i1, i2)", "formula-syntax", 0],
    ["x".repeat(LONGEST_FORMULA + 1), "formula-too-long", LONGEST_FORMULA],
    [`${"(".repeat(30)}1${")".repeat(30)}`, "formula-too-large", 24],
    [`${"-".repeat(60)}i1`, "formula-too-large", 60],
  ] as const)("%s: %s at %i", ([text, code, at]) => {
    expect(problem(text)).toMatchObject({ code, at });
  });

  test("says what was meant", () => {
    expect(problem("i1 × i2").hint).toBe("* multiplies");
    expect(problem("i1 = 2").hint).toContain("==");
    const scheme: MeritScheme = {
      asOf: "2026-01-01",
      indicators: [
        { id: "attendance", weight: 1, scale: { from: 0, to: 100 } },
        { id: "better", weight: 1, scale: { from: 0, to: 100 }, formula: "2 * attendence" },
      ],
    };
    expect(() => rankByMerit([], scheme)).toThrow(/at character 5, "attendence"\)\n {2}Maybe you meant `attendance`/);
  });

  test("a formula reads formulas before it, and never itself or one behind it", () => {
    const scheme = (first: string, second: string): MeritScheme => ({
      asOf: "2026-01-01",
      indicators: [
        { id: "x", weight: 1, scale: { from: 0, to: 10 } },
        { id: "f", weight: 1, scale: { from: 0, to: 1e3 }, formula: first },
        { id: "g", weight: 1, scale: { from: 0, to: 1e6 }, formula: second },
      ],
    });
    const people = [{ id: "a", values: { x: 3 } }];
    expect(rankByMerit(people, scheme("x * 2", "f * 2")).people[0]!.points[2]).toBe(1_200);
    expect(() => rankByMerit(people, scheme("g", "x"))).toThrow("formula-unknown-name");
    expect(() => rankByMerit(people, scheme("f", "x"))).toThrow("formula-unknown-name");
  });
});

describe("hostile formulas", () => {
  const texts = hostileFormulas();

  test("there are three hundred and more, all different", () => {
    expect(new Set(texts).size).toBeGreaterThanOrEqual(300);
  });

  test("each is refused before anything is evaluated, none in noticeable time, and the process lives on", () => {
    for (const text of texts) {
      const start = performance.now();
      const { at, message, hint = "" } = problem(text);
      expect(performance.now() - start, text.slice(0, 80)).toBeLessThan(200);
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThanOrEqual(text.length);
      expect(message.length + hint.length, text.slice(0, 80)).toBeLessThan(400);
    }
    expect(value("i1 + 1", 1)).toBe(2);
  });

  test("as part of a scheme they are issues, all at once", () => {
    const scheme: MeritScheme = {
      asOf: "2026-01-01",
      indicators: [
        { id: "i1", weight: 1, scale: { from: 0, to: 1 } },
        ...texts.slice(0, 150).map((text, k) => ({ id: `f${k}`, weight: 1, scale: { from: 0, to: 1 }, formula: text })),
      ],
    };
    try {
      rankByMerit([], scheme);
      expect.unreachable();
    } catch (error) {
      expect((error as { issues: unknown[] }).issues).toHaveLength(150);
    }
  });

  test("whatever the text, the answer is a refusal or a tree within bounds, in little time", () => {
    const word = fc.constantFrom(
      ..."i1 i2 min max if ( ) , + - * / ^ < > <= >= == != ? : = . ; [ ] { } ' \" 1 2.5 1e3 1: a.b sqrt( constructor".split(
        " ",
      ),
    );
    const text = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.array(word, { maxLength: 60 }).map((words) => words.join(" ")),
    );
    fc.assert(
      fc.property(text, (one) => {
        const start = performance.now();
        const read = readFormula(one, isIndicator);
        expect(performance.now() - start).toBeLessThan(200);
        if (!read.ok) return;
        for (const name of read.formula.names) expect(isIndicator(name)).toBe(true);
        const evaluator = compile(read.formula, () => Float64Array.of(3));
        const found = evaluator.evaluate(0);
        if (evaluator.fault() === null) expect(Number.isFinite(found)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});
