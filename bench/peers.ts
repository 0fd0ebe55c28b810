/**
 * Other solvers from npm, on the same arcs and costs. Each is asked in the form that suits it best; putting the question
 * into that form is not timed with the answer, but shown.
 *
 * All are under the MIT licence and none has native code:
 * `highs` 1.15 (HiGHS in WebAssembly, by its array interface), `javascript-lp-solver` 1.0 and `yalps` 0.6 (dense simplex),
 * `min-cost-flow` 2.1 (successive shortest paths on dense matrices), `munkres` 2.0 (Hungarian method on a dense matrix of
 * people and seats).
 */
import type { Highs } from "highs";
import type { TransportProblem } from "imbang/network";

export const PEERS = ["highs", "javascript-lp-solver", "yalps", "min-cost-flow", "munkres"] as const;
export type PeerName = (typeof PEERS)[number];

/** Asks the question that was prepared: the least cost, or NaN where the peer finds none. */
export type Question = () => number;

/** Puts a problem whose rows supply 1 into the form of a peer, with the peer loaded. */
export function prepare(peer: PeerName, problem: TransportProblem): Promise<Question> {
  return PREPARE[peer](problem);
}

const PREPARE: Readonly<Record<PeerName, (problem: TransportProblem) => Promise<Question>>> = {
  highs: prepareHighs,
  "javascript-lp-solver": prepareJavascriptLpSolver,
  yalps: prepareYalps,
  "min-cost-flow": prepareMinCostFlow,
  munkres: prepareMunkres,
};

/** The linear program: a column an arc and a column a piece; a row a person (= 1) and a row a position (in − out = 0). */
async function prepareHighs(problem: TransportProblem): Promise<Question> {
  const { start, position, cost, pieceStart, pieceWidth, pieceSlope } = problem;
  const [rows, positions, arcs] = [start.length - 1, pieceStart.length - 1, position.length];
  const numCols = arcs + pieceWidth.length;
  const numRows = rows + positions;
  const colCost = new Float64Array(numCols);
  colCost.set(cost);
  colCost.set(pieceSlope, arcs);
  const colUpper = new Float64Array(numCols).fill(1, 0, arcs); // true, and it halves the time of no bound
  colUpper.set(pieceWidth, arcs);
  const starts = new Int32Array(numCols + 1);
  const indices = new Int32Array(2 * arcs + pieceWidth.length);
  const values = new Float64Array(indices.length).fill(1);
  for (let row = 0; row < rows; row++) {
    for (let arc = start[row]!; arc < start[row + 1]!; arc++) {
      indices[2 * arc] = row;
      indices[2 * arc + 1] = rows + position[arc]!;
      starts[arc + 1] = 2 * arc + 2;
    }
  }
  for (let j = 0; j < positions; j++) {
    for (let piece = pieceStart[j]!; piece < pieceStart[j + 1]!; piece++) {
      indices[2 * arcs + piece] = rows + j;
      values[2 * arcs + piece] = -1;
      starts[arcs + piece + 1] = 2 * arcs + piece + 1;
    }
  }
  const bound = new Float64Array(numRows).fill(1, 0, rows);
  // Typed as CommonJS, so `nodenext` sees a namespace here; at run time the default export is the loader.
  const load = (await import("highs")).default as unknown as () => Promise<Highs>;
  const highs = await load();
  const data = {
    numCols,
    numRows,
    sense: highs.constants.objectiveSense.minimize,
    colCost,
    colLower: new Float64Array(numCols),
    colUpper,
    rowLower: bound,
    rowUpper: bound,
    matrix: { format: "csc", numRows, numCols, starts, indices, values },
  } as const;
  return () =>
    highs.withModel((model) => {
      model.options.set({ output_flag: false, presolve: "off" }); // presolve only costs time here
      model.passModel(data);
      const { modelStatus } = model.run();
      if (modelStatus !== highs.constants.modelStatus.optimal) return Number.NaN;
      const { colValue } = model.getSolution();
      return colCost.reduce((sum, value, column) => sum + value * colValue[column]!, 0);
    });
}

interface NamedColumns {
  /** By row: a person must go somewhere (= 1), a position seats whom it gets (= 0), a piece has an end (≤ its width). */
  readonly constraints: Record<string, { readonly equal: number } | { readonly max: number }>;
  readonly variables: Record<string, Record<string, number>>;
}

/** The linear program by names, as the two dense simplex solvers want it. Integer at its corners without saying so. */
function namedColumns(problem: TransportProblem): NamedColumns {
  const { start, position, cost, pieceStart, pieceWidth, pieceSlope } = problem;
  const constraints: NamedColumns["constraints"] = {};
  const variables: NamedColumns["variables"] = {};
  for (let row = 0; row + 1 < start.length; row++) {
    constraints[`person${row}`] = { equal: 1 };
    for (let arc = start[row]!; arc < start[row + 1]!; arc++) {
      variables[`arc${arc}`] = { cost: cost[arc]!, [`person${row}`]: 1, [`position${position[arc]!}`]: 1 };
    }
  }
  for (let j = 0; j + 1 < pieceStart.length; j++) {
    constraints[`position${j}`] = { equal: 0 };
    for (let piece = pieceStart[j]!; piece < pieceStart[j + 1]!; piece++) {
      constraints[`piece${piece}`] = { max: pieceWidth[piece]! };
      variables[`piece${piece}`] = { cost: pieceSlope[piece]!, [`position${j}`]: -1, [`piece${piece}`]: 1 };
    }
  }
  return { constraints, variables };
}

async function prepareJavascriptLpSolver(problem: TransportProblem): Promise<Question> {
  const loaded = (await import("javascript-lp-solver")).default;
  // Typed as CommonJS, so `nodenext` sees a namespace here; at run time it is the solver itself.
  const solver = loaded as unknown as typeof loaded.default;
  const model = { optimize: "cost", opType: "min", ...namedColumns(problem) } as const;
  return () => {
    const { feasible, bounded, result } = solver.Solve(model) as {
      readonly feasible: boolean;
      readonly bounded?: boolean;
      readonly result: number;
    };
    return feasible && bounded !== false ? result : Number.NaN;
  };
}

async function prepareYalps(problem: TransportProblem): Promise<Question> {
  const { solve } = await import("yalps");
  const model = { direction: "minimize", objective: "cost", ...namedColumns(problem) } as const;
  return () => {
    const { status, result } = solve(model, { maxPivots: Infinity });
    return status === "optimal" ? result : Number.NaN;
  };
}

/** Source → people → positions → pieces → sink; between two nodes it takes one edge, so a piece is a node of its own. */
async function prepareMinCostFlow(problem: TransportProblem): Promise<Question> {
  const { minCostFlowForNumberNodes } = await import("min-cost-flow");
  const { start, position, cost, pieceStart, pieceWidth, pieceSlope } = problem;
  const [rows, positions, pieces] = [start.length - 1, pieceStart.length - 1, pieceWidth.length];
  const sink = 1 + rows + positions + pieces;
  const edges: { from: number; to: number; capacity: number; cost: number }[] = [];
  for (let row = 0; row < rows; row++) {
    edges.push({ from: 0, to: 1 + row, capacity: 1, cost: 0 });
    for (let arc = start[row]!; arc < start[row + 1]!; arc++) {
      edges.push({ from: 1 + row, to: 1 + rows + position[arc]!, capacity: 1, cost: cost[arc]! });
    }
  }
  for (let j = 0; j < positions; j++) {
    for (let piece = pieceStart[j]!; piece < pieceStart[j + 1]!; piece++) {
      const node = 1 + rows + positions + piece;
      const capacity = pieceWidth[piece]!;
      edges.push({ from: 1 + rows + j, to: node, capacity, cost: pieceSlope[piece]! });
      edges.push({ from: node, to: sink, capacity, cost: 0 });
    }
  }
  return () => {
    let total = 0;
    let sent = 0;
    for (const edge of minCostFlowForNumberNodes(edges, rows)) {
      total += edge.flow * edge.cost;
      if (edge.from === 0) sent += edge.flow;
    }
    return sent === rows ? total : Number.NaN;
  };
}

/** A matrix of people by single seats, ∞ where there is no arc. The cheapest seats of a position are taken first by themselves. */
async function prepareMunkres(problem: TransportProblem): Promise<Question> {
  const { munkres } = await import("munkres");
  const { start, position, cost, pieceStart, pieceWidth, pieceSlope } = problem;
  const seats = pieceWidth.reduce((sum, width) => sum + width, 0);
  const firstSeat = new Int32Array(pieceStart.length);
  const slopes = new Float64Array(seats);
  for (let j = 0; j + 1 < pieceStart.length; j++) {
    let seat = firstSeat[j]!;
    for (let piece = pieceStart[j]!; piece < pieceStart[j + 1]!; piece++) {
      slopes.fill(pieceSlope[piece]!, seat, (seat += pieceWidth[piece]!));
    }
    firstSeat[j + 1] = seat;
  }
  const matrix = Array.from({ length: start.length - 1 }, (_, row) => {
    const line = new Float64Array(seats).fill(Infinity);
    for (let arc = start[row]!; arc < start[row + 1]!; arc++) {
      const j = position[arc]!;
      for (let seat = firstSeat[j]!; seat < firstSeat[j + 1]!; seat++) line[seat] = cost[arc]! + slopes[seat]!;
    }
    return line;
  });
  return () => {
    const pairs = munkres(matrix);
    if (pairs.length < matrix.length) return Number.NaN;
    return pairs.reduce((sum, [row, seat]) => sum + matrix[row]![seat]!, 0);
  };
}
