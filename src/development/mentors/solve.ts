/**
 * The best mentoring, goal by goal, on the transport kernel: mentees are rows, mentors are positions with as many seats as
 * their capacity, being without a mentor is a position of its own with room for everyone. Each goal is solved on the optimal
 * face that the goals before left (complementary slackness; Ahuja, Magnanti and Orlin 1993, §9.4), so nothing is weighed
 * against anything: a single sum of all goals would leave the range of exact integers.
 *
 * Having no mentor always has a price of 0: there is a seat more than there are mentees, so it is at most 0, and if it is less
 * everyone has a mentor and 0 proves the same.
 */
import { EngineError } from "../../errors/index.js";
import { solveTransport, type TransportProblem } from "../../network/index.js";
import { transportNetwork } from "../../network/transport/as-network.js";
import { transportFace } from "../../network/transport/face.js";
import { isOnlyFlow } from "../../network/uniqueness.js";
import type { Candidates } from "./candidates.js";
import type { MentoringLevelName } from "./types.js";

/** The goals in their order, and what they count. */
export const MENTORING_LEVELS: readonly { readonly name: MentoringLevelName; readonly unit: string }[] = [
  { name: "unmentored", unit: "people" },
  { name: "openGap", unit: "competency levels" },
  { name: "nearness", unit: "steps (same unit 0, neighbour 1, agency 2)" },
  { name: "gradeDistance", unit: "steps of grade" },
  { name: "sharedMentors", unit: "pairs of mentees with one mentor" },
  { name: "tie", unit: "lottery numbers" },
];

/** The best mentoring and what proves it. */
export interface SolvedMentoring {
  /** By mentee: index into `mentors`, −1 for none. */
  readonly mentor: Int32Array;
  /** By goal, redraws of the lottery last. */
  readonly levels: readonly {
    readonly name: MentoringLevelName;
    readonly value: number;
    readonly price: Float64Array;
  }[];
}

const MOST_DRAWS = 50;

/** Pairs that the goals so far left open, and the mentees that each mentor must and may have. */
interface Open {
  readonly start: Int32Array;
  /** Index into `mentors`; their number is the place without a mentor. */
  readonly position: Int32Array;
  /** The pair of `Candidates`; −1 for the place without a mentor. */
  readonly pair: Int32Array;
  readonly sure: Int32Array;
  readonly last: Int32Array;
}

/**
 * Solves all goals. Every answer of the kernel was checked by `verifyTransport` before it comes here.
 *
 * @param seats by mentor: how many mentees.
 * @param lottery the number of a mentee (row) and a mentor (index, −1: none) in a draw.
 * @throws EngineError `development/endless-lottery` if no draw decides: one chance in 2^1000.
 */
export function solveMentoring(
  candidates: Candidates,
  seats: Int32Array,
  lottery: (draw: number) => (row: number, mentor: number) => number,
): SolvedMentoring {
  const rows = candidates.mentees.length;
  const none = candidates.mentors.length;
  let open = everythingOpen(candidates, seats);
  const levels: { name: MentoringLevelName; value: number; price: Float64Array }[] = [];
  let mentor: Int32Array = new Int32Array(rows).fill(-1);

  const pursue = (name: MentoringLevelName, draw = 0): void => {
    const number = name === "tie" ? lottery(draw) : undefined;
    const cost = new Int32Array(open.position.length);
    for (let row = 0; row < rows; row++) {
      for (let a = open.start[row]!; a < open.start[row + 1]!; a++) {
        const pair = open.pair[a]!;
        cost[a] =
          number === undefined
            ? costOf(name, candidates, row, pair)
            : number(row, pair < 0 ? -1 : candidates.mentor[pair]!);
      }
    }
    const problem = openProblem(open, cost, name === "sharedMentors");
    const answer = solveTransport(problem);
    if (answer.status !== "optimal") throw new EngineError([NO_ANSWER], { problem: name });
    const { price } = answer;
    price[none] = 0;
    mentor = Int32Array.from({ length: rows }, (_, row) => {
      for (let a = open.start[row]!; a < open.start[row + 1]!; a++) {
        if (answer.flow[a]! > 0) return open.position[a] === none ? -1 : open.position[a]!;
      }
      return -1;
    });
    const face = transportFace(problem, price);
    open = { ...face, pair: face.arc.map((a) => open.pair[a]!) };
    levels.push({ name, value: answer.cost, price: price.subarray(0, none) });
  };

  for (const { name } of MENTORING_LEVELS) pursue(name);
  for (let draw = 1; !isOnlyMatching(open, mentor); draw++) {
    if (draw > MOST_DRAWS) throw new EngineError([ENDLESS], {});
    pursue("tie", draw);
  }
  return { mentor, levels };
}

const NO_ANSWER = {
  code: "development/wrong-answer",
  path: [],
  message: "the kernel found no mentoring, although nobody needs to have a mentor",
};
const ENDLESS = {
  code: "development/endless-lottery",
  path: [],
  message: `${MOST_DRAWS} draws of the lottery left more than one mentoring`,
};

function costOf(name: MentoringLevelName, { gap, closes, away, steps }: Candidates, row: number, pair: number): number {
  switch (name) {
    case "unmentored":
      return pair < 0 ? 1 : 0;
    case "openGap":
      return pair < 0 ? gap[row]! : gap[row]! - closes[pair]!;
    case "nearness":
      return pair < 0 ? 0 : away[pair]!;
    case "gradeDistance":
      return pair < 0 ? 0 : steps[pair]!;
    default:
      return 0;
  }
}

function everythingOpen({ mentees, mentors, start, mentor }: Candidates, seats: Int32Array): Open {
  const none = mentors.length;
  const arcs = mentor.length + mentees.length;
  const openStart = new Int32Array(mentees.length + 1);
  const position = new Int32Array(arcs);
  const pair = new Int32Array(arcs);
  const wanted = new Int32Array(none);
  let used = 0;
  for (let row = 0; row < mentees.length; row++) {
    for (let p = start[row]!; p < start[row + 1]!; p++) {
      position[used] = mentor[p]!;
      pair[used++] = p;
      wanted[mentor[p]!]!++;
    }
    position[used] = none;
    pair[used++] = -1;
    openStart[row + 1] = used;
  }
  const last = Int32Array.from({ length: none + 1 }, (_, j) =>
    j === none ? mentees.length + 1 : Math.min(seats[j]!, wanted[j]!),
  );
  return { start: openStart, position, pair, sure: new Int32Array(none + 1), last };
}

/**
 * What is left open as a problem of the kernel. One piece of seats a place; where sharing counts, one a seat: the k-th mentee
 * of a mentor shares him or her with k − 1 others.
 */
function openProblem({ start, position, sure, last }: Open, cost: Int32Array, sharing: boolean): TransportProblem {
  const none = last.length - 1;
  const pieceStart = new Int32Array(last.length + 1);
  last.forEach((seats, j) => (pieceStart[j + 1] = pieceStart[j]! + (sharing && j !== none ? seats : 1)));
  const pieces = pieceStart[last.length]!;
  const pieceWidth = new Int32Array(pieces).fill(1);
  const pieceSlope = new Float64Array(pieces);
  last.forEach((seats, j) => {
    if (!sharing || j === none) pieceWidth[pieceStart[j]!] = seats;
    else for (let k = 0; k < seats; k++) pieceSlope[pieceStart[j]! + k] = k;
  });
  return { start, position, cost, lower: sure, pieceStart, pieceWidth, pieceSlope };
}

/** Whether what is left open is one mentoring. */
function isOnlyMatching(open: Open, mentor: Int32Array): boolean {
  const { start, position, last } = open;
  const none = last.length - 1;
  const network = transportNetwork(openProblem(open, new Int32Array(position.length), false));
  const flow = new Float64Array(network.tail.length);
  for (let row = 0; row < mentor.length; row++) {
    const at = mentor[row]! < 0 ? none : mentor[row]!;
    for (let a = start[row]!; a < start[row + 1]!; a++) {
      if (position[a] !== at) continue;
      flow[a] = 1;
      flow[position.length + at]!++;
      break;
    }
  }
  return isOnlyFlow(network, flow);
}
