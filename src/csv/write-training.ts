/** Writes who is sent to which courses, and for which post: one row a person. */
import type { Course } from "../development/types.js";
import { ImbangError } from "../errors/index.js";
import { checkShapes, listOf, maybe, NUMBER, objectWith, STRING } from "./shapes.js";
import {
  type Cell,
  formatOf,
  type Heading,
  labels,
  type Names,
  NAMES,
  noOptions,
  type WriteOptions,
  writeTable,
} from "./write.js";

/** The training of one person, as a plan of `planTraining` holds it. */
export interface PlannedTraining {
  readonly staffId: string;
  readonly toPositionId: string;
  /** In the order of taking. */
  readonly courseIds: readonly string[];
  /** Rupiah, of all courses together. */
  readonly cost: number;
  /** JP, of all courses together. */
  readonly hours: number;
  readonly months: number;
  /** The day from which the post can be taken. */
  readonly availableOn: string;
  /** That all courses are passed. */
  readonly successProbability: number;
}

/** What is written of a training plan; one whose status is `optimal` or `feasible` has it. */
export interface Trainings {
  readonly trainings: readonly PlannedTraining[];
}

/** Where titles and names come from: `{ ...scenario, courses: catalogue }`, or the parts that are at hand. */
export interface TrainingNames extends Names {
  readonly courses?: readonly Pick<Course, "id" | "name">[];
}

const PLAN = objectWith({
  trainings: listOf(
    objectWith({
      staffId: STRING,
      toPositionId: STRING,
      courseIds: listOf(STRING),
      cost: NUMBER,
      hours: NUMBER,
      months: NUMBER,
      availableOn: STRING,
      successProbability: NUMBER,
    }),
  ),
});
const COURSES = maybe(noOptions(objectWith({ courses: maybe(listOf(objectWith({ id: STRING, name: STRING }))) })));

const FIGURES: readonly (Heading & { readonly of: (training: PlannedTraining) => Cell })[] = [
  { en: "hours", id: "jp", of: ({ hours }) => hours },
  { en: "cost", id: "biaya", of: ({ cost }) => cost },
  { en: "months", id: "bulan", of: ({ months }) => months },
  { en: "available_on", id: "siap_tanggal", of: ({ availableOn }) => ({ day: availableOn }) },
  { en: "success_probability", id: "peluang_lulus", of: ({ successProbability }) => successProbability },
];

/**
 * The trainings of a plan as a table, one row a person, in the order of the plan; courses of one person stand in one cell
 * in the order of taking, separated by ` | `. With `names`, title, unit and agency stand beside the id of the post; where
 * they hold `courses`, the names of the courses beside their codes. Probabilities are rounded to six decimals.
 *
 * @throws ImbangError csv/no-plan where there are no trainings to write (a status without a plan); csv/bad-input where
 * the trainings or the names have another shape; csv/unknown-option, csv/bad-option.
 */
export function writeTrainingPlanCsv(plan: Trainings, names?: TrainingNames, options: WriteOptions = {}): string {
  const format = formatOf(options);
  const { trainings, status = "optimal" } = (plan ?? {}) as { readonly trainings?: unknown; readonly status?: unknown };
  if (!Array.isArray(trainings) || (status !== "optimal" && status !== "feasible")) {
    throw new ImbangError([
      {
        code: "csv/no-plan",
        path: ["plan", "trainings"],
        message: "the plan holds no trainings: it has no list of them, or there is no plan",
        hint: 'only training plans with the status "optimal" or "feasible" can be written',
      },
    ]);
  }
  checkShapes(["plan", plan, PLAN], ["names", names, NAMES]);
  checkShapes(["names", names, COURSES]);
  const label = labels(names);
  const nameOf = names?.courses === undefined ? null : new Map(names.courses.map(({ id, name }) => [id, name]));
  const headings: Heading[] = [
    { en: "staff_id", id: "id_pegawai" },
    { en: "to_position", id: "id_jabatan_tujuan" },
    ...(names === undefined
      ? []
      : [
          { en: "to_title", id: "jabatan_tujuan" },
          { en: "to_unit", id: "unit_tujuan" },
          { en: "to_agency", id: "opd_tujuan" },
        ]),
    { en: "courses", id: "kode_pelatihan" },
    ...(nameOf === null ? [] : [{ en: "course_names", id: "nama_pelatihan" }]),
    ...FIGURES,
  ];
  const rows = (trainings as readonly PlannedTraining[]).map((training): Cell[] => {
    const { staffId, toPositionId, courseIds } = training;
    return [
      staffId,
      toPositionId,
      ...(names === undefined ? [] : label.position(toPositionId)),
      courseIds.join(" | "),
      ...(nameOf === null ? [] : [courseIds.map((id) => nameOf.get(id) ?? id).join(" | ")]),
      ...FIGURES.map(({ of }) => of(training)),
    ];
  });
  return writeTable(headings, rows, format);
}
