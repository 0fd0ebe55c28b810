/** Reads figures of merit: one person a row, one indicator a column. Only the columns that are asked for are read. */
import type { Indicator, MeritPerson } from "../merit/scheme.js";
import { type AliasIndex, type ColumnSpec, indexAliases } from "./headings.js";
import type { NumberRange } from "./numbers.js";
import { checkOptions, type OptionRule } from "./options.js";
import { PERSON_ALIASES, PERSON_REQUIRED, personColumn, type PersonColumn, personOf } from "./person-cell.js";
import { issueAt } from "./problem.js";
import { readRows, type RowReader } from "./row.js";
import { openTable, READ_OPTIONS, type ReadOptions, type ReadResult } from "./table.js";

/** An indicator and the headings under which a file carries it; the indicators of a scheme will do as they are. */
export interface IndicatorColumn extends Pick<Indicator, "id"> {
  /** Both texts of the label are accepted as headings, like the id. */
  readonly label?: Indicator["label"];
  /** Further headings. */
  readonly headings?: readonly string[];
  /** Figures beyond the scale are bad cells, unless `outside` is `clamp`. */
  readonly scale?: Indicator["scale"];
  readonly outside?: Indicator["outside"];
  /** Indicators with a formula have no column. */
  readonly formula?: string;
}

/** Options of {@link readIndicatorsCsv}. */
export interface IndicatorsOptions extends ReadOptions {
  /** What to read; other columns are left alone. */
  readonly indicators: readonly IndicatorColumn[];
}

/** A person's figures; an empty cell is left out, never 0. */
export interface IndicatorRow extends MeritPerson {
  readonly values: Readonly<Record<string, number>>;
}

/** What {@link readIndicatorsCsv} answers. */
export interface IndicatorsResult extends ReadResult<IndicatorRow> {
  /** Ids of indicators for which the file has no column, in the order asked for; formulas are not among them. */
  readonly absent: readonly string[];
}

/** Keys of figures carry a mark, so that an indicator may be called `nip` or `id` without taking their place. */
type FigureColumn = PersonColumn | `figure ${string}`;

const ANY: NumberRange = { minimum: -1e15, maximum: 1e15 };

const INDICATORS: OptionRule = {
  what:
    "a list of indicators, at least one of them without a formula; each with an id that is a text and no other's, and where it " +
    "has a label, headings or a scale: a label in both languages, headings that are texts, a scale from a number to a larger one",
  accepts: (value) =>
    Array.isArray(value) &&
    Array.from(value as unknown[]).every(isColumn) &&
    value.some(({ formula }: IndicatorColumn) => formula === undefined) &&
    new Set((value as IndicatorColumn[]).map(({ id }) => id)).size === value.length,
};

function isColumn(given: unknown): given is IndicatorColumn {
  const { id, label, headings, scale } = (given ?? {}) as Partial<IndicatorColumn>;
  const isText = (value: unknown): boolean => typeof value === "string";
  const isLabelled = label === undefined || (isText(label?.id) && isText(label?.en));
  const isHeaded = headings === undefined || (Array.isArray(headings) && Array.from(headings).every(isText));
  const isScaled =
    scale === undefined || (Number.isFinite(scale?.from) && Number.isFinite(scale?.to) && scale.from < scale.to);
  return isText(id) && isLabelled && isHeaded && isScaled;
}

function aliasesFor(indicators: readonly IndicatorColumn[]): AliasIndex<FigureColumn> {
  const keys = indicators.map(({ id }): FigureColumn => `figure ${id}`);
  const spec: ColumnSpec<FigureColumn> = {
    aliases: {
      ...PERSON_ALIASES,
      ...Object.fromEntries(
        indicators.map(({ id, label, headings = [] }, k) => [
          keys[k],
          [id, ...(label === undefined ? [] : [label.id, label.en]), ...headings],
        ]),
      ),
    },
    required: [
      PERSON_REQUIRED,
      { name: "indicator", anyOf: keys, hint: "a heading is the id or the label of an indicator" },
    ],
    incidental: [],
  };
  return indexAliases(spec);
}

/**
 * Reads figures of merit for `rankByMerit`. Each one's id is the NIP, or the `id` (`pseudonym`) column where the file has
 * no NIP. Numbers may have decimal commas; of `1.234` the scale of the indicator, or the rest of the file, says what it
 * means. Where the file has no column for an indicator, a notice says so and `absent` names it.
 *
 * Good rows are kept, bad ones reported, nothing is guessed; an empty cell is a missing figure.
 *
 * @param input - the content of the file: text, or bytes in UTF-8, UTF-16 or Windows-1252.
 * @throws ImbangError csv/bad-input, csv/unknown-option, csv/bad-option.
 */
export function readIndicatorsCsv(input: string | Uint8Array, options: IndicatorsOptions): IndicatorsResult {
  // Left out they would pass: options may be, as a rule. A text taken apart would be as many options as it has letters.
  const given = typeof options === "object" ? options : {};
  checkOptions({ ...given, indicators: options?.indicators ?? [] }, { ...READ_OPTIONS, indicators: INDICATORS });
  const indicators = options.indicators.filter(({ formula }) => formula === undefined);
  const fileName = options.fileName ?? "indicators.csv";
  const keys = indicators.map(({ id }): FigureColumn => `figure ${id}`);
  const table = openTable(input, aliasesFor(indicators), fileName, options, keys);
  const result = readRows<FigureColumn, IndicatorRow>(table, {
    idKey: personColumn<FigureColumn>(table),
    read: (cells) => {
      const id = personOf<FigureColumn>(cells);
      const values = figuresOf(cells, indicators);
      return id === undefined ? undefined : { id, values };
    },
  });
  const absent = table.usable ? indicators.filter((_, k) => !table.columns.has(keys[k]!)).map(({ id }) => id) : [];
  if (absent.length === 0) return { ...result, absent };
  const notice = issueAt([fileName, table.headingLine], {
    code: "csv/no-indicator-column",
    message: `there is no column for ${absent.slice(0, 20).join(", ")}${absent.length > 20 ? ` and ${absent.length - 20} more` : ""}`,
    hint: "their figures are in another file",
  });
  return { ...result, notices: [notice, ...result.notices], absent };
}

function figuresOf(
  cells: RowReader<FigureColumn>,
  indicators: readonly IndicatorColumn[],
): Readonly<Record<string, number>> {
  const figures = indicators.flatMap(({ id, scale, outside }): [string, number][] => {
    const range = scale === undefined || outside === "clamp" ? ANY : { minimum: scale.from, maximum: scale.to };
    const value = cells.number(`figure ${id}`, range);
    return value === undefined ? [] : [[id, value]];
  });
  return Object.fromEntries(figures); // to assign would lose an indicator called `__proto__`
}
