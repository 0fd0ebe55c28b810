/** Why an exchange does not give somebody a place: found exactly, and said in both languages. */
import { type FlowNetwork } from "../../network/types.js";
import { residualComponents, residualGraph } from "../../network/residual.js";
import type { Deferred } from "./deferred-acceptance.js";
import { GOALS, placesOf } from "./goals.js";
import type { Market } from "./market.js";
import type { SolvedExchange } from "./solve-exchange.js";
import type { BothLanguages, ExchangeReason } from "./types.js";

/** Why trader `i` is not at `post`, a place of the market that he or she does not have. */
export type ReasonFor = (i: number, post: number) => ExchangeReason;

/**
 * The first goal that rules a place out. An exchange that is as good up to some goal and gives the place exists exactly if
 * the arc lies on a residual cycle of what that goal left open, that is if both its ends are in one strongly connected
 * component: one decomposition a goal answers every question. O(goals × arcs), then O(goals + places) a question.
 */
export function reasonsOfExchange({ traders }: Market, { faces, flow, firstArc }: SolvedExchange): ReasonFor {
  const components = faces.map((face) => residualComponents(face, residualGraph(face, flow)));
  const isOpen = (face: FlowNetwork, component: Int32Array, arc: number): boolean =>
    flow[arc]! < face.upper[arc]! && component[face.tail[arc]!] === component[face.head[arc]!];
  return (i, post) => {
    const arc = firstArc[i]! + placesOf(traders[i]!).findIndex((place) => place.post === post);
    const level = faces.findIndex((face, k) => !isOpen(face, components[k]!, arc));
    return level === 0 ? "noRoom" : level < 0 ? "lottery" : GOALS[level - 1]!.reason;
  };
}

/** Deferred acceptance refuses for two reasons only. */
export function reasonsOfDeferred({ held }: Deferred): ReasonFor {
  return (i) => (held[i] === 1 ? "heldByFloor" : "outranked");
}

/** The reason as a sentence without a subject. */
export const REASON_TEXTS: Readonly<Record<Exclude<ExchangeReason, "notEligible">, BothLanguages>> = {
  noRoom: {
    id: "tidak ada pertukaran sukarela yang memberi tempat ini tanpa merugikan orang lain, melebihi formasi, atau melanggar jumlah minimum",
    en: "no voluntary exchange gives this place without making somebody worse off, passing a capacity or breaking a floor",
  },
  fewerGain: { id: "lebih sedikit orang yang akan terbantu", en: "fewer people would gain" },
  lowerRanks: {
    id: "mereka yang terbantu akan mendapat pilihan yang lebih rendah",
    en: "those who gain would get lower wishes",
  },
  moreMoves: { id: "lebih banyak orang harus pindah", en: "more people would have to move" },
  lessBalance: { id: "keseimbangan beban kerja akan lebih buruk", en: "the balance of workload would be worse" },
  lottery: {
    id: "sama baiknya; undian yang diumumkan menentukan",
    en: "equally good; the published lottery decided",
  },
  outranked: {
    id: "semua tempat diisi pemangku jabatan atau orang dengan prioritas lebih tinggi",
    en: "every seat has a holder or somebody of higher priority",
  },
  heldForRelative: {
    id: "kerabat yang juga dapat pindah harus tetap terpisah; yang meritnya lebih rendah tinggal",
    en: "a relative may move as well and the two must be kept apart; the one of less merit stays",
  },
  heldByFloor: {
    id: "jabatan yang ditinggalkan akan di bawah jumlah minimum",
    en: "the post left would fall below its floor",
  },
};
