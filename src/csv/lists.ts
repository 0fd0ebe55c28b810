/** Cells that hold lists: competencies with their levels, wishes with their ranks. */
import type { CompetencyLevels } from "../scenario/types.js";
import { failed, parsed, type Parsed, quoted, tooLong } from "./problem.js";
import { LONGEST_ID, LONGEST_TEXT } from "./text.js";

const HIGHEST_RANK = 1000;

/** A semicolon or comma right behind a level ends the item: no competency is called "Audit=3; Komunikasi". */
const BEHIND_LEVEL = /(?<=[:=] ?[1-5]) ?[;,]/g;

/** Reads `Name:3|Other:2`, also `Name=3; Other=2`: competencies with levels 1 … 5. */
export function parseCompetencies(cell: string): Parsed<CompetencyLevels> {
  const levels = new Map<string, 1 | 2 | 3 | 4 | 5>();
  for (const item of items(cell.replace(BEHIND_LEVEL, "|"))) {
    const match = /^(.*\S)\s*[:=]\s*([1-5])$/.exec(item);
    if (match === null) {
      return failed(
        "csv/bad-list",
        `${quoted(item)} is not a competency with a level 1 … 5`,
        "write Name:3|Other name:2",
      );
    }
    const name = match[1]!;
    if (name.length > LONGEST_TEXT) return tooLong(name, LONGEST_TEXT);
    if (name === "__proto__") return failed("csv/bad-list", 'a competency cannot be called "__proto__"');
    if (levels.has(name)) return failed("csv/bad-list", `the competency ${quoted(name)} stands twice`);
    levels.set(name, Number(match[2]) as 1 | 2 | 3 | 4 | 5);
  }
  return parsed(Object.fromEntries(levels));
}

/** Reads `id:1|id:2`: ids with ranks 1 … 1000. The last colon separates. */
export function parseRanked(cell: string): Parsed<readonly { readonly id: string; readonly rank: number }[]> {
  const ranked: { id: string; rank: number }[] = [];
  for (const item of items(cell)) {
    const match = /^(.*\S)\s*:\s*([1-9]\d{0,3})$/.exec(item);
    if (match === null || Number(match[2]) > HIGHEST_RANK) {
      return failed(
        "csv/bad-list",
        `${quoted(item)} is not an id with a rank 1 … ${HIGHEST_RANK}`,
        "write ID:1|OTHER:2",
      );
    }
    if (match[1]!.length > LONGEST_ID) return tooLong(match[1]!, LONGEST_ID);
    ranked.push({ id: match[1]!, rank: Number(match[2]) });
  }
  return parsed(ranked);
}

/** The items between bars or semicolons, without empty ones: of lists whose items hold no semicolon. */
export function plainItems(cell: string): readonly string[] {
  return items(cell.replaceAll(";", "|"));
}

/** The items between the bars, without empty ones. */
export function items(cell: string): readonly string[] {
  return cell
    .split("|")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
