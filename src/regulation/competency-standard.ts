/**
 * The competency standard of civil servants (*standar kompetensi ASN*): eight managerial competencies and one
 * socio-cultural, five levels, and how well a person matches a post (*job person match*, JPM).
 */
import type { DatedParameter } from "./dated-parameter.js";
import { frozen } from "./frozen.js";

/** One competency of the standard. */
export interface StandardCompetency {
  /** The name in the regulation; the key of ratings and standards. */
  readonly id: string;
  readonly en: string;
  readonly kind: "managerial" | "sociocultural";
}

/** The eight managerial competencies and the socio-cultural one, in the order of the regulation. */
export const STANDARD_COMPETENCIES: readonly DatedParameter<readonly StandardCompetency[]>[] = frozen([
  {
    value: [
      { id: "Integritas", en: "integrity", kind: "managerial" },
      { id: "Kerja sama", en: "teamwork", kind: "managerial" },
      { id: "Komunikasi", en: "communication", kind: "managerial" },
      { id: "Orientasi pada hasil", en: "orientation to results", kind: "managerial" },
      { id: "Pelayanan publik", en: "public service", kind: "managerial" },
      { id: "Pengembangan diri dan orang lain", en: "development of self and others", kind: "managerial" },
      { id: "Mengelola perubahan", en: "managing change", kind: "managerial" },
      { id: "Pengambilan keputusan", en: "decision making", kind: "managerial" },
      { id: "Perekat bangsa", en: "uniting the nation", kind: "sociocultural" },
    ],
    effectiveFrom: "2017-01-01",
    legalBasis: "PermenPAN 38/2017",
    verified: true,
    note: "the list was read; day of effect not verified",
  },
]);

/** The five levels of a competency, 1 first. */
export const COMPETENCY_LEVELS: readonly DatedParameter<readonly { readonly id: string; readonly en: string }[]>[] =
  frozen([
    {
      value: [
        { id: "paham/dalam pengembangan", en: "understands, in development" },
        { id: "dasar", en: "basic" },
        { id: "menengah", en: "intermediate" },
        { id: "mumpuni", en: "advanced" },
        { id: "ahli", en: "expert" },
      ],
      effectiveFrom: "2017-01-01",
      legalBasis: "PermenPAN 38/2017",
      verified: false,
      note: "from memory",
    },
  ]);

/** Posts whose required level is listed. */
export type StandardPost =
  | "jptUtama"
  | "jptMadya"
  | "jptPratama"
  | "administrator"
  | "pengawas"
  | "pelaksana"
  | "ahliUtama"
  | "ahliMadya"
  | "ahliMuda"
  | "ahliPertama"
  | "penyelia"
  | "mahir"
  | "terampil"
  | "pemula";

/** Level that a post asks of every competency; oldest first. */
export const REQUIRED_COMPETENCY_LEVEL: readonly DatedParameter<Readonly<Record<StandardPost, 1 | 2 | 3 | 4 | 5>>>[] =
  frozen([
    {
      value: {
        jptUtama: 5,
        jptMadya: 5,
        jptPratama: 4,
        administrator: 3,
        pengawas: 2,
        pelaksana: 1,
        ahliUtama: 5,
        ahliMadya: 4,
        ahliMuda: 3,
        ahliPertama: 2,
        penyelia: 3,
        mahir: 2,
        terampil: 1,
        pemula: 1,
      },
      effectiveFrom: "2017-01-01",
      legalBasis: "PermenPAN 38/2017",
      verified: false,
      note: "from memory and of low confidence: some lists say 4 for ahli utama and 2 for penyelia; use the standard of the post where there is one",
    },
  ]);

/** A band of the match, highest first: the first whose `from` the match reaches; the last one takes the rest. */
export interface MatchBand {
  readonly label: { readonly id: string; readonly en: string };
  /** Lower end in percent; a match of exactly `from` has this band. */
  readonly from: number;
}

/** What a match is looked up for. `seniorRating`: JPT and ahli utama of the ministry whose bands they are. */
export type MatchUse = "selection" | "mapping" | "rating" | "seniorRating";

/** Bands of the match by use; oldest first. */
export const MATCH_BANDS: Readonly<Record<MatchUse, readonly DatedParameter<readonly MatchBand[]>[]>> = frozen({
  /** *Pengisian jabatan*. */
  selection: [
    {
      value: [
        { label: { id: "Memenuhi Syarat", en: "meets the requirements" }, from: 80 },
        { label: { id: "Masih Memenuhi Syarat", en: "still meets the requirements" }, from: 68 },
        { label: { id: "Kurang Memenuhi Syarat", en: "falls short of the requirements" }, from: 0 },
      ],
      effectiveFrom: "2020-01-01",
      legalBasis: "a ministerial regulation no. 35/2020 on inpassing into functional posts (competency test)",
      verified: true,
      note: "the ministry is not shown in the copy that was read; day of effect not verified",
    },
  ],
  /** *Pemetaan*. */
  mapping: [
    {
      value: [
        { label: { id: "Optimal", en: "optimal" }, from: 90 },
        { label: { id: "Cukup Optimal", en: "fairly optimal" }, from: 78 },
        { label: { id: "Kurang Optimal", en: "less than optimal" }, from: 0 },
      ],
      effectiveFrom: "2023-01-01",
      legalBasis: "Peraturan BRIN 3/2023 ps 33",
      verified: true,
      note: "said to follow Peraturan BKN 26/2019, which was not read; day of effect not verified",
    },
  ],
  rating: [
    {
      value: [
        { label: { id: "Sangat Baik", en: "very good" }, from: 85 },
        { label: { id: "Baik", en: "good" }, from: 75 },
        { label: { id: "Kurang", en: "poor" }, from: 0 },
      ],
      effectiveFrom: "2023-01-01",
      legalBasis: "Permen KKP 39/2023 ps 52 (posts other than JPT and ahli utama)",
      verified: true,
      note: "written as 75–84: on fractions read as “below 85”; day of effect not verified",
    },
  ],
  seniorRating: [
    {
      value: [
        { label: { id: "Sangat Baik", en: "very good" }, from: 91 },
        { label: { id: "Baik", en: "good" }, from: 85 },
        { label: { id: "Kurang", en: "poor" }, from: 0 },
      ],
      effectiveFrom: "2023-01-01",
      legalBasis: "Permen KKP 39/2023 ps 52 (JPT and ahli utama)",
      verified: true,
      note: "written as 85–90: on fractions read as “below 91”; day of effect not verified",
    },
  ],
});

/** Percent of the technical part of a competency test (*uji kompetensi*), the rest is managerial and socio-cultural. */
export const COMPETENCY_TEST: readonly DatedParameter<{
  readonly technical: Readonly<Record<"ahliMadya" | "ahliMuda" | "ahliPertama", number>>;
  /** Least match in percent that passes. */
  readonly pass: number;
}>[] = frozen([
  {
    value: { technical: { ahliMadya: 40, ahliMuda: 50, ahliPertama: 60 }, pass: 68 },
    effectiveFrom: "2020-01-01",
    legalBasis: "a ministerial regulation no. 35/2020 on inpassing into functional posts (competency test)",
    verified: true,
    note: "the ministry is not shown in the copy that was read; day of effect not verified",
  },
]);
