/** Writes who mentors whom, and why nobody mentors the others: one row a mentee. */
import {
  checkShapes,
  listOf,
  maybe,
  NUMBER,
  NUMBER_OR_NULL,
  objectWith,
  type Shape,
  STRING,
  STRING_OR_NULL,
} from "./shapes.js";
import {
  type Cell,
  formatOf,
  type Heading,
  labels,
  type Names,
  NAMES,
  type WriteOptions,
  writeTable,
} from "./write.js";

interface InBothLanguages {
  readonly id: string;
  readonly en: string;
}

/** What is written of the answer of `matchMentors`. */
export interface MentoringTable {
  /** People whom a plan puts elsewhere than the scenario has them. */
  readonly settings?: {
    readonly moves: readonly { readonly staffId: string; readonly positionId: string | null }[];
  };
  readonly pairs: readonly {
    readonly menteeId: string;
    readonly mentorId: string;
    readonly competencies: readonly { readonly competency: string; readonly from: number; readonly to: number }[];
    readonly gapClosed: number;
    readonly relation: keyof typeof RELATIONS;
    /** Steps up from the mentee's grade; `null` where the grades cannot be compared. */
    readonly gradeDistance: number | null;
    readonly checks: readonly { readonly text: InBothLanguages }[];
    readonly text: InBothLanguages;
  }[];
  readonly unmatched: readonly { readonly menteeId: string; readonly text: InBothLanguages }[];
}

const RELATIONS = {
  sameUnit: { en: "same unit", id: "unit sama" },
  neighbour: { en: "neighbouring unit", id: "unit tetangga" },
  agency: { en: "same agency", id: "OPD sama" },
} as const;

const TEXT = objectWith({ id: STRING, en: STRING });
const RELATION: Shape = (found, path, issues) => {
  STRING(found, path, issues);
  if (typeof found === "string" && !Object.hasOwn(RELATIONS, found)) {
    issues.push({ code: "csv/bad-input", path, message: `expected ${Object.keys(RELATIONS).join(", ")}` });
  }
};
const MENTORING = objectWith({
  settings: maybe(objectWith({ moves: listOf(objectWith({ staffId: STRING, positionId: STRING_OR_NULL })) })),
  pairs: listOf(
    objectWith({
      menteeId: STRING,
      mentorId: STRING,
      competencies: listOf(objectWith({ competency: STRING, from: NUMBER, to: NUMBER })),
      gapClosed: NUMBER,
      relation: RELATION,
      gradeDistance: NUMBER_OR_NULL,
      checks: listOf(objectWith({ text: TEXT })),
      text: TEXT,
    }),
  ),
  unmatched: listOf(objectWith({ menteeId: STRING, text: TEXT })),
});
const STAFF = maybe(objectWith({ staff: maybe(listOf(objectWith({ id: STRING, positionId: STRING_OR_NULL }))) }));

/**
 * The answer of `matchMentors` as a table: pairs in their order, then the mentees without a mentor, whose row holds the
 * reason alone. With `names` (a scenario), titles, units and agencies of both stand beside the ids: the post held, or the
 * one that the plan gives.
 *
 * @throws ImbangError csv/bad-input where the answer or the names have another shape; csv/unknown-option, csv/bad-option.
 */
export function writeMentoringCsv(mentoring: MentoringTable, names?: Names, options: WriteOptions = {}): string {
  const format = formatOf(options);
  const { language } = format;
  checkShapes(["mentoring", mentoring, MENTORING], ["names", names, NAMES]);
  checkShapes(["names", names, STAFF]);
  const { settings, pairs, unmatched } = mentoring;
  const label = labels(names);
  const postOf = new Map((names?.staff ?? []).map(({ id, positionId }) => [id, positionId]));
  for (const { staffId, positionId } of settings?.moves ?? []) postOf.set(staffId, positionId);
  const place = (id: string | null): Cell[] =>
    names === undefined ? [] : label.position(id === null ? null : (postOf.get(id) ?? null));
  const placeHeadings = (who: "mentee" | "mentor"): Heading[] =>
    names === undefined
      ? []
      : [
          { en: `${who}_title`, id: `jabatan_${who}` },
          { en: `${who}_unit`, id: `unit_${who}` },
          { en: `${who}_agency`, id: `opd_${who}` },
        ];
  const headings: Heading[] = [
    { en: "mentee_id", id: "id_mentee" },
    ...placeHeadings("mentee"),
    { en: "mentor_id", id: "id_mentor" },
    ...placeHeadings("mentor"),
    { en: "competencies", id: "kompetensi" },
    { en: "levels_closed", id: "level_tertutup" },
    { en: "relation", id: "hubungan_unit" },
    { en: "grade_distance", id: "selisih_golongan" },
    { en: "checks", id: "perlu_diperiksa" },
    { en: "reason", id: "alasan" },
  ];
  const rows = pairs.map((pair): Cell[] => [
    pair.menteeId,
    ...place(pair.menteeId),
    pair.mentorId,
    ...place(pair.mentorId),
    pair.competencies.map(({ competency, from, to }) => `${competency}: ${from} → ${to}`).join(" | "),
    pair.gapClosed,
    RELATIONS[pair.relation][language],
    pair.gradeDistance,
    pair.checks.map(({ text }) => text[language]).join(" | "),
    pair.text[language],
  ]);
  const alone = unmatched.map(({ menteeId, text }): Cell[] => [
    menteeId,
    ...place(menteeId),
    null,
    ...place(null),
    null,
    null,
    null,
    null,
    null,
    text[language],
  ]);
  return writeTable(headings, [...rows, ...alone], format);
}
