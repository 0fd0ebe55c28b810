/** Ids that a spreadsheet spoilt: several of them become one text, and what they name would be merged. */
import { failed, parsed, type Parsed } from "./problem.js";
import { isMarkedText } from "./text.js";

/** `3,27601E+12` as spreadsheets write it, with a sign and two digits; `1e5` may be an id. */
const ROUNDED = /^\d(?:[.,]\d+)?e\+\d{2,3}$/i;
/** What stands in a column that is too narrow for its numbers. */
const HIDDEN = /^#{3,}$/;

/**
 * The id in a cell.
 *
 * @param text - of the cell, as `cellText` gives it.
 * @param cell - as it stands: an apostrophe before the id, or `="…"` around it, says that it is meant as it is.
 */
export function parseId(text: string, cell: string): Parsed<string> {
  if (HIDDEN.test(text) || (!isMarkedText(cell) && ROUNDED.test(text))) {
    return failed(
      "csv/id-mangled",
      "the id was turned into a number and lost its digits",
      "format the column as text in the spreadsheet, fill the ids in again from their source, and export again",
    );
  }
  return parsed(text);
}
