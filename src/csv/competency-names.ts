/** Names of competencies as posts ask for them: what a file writes a little differently is read as the same. */
import { quoted } from "./problem.js";
import type { RowReader } from "./row.js";
import { Suggestions } from "./suggest.js";
import { fold } from "./text.js";

/** Finds names; each unknown one is noticed once. Without a list every name stands as it is. */
export class CompetencyNames {
  private readonly byFold: ReadonlyMap<string, string> | null;
  private readonly noticed = new Set<string>();
  private readonly suggestions = new Suggestions();

  constructor(known: readonly string[] | undefined) {
    this.byFold = known === undefined ? null : new Map(known.map((name) => [fold(name), name]));
  }

  /** The name as posts write it. */
  of<Key extends string>(cells: RowReader<Key>, key: Key, written: string): string {
    if (this.byFold === null) return written;
    const folded = fold(written);
    const known = this.byFold.get(folded);
    if (known !== undefined) return known;
    if (!this.noticed.has(folded)) {
      this.noticed.add(folded);
      const near = this.suggestions.nearest(written, this.byFold.values());
      cells.notice(key, {
        code: "csv/unknown-competency",
        message: `${quoted(written)} is not among the competencies given; kept as it is`,
        ...(near === undefined ? {} : { hint: `"${near}" may be meant` }),
      });
    }
    return written;
  }
}
