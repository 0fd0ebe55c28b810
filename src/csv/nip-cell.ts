/** The employee number in a cell. */
import { type Nip, parseNip } from "./nip.js";
import { optional } from "./optional.js";
import { quoted } from "./problem.js";
import type { RowReader } from "./row.js";

/** The employee number of a row; `undefined` after reporting that there is none, or that it is none. */
export function nipOf<Key extends string>(cells: RowReader<Key | "nip">): Nip | undefined {
  const text = cells.needed("nip");
  if (text === "") return undefined;
  const nip = parseNip(text);
  if (nip.kind !== "invalid") {
    if (nip.unusualAge) {
      cells.notice("nip", {
        code: "csv/nip-unusual",
        message: `by ${quoted(nip.nip)} its holder was appointed before turning 18`,
      });
    }
    return nip;
  }
  const { code, message, hint } = nip;
  cells.report("nip", { code, message, ...optional("hint", hint) });
  return undefined;
}
