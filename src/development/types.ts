/** The vocabulary of training as plain data: JSON in, JSON out. The Indonesian term stands in each docstring. */
import type { CompetencyLevels, IsoDate } from "../scenario/index.js";

/**
 * How a course is held (*bentuk pengembangan kompetensi*): *klasikal* (training, seminar, workshop), or one of the forms of
 * *nonklasikal* that a catalogue tells apart.
 */
export type CourseKind = "classical" | "eLearning" | "coaching" | "internship";

/** A course (*pelatihan*) that a person can be sent to. It raises a competency or grants a certificate, or both. */
export interface Course {
  readonly id: string;
  readonly name: string;
  readonly kind: CourseKind;
  /** Level that a participant who passes has at least, by competency; nobody loses a higher one. */
  readonly raises?: CompetencyLevels;
  /** Certificates (*sertifikat*) that a participant who passes holds. */
  readonly grants?: readonly string[];
  /** *Jam pelajaran* (JP), integer ≥ 1. */
  readonly hours: number;
  /** Rupiah a participant, integer ≥ 0. */
  readonly cost: number;
  /** Participants that it can take (*kuota*), integer ≥ 0. Left out: no limit. */
  readonly seats?: number;
  /** Months until what is learnt counts, integer ≥ 0. Courses of one person follow one another. */
  readonly months: number;
  /** Share of the participants who pass, more than 0, at most 1. Default 1. */
  readonly successProbability?: number;
  /** Ids of courses to be passed before. */
  readonly prerequisites?: readonly string[];
  /** The caller's own fields: never read, and in no plan. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** Training that a person has been through (*riwayat pelatihan*). */
export interface AttendedTraining {
  readonly staffId: string;
  /** A course of the catalogue, where it was one. */
  readonly courseId?: string;
  readonly name?: string;
  /** JP, integer ≥ 1. */
  readonly hours: number;
  readonly completedOn: IsoDate;
  /** Default `true`: what is on the record was passed. */
  readonly passed?: boolean;
}

/** A level found in an assessment (*uji kompetensi*). */
export interface CompetencyRating {
  readonly staffId: string;
  readonly competency: string;
  readonly level: 1 | 2 | 3 | 4 | 5;
  readonly assessedOn?: IsoDate;
}
