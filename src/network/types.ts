/**
 * What goes into a minimum-cost-flow problem and what comes out, as plain typed arrays: they can be cloned, sent to a
 * worker or written to a fixture.
 *
 * The names are those of Ahuja, Magnanti and Orlin, *Network Flows* (Prentice Hall, 1993): `supply` is b(i),
 * `potential` is π(i), and the reduced cost of an arc is cost − potential[tail] + potential[head].
 */

/**
 * Minimise Σ cost·flow subject to lower ≤ flow ≤ upper on every arc and outflow − inflow = supply at every node.
 * Self-loops, parallel arcs and arcs with lower = upper are allowed. Every number is an integer.
 */
export interface FlowNetwork {
  /** Nodes are numbered 0 … nodeCount − 1. */
  readonly nodeCount: number;
  /** Length m (arcs): the node an arc leaves. */
  readonly tail: Int32Array;
  /** Length m: the node an arc enters. */
  readonly head: Int32Array;
  /** Length m, finite: the least flow of an arc, possibly negative. Default: 0 everywhere. */
  readonly lower?: Float64Array;
  /** Length m, at least `lower`: the greatest flow of an arc; may be Infinity. */
  readonly upper: Float64Array;
  /** Length m: cost per unit of flow, possibly negative. */
  readonly cost: Float64Array;
  /** Length nodeCount: > 0 offers that much flow, < 0 wants it. Sums to 0, or no flow exists. */
  readonly supply: Float64Array;
}

/**
 * A cheapest flow with its proof: where the reduced cost is > 0 the flow is at its lower bound, where it is < 0 at its
 * upper bound.
 */
export interface OptimalFlow {
  readonly status: "optimal";
  /** Length m, integers. */
  readonly flow: Float64Array;
  /** Length nodeCount, integers. Only differences within a connected component mean anything. */
  readonly potential: Float64Array;
  /** Σ cost·flow, exact. */
  readonly cost: number;
}

/** No flow meets all bounds and supplies; the cut proves it. */
export interface InfeasibleFlow {
  readonly status: "infeasible";
  /**
   * Length nodeCount, 1 = in S. Proof: supply(S) > Σ upper of arcs leaving S − Σ lower of arcs entering S. Where the
   * supplies do not sum to 0, S is all nodes and supply(S) ≠ 0 is the proof.
   */
  readonly cut: Uint8Array;
}

/** Flows exist and there is no cheapest one: round the cycle the cost falls without end. */
export interface UnboundedFlow {
  readonly status: "unbounded";
  /** Arc indices of a directed cycle, in order; every arc has upper = Infinity and the costs sum to less than 0. */
  readonly cycle: Int32Array;
  /** Length m: some flow that meets all bounds and supplies, the other half of the proof. */
  readonly flow: Float64Array;
}

/** The answer of `minCostFlow`. All three are answers, not errors, and each carries its proof. */
export type FlowResult = OptimalFlow | InfeasibleFlow | UnboundedFlow;
