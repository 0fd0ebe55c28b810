/**
 * Checks an answer to a transport problem from the definitions. Shares no code with the kernel; reads every arc once.
 */
import type { Issue } from "../../errors/index.js";
import { addProduct, createExactSum, exactValue } from "../exact-sum.js";
import { transportIssues } from "./validate.js";
import type { InfeasibleTransport, OptimalTransport, TransportProblem, TransportResult } from "./types.js";

/** The outcome of a verification; `ok` exactly if there are no issues. */
export interface TransportVerification {
  readonly ok: boolean;
  readonly issues: readonly Issue[];
}

const TOO_LARGE = "prices of this size leave the range in which numbers are exact and prove nothing";
/** After this many wrong arcs or positions the point is made. */
const MOST_ISSUES = 20;

/**
 * Whether `result` is what it says it is for `problem`: every row sends out its supply over its own arcs, no position
 * receives more than its seats or less than its lower bound, the cost is right, and flow and prices are complementary:
 * what is used is a cheapest arc of its row, seats below the price are taken, seats above it are not. That proves
 * optimality (weak duality). O(arcs + pieces).
 *
 * Codes: `network/wrong-shape`, `network/wrong-flow`, `network/wrong-cost`, `network/wrong-proof`, and those of
 * `transportIssues` for what is no problem.
 */
export function verifyTransport(problem: TransportProblem, result: TransportResult): TransportVerification {
  const issues: Issue[] = [];
  if (!isProblem(problem)) issues.push(...transportIssues(problem));
  if (typeof result !== "object" || result === null)
    issues.push({ code: "network/wrong-shape", path: [], message: "an answer is an object with a status" });
  if (issues.length > 0) return { ok: false, issues };
  if (result.status === "optimal") verifyOptimal(problem, result, issues);
  else if (result.status === "infeasible") verifyInfeasible(problem, result, issues);
  else issues.push({ code: "network/wrong-shape", path: ["status"], message: "an answer is optimal or infeasible" });
  return { ok: issues.length === 0, issues };
}

/** Whether there are arrays where a problem has them. */
function isProblem(problem: TransportProblem): boolean {
  if (typeof problem !== "object" || problem === null) return false;
  const { start, position, cost, pieceStart, pieceWidth, pieceSlope } = problem;
  return [start, position, cost, pieceStart, pieceWidth, pieceSlope].every((each) => ArrayBuffer.isView(each));
}

function verifyOptimal(problem: TransportProblem, result: OptimalTransport, issues: Issue[]): void {
  const { flow, price, cost } = result;
  const { start, position, supply, pieceStart, pieceWidth, pieceSlope, lower } = problem;
  const rows = start.length - 1;
  const positions = pieceStart.length - 1;
  const say = (code: string, path: Issue["path"], message: string): void => {
    if (issues.length < MOST_ISSUES) issues.push({ code: `network/${code}`, path, message });
  };
  if (flow?.length !== position.length || price?.length !== positions || !price.every(Number.isSafeInteger)) {
    say("wrong-shape", [], "a flow has one entry an arc, prices are one safe integer a position");
    return;
  }
  const received = new Float64Array(positions);
  const sum = createExactSum();
  const add = (units: number, each: number): void => addProduct(sum, units, each);
  const overLists = sentOverLists(problem, result, received, add, say);
  for (let i = 0; i < rows; i++) {
    let sent = overLists.sent[i]!;
    let cheapest = overLists.cheapest[i]!;
    let dearestUsed = overLists.dearestUsed[i]!;
    for (let a = start[i]!; a < start[i + 1]!; a++) {
      const value = problem.cost[a]! + price[position[a]!]!;
      const units = flow[a]!;
      if (value < cheapest) cheapest = value;
      if (units === 0) continue;
      if (!(units > 0 && Number.isInteger(units))) {
        say("wrong-flow", ["flow", a], `arc ${a} carries ${units}`);
        continue;
      }
      if (Math.abs(value) > Number.MAX_SAFE_INTEGER) say("wrong-proof", ["price"], TOO_LARGE);
      if (value > dearestUsed) dearestUsed = value;
      sent += units;
      received[position[a]!]! += units;
      add(units, problem.cost[a]!);
    }
    const wanted = supply === undefined ? 1 : supply[i]!;
    if (sent !== wanted) say("wrong-flow", ["supply", i], `row ${i} sends ${sent} of ${wanted}`);
    if (dearestUsed > cheapest)
      say("wrong-proof", ["price"], `row ${i} uses an arc of ${dearestUsed}, one of ${cheapest} is there`);
  }
  for (let j = 0; j < positions; j++) {
    let left = received[j]!;
    const least = lower === undefined ? 0 : lower[j]!;
    if (left < least)
      say("wrong-flow", ["lower", j], `position ${j} receives ${left}, at least ${least} are asked for`);
    let forced = least; // seats that are taken whatever they cost
    for (let p = pieceStart[j]!; p < pieceStart[j + 1]!; p++) {
      const taken = Math.min(left, pieceWidth[p]!);
      const free = Math.max(0, pieceWidth[p]! - taken);
      const byChoice = taken - Math.min(forced, taken);
      forced -= Math.min(forced, taken);
      left -= taken;
      add(taken, pieceSlope[p]!);
      if (byChoice > 0 && pieceSlope[p]! > price[j]!)
        say(
          "wrong-proof",
          ["price", j],
          `position ${j} takes seats of slope ${pieceSlope[p]} at the price ${price[j]}`,
        );
      if (free > 0 && pieceSlope[p]! < price[j]!)
        say(
          "wrong-proof",
          ["price", j],
          `position ${j} leaves seats of slope ${pieceSlope[p]} at the price ${price[j]}`,
        );
    }
    if (left > 0) say("wrong-flow", ["pieceWidth"], `position ${j} receives ${left} more than it has seats`);
  }
  const total = exactValue(sum);
  if (!Number.isSafeInteger(cost) || BigInt(cost) !== total)
    say("wrong-cost", ["cost"], `the flow costs ${total}, not ${cost}`);
}

/** What rows send over shared lists, and what the cheapest entry and the dearest one in use cost them. */
function sentOverLists(
  { shared, start }: TransportProblem,
  { sharedFlow, price }: OptimalTransport,
  received: Float64Array,
  add: (units: number, each: number) => void,
  say: (code: string, path: Issue["path"], message: string) => void,
): { sent: Float64Array; cheapest: Float64Array; dearestUsed: Float64Array } {
  const rows = start.length - 1;
  const sent = new Float64Array(rows);
  const cheapest = new Float64Array(rows).fill(Infinity);
  const dearestUsed = new Float64Array(rows).fill(-Infinity);
  if (shared === undefined) return { sent, cheapest, dearestUsed };
  const cheapestOf = Array.from({ length: shared.start.length - 1 }, (_, list) => {
    let least = Infinity;
    for (let k = shared.start[list]!; k < shared.start[list + 1]!; k++) {
      if (price[shared.position[k]!]! < least) least = price[shared.position[k]!]!;
    }
    return least;
  });
  for (let i = 0; i < rows; i++) if (shared.list[i]! >= 0) cheapest[i] = shared.cost[i]! + cheapestOf[shared.list[i]!]!;
  const { row, entry, units } = sharedFlow ?? { row: [], entry: [], units: [] };
  for (let k = 0; k < row.length; k++) {
    const i = row[k]!;
    const at = entry[k]!;
    const count = units[k]!;
    const list = shared.list[i] ?? -1;
    const isOnList = list >= 0 && at >= shared.start[list]! && at < shared.start[list + 1]!;
    if (!isOnList || !(count > 0 && Number.isInteger(count))) {
      say("wrong-flow", ["sharedFlow", k], `row ${i} sends ${count} over entry ${at}, which is not on its list`);
      continue;
    }
    sent[i]! += count;
    received[shared.position[at]!]! += count;
    add(count, shared.cost[i]!);
    dearestUsed[i] = Math.max(dearestUsed[i]!, shared.cost[i]! + price[shared.position[at]!]!);
  }
  return { sent, cheapest, dearestUsed };
}

function verifyInfeasible(problem: TransportProblem, result: InfeasibleTransport, issues: Issue[]): void {
  const { start, position, supply, pieceStart, pieceWidth, lower, shared } = problem;
  const { reason, rows, positions } = result;
  const say = (message: string): void => {
    if (issues.length < MOST_ISSUES) issues.push({ code: "network/wrong-proof", path: ["positions"], message });
  };
  // An answer may come from anywhere: what is missing is a wrong shape, not a TypeError.
  const isMarks = (marks: Uint8Array | undefined, length: number): boolean =>
    marks?.length === length && marks.every((mark) => mark === 0 || mark === 1);
  const isKnown = reason === "overfull" || reason === "underfull";
  if (!isKnown || !isMarks(rows, start.length - 1) || !isMarks(positions, pieceStart.length - 1)) {
    issues.push({
      code: "network/wrong-shape",
      path: [],
      message: "marks are 0 or 1, one a row and one a position, and the reason is overfull or underfull",
    });
    return;
  }
  let sent = 0;
  let room = 0;
  const [someMarked, allMarked] = marksOfLists(problem, positions);
  for (let i = 0; i < rows.length; i++) {
    if (rows[i] === 1) sent += supply === undefined ? 1 : supply[i]!;
    const list = shared?.list[i] ?? -1;
    if (list >= 0 && reason === "overfull" && rows[i] === 1 && !allMarked[list])
      say(`row ${i} is marked and has a list with a position that is not`);
    if (list >= 0 && reason === "underfull" && rows[i] === 0 && someMarked[list])
      say(`row ${i} is not marked and has a list with a position that is`);
    for (let a = start[i]!; a < start[i + 1]!; a++) {
      const isMarked = positions[position[a]!] === 1;
      if (reason === "overfull" && rows[i] === 1 && !isMarked)
        say(`row ${i} is marked and has an arc to position ${position[a]}, which is not`);
      if (reason === "underfull" && rows[i] === 0 && isMarked)
        say(`row ${i} is not marked and has an arc to position ${position[a]}, which is`);
    }
  }
  for (let j = 0; j < positions.length; j++) {
    if (positions[j] === 0) continue;
    if (reason === "underfull") room += lower === undefined ? 0 : lower[j]!;
    else for (let p = pieceStart[j]!; p < pieceStart[j + 1]!; p++) room += pieceWidth[p]!;
  }
  if (reason === "overfull" ? sent > room : sent < room) return;
  say(
    `the marked rows supply ${sent}, the marked positions ${reason === "overfull" ? "have seats for" : "ask for"} ${room}: that is no contradiction`,
  );
}

/** By shared list: whether some, and whether all of its positions are marked. */
function marksOfLists({ shared }: TransportProblem, positions: Uint8Array): [boolean[], boolean[]] {
  const lists = Array.from({ length: shared === undefined ? 0 : shared.start.length - 1 }, (_, list) =>
    Array.from(shared!.position.subarray(shared!.start[list], shared!.start[list + 1]), (j) => positions[j] === 1),
  );
  return [lists.map((marks) => marks.includes(true)), lists.map((marks) => !marks.includes(false))];
}
