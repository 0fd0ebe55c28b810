/** What the kinds of constraints are called by people, in both languages. */
import type { Constraint } from "./types.js";

/** The bare name of each kind. */
export const KIND_NAMES: Readonly<Record<Constraint["kind"], { readonly id: string; readonly en: string }>> = {
  floor: { id: "jumlah minimum", en: "floor" },
  inflowCap: { id: "batas masuk", en: "inflow cap" },
  outflowCap: { id: "batas keluar", en: "outflow cap" },
  mix: { id: "syarat komposisi", en: "mix" },
  budget: { id: "anggaran mutasi", en: "budget" },
  together: { id: "syarat bersama", en: "condition that people are together" },
  apart: { id: "syarat terpisah", en: "condition that people are apart" },
  ifThen: { id: "syarat jika-maka", en: "condition of the form if-then" },
};

/** "a floor", "an outflow cap". */
export function aKind(kind: Constraint["kind"]): string {
  const { en } = KIND_NAMES[kind];
  return `${/^[aeiou]/.test(en) ? "an" : "a"} ${en}`;
}
