/** Writes a ranking for spreadsheets: one row a person, best first, with what every indicator adds to the score. */
import type { Ranking } from "../merit/ranking.js";
import type { Robustness } from "../merit/robustness.js";
import { checkOptions } from "./options.js";
import { checkShapes, listOf, maybe, NUMBER, objectWith, type Shape, STRING, STRING_OR_NULL } from "./shapes.js";
import { textOf, WRITE_OPTIONS, type WriteOptions, writeRecords } from "./write.js";

/** What is written of a ranking. */
export type RankingTable = Pick<Ranking, "indicators" | "unitsPerPoint" | "people" | "excluded">;

/** How a ranking is written. */
export interface WriteRankingOptions extends WriteOptions {
  /** Adds the best and the worst place over the box of weights, and the share of wins, of the people tested. */
  readonly robustness?: Pick<Robustness, "people">;
}

const RANKING = objectWith({
  unitsPerPoint: NUMBER,
  indicators: listOf(objectWith({ id: STRING, label: objectWith({ id: STRING, en: STRING }) })),
  people: listOf(
    objectWith({
      id: STRING,
      place: NUMBER,
      rank: NUMBER,
      score: NUMBER,
      contributions: listOf(NUMBER),
      tied: NUMBER,
      decidedBy: STRING_OR_NULL,
      substituted: listOf(STRING),
    }),
  ),
  excluded: listOf(objectWith({ id: STRING, missing: listOf(objectWith({ indicator: STRING })) })),
});
const PLACES = objectWith({ best: NUMBER, worst: NUMBER });
const WIN: Shape = (found, path, issues) => {
  if (found !== null) objectWith({ share: NUMBER, standardError: NUMBER })(found, path, issues);
};
const ROBUSTNESS: Shape = maybe(
  objectWith({ people: listOf(objectWith({ id: STRING, outer: PLACES, inner: PLACES, win: WIN })) }),
);

const HEADINGS = {
  place: { en: "place", id: "urutan" },
  rank: { en: "rank", id: "peringkat" },
  id: { en: "staff_id", id: "id_pegawai" },
  score: { en: "score", id: "nilai" },
  tied: { en: "tied_with", id: "seri_dengan" },
  decidedBy: { en: "tie_decided_by", id: "penentu_seri" },
  substituted: { en: "missing_replaced", id: "data_pengganti" },
  excluded: { en: "not_ranked_missing", id: "tidak_diurutkan_data_kosong" },
  best: { en: "best_place", id: "urutan_terbaik" },
  worst: { en: "worst_place", id: "urutan_terburuk" },
  drawnBest: { en: "best_place_drawn", id: "urutan_terbaik_simulasi" },
  drawnWorst: { en: "worst_place_drawn", id: "urutan_terburuk_simulasi" },
  win: { en: "win_share", id: "peluang_terpilih" },
} as const;

/**
 * A ranking as a table: place, rank, id, score, the points that each indicator adds (headed by its label), ties and
 * missing figures; people who are not ranked come last, without a place. Numbers are rounded to six decimals: the
 * exact sums are those of the ranking.
 *
 * @throws ImbangError csv/bad-input where the ranking or the robustness has another shape; csv/unknown-option,
 * csv/bad-option.
 */
export function writeRankingCsv(ranking: RankingTable, options: WriteRankingOptions = {}): string {
  checkOptions(options, {
    ...WRITE_OPTIONS,
    robustness: { what: "a robustness", accepts: (value) => typeof value === "object" },
  });
  const { robustness, language = "en", excel = false } = options;
  checkShapes(["ranking", ranking, RANKING], ["robustness", robustness, ROBUSTNESS]);
  const { delimiter = excel ? ";" : ",", decimal = excel ? "," : ".", bom = excel } = options;
  const text = (value: string): string => textOf(value, excel);
  const number = (value: number): string => String(Number(value.toFixed(6))).replace(".", decimal);
  const { indicators, unitsPerPoint, people, excluded } = ranking;
  const labelOf = new Map(indicators.map(({ id, label }) => [id, label[language]]));
  const names = (ids: readonly string[]): string => text(ids.map((id) => labelOf.get(id) ?? id).join(" | "));
  const decided = (by: string | null): string => {
    if (by === null) return "";
    return by === "lottery" ? (language === "id" ? "undian" : "lottery") : text(labelOf.get(by) ?? by);
  };
  const tested = new Map(robustness?.people.map((one) => [one.id, one]));
  const robust = robustness === undefined ? [] : (["best", "worst", "drawnBest", "drawnWorst", "win"] as const);
  const robustCells = (id: string): string[] => {
    const one = tested.get(id);
    if (one === undefined) return robust.map(() => "");
    const { outer, inner, win } = one;
    return [outer.best, outer.worst, inner.best, inner.worst, win?.share ?? null].map((value) =>
      value === null ? "" : number(value),
    );
  };
  const head = [
    ...(["place", "rank", "id", "score"] as const).map((key) => HEADINGS[key][language]),
    ...robust.map((key) => HEADINGS[key][language]),
    ...indicators.map(({ label }) => text(label[language])),
    ...(["tied", "decidedBy", "substituted", "excluded"] as const).map((key) => HEADINGS[key][language]),
  ];
  const records = people.map(({ id, place, rank, score, contributions, tied, decidedBy, substituted }) => [
    String(place),
    String(rank),
    text(id),
    number(score),
    ...(robust.length === 0 ? [] : robustCells(id)),
    ...contributions.map((units) => number(units / unitsPerPoint)),
    String(tied),
    decided(decidedBy),
    names(substituted),
    "",
  ]);
  const left = excluded.map(({ id, missing }) => [
    "",
    "",
    text(id),
    "",
    ...robust.map(() => ""),
    ...indicators.map(() => ""),
    "",
    "",
    "",
    names(missing.map(({ indicator }) => indicator)),
  ]);
  return writeRecords([head, ...records, ...left], { delimiter, bom });
}
