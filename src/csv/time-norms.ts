/** How long one time of a task takes: in minutes or hours, as the heading or a column of units says. */
import type { ColumnSpec } from "./headings.js";
import type { NumberRange } from "./numbers.js";
import { failed, parsed, type Parsed, quoted } from "./problem.js";
import type { RowReader } from "./row.js";
import { foldHeading } from "./text.js";
import { isFilled } from "./work-rows.js";

/** Minutes for one time, or times an hour: what a need is divided or multiplied by, never 0. */
export const NORM: NumberRange = { minimum: 0.001, maximum: 1e9 };

/** Columns that hold a time norm. */
export type NormColumn = "time norm" | "time norm in hours" | "norm unit";

/** Their headings. */
export const NORM_ALIASES: ColumnSpec<NormColumn>["aliases"] = {
  "time norm": [
    "time norm",
    "norma_waktu",
    "norma waktu (menit)",
    "time norm (minutes)",
    "time norm minutes",
    "minutes",
    "menit",
    "waktu penyelesaian",
    "waktu penyelesaian (menit)",
    "norma waktu menit",
    "waktu (menit)",
    "service standard",
  ],
  "time norm in hours": [
    "time norm (hours)",
    "time norm hours",
    "hours",
    "norma waktu (jam)",
    "waktu penyelesaian (jam)",
    "waktu (jam)",
  ],
  "norm unit": [
    "norm unit",
    "satuan_waktu",
    "satuan norma",
    "satuan norma waktu",
    "satuan waktu penyelesaian",
    "time unit",
    "unit of time norm",
  ],
};

const HOUR = 60;
const NORM_IN_HOURS = { minimum: NORM.minimum, maximum: NORM.maximum / HOUR };
/** Hours are often rounded to two decimals; more apart than this, minutes and hours contradict each other. */
const ROUNDED_HOURS = 0.005 + 1e-9;

type Unit = "minutes" | "hours";

const UNITS: ReadonlyMap<string, Unit> = new Map(
  (
    [
      ["minutes", "minutes minute min mins menit mnt mn"],
      ["hours", "hours hour hr hrs h jam jm"],
    ] as const
  ).flatMap(([unit, words]) => words.split(" ").map((word) => [word, unit] as const)),
);

/**
 * The minutes of one time; `undefined` after reporting. A norm without a unit is in minutes where the file has no column
 * of units; where it has one, each row must say.
 */
export function minutesOf<Key extends string>(cells: RowReader<Key | NormColumn>): number | undefined {
  const unit = cells.parse("norm unit", parseUnit);
  const [hasPlain, hasHours] = [isFilled(cells, "time norm"), isFilled(cells, "time norm in hours")];
  if (!hasPlain && !hasHours) {
    const key =
      cells.text("time norm") === "" && cells.table.columns.has("time norm in hours")
        ? "time norm in hours"
        : "time norm";
    if (cells.number(key, NORM) === undefined) cells.needed(key);
    return undefined;
  }
  const minutes = hasPlain ? plainNorm(cells, unit) : undefined;
  if (!hasHours) return minutes;
  const hours = cells.number("time norm in hours", NORM_IN_HOURS);
  if (hours === undefined || (hasPlain && minutes === undefined)) return undefined;
  if (unit === "minutes" && !hasPlain) return unitsDisagree(cells, "time norm in hours");
  if (minutes === undefined) return hours * HOUR;
  if (Math.abs(minutes / HOUR - hours) <= ROUNDED_HOURS) return minutes;
  cells.report("time norm in hours", {
    code: "csv/columns-disagree",
    message: `${hours} hours here, ${minutes} minutes in the column ${quoted(headingOf(cells, "time norm"))}`,
    hint: "remove the column that does not count, or make both say the same",
  });
  return undefined;
}

/** The norm under a heading that does not say hours. */
function plainNorm<Key extends string>(cells: RowReader<Key | NormColumn>, unit: Unit | undefined): number | undefined {
  const saysMinutes = /menit|minute/i.test(headingOf(cells, "time norm"));
  if (unit === "hours" && saysMinutes) return unitsDisagree(cells, "time norm");
  if (unit === undefined && !saysMinutes && cells.table.columns.has("norm unit")) {
    if (cells.text("norm unit") === "") {
      cells.report("norm unit", {
        code: "csv/missing-value",
        message: "a time norm without its unit",
        hint: "write menit or jam; fill cells down that were merged",
      });
    }
    return undefined;
  }
  if (unit !== "hours") return cells.number("time norm", NORM);
  const hours = cells.number("time norm", NORM_IN_HOURS);
  return hours === undefined ? undefined : hours * HOUR;
}

function unitsDisagree<Key extends string>(cells: RowReader<Key | NormColumn>, key: NormColumn): undefined {
  cells.report("norm unit", {
    code: "csv/columns-disagree",
    message: `${quoted(cells.text("norm unit"))} here, another unit in the heading ${quoted(headingOf(cells, key))}`,
    hint: "the unit stands either in the heading or in this column",
  });
}

function headingOf<Key extends string>(cells: RowReader<Key | NormColumn>, key: NormColumn): string {
  return cells.table.columns.get(key)?.heading ?? key;
}

function parseUnit(text: string): Parsed<Unit> {
  const unit = UNITS.get(foldHeading(text));
  if (unit !== undefined) return parsed(unit);
  return failed(
    "csv/bad-norm-unit",
    `${quoted(text)} is no unit of a time norm`,
    "write menit or jam; what the volume is counted in (tahun, bulan …) stands under periode",
  );
}
