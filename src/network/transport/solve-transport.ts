/** The public door to the transport kernel: checks in, solve, checks out. */
import { EngineError } from "../../errors/index.js";
import { plainJson } from "../plain-json.js";
import { startTransport } from "./session.js";
import type { TransportProblem, TransportResult } from "./types.js";
import { requireTransport } from "./validate.js";
import { verifyTransport } from "./verify-transport.js";

/**
 * The cheapest way to send every unit to a position with convex seats, with its proof; or a proof that there is none.
 * Integers in, integers out, exact; the same problem always gives the same result.
 *
 * Made for cities: millions of arcs in a fraction of the time of a general method, on the calling thread. An auction finds
 * approximate prices, an exact primal-dual search on the few arcs near them the optimum, and a last look at every arc is
 * the proof (`verify-transport.ts`, which shares no code with the search). Which of several optima comes back depends on
 * the order of the arcs.
 *
 * @throws NetworkError with every issue of the problem (`transportIssues` lists the codes).
 * @throws EngineError `network/wrong-answer` if the answer does not survive verification: a fault of this library;
 * `bundle` reproduces it.
 */
export function solveTransport(problem: TransportProblem): TransportResult {
  requireTransport(problem);
  const result = solve(problem);
  const { ok, issues } = verifyTransport(problem, result);
  if (ok) return result;
  const message = `the answer "${result.status}" failed ${issues.length} checks, the first: ${issues[0]?.message}`;
  const hint = "report this as a bug, with `bundle`";
  throw new EngineError([{ code: "network/wrong-answer", path: [], message, hint }, ...issues], {
    problem: plainJson(problem),
    result: plainJson(result),
  });
}

function solve(problem: TransportProblem): TransportResult {
  const stranded = strandedRow(problem);
  if (stranded !== undefined) return { ...stranded, work: { arcsRead: 0, bids: 0, scans: 0, phases: 0 } };
  const { steps } = startTransport(problem);
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

/** A row that supplies something and has no arc. */
function strandedRow({
  start,
  supply,
  shared,
  pieceStart,
}: TransportProblem): Omit<Extract<TransportResult, { status: "infeasible" }>, "work"> | undefined {
  for (let i = 0; i + 1 < start.length; i++) {
    if (start[i]! < start[i + 1]! || (supply !== undefined && supply[i] === 0)) continue;
    const list = shared?.list[i] ?? -1;
    if (list >= 0 && shared!.start[list]! < shared!.start[list + 1]!) continue;
    const rows = new Uint8Array(start.length - 1);
    rows[i] = 1;
    return { status: "infeasible", reason: "overfull", rows, positions: new Uint8Array(pieceStart.length - 1) };
  }
  return undefined;
}
