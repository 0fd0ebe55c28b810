/** Who must, or must not, meet whom: the words in which rows (`meeting-rows.ts`) and what they imply (`meeting-cuts.ts`) speak. */
import type { Position } from "../../scenario/index.js";
import type { NodeKind } from "../constraints/nodes.js";
import type { Row } from "./rows.js";

/** Weights this close to a bound do not break it: relaxations are computed in doubles. */
export const TOLERANCE = 1e-6;

/** Where a person can be: a group of one in the network, or one place for sure. */
export interface Someone {
  readonly id: string;
  readonly group: number; // −1: not in the network
  readonly present: Position | null;
}

/** How much of a group is at which places. */
export type PlacesOf = (group: number) => readonly (readonly [place: number, weight: number])[];

/** Two people who must end up at one node of a kind: the rows by node. */
export interface Tie {
  readonly people: readonly [Someone, Someone];
  readonly kind: NodeKind;
  readonly rows: ReadonlyMap<string, Row>;
}

/** Two people who must not end up at one node of a kind: the row that keeps them apart there, where one does. */
export interface Wall {
  readonly people: readonly [Someone, Someone];
  readonly kind: NodeKind;
  rowAt(node: string): Row | undefined;
}

/** What is known of the places of a network. */
export interface PlaceReader {
  nodeOf(at: Position | null | undefined, kind: NodeKind): string;
  /** By place (waiting, the last, is in no node): the node that it lies in. */
  nodesOfPlaces(kind: NodeKind): readonly string[];
  /** The places that are open to somebody, or the one where he or she is for sure. */
  reach(one: Someone): readonly number[];
}
