/**
 * The figures in the rules on transfers (*mutasi*): how long a post is held, whose status, penalty or performance bars a
 * transfer, how close relatives may work. What the rules make of them is data of its own (the default rule pack).
 *
 * Regulation BKN 5/2019 was read in summaries and in parts of its text; its day of effect is not verified.
 */
import type { DatedParameter } from "./dated-parameter.js";
import { frozen } from "./frozen.js";

const BKN_5_2019 = {
  effectiveFrom: "2019-01-01",
  legalBasis: "Peraturan BKN 5/2019",
  verified: true,
  note: "read in summaries and parts of the text; day of effect not verified",
};

/** Years in the present post before a transfer: "at least two years" (art. 2(3)). */
export const MINIMUM_TENURE: readonly DatedParameter<number>[] = frozen([{ value: 2, ...BKN_5_2019 }]);

/** Years in a post after which a transfer is due: "at most five years" (art. 2(3)). */
export const MAXIMUM_TENURE: readonly DatedParameter<number>[] = frozen([{ value: 5, ...BKN_5_2019 }]);

/** Statuses that are not transferred: "has the status of a civil servant" (art. 3), which people on probation have not. */
export const STATUSES_NOT_TRANSFERRED: readonly DatedParameter<readonly "CPNS"[]>[] = frozen([
  { value: ["CPNS"], ...BKN_5_2019 },
]);

/** Performance that a transfer asks for: good in the last two years (art. 3). */
export const PERFORMANCE_BEFORE_TRANSFER: readonly DatedParameter<{
  readonly atLeast: "Baik";
  readonly years: number;
}>[] = frozen([{ value: { atLeast: "Baik", years: 2 }, ...BKN_5_2019 }]);

/** Levels of penalty that bar a transfer while they are served: "not under disciplinary process" (art. 3) names no level. */
export const PENALTIES_THAT_BAR: readonly DatedParameter<readonly ("light" | "moderate" | "severe")[]>[] = frozen([
  { value: ["light", "moderate", "severe"], ...BKN_5_2019 },
]);

/** What contract staff (PPPK) may do during their contract. */
export const CONTRACT_MOBILITY: readonly DatedParameter<"none" | "sameJobInternal">[] = frozen([
  {
    value: "sameJobInternal",
    effectiveFrom: "2023-10-31",
    legalBasis: "UU 20/2023",
    verified: false,
    note: "published accounts differ: none at all, or within the agency as long as the main post stays the same; full rules are not issued",
  },
]);

/** Years of service before a civil servant may ask to be transferred. */
export const SERVICE_COMMITMENT: readonly DatedParameter<number>[] = frozen([
  {
    value: 10,
    effectiveFrom: "2024-01-01",
    legalBasis: "PermenPANRB 6/2024",
    verified: true,
    note: "art. 59, read in published accounts; day of effect not verified",
  },
]);

/** Years before retirement in which nobody is transferred. */
export const RETIREMENT_HORIZON: readonly DatedParameter<number>[] = frozen([
  {
    value: 1,
    effectiveFrom: "2019-01-01",
    legalBasis: "practice of one to two years before retirement",
    verified: false,
    note: "no rule was found; from memory of the field",
  },
]);

/** How close relatives may not work. */
export const KINSHIP_SCOPE: readonly DatedParameter<"directSupervision" | "unit">[] = frozen([
  {
    value: "directSupervision",
    effectiveFrom: "2019-01-01",
    legalBasis: "Peraturan BKN 5/2019 (no conflict of interest)",
    verified: false,
    note: "the regulation names the principle alone; direct supervision is from memory of PermenPANRB 17/2024",
  },
]);

/** The certificate of registration of health workers (*surat tanda registrasi*) and the titles that need one. */
export const HEALTH_CERTIFICATE: readonly DatedParameter<{
  readonly certificate: string;
  readonly titles: readonly string[];
}>[] = frozen([
  {
    value: {
      certificate: "STR",
      titles: [
        "dokter",
        "dokter gigi",
        "perawat",
        "terapis gigi dan mulut",
        "bidan",
        "apoteker",
        "asisten apoteker",
        "nutrisionis",
        "pranata laboratorium kesehatan",
        "radiografer",
        "fisioterapis",
        "perekam medis",
        "tenaga sanitasi lingkungan",
        "sanitarian",
      ],
    },
    effectiveFrom: "2023-08-08",
    legalBasis: "UU 17/2023 (health)",
    verified: false,
    note: "from memory of the field; the list of titles is not complete",
  },
]);
