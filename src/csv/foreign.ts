/** Files of another kind under the name of a CSV: workbooks and web pages, known by how they begin. */
import type { Problem } from "./problem.js";

/** Enough of a file to know it by. */
const BEGINNING = 512;

const WEB_PAGE = /^\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|meta|body|style|table|div)\b/is;

/** What is no CSV, and how its first characters (of bytes: one each) are known. */
const KINDS: readonly (readonly [what: string, begins: (start: string) => boolean])[] = [
  [
    "a workbook (.xlsx or .ods, or another zip archive)",
    (start) => start.startsWith("PK") && start.charCodeAt(2) < 0x09,
  ],
  // D0 CF 11 E0 A1 B1 1A E1, as bytes or misread as UTF-8.
  [
    "a workbook of an older Excel (.xls)",
    (start) => start.charCodeAt(2) === 0x11 && [4, 5, 6].some((at) => start.charCodeAt(at) === 0x1a),
  ],
  ["a PDF", (start) => start.startsWith("%PDF-")],
  ["an XML file (a workbook saved as XML, or a web page)", (start) => /^\s*<\?xml\b/i.test(start)],
  ["a web page (HTML; some systems call it .xls)", (start) => WEB_PAGE.test(start)],
];

/** What the file is where it is no CSV; `null` where nothing speaks against it. */
export function foreignKind(input: string | Uint8Array): Problem | null {
  const start = beginningOf(input);
  const kind = KINDS.find(([, begins]) => begins(start));
  if (kind === undefined) return null;
  return {
    code: "csv/not-csv",
    message: `this is ${kind[0]}, not CSV; no row was read`,
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
