/** Files of another kind under the name of a CSV: workbooks and web pages, known by how they begin. */
import type { Problem } from "./problem.js";

/** Enough of a file to know it by. */
const BEGINNING = 512;

/** The beginnings of a compound file (D0 CF 11 E0 A1 B1 1A E1), as bytes and as UTF-8 misread the same. */
const COMPOUND = /^(?:\u00D0\u00CF\u0011\u00E0|..\u0011.{1,3}\u001A)/;

const KINDS: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^PK[\u0003\u0005\u0007]/, "a workbook (.xlsx or .ods, or another zip archive)"],
  [COMPOUND, "a workbook of an older Excel (.xls)"],
  [/^%PDF-/, "a PDF"],
  [/^\s*<\?xml\b/i, "an XML file (a workbook saved as XML, or a web page)"],
  [
    /^\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|meta|body|style|table|div)\b/is,
    "a web page (HTML; some systems call it .xls)",
  ],
];

/** What the file is where it is no CSV; `null` where nothing speaks against it. */
export function foreignKind(input: string | Uint8Array): Problem | null {
  const start = beginningOf(input);
  const kind = KINDS.find(([pattern]) => pattern.test(start));
  if (kind === undefined) return null;
  return {
    code: "csv/not-csv",
    message: `this is ${kind[1]}, not CSV; no row was read`,
    hint: 'open it in a spreadsheet and save the sheet as "CSV UTF-8"',
  };
}

function beginningOf(input: string | Uint8Array): string {
  if (typeof input === "string") return input.slice(0, BEGINNING).replace(/^\uFEFF/, "");
  const bytes = Array.from(input.subarray(0, BEGINNING));
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  // Of UTF-16, the letters of tags are every second byte.
  const kept = isWide ? bytes.slice(2).filter((byte) => byte !== 0) : hasMark ? bytes.slice(3) : bytes;
  return String.fromCharCode(...kept);
}
