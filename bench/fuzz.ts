/**
 * Asks every engine the same random questions, through the door, and compares what comes back with exact answers.
 *
 *     npm run fuzz -- --minutes 5 [--seed 1] [--kind lp|milp|network]
 *
 * Judges: exact fractions (`examples/own-engine.ts`); every point of a small integer box; the network kernel, for
 * networks. A wrong answer, one that the door refused, a refusal or a hang is shrunk and saved in `bench/corpus/`; what is
 * there of the kinds asked for is asked again first at every start. A saved case is a bundle (`replayBundle` takes it);
 * give it a text `documented` and it is counted, but no longer fails the run. Ctrl-C ends early, with the table. Exits
 * with 1 on a fault that is not documented.
 *
 * The questions are asked in a process of their own; where it is silent for half a minute, it is ended, and what it was
 * asked last is a hang.
 */
import { fork } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import * as fc from "fast-check";
import { exactEngine } from "../examples/own-engine.js";
import { EngineError, ImbangError } from "../src/errors/index.js";
import { createBundle, readBundle } from "../src/linear/bundle.js";
import { highs } from "../src/linear/highs.js";
import { javascriptLpSolver, programFingerprint, solveLinear } from "../src/linear/index.js";
import type { Engine, LinearProgram, LinearResult } from "../src/linear/types.js";
import { type FlowNetwork, minCostFlow } from "../src/network/index.js";
import { linearProgramArbitrary } from "../src/testing/arbitraries.js";
import { bruteForce } from "../test/testing/brute-force.js";

/** Where findings are kept; `FUZZ_CORPUS` names another folder. */
const CORPUS = process.env["FUZZ_CORPUS"] ?? fileURLToPath(new URL("corpus/", import.meta.url));
/** The argument by which the process that asks knows what it is. */
const ASKING = "--asking";
const KINDS = ["lp", "milp", "network"] as const;
/** Seconds: for exact fractions, for an engine's answer, beyond it before it counts as a hang, and of silence before the process is ended. */
const JUDGE_LIMIT = 0.3;
const TIME_LIMIT = 5;
const GRACE = 2;
const SILENCE = 30;
/** Questions of one kind and size in a row. */
const BATCH = 50;
/** Points of a box that are all tried. */
const MOST_POINTS = 5000;

type Kind = (typeof KINDS)[number];
type Outcome = "right" | "vague" | "undecided" | "caught" | "wrong" | "hang" | "refused";
type Tally = Record<Outcome, number> & { seconds: number };

interface Plan {
  readonly seed: number;
  readonly kinds: readonly Kind[];
  /** Milliseconds since the epoch. */
  readonly until: number;
  readonly replay: boolean;
}

/** What is true of a program, as far as anybody knows. */
type Truth = number | "infeasible" | "unbounded" | undefined;

interface Question {
  readonly program: LinearProgram;
  /** The answer of the network kernel, for networks. */
  readonly kernel?: Truth;
}

type Message =
  | { readonly type: "asking"; readonly engine: string; readonly kind: Kind; readonly program: LinearProgram }
  | { readonly type: "answer"; readonly engine: string; readonly outcome: Outcome; readonly seconds: number }
  | { readonly type: "model"; readonly kind: Kind }
  | { readonly type: "finding"; readonly finding: Finding }
  | { readonly type: "replayed"; readonly file: string; readonly fault: string | undefined }
  | { readonly type: "done"; readonly batch: number };

interface Finding {
  readonly kind: Kind;
  readonly engine: string;
  readonly fault: string;
  readonly program: LinearProgram;
  readonly seed: number;
}

/** Thrown inside a property, so that fast-check shrinks the program. */
class Fault extends Error {
  override readonly name = "Fault";
  readonly engine: string;
  readonly outcome: Outcome;

  constructor(engine: string, outcome: Outcome, message: string) {
    super(message);
    this.engine = engine;
    this.outcome = outcome;
  }
}

// In the process that asks: draws, compares, shrinks.

async function work({ seed, kinds, until, replay }: Plan): Promise<void> {
  const send = (message: Message): void => void process.send!(message);
  let isStopped = false;
  process.on("message", () => {
    isStopped = true;
  });
  process.on("SIGINT", () => {}); // Ctrl-C reaches both; the other one says when to stop
  const engines = [javascriptLpSolver(), await highs()];
  const exact = exactEngine();
  let isCounting = true;

  const ask = async (question: Question, kind: Kind): Promise<void> => {
    const { program } = question;
    await new Promise((resolve) => setImmediate(resolve)); // messages come and go
    send({ type: "asking", engine: exact.name, kind, program });
    const truth = await truthOf(question, exact);
    for (const engine of engines) {
      send({ type: "asking", engine: engine.name, kind, program });
      const startedAt = performance.now();
      const { outcome, fault } = await outcomeOf(program, engine, truth, startedAt);
      const seconds = (performance.now() - startedAt) / 1000;
      if (isCounting) send({ type: "answer", engine: engine.name, outcome, seconds });
      if (fault !== undefined) throw new Fault(engine.name, outcome, fault);
    }
  };

  if (replay) {
    for (const file of corpusFiles().filter((name) => kinds.some((kind) => name.startsWith(`${kind}-`)))) {
      const bundle = readFileSync(join(CORPUS, file), "utf8");
      const { program } = readBundle(bundle);
      isCounting = false;
      const fault = await ask({ program }, kindOf(program)).then(
        () => undefined,
        (error: unknown) => String(error),
      );
      send({ type: "replayed", file, fault });
    }
  }
  for (let batch = seed; ; batch++) {
    const kind = kinds[batch % kinds.length]!;
    const questions = questionArbitrary(kind, Math.floor(batch / kinds.length));
    isCounting = true;
    let first: unknown;
    const details = await fc.check(
      fc.asyncProperty(questions, async (question) => {
        if (isOver()) return;
        try {
          await ask(question, kind);
        } catch (error) {
          first ??= error;
          isCounting = false; // what follows is shrinking, which must not end at another fault
          if (isSameFault(error, first)) throw error;
        } finally {
          if (isCounting) send({ type: "model", kind });
        }
      }),
      { seed: batch, numRuns: BATCH },
    );
    if (details.counterexample !== null) {
      const [{ program }] = details.counterexample;
      const error = details.errorInstance;
      const engine = error instanceof Fault ? error.engine : "the judges";
      send({ type: "finding", finding: { kind, engine, fault: String(error), program, seed: batch } });
    }
    send({ type: "done", batch });
    if (isOver()) return;
  }

  function isOver(): boolean {
    return isStopped || Date.now() >= until;
  }
}

function isSameFault(left: unknown, right: unknown): boolean {
  if (!(left instanceof Fault) || !(right instanceof Fault)) return String(left) === String(right);
  return left.engine === right.engine && left.outcome === right.outcome;
}

/** What the judges agree on. @throws Fault where they do not. */
async function truthOf({ program, kernel }: Question, exact: Engine): Promise<Truth> {
  const result = await exact.solve(program, { timeLimit: JUDGE_LIMIT });
  const truth = verdictOf(result);
  const others = { "every point of the box": bruteForce(program, MOST_POINTS), "the network kernel": kernel };
  for (const [judge, other] of Object.entries(others)) {
    if (other === undefined || truth === undefined || isSame(truth, other)) continue;
    throw new Fault("the judges", "wrong", `exact fractions say ${truth}, ${judge} says ${other}`);
  }
  return truth ?? kernel;
}

async function outcomeOf(
  program: LinearProgram,
  engine: Engine,
  truth: Truth,
  startedAt: number,
): Promise<{ readonly outcome: Outcome; readonly fault?: string }> {
  let result: LinearResult;
  try {
    result = await solveLinear(program, engine, { timeLimit: TIME_LIMIT });
  } catch (error) {
    if (!(error instanceof ImbangError)) throw error;
    if (!(error instanceof EngineError)) return { outcome: "refused", fault: error.message };
    return { outcome: "caught", fault: `the door refused: ${error.message}` };
  }
  const seconds = (performance.now() - startedAt) / 1000;
  if (seconds > TIME_LIMIT + GRACE) return { outcome: "hang", fault: `answered after ${seconds.toFixed(1)} s` };
  if (result.status === "noSolutionFound") return { outcome: "undecided" };
  if (result.status === "feasible") {
    const { objective, bound } = result.solution;
    if (truth === "infeasible") return { outcome: "wrong", fault: `feasible at ${objective}, but ${truth}` };
    if (truth === "unbounded" && bound > -Infinity) return { outcome: "wrong", fault: `bound ${bound}, but ${truth}` };
    if (typeof truth === "string") return { outcome: "undecided" };
    if (truth === undefined || (objective >= truth - slackOf(truth) && bound <= truth + slackOf(truth))) {
      return { outcome: "undecided" };
    }
    return { outcome: "wrong", fault: `feasible from ${bound} to ${objective}, the optimum is ${truth}` };
  }
  if (truth === undefined) return { outcome: "right" }; // nobody knows better
  if (result.status === "infeasibleOrUnbounded") {
    if (typeof truth === "string") return { outcome: "vague" };
    return { outcome: "wrong", fault: `infeasibleOrUnbounded, the optimum is ${truth}` };
  }
  const verdict = verdictOf(result)!;
  return isSame(verdict, truth)
    ? { outcome: "right" }
    : { outcome: "wrong", fault: `${result.status} ${verdict}, but the truth is ${truth}` };
}

function verdictOf(result: LinearResult): Truth {
  if (result.status === "optimal") return result.solution.objective;
  return result.status === "infeasible" || result.status === "unbounded" ? result.status : undefined;
}

function isSame(left: number | string, right: number | string): boolean {
  if (typeof left === "string" || typeof right === "string") return left === right;
  return Math.abs(left - right) <= slackOf(right);
}

function slackOf(objective: number): number {
  return 1e-6 * Math.max(1, Math.abs(objective));
}

function kindOf(program: LinearProgram): Kind {
  return program.isInteger.includes(1) ? "milp" : "lp";
}

/** Small and large numbers in turn. */
function questionArbitrary(kind: Kind, round: number): fc.Arbitrary<Question> {
  if (kind === "network") return networkArbitrary();
  const maxCoefficient = [6, 3, 30, 9, 1000][round % 5]!;
  const maxBound = [6, 12, 4, 1000, 100_000][(round >> 1) % 5]!;
  const size = { maxColumns: 3 + (round % 5), maxRows: 2 + (round % 6) };
  const integers = kind === "lp" ? "none" : round % 3 === 0 ? "all" : "some";
  return linearProgramArbitrary({ ...size, maxCoefficient, maxBound, integers }).map((program) => ({ program }));
}

/** A small network as a linear program: one column an arc, one equality a node. The kernel answers it exactly. */
function networkArbitrary(): fc.Arbitrary<Question> {
  const node = fc.nat(4);
  const arc = fc.record({
    tail: node,
    head: node,
    cost: fc.integer({ min: -3, max: 9 }),
    lower: fc.constantFrom(0, 0, 0, 1, -1),
    width: fc.constantFrom(1, 2, 0, 3, 5, Infinity),
    flow: fc.nat(3),
  });
  return fc
    .record({ arcs: fc.array(arc, { maxLength: 10 }), surplus: fc.tuple(node, node, fc.constantFrom(0, 0, 1)) })
    .map(({ arcs, surplus: [from, to, more] }) => {
      const supply = new Float64Array(5);
      for (const { tail, head, lower, width, flow } of arcs) {
        const amount = lower + Math.min(flow, width);
        supply[tail]! += amount;
        supply[head]! -= amount;
      }
      supply[from]! += more;
      supply[to]! -= more;
      const network: FlowNetwork = {
        nodeCount: 5,
        tail: Int32Array.from(arcs, ({ tail }) => tail),
        head: Int32Array.from(arcs, ({ head }) => head),
        lower: Float64Array.from(arcs, ({ lower }) => lower),
        upper: Float64Array.from(arcs, ({ lower, width }) => lower + width),
        cost: Float64Array.from(arcs, ({ cost }) => cost),
        supply,
      };
      const result = minCostFlow(network);
      return { program: programOf(network), kernel: result.status === "optimal" ? result.cost : result.status };
    });
}

function programOf({ tail, head, lower, upper, cost, supply }: FlowNetwork): LinearProgram {
  const entries = Array.from(tail, (from, arc): [number, number][] => {
    const to = head[arc]!;
    if (from === to) return [];
    return from < to
      ? [
          [from, 1],
          [to, -1],
        ]
      : [
          [to, -1],
          [from, 1],
        ];
  });
  let end = 0;
  return {
    cost,
    colLower: lower!,
    colUpper: upper,
    isInteger: new Uint8Array(cost.length),
    rowLower: supply,
    rowUpper: supply,
    matrix: {
      starts: Int32Array.from([0, ...entries.map((column) => (end += column.length))]),
      rows: Int32Array.from(entries.flat(), ([row]) => row),
      values: Float64Array.from(entries.flat(), ([, value]) => value),
    },
  };
}

// In the process that was started: counts, watches, saves, prints.

async function supervise(): Promise<void> {
  const { values } = parseArgs({
    options: { minutes: { type: "string" }, seed: { type: "string" }, kind: { type: "string" } },
  });
  const [minutes, firstSeed] = [Number(values.minutes ?? 1), Number(values.seed ?? 1)];
  const kinds = KINDS.filter((kind) => values.kind === undefined || values.kind === kind);
  if (!(minutes > 0) || !Number.isInteger(firstSeed) || firstSeed < 0 || kinds.length === 0) {
    console.error("usage: npm run fuzz -- [--minutes N] [--seed N] [--kind lp|milp|network]");
    process.exitCode = 2;
    return;
  }
  const models: Record<Kind, number> = { lp: 0, milp: 0, network: 0 };
  const tallies = new Map<string, Tally>();
  const faults: string[] = [];
  let documented = 0;
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort()).once("SIGTERM", () => stop.abort());

  const count = (engine: string, outcome: Outcome, seconds: number): void => {
    const empty: Tally = { right: 0, vague: 0, undecided: 0, caught: 0, wrong: 0, hang: 0, refused: 0, seconds: 0 };
    const tally = tallies.get(engine) ?? empty;
    tally[outcome] += 1;
    tally.seconds += seconds;
    tallies.set(engine, tally);
  };
  const report = (finding: Finding): void => {
    const file = `${finding.kind}-${programFingerprint(finding.program)}.json`;
    if (corpusFiles().includes(file) && documentedIn(file) !== undefined) {
      documented += 1;
      return;
    }
    save(file, finding);
    faults.push(`${finding.engine}, ${finding.kind}: ${finding.fault}\n  saved as bench/corpus/${file}`);
    console.log(`fault: ${faults.at(-1)!}`);
  };

  const startedAt = Date.now();
  const until = startedAt + minutes * 60_000;
  let seed = firstSeed;
  for (let replay = true; Date.now() < until && !stop.signal.aborted; replay = false) {
    await runProcess({ seed, kinds, until, replay }, stop.signal, (message) => {
      if (message.type === "answer") count(message.engine, message.outcome, message.seconds);
      if (message.type === "model") models[message.kind] += 1;
      if (message.type === "finding") report(message.finding);
      if (message.type === "done") seed = message.batch + 1;
      if (message.type === "replayed" && message.fault !== undefined) {
        const reason = documentedIn(message.file);
        if (reason === undefined) faults.push(`bench/corpus/${message.file}: ${message.fault}`);
        else documented += 1;
        console.log(`bench/corpus/${message.file}: ${reason ?? message.fault}`);
      }
      if (message.type === "hang") {
        count(message.engine, "hang", SILENCE);
        report({ ...message, fault: `silent for ${SILENCE} s`, seed });
        seed += 1;
      }
    });
  }
  const seconds = (Date.now() - startedAt) / 1000;
  printTable(models, tallies, seconds);
  console.log(`\nseeds ${firstSeed} to ${seed - 1} · ${faults.length} faults, ${documented} documented ones`);
  if (faults.length > 0) process.exitCode = 1;
}

type Heard =
  Message | { readonly type: "hang"; readonly engine: string; readonly kind: Kind; readonly program: LinearProgram };

/** Resolves when the process that asks has ended, by itself or for its silence. */
async function runProcess(plan: Plan, stop: AbortSignal, listen: (message: Heard) => void): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url), [ASKING, JSON.stringify(plan)], { serialization: "advanced" });
  const onStop = (): void => void child.send("stop");
  stop.addEventListener("abort", onStop, { once: true });
  let asked: Extract<Message, { type: "asking" }> | undefined;
  let heardAt = Date.now();
  let isHang = false;
  const watch = setInterval(() => {
    if (Date.now() - heardAt < SILENCE * 1000) return;
    isHang = true;
    child.kill("SIGKILL");
  }, 1000);
  try {
    await new Promise<void>((resolve, reject) => {
      child.on("message", (message: Message) => {
        heardAt = Date.now();
        if (message.type === "asking") asked = message;
        else listen(message);
      });
      child.once("error", reject);
      child.once("exit", (code) => {
        if (code === 0 || isHang) resolve();
        else reject(new Error(`the process that asks broke down with code ${code}`));
      });
    });
  } finally {
    clearInterval(watch);
    stop.removeEventListener("abort", onStop);
  }
  if (isHang && asked !== undefined) listen({ ...asked, type: "hang" });
}

function corpusFiles(): string[] {
  return existsSync(CORPUS)
    ? readdirSync(CORPUS)
        .filter((file) => file.endsWith(".json"))
        .sort()
    : [];
}

function documentedIn(file: string): string | undefined {
  const { documented } = JSON.parse(readFileSync(join(CORPUS, file), "utf8")) as { documented?: string };
  return documented;
}

/** A bundle with what was found. */
function save(file: string, { engine, fault, program, seed }: Finding): void {
  const bundle = createBundle(engine, program, {}, undefined);
  mkdirSync(CORPUS, { recursive: true });
  writeFileSync(join(CORPUS, file), `${JSON.stringify({ ...bundle, fault, seed }, null, 2)}\n`);
}

function printTable(models: Record<Kind, number>, tallies: Map<string, Tally>, seconds: number): void {
  const total = Object.values(models).reduce((sum, each) => sum + each, 0);
  const byKind = Object.entries(models).map(([kind, each]) => `${each} ${kind}`);
  const rate = Math.round((60 * total) / seconds);
  console.log(`\n${total} models (${byKind.join(", ")}) in ${seconds.toFixed(0)} s: ${rate} a minute\n`);
  const heading = [
    "engine",
    "right",
    "vague",
    "undecided",
    "caught by the door",
    "wrong",
    "hangs",
    "refused",
    "seconds",
  ];
  const rows = [...tallies].map(([engine, { right, vague, undecided, caught, wrong, hang, refused, seconds: spent }]) =>
    [engine, right, vague, undecided, caught, wrong, hang, refused, spent.toFixed(1)].map(String),
  );
  const widths = heading.map((title, k) => Math.max(title.length, ...rows.map((row) => row[k]!.length)));
  for (const row of [heading, ...rows]) {
    console.log(row.map((cell, k) => (k === 0 ? cell.padEnd(widths[k]!) : cell.padStart(widths[k]!))).join("  "));
  }
}

if (process.argv[2] === ASKING) {
  await work(JSON.parse(process.argv[3]!) as Plan);
  process.disconnect(); // nothing else keeps it alive
} else await supervise();
