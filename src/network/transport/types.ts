/**
 * What goes into a transport problem with convex seats and what comes out, as plain typed arrays.
 *
 * Rows (sources) send what they supply to positions (destinations); each position has seats whose slopes never fall.
 * This is the network "rows → positions → sink" without its sink and without a node a seat, so that an instance takes
 * 8 bytes an arc. It is the problem that most plans are; `minCostFlow` holds the general one.
 */

/**
 * Minimise Σ cost·flow + Σ slopes of the seats taken, where every row sends out exactly its supply, `taken` of a position
 * is what it receives, and its seats are taken in their order. All numbers are integers.
 *
 * Positions are numbered 0 … pieceStart.length − 2, rows 0 … start.length − 2.
 */
export interface TransportProblem {
  /** Length rows + 1, from 0, non-decreasing: row i has the arcs start[i] … start[i + 1] − 1. */
  readonly start: Int32Array;
  /** Length arcs: the position an arc leads to. Parallel arcs are allowed. */
  readonly position: Int32Array;
  /** Length arcs: cost per unit sent, possibly negative. */
  readonly cost: Int32Array;
  /** Length rows, ≥ 0: what each row sends out. Default: 1 everywhere. */
  readonly supply?: Int32Array;
  /** Length positions + 1, from 0, non-decreasing: position j has the pieces pieceStart[j] … pieceStart[j + 1] − 1. */
  readonly pieceStart: Int32Array;
  /** Length pieces, ≥ 0: seats of a piece. The widths of a position sum to its capacity. */
  readonly pieceWidth: Int32Array;
  /** Length pieces: what each seat of a piece costs; non-decreasing within a position, possibly negative. */
  readonly pieceSlope: Float64Array;
  /** Length positions, ≥ 0: the least that a position must receive, a true bound. Default: 0 everywhere. */
  readonly lower?: Int32Array;
  /** Lists of positions that many rows share, besides their own arcs. */
  readonly shared?: SharedLists;
}

/**
 * Positions that many rows may use at a cost that depends on the row alone. A list is stored and searched once, however
 * many rows have it: the same flows as with an arc for each row and position, in a fraction of the space and time.
 */
export interface SharedLists {
  /** Length rows: the list of each row; −1 for none. */
  readonly list: Int32Array;
  /** Length rows: cost per unit that the row sends over its list. */
  readonly cost: Int32Array;
  /** Length lists + 1, from 0, non-decreasing: list l has the entries start[l] … start[l + 1] − 1. */
  readonly start: Int32Array;
  /** Length entries: the position of each. */
  readonly position: Int32Array;
}

/** What rows send over shared lists: three arrays of equal length, one entry a row and list entry in use. */
export interface SharedFlow {
  readonly row: Int32Array;
  /** Index into `shared.position`. */
  readonly entry: Int32Array;
  readonly units: Int32Array;
}

/** What a run cost in work, not in time: the same on every machine. */
export interface TransportWork {
  /** Arcs of the instance read by the search; divided by the number of arcs it gives *passes*. */
  readonly arcsRead: number;
  /** Bids of the auction, full scans and shortest-path phases. */
  readonly bids: number;
  readonly scans: number;
  readonly phases: number;
}

/**
 * A cheapest flow with its proof. With the prices λ, every row uses only arcs of least cost + λ, every seat of slope
 * below λ is taken and none above it (seats that `lower` asks for are taken whatever they cost).
 */
export interface OptimalTransport {
  readonly status: "optimal";
  /** Σ cost·flow + Σ slopes of the seats taken, exact. */
  readonly cost: number;
  /** Length arcs. */
  readonly flow: Int32Array;
  /** What goes over shared lists; absent where the problem has none. */
  readonly sharedFlow?: SharedFlow;
  /** Length positions, integers: what entering a position costs at the margin. */
  readonly price: Float64Array;
  readonly work: TransportWork;
}

/**
 * No flow exists, and a few rows and positions show it. `overfull`: all arcs of the marked rows lead to marked
 * positions, which have fewer seats than those rows supply. `underfull`: the marked positions must receive more than the
 * marked rows supply, and no other row has an arc to them.
 */
export interface InfeasibleTransport {
  readonly status: "infeasible";
  readonly reason: "overfull" | "underfull";
  /** Length rows, 1 = marked. */
  readonly rows: Uint8Array;
  /** Length positions, 1 = marked. */
  readonly positions: Uint8Array;
  readonly work: TransportWork;
}

/** The answer of `solveTransport`. Both are answers, not errors, and each carries its proof. */
export type TransportResult = OptimalTransport | InfeasibleTransport;
