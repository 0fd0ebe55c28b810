/** What an analysis of staffing gaps answers, as plain data. */

/** Need against people of one position, unit or agency. People are counted, needs are full-time staff. */
export interface StaffingRow {
  /** Id of the position, unit or agency. */
  readonly id: string;
  /** Need (*kebutuhan*); of a unit or agency: the sum over its studied positions in id order; `null` where nothing was studied. */
  readonly required: number | null;
  /** People there (*bezetting*); of a unit or agency: in its studied positions. */
  readonly existing: number;
  /** existing − required; `null` where not studied. */
  readonly gap: number | null;
  /** existing / required; `null` where nobody is needed (less than 10⁻⁹ people) or nothing was studied. */
  readonly ratio: number | null;
  /** required / existing (*efektivitas*, EJ of a position, EU of a unit): above 1 overloaded; `null` where nobody is there or nothing was studied. */
  readonly effectiveness: number | null;
  /** max(0, required − existing), summed over positions: a surplus never hides a shortage. 0 where not studied. */
  readonly shortage: number;
  /** max(0, existing − required), summed over positions. 0 where not studied. */
  readonly surplus: number;
}

/** Gaps of every position, unit and agency; each list in id order (by UTF-16 code unit). */
export interface StaffingAnalysis {
  readonly positions: readonly StaffingRow[];
  readonly units: readonly StaffingRow[];
  readonly agencies: readonly StaffingRow[];
}
