/** Issues of files as people read them: the place is a line and a column, not a path. */
import { formatIssue, isIssue, type Issue } from "../errors/index.js";

/**
 * The text of an issue of a file: `[csv/bad-number] wisn.csv line 3, column "VOLUME PER TAHUN": …`, the hint (if any) on
 * the next line. Issues of other places read as `formatIssue` writes them.
 */
export function formatCsvIssue(issue: Issue): string {
  if (!isIssue(issue)) return formatIssue(issue);
  const { code, path, message, hint } = issue;
  const [file, line, column] = path;
  const isPlace = typeof file === "string" && path.length <= 3 && (line === undefined || typeof line === "number");
  if (!isPlace) return formatIssue(issue);
  const place = `${file}${line === undefined ? "" : ` line ${line}`}${column === undefined ? "" : `, column "${column}"`}`;
  return `[${code}] ${place}: ${message}${hint === undefined ? "" : `\n  Maybe ${hint}`}`;
}
