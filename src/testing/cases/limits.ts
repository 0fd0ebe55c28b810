/** Time limits, cancelling and gaps: an engine that is stopped says so, in time, and claims nothing it has not proven. */
import type { Engine, LinearOptions, LinearProgram, LinearResult } from "../../linear/index.js";
import { describe, type EngineCase, expectAnswer, expectNear, expectOptimal, fail, solved } from "../engine-case.js";
import { atMost, BINARY, exactly, maximise, minimise, vector } from "../notation.js";
import { seededIntegers } from "../random.js";

/** Seconds that an engine gets for a hard program, and how much longer it may take to answer. */
const LIMIT = 0.3;
const GRACE = 4;

/** A program that may take an engine ages, and its optimum. */
interface Hard {
  readonly name: string;
  readonly source: string;
  readonly program: LinearProgram;
  readonly optimum: number;
}

export function limitCases(): EngineCase[] {
  const hard: readonly Hard[] = [
    {
      name: "Jeroslow's parity program with 61 columns",
      source: "parity: 2·Σx + y = 61, so y = 1; branch and bound alone takes 2^30 nodes",
      program: minimise([...vector(61, () => 0), 1], [exactly([...vector(61, () => 2), 1], 61)], BINARY),
      optimum: 1,
    },
    {
      name: "a market split of 4 rows and 34 columns",
      source: "Cornuéjols and Dawande 1999; a split without any rest is planted, so the optimum is 0",
      program: marketSplit(4, 34, 7),
      optimum: 0,
    },
  ];
  return [...hard.flatMap((each) => [timeLimitCase(each), cancelCase(each)]), ...quietCases(), ...gapCases()];
}

function timeLimitCase({ name, source, program, optimum }: Hard): EngineCase {
  return {
    name: `limits: time is up on ${name}`,
    group: "limits",
    source,
    needs: ["integer", "timeLimit"],
    programs: [],
    async run(engine) {
      const { result, elapsed } = await timed(program, engine, { timeLimit: LIMIT });
      expectHonest(result, optimum, "time");
      expectPrompt(elapsed, LIMIT);
      await expectStillRight(engine);
    },
  };
}

function cancelCase({ name, source, program, optimum }: Hard): EngineCase {
  return {
    name: `limits: cancelled on ${name}`,
    group: "limits",
    source,
    needs: ["integer", "cancel"],
    programs: [],
    async run(engine) {
      const { signal, release } = signalAfter(LIMIT);
      const { result, elapsed } = await timed(program, engine, { signal }).finally(release);
      expectHonest(result, optimum, "cancelled");
      expectPrompt(elapsed, LIMIT);
      await expectStillRight(engine);
    },
  };
}

/** Limits that come too early or too late to matter. */
function quietCases(): EngineCase[] {
  const { program, optimum } = easy();
  const expected = { status: "optimal", objective: optimum } as const;
  const programs = [{ program, expected }];
  const shared = { group: "limits", source: "p01 of Kreher and Stinson: 309" } as const;
  return [
    {
      ...shared,
      name: "limits: a generous time limit changes nothing",
      needs: ["integer", "timeLimit"],
      programs,
      run: async (engine) => expectAnswer(program, expected, await solved(program, engine, { timeLimit: 600 })),
    },
    {
      ...shared,
      name: "limits: no time at all",
      needs: ["integer", "timeLimit"],
      programs: [],
      async run(engine) {
        const { result, elapsed } = await timed(program, engine, { timeLimit: 0 });
        expectHonest(result, optimum, "time");
        expectPrompt(elapsed, 0);
        await expectStillRight(engine);
      },
    },
    {
      ...shared,
      name: "limits: a signal that stays quiet changes nothing",
      needs: ["integer", "cancel"],
      programs,
      async run(engine) {
        const { signal } = new AbortController();
        expectAnswer(program, expected, await solved(program, engine, { signal }));
      },
    },
    {
      ...shared,
      name: "limits: cancelled before it began",
      needs: ["integer", "cancel"],
      programs: [],
      async run(engine) {
        const controller = new AbortController();
        controller.abort();
        const result = await solved(program, engine, { signal: controller.signal });
        if (result.status !== "noSolutionFound" || result.limit !== "cancelled") {
          fail("noSolutionFound (limit: cancelled)", describe(result));
        }
        await expectStillRight(engine);
      },
    },
  ];
}

function gapCases(): EngineCase[] {
  const { program, optimum } = easy();
  const shared = { group: "limits", source: "p01 of Kreher and Stinson: 309", programs: [] } as const;
  return [
    {
      ...shared,
      name: "limits: a gap that was asked for is kept",
      needs: ["integer"],
      async run(engine) {
        const { objective } = expectOptimal(await solved(program, engine, { relativeGap: 0.05 }));
        const worst = optimum + 0.05 * Math.abs(objective) + 1e-6;
        if (objective > worst) fail(`an objective of ${worst} at most`, String(objective));
      },
    },
    {
      ...shared,
      name: "limits: the bound of an optimum is the optimum",
      needs: ["integer", "bound"],
      async run(engine) {
        const { objective, bound } = expectOptimal(await solved(program, engine));
        expectNear("objective", optimum, objective);
        if (bound < optimum - 1 + 1e-6) fail(`a bound above ${optimum - 1}, as objectives are whole`, String(bound));
      },
    },
    {
      ...shared,
      name: "limits: a bound never passes the optimum, whatever the gap",
      needs: ["integer", "bound"],
      async run(engine) {
        for (const relativeGap of [0.5, 0.1, 0.01, 0]) {
          const { objective, bound } = expectOptimal(await solved(program, engine, { relativeGap }));
          if (bound > optimum + 1e-6) fail(`a bound of ${optimum} at most`, String(bound));
          if (objective < optimum - 1e-6) fail(`an objective of ${optimum} at least`, String(objective));
        }
      },
    },
    {
      ...shared,
      name: "limits: progress only ever gets better",
      needs: ["integer"],
      async run(engine) {
        let [incumbent, latest] = [Infinity, -1];
        const options: LinearOptions = {
          onProgress(event) {
            if (event.incumbent > incumbent + 1e-6) fail(`incumbents of ${incumbent} at most`, String(event.incumbent));
            if (event.bound > optimum + 1e-6) fail(`bounds of ${optimum} at most`, String(event.bound));
            if (event.elapsed < latest) fail(`a clock that runs on from ${latest}`, String(event.elapsed));
            [incumbent, latest] = [event.incumbent, event.elapsed];
          },
        };
        expectNear("objective", optimum, expectOptimal(await solved(program, engine, options)).objective);
      },
    },
  ];
}

/** @throws Error unless the result is proven and right, or stopped by this limit without a claim that is wrong. */
function expectHonest(result: LinearResult, optimum: number, limit: "time" | "cancelled"): void {
  switch (result.status) {
    case "optimal":
      return expectNear("objective", optimum, result.solution.objective);
    case "feasible":
      if (result.solution.objective < optimum - 1e-6) fail(`an objective of ${optimum} at least`, describe(result));
      if (result.solution.bound > optimum + 1e-6) fail(`a bound of ${optimum} at most`, describe(result));
      break;
    case "noSolutionFound":
      break;
    default:
      fail(`optimal at ${optimum}, or stopped by ${limit}`, describe(result));
  }
  if (result.limit !== limit) fail(`a run that was stopped by ${limit}`, describe(result));
}

function expectPrompt(elapsed: number, limit: number): void {
  if (elapsed > limit + GRACE) fail(`an answer within ${limit + GRACE} s`, `one after ${elapsed.toFixed(1)} s`);
}

/** An engine that was stopped, or given up, must not be spoilt for the next program. */
async function expectStillRight(engine: Engine): Promise<void> {
  const program = maximise([3, 5], [atMost([1, 0], 4), atMost([0, 2], 12), atMost([3, 2], 18)], {
    integer: true,
    upper: 9,
  });
  const { objective } = expectOptimal(await solved(program, engine), "the next program solved");
  expectNear("objective of the next program", -36, objective);
}

async function timed(
  program: LinearProgram,
  engine: Engine,
  options: LinearOptions,
): Promise<{ readonly result: LinearResult; readonly elapsed: number }> {
  const startedAt = performance.now();
  const result = await solved(program, engine, options);
  return { result, elapsed: (performance.now() - startedAt) / 1000 };
}

/**
 * A signal that is aborted after so many seconds, also for an engine that blocks the thread and looks at `aborted` now
 * and then (a timer alone would never fire): what shared memory does for a worker.
 */
function signalAfter(seconds: number): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const deadline = performance.now() + seconds * 1000;
  Object.defineProperty(controller.signal, "aborted", { get: () => performance.now() >= deadline });
  const timer = setTimeout(() => controller.abort(), seconds * 1000);
  return { signal: controller.signal, release: () => clearTimeout(timer) };
}

function easy(): { readonly program: LinearProgram; readonly optimum: number } {
  const program = maximise(
    [92, 57, 49, 68, 60, 43, 67, 84, 87, 72],
    [atMost([23, 31, 29, 44, 53, 38, 63, 85, 89, 82], 165)],
    BINARY,
  );
  return { program, optimum: -309 };
}

/** Σ |row − half|, where some choice of columns halves every row. x[column], then what is over and what is missing. */
function marketSplit(rows: number, columns: number, seed: number): LinearProgram {
  const draw = seededIntegers(seed);
  const shares = vector(rows, () => 0).map(() => vector(columns, () => draw(0, 99)));
  const planted = vector(columns, () => draw(0, 1));
  const width = columns + 2 * rows;
  return minimise(
    vector(width, (j) => (j < columns ? 0 : 1)),
    shares.map((share, row) =>
      exactly(
        vector(width, (j) =>
          j < columns ? share[j]! : j === columns + 2 * row ? 1 : j === columns + 2 * row + 1 ? -1 : 0,
        ),
        share.reduce((sum, value, j) => sum + value * planted[j]!, 0),
      ),
    ),
    { upper: vector(width, (j) => (j < columns ? 1 : 5000)), integer: vector(width, (j) => (j < columns ? 1 : 0)) },
  );
}
