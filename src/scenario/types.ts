/**
 * The vocabulary of a transfer plan as plain data: JSON in, JSON out. Everything else in the library speaks in these
 * terms; the Indonesian term stands in each docstring.
 */
import type { EducationLevel, Grade } from "../regulation/index.js";
import type { RulePack } from "./rules.js";

/** A day, `YYYY-MM-DD`. */
export type IsoDate = string;

/** Degrees, WGS 84. */
export interface Location {
  /** −90 … 90, north positive. */
  readonly latitude: number;
  /** −180 … 180, east positive. */
  readonly longitude: number;
}

/** Levels of mastery of a competency, by its name: 1 (lowest) … 5 (highest) (PermenPANRB 38/2017). */
export type CompetencyLevels = Readonly<Record<string, 1 | 2 | 3 | 4 | 5>>;

/** An agency (*perangkat daerah*, OPD). */
export interface Agency {
  readonly id: string;
  readonly name: string;
  /** The caller's own fields; carried along, never read. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** A unit of an agency (*unit kerja*, *unor*): a school, a health centre, a kelurahan, a division. */
export interface Unit {
  readonly id: string;
  readonly agencyId: string;
  /** The unit above this one (*unor atasan*); units form a forest. */
  readonly parentUnitId?: string;
  readonly name: string;
  readonly location?: Location;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** What a position asks of its holder (*syarat jabatan*). What is left out asks nothing. */
export interface Requirements {
  /** Lowest grade (*golongan terendah*), inclusive. */
  readonly minGrade?: Grade;
  /** Highest grade (*golongan tertinggi*), inclusive. */
  readonly maxGrade?: Grade;
  /** Lowest level of education (*pendidikan minimal*), inclusive. */
  readonly minEducation?: EducationLevel;
  /**
   * Accepted fields of study (*jurusan*); one suffices, an empty list asks nothing. Fields and certificates compare
   * without case, and a run of spaces is one space; names of competencies compare to the letter.
   */
  readonly fields?: readonly string[];
  /** Lowest level of each competency named. */
  readonly competencies?: CompetencyLevels;
  /** Certificates (*sertifikat*), all of them. */
  readonly certificates?: readonly string[];
}

/** A post or a group of equal posts in a unit (*jabatan*): what needs people. */
export interface Position {
  readonly id: string;
  readonly unitId: string;
  readonly title: string;
  /** *struktural*, *fungsional* or *pelaksana*. */
  readonly kind?: "structural" | "functional" | "executing";
  /** *Eselon*, e.g. `III.a`. */
  readonly echelon?: string;
  /** *Rumpun jabatan*. */
  readonly jobFamily?: string;
  /** *Jenjang*, e.g. `ahli muda`. */
  readonly jobLevel?: string;
  /** *Kelas jabatan*, 1 … 17. */
  readonly jobClass?: number;
  /** *Formasi*: how many people it may hold, integer ≥ 0. */
  readonly capacity: number;
  /** *Kebutuhan*: need in full-time staff, ≥ 0, may be fractional; `null` where no workload study exists. */
  readonly required: number | null;
  /** Floor: how many people it should keep, integer ≥ 0. Default 0. */
  readonly minimum?: number;
  /** Weight of this position's shortage (never of its surplus), 1 … 1000. Default 1. */
  readonly priority?: number;
  readonly requirements?: Requirements;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** Names a position or a whole unit. */
export type Place = { readonly positionId: string } | { readonly unitId: string };

/** A person (*pegawai*). Only what a plan needs; no sex, no religion, no marital status. */
export interface Staff {
  readonly id: string;
  /** The position held; `null` for a person who waits for one. */
  readonly positionId: string | null;
  /** *Golongan/ruang* (`III/a`) or PPPK grade (`IX`). */
  readonly grade?: Grade;
  readonly education?: { readonly level: EducationLevel; readonly field?: string };
  readonly competencies?: CompetencyLevels;
  readonly certificates?: readonly string[];
  /** Civil servant, contract staff, or civil servant on probation. */
  readonly status?: CivilStatus;
  /** Whether the legal standing (*kedudukan hukum*) is active. */
  readonly active?: boolean;
  /** Read for retirement dates alone. */
  readonly birthDate?: IsoDate;
  /** *TMT CPNS*. */
  readonly appointedOn?: IsoDate;
  /** *TMT jabatan*. */
  readonly positionSince?: IsoDate;
  readonly jobFamily?: string;
  readonly jobLevel?: string;
  readonly performance?: readonly { readonly year: number; readonly predicate: PerformancePredicate }[];
  /** *Hukuman disiplin*: ringan, sedang, berat; each with its last day, if it has one. An empty list: none. */
  readonly discipline?: readonly { readonly level: DisciplineLevel; readonly until?: IsoDate }[];
  /** Last day of a *tugas belajar*; `null`: not on one. */
  readonly studyLeaveUntil?: IsoDate | null;
  /** Open audit findings (*temuan*). */
  readonly openFindings?: boolean;
  /** Asked for the transfer (*atas permintaan sendiri*). Left out: did not ask. */
  readonly ownRequest?: boolean;
  readonly home?: Location;
  /** Ids of relatives among the staff; one of the two records suffices. An empty list: none. */
  readonly relatives?: readonly string[];
  /** Where the person would like to work; rank 1 is the first wish. */
  readonly wishes?: readonly (Place & { readonly rank: number })[];
  /** Where the person objects to work. A unit, here and in wishes, means its own posts, not those of units below it. */
  readonly objections?: readonly (Place & { readonly reason?: string })[];
  /** Stays where he or she is, whatever the plan. Default `false`. */
  readonly fixed?: boolean;
  /** Merit score, filled by the merit module or by the caller; higher is better. */
  readonly merit?: number;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** *PNS*, *PPPK* or *CPNS*. */
export type CivilStatus = "PNS" | "PPPK" | "CPNS";

/** *Ringan*, *sedang*, *berat*. */
export type DisciplineLevel = "light" | "moderate" | "severe";

/** *Predikat kinerja* (PermenPANRB 6/2022), best first. */
export type PerformancePredicate = "Sangat Baik" | "Baik" | "Butuh Perbaikan" | "Kurang" | "Sangat Kurang";

/** What `createScenario` takes. Ids are unique among records of one kind; dates are `YYYY-MM-DD`. */
export interface ScenarioInput {
  /** The day the plan is made for. */
  readonly asOf: IsoDate;
  readonly agencies: readonly Agency[];
  readonly units: readonly Unit[];
  readonly positions: readonly Position[];
  readonly staff: readonly Staff[];
  /** The rules that transfers must keep; left out: the default pack `asnMutasi`. */
  readonly rules?: RulePack;
  readonly extra?: Readonly<Record<string, unknown>>;
}
