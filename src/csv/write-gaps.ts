/** Writes the gap tables of a staffing report for spreadsheets: one row for each position and group, with its grade. */
import type { EffectivenessGrade } from "../regulation/effectiveness-bands.js";
import type { GroupReport, StaffingReport } from "../staffing/report.js";
import { checkOptions } from "./options.js";
import {
  BOOLEAN,
  checkShapes,
  listOf,
  NUMBER,
  NUMBER_OR_NULL,
  objectWith,
  type Shape,
  STRING,
  STRING_OR_NULL,
} from "./shapes.js";
import { type Names, NAMES, textOf, WRITE_OPTIONS, type WriteOptions, writeRecords } from "./write.js";

/** The tables of `staffingReport`. */
export type GapTables = Pick<
  StaffingReport,
  "positions" | "units" | "agencies" | "districts" | "withoutDistrict" | "jobFamilies" | "withoutJobFamily" | "totals"
>;

const ROW: Readonly<Record<string, Shape>> = {
  required: NUMBER_OR_NULL,
  existing: NUMBER,
  gap: NUMBER_OR_NULL,
  ratio: NUMBER_OR_NULL,
  effectiveness: NUMBER_OR_NULL,
  grade: STRING_OR_NULL,
  shortage: NUMBER,
  surplus: NUMBER,
};
const SUMS: Readonly<Record<string, Shape>> = {
  ...ROW,
  positions: NUMBER,
  notStudied: NUMBER,
  vacantButNeeded: NUMBER,
  vacantNeed: NUMBER,
};
const GROUP = objectWith({ id: STRING, ...SUMS });
const GROUP_OR_NULL: Shape = (found, path, issues) => {
  if (found !== null) GROUP(found, path, issues);
};
const REPORT = objectWith({
  positions: listOf(objectWith({ id: STRING, unitId: STRING, agencyId: STRING, ...ROW, vacantButNeeded: BOOLEAN })),
  units: listOf(GROUP),
  agencies: listOf(GROUP),
  districts: listOf(GROUP),
  withoutDistrict: GROUP_OR_NULL,
  jobFamilies: listOf(GROUP),
  withoutJobFamily: GROUP_OR_NULL,
  totals: objectWith(SUMS),
});
/** A row of any level; of a position, counts are 0 or 1, so that they add up to those of its groups. */
interface Line {
  readonly level: keyof typeof LEVELS;
  readonly id: string;
  /** Agency, unit and title. */
  readonly names: readonly [agency: string, unit: string, title: string];
  readonly sums: Omit<GroupReport, "id">;
}

const LEVELS = {
  total: { en: "total", id: "seluruhnya" },
  agency: { en: "agency", id: "OPD" },
  unit: { en: "unit", id: "unit" },
  district: { en: "district", id: "kecamatan" },
  jobFamily: { en: "job family", id: "rumpun jabatan" },
  position: { en: "position", id: "jabatan" },
} as const;

const NAME_HEADINGS = [
  { en: "agency", id: "opd" },
  { en: "unit", id: "unit" },
  { en: "title", id: "jabatan" },
] as const;

type Figure = number | EffectivenessGrade | null;

const MEASURES: readonly {
  readonly en: string;
  readonly id: string;
  readonly of: (sums: Line["sums"]) => Figure;
}[] = [
  { en: "required", id: "kebutuhan", of: (sums) => sums.required },
  { en: "existing", id: "bezetting", of: (sums) => sums.existing },
  { en: "gap", id: "selisih", of: (sums) => sums.gap },
  { en: "ratio", id: "rasio", of: (sums) => sums.ratio },
  { en: "effectiveness", id: "efektivitas", of: (sums) => sums.effectiveness },
  { en: "grade", id: "prestasi_kerja", of: (sums) => sums.grade },
  { en: "shortage", id: "kekurangan", of: (sums) => sums.shortage },
  { en: "surplus", id: "kelebihan", of: (sums) => sums.surplus },
  { en: "positions", id: "jumlah_jabatan", of: (sums) => sums.positions },
  { en: "not_studied", id: "belum_dianalisis", of: (sums) => sums.notStudied },
  { en: "vacant_but_needed", id: "kosong", of: (sums) => sums.vacantButNeeded },
  { en: "vacant_need", id: "kebutuhan_kosong", of: (sums) => sums.vacantNeed },
];

/**
 * The gap tables of `staffingReport` as one table: the column `level` tells total, agency, unit, district, job family
 * and position apart. Positions without a district or a job family stand in a row of that level with an empty id.
 * Numbers are rounded to six decimals. With `names`, agency, unit and title stand beside the ids.
 *
 * @throws ImbangError csv/bad-input where the report or the names have another shape; csv/unknown-option,
 * csv/bad-option.
 */
export function writeGapCsv(report: GapTables, names?: Names, options: WriteOptions = {}): string {
  checkOptions(options, WRITE_OPTIONS);
  checkShapes(["report", report, REPORT], ["names", names, NAMES]);
  const { language = "en", excel = false } = options;
  const { delimiter = excel ? ";" : ",", decimal = excel ? "," : ".", bom = excel } = options;
  const text = (value: string): string => textOf(value, excel);
  const cell = (value: Figure): string => {
    if (value === null) return "";
    return typeof value === "number" ? String(Number(value.toFixed(6))).replace(".", decimal) : text(value);
  };
  const headings = [
    language === "id" ? "tingkat" : "level",
    "id",
    ...(names === undefined ? [] : NAME_HEADINGS.map((heading) => heading[language])),
    ...MEASURES.map((measure) => measure[language]),
  ];
  const records = linesOf(report, names ?? {}).map(({ level, id, names: own, sums }) => [
    LEVELS[level][language],
    text(id),
    ...(names === undefined ? [] : own.map(text)),
    ...MEASURES.map(({ of }) => cell(of(sums))),
  ]);
  return writeRecords([headings, ...records], { delimiter, bom });
}

function linesOf(report: GapTables, { agencies = [], units = [], positions = [] }: Names): Line[] {
  const agencyName = new Map(agencies.map(({ id, name }) => [id, name]));
  const unitById = new Map(units.map((unit) => [unit.id, unit]));
  const titleOf = new Map(positions.map(({ id, title }) => [id, title]));
  const agencyOf = (unitId: string): string => {
    const agencyId = unitById.get(unitId)?.agencyId ?? "";
    return agencyName.get(agencyId) ?? agencyId;
  };
  const groups = (
    level: Line["level"],
    rows: readonly (GroupReport | null)[],
    namesOf: (id: string) => Line["names"] = () => ["", "", ""],
  ): Line[] => rows.flatMap((row) => (row === null ? [] : [{ level, id: row.id, names: namesOf(row.id), sums: row }]));
  return [
    { level: "total", id: "", names: ["", "", ""], sums: report.totals },
    ...groups("agency", report.agencies, (id) => [agencyName.get(id) ?? "", "", ""]),
    ...groups("unit", report.units, (id) => [agencyOf(id), unitById.get(id)?.name ?? "", ""]),
    ...groups("district", [...report.districts, report.withoutDistrict]),
    ...groups("jobFamily", [...report.jobFamilies, report.withoutJobFamily]),
    ...report.positions.map((row): Line => {
      const { id, unitId, agencyId, vacantButNeeded } = row;
      return {
        level: "position",
        id,
        names: [agencyName.get(agencyId) ?? agencyId, unitById.get(unitId)?.name ?? unitId, titleOf.get(id) ?? ""],
        sums: {
          ...row,
          positions: 1,
          notStudied: row.required === null ? 1 : 0,
          vacantButNeeded: vacantButNeeded ? 1 : 0,
          vacantNeed: vacantButNeeded ? row.required! : 0,
        },
      };
    }),
  ];
}
