/** A scenario that passed every check: frozen records with the indexes that everyone needs. */
import type { Issue } from "../errors/index.js";
import type { RulePack } from "./rules.js";
import type { Agency, IsoDate, Position, Staff, Unit } from "./types.js";

/**
 * What `createScenario` returns. Records keep the caller's order; they, their lists and the maps are frozen.
 */
export interface Scenario {
  readonly asOf: IsoDate;
  readonly agencies: readonly Agency[];
  readonly units: readonly Unit[];
  readonly positions: readonly Position[];
  readonly staff: readonly Staff[];
  /** The caller's rule pack; left out: the default one. */
  readonly rules?: RulePack;
  /** Unusual but real, e.g. more incumbents than capacity. */
  readonly notices: readonly Issue[];
  readonly agencyById: ReadonlyMap<string, Agency>;
  readonly unitById: ReadonlyMap<string, Unit>;
  readonly positionById: ReadonlyMap<string, Position>;
  readonly staffById: ReadonlyMap<string, Staff>;
  /** Who holds each position, in the caller's order; every position has an entry. */
  readonly incumbentsByPosition: ReadonlyMap<string, readonly Staff[]>;
  /** The positions of each unit, in the caller's order; every unit has an entry. */
  readonly positionsByUnit: ReadonlyMap<string, readonly Position[]>;
}

/** Ids compare by UTF-16 code unit: the same order on every machine and in every locale. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
