/** What a run of the bench asks, in which order, and whether the answers agree. */
import type { Form, Size } from "./instances.js";
import { PEER_DEADLINE, QUICK_SECONDS, whyLeftOut } from "./limits.js";
import type { Outcome, SolverName, Task } from "./outcome.js";
import { PEERS, type PeerName } from "./peers.js";

/** The size of the leximin forms, also asked in pure form. */
export const LEXIMIN_SIZE: Size = { people: 20_000, positions: 600, arcs: 30 };

/** The sizes of the pure form. */
export const SIZES: readonly Size[] = [
  { people: 200, positions: 40, arcs: 10 },
  { people: 1_000, positions: 150, arcs: 20 },
  { people: 5_000, positions: 500, arcs: 50 },
  { people: 15_000, positions: 1_500, arcs: 100 },
  { people: 20_000, positions: 3_000, arcs: 100 },
  { people: 20_000, positions: 5_000, arcs: 300 },
  { people: 50_000, positions: 3_000, arcs: 100 },
  LEXIMIN_SIZE,
];

/** The size of the hard families. */
export const FAMILY_SIZE: Size = { people: 5_000, positions: 500, arcs: 50 };

export const LEMON: readonly SolverName[] = ["LEMON NetworkSimplex", "LEMON CostScaling"];

/** Seconds after which one of ours or of LEMON's is given up. */
const SECONDS = 600;

/** A task and what came of it. */
export interface Row {
  readonly task: Task;
  readonly outcome: Outcome;
}

export interface Choice {
  readonly sizes: readonly Size[];
  /** Seeds 1 … seeds. */
  readonly seeds: number;
  readonly forms: readonly Form[];
  readonly lemon: boolean;
  readonly peers: readonly PeerName[];
  /** CPU seconds that a peer may be known to take. */
  readonly peerSeconds: number;
}

/**
 * The tasks of a choice: all solvers on one instance, then the next instance; ours always first. A peer that is known to
 * take more than 20 seconds is asked for the first seed alone.
 */
export function tasksOf({ sizes, seeds, forms, lemon, peers, peerSeconds }: Choice): Task[] {
  const tasks: Task[] = [];
  for (const form of forms) {
    for (const size of sizesOf(form, sizes)) {
      const asked = form === "pure" ? peers.filter((peer) => whyLeftOut(peer, size, peerSeconds) === undefined) : [];
      const fast = asked.filter((peer) => whyLeftOut(peer, size, QUICK_SECONDS) === undefined);
      for (let seed = 1; seed <= seeds; seed++) {
        for (const solver of ["imbang", ...(lemon ? LEMON : []), ...(seed === 1 ? asked : fast)] as const) {
          tasks.push({ form, size, seed, solver });
        }
      }
    }
  }
  return tasks;
}

function sizesOf(form: Form, sizes: readonly Size[]): readonly Size[] {
  if (form === "pure") return sizes;
  return [form === "leximin" || form === "leximinInSteps" ? LEXIMIN_SIZE : FAMILY_SIZE];
}

/** Asks for one task after the other, as two at once would share caches and memory. */
export async function runTasks(
  tasks: readonly Task[],
  run: (task: Task, seconds: number) => Promise<Outcome>,
  progress: (row: Row, done: number) => void,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const task of tasks) {
    const isPeer = (PEERS as readonly string[]).includes(task.solver);
    const row = { task, outcome: await run(task, isPeer ? PEER_DEADLINE : SECONDS) };
    rows.push(row);
    progress(row, rows.length);
  }
  return rows;
}

/**
 * What must not happen: no answer of ours or of LEMON's, an answer that differs from ours. A peer that is slow or gives up
 * is no fault. LEMON counts in integers, the peers in doubles, so that theirs are rounded.
 */
export function faultsOf(rows: readonly Row[]): string[] {
  const ours = new Map<string, number | null>();
  for (const { task, outcome } of rows) {
    if (task.solver === "imbang" && outcome.status === "measured") ours.set(instanceOf(task), outcome.objective);
  }
  return rows.flatMap(({ task, outcome }) => {
    const name = `${instanceOf(task)}, ${task.solver}`;
    const isPeer = (PEERS as readonly string[]).includes(task.solver);
    if (outcome.status === "failed") return isPeer ? [] : [`${name}: ${outcome.reason}`];
    const expected = ours.get(instanceOf(task));
    const objective = isPeer && outcome.objective !== null ? Math.round(outcome.objective) : outcome.objective;
    if (expected === undefined || (objective === expected && objective !== null)) return [];
    return [`${name}: the objective is ${outcome.objective}, ours ${expected}`];
  });
}

function instanceOf({ form, size, seed }: Task): string {
  return `${form} ${size.people}/${size.positions}/${size.arcs}, seed ${seed}`;
}

/** The last line of the report, and what the run exits with: 0 only where nothing is wrong. */
export function conclusion(faults: readonly string[]): { readonly text: string; readonly exitCode: 0 | 1 } {
  if (faults.length === 0) return { text: "All objectives agree; every answer of ours was proven.", exitCode: 0 };
  return { text: [...faults.map((fault) => `**FAULT** ${fault}`), `${faults.length} faults.`].join("\n"), exitCode: 1 };
}
