/**
 * Checks an answer to a transport problem from the definitions. Shares no code with the kernel; reads every arc once.
 */
import type { Issue } from "../../errors/index.js";
import type { InfeasibleTransport, OptimalTransport, TransportProblem, TransportResult } from "./types.js";

/** The outcome of a verification; `ok` exactly if there are no issues. */
export interface TransportVerification {
  readonly ok: boolean;
  readonly issues: readonly Issue[];
}

/** After this many wrong arcs or positions the point is made. */
const MOST_ISSUES = 20;

/**
 * Whether `result` is what it says it is for `problem`: every row sends out its supply over its own arcs, no position
 * receives more than its seats or less than its lower bound, the cost is right, and flow and prices are complementary:
 * what is used is a cheapest arc of its row, seats below the price are taken, seats above it are not. That proves
 * optimality (weak duality). O(arcs + pieces).
 *
 * Codes: `network/wrong-shape`, `network/wrong-flow`, `network/wrong-cost`, `network/wrong-proof`.
 */
export function verifyTransport(problem: TransportProblem, result: TransportResult): TransportVerification {
  const issues: Issue[] = [];
  if (result.status === "optimal") verifyOptimal(problem, result, issues);
  else verifyInfeasible(problem, result, issues);
  return { ok: issues.length === 0, issues };
}

function verifyOptimal(problem: TransportProblem, { flow, price, cost }: OptimalTransport, issues: Issue[]): void {
  const { start, position, supply, pieceStart, pieceWidth, pieceSlope, lower } = problem;
  const [rows, positions] = [start.length - 1, pieceStart.length - 1];
  const say = (code: string, path: Issue["path"], message: string): void => {
    if (issues.length < MOST_ISSUES) issues.push({ code: `network/${code}`, path, message });
  };
  if (flow.length !== position.length || price.length !== positions || !price.every(Number.isSafeInteger)) {
    say("wrong-shape", [], "a flow has one entry an arc, prices are one safe integer a position");
    return;
  }
  const received = new Float64Array(positions);
  let [high, low] = [0n, 0]; // exact sum of the costs
  const add = (units: number, each: number): void => {
    const product = units * each;
    if (Number.isSafeInteger(product)) low += product;
    else high += BigInt(units) * BigInt(each);
    if (Math.abs(low) < 2 ** 52) return;
    high += BigInt(low);
    low = 0;
  };
  for (let i = 0; i < rows; i++) {
    let [sent, cheapest, dearestUsed] = [0, Infinity, -Infinity];
    for (let a = start[i]!; a < start[i + 1]!; a++) {
      const value = problem.cost[a]! + price[position[a]!]!;
      const units = flow[a]!;
      if (value < cheapest) cheapest = value;
      if (units === 0) continue;
      if (units < 0) say("wrong-flow", ["flow", a], `arc ${a} carries ${units}`);
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
  const total = high + BigInt(low);
  if (!Number.isSafeInteger(cost) || BigInt(cost) !== total)
    say("wrong-cost", ["cost"], `the flow costs ${total}, not ${cost}`);
}

function verifyInfeasible(problem: TransportProblem, result: InfeasibleTransport, issues: Issue[]): void {
  const { start, position, supply, pieceStart, pieceWidth, lower } = problem;
  const { reason, rows, positions } = result;
  const say = (message: string): void => {
    if (issues.length < MOST_ISSUES) issues.push({ code: "network/wrong-proof", path: ["positions"], message });
  };
  if (rows.length !== start.length - 1 || positions.length !== pieceStart.length - 1) {
    issues.push({ code: "network/wrong-shape", path: [], message: "marks are one entry a row and one a position" });
    return;
  }
  let [sent, room] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    if (rows[i] === 1) sent += supply === undefined ? 1 : supply[i]!;
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
