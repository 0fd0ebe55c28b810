/** Numbers as spreadsheets write them, in either convention, and the evidence for which one a file follows. */
import { failed, parsed, type Parsed, quoted } from "./problem.js";

/** The decimal mark of a file; `null` where the file does not say. */
export type DecimalMark = "," | "." | null;

/** What a number must be. */
export interface NumberRange {
  readonly minimum: number;
  readonly maximum: number;
  readonly integer?: boolean;
}

/** A maximum that no mistake but a far too large number meets: messages name the minimum alone. */
const LARGE = 1e9;

const AMBIGUOUS = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;
const POINT_DECIMAL = /^[+-]?(?:\d+|[1-9]\d{0,2}(?:[, ]\d{3})+)(?:\.\d+)?$/;
const COMMA_DECIMAL = /^[+-]?(?:\d+|[1-9]\d{0,2}(?:[. ]\d{3})+)(?:,\d+)?$/;

/**
 * What one number says about the decimal mark of its file, `null` where nothing: whole numbers and `1.234` fit both
 * conventions.
 */
export function decimalEvidence(text: string): DecimalMark {
  if (!/[.,]/.test(text) || AMBIGUOUS.test(text)) return null;
  const [point, comma] = [POINT_DECIMAL.test(text), COMMA_DECIMAL.test(text)];
  if (point === comma) return null;
  return point ? "." : ",";
}

/**
 * Reads a number such as `3.42`, `3,42`, `1.234,5` or `1,234.5`. `1.234` and `1,234` are read only where the file's
 * decimal mark is known, or where just one reading lies in the range.
 *
 * @param mark - the decimal mark of the file, from {@link decimalEvidence} over its cells or from the caller.
 */
export function parseNumber(cell: string, range: NumberRange, mark: DecimalMark): Parsed<number> {
  const text = cell.replace(/[\u2212\u2013](?=\d)/, "-").replace(/[\u00A0\u202F]/g, " ");
  const [point, comma] = [POINT_DECIMAL.test(text), COMMA_DECIMAL.test(text)];
  const asPoint = point ? Number(text.replace(/[, ]/g, "")) : Number.NaN;
  const asComma = comma ? Number(text.replace(/[. ]/g, "").replace(",", ".")) : Number.NaN;
  if (!point && !comma) return badNumber(cell, range);
  if (point && comma && asPoint !== asComma) {
    if (mark !== null) return within(cell, mark === "." ? asPoint : asComma, range);
    const [pointFits, commaFits] = [fits(asPoint, range), fits(asComma, range)];
    if (!pointFits && !commaFits) return badNumber(cell, range);
    // A whole number written 2.500 might still be a mistyped 2.5: only the bounds decide, never "integer" alone.
    const pointPossible = inBounds(asPoint, range);
    if (pointPossible !== inBounds(asComma, range)) return within(cell, pointPossible ? asPoint : asComma, range);
    return failed(
      "csv/ambiguous-number",
      `${quoted(cell)} may be ${asPoint} or ${asComma}`,
      'write it without thousands separator, or say which mark is the decimal one with the option decimal: "," or "."',
    );
  }
  return within(cell, point ? asPoint : asComma, range);
}

function inBounds(value: number, { minimum, maximum }: NumberRange): boolean {
  return value >= minimum && value <= maximum;
}

function fits(value: number, range: NumberRange): boolean {
  return inBounds(value, range) && (range.integer !== true || Number.isInteger(value));
}

function within(cell: string, value: number, range: NumberRange): Parsed<number> {
  return fits(value, range) ? parsed(value === 0 ? 0 : value) : badNumber(cell, range);
}

function badNumber(cell: string, { minimum, maximum, integer }: NumberRange): Parsed<never> {
  const what = integer === true ? "a whole number" : "a number";
  const isTooLarge = integer !== true && /^\+?\d[\d.,\s]*$/.test(cell);
  const bounds =
    maximum < LARGE || (isTooLarge && maximum < Number.MAX_SAFE_INTEGER)
      ? `from ${minimum} to ${maximum}`
      : `of at least ${minimum}`;
  return failed("csv/bad-number", `${quoted(cell)} is not ${what} ${bounds}`);
}
