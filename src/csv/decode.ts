/** Bytes to text: UTF-8, UTF-16 with a byte-order mark, else Windows-1252, as Indonesian spreadsheets write them. */
import { ImbangError } from "../errors/index.js";
import { type Problem } from "./problem.js";

/** The text of a file and what was unusual about its bytes. */
export interface DecodedText {
  /** Without byte-order mark; every line ends in `\n`. */
  readonly text: string;
  readonly notices: readonly Problem[];
}

/** Code points of the bytes 0x80 … 0x9F in Windows-1252; unassigned bytes stand for themselves (WHATWG Encoding). */
const WINDOWS_1252 = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
  0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
  0x017e, 0x0178,
] as const;

/** Bytes decoded at once; keeps argument lists short. */
const CHUNK = 8192;

/**
 * The text of a file, with every line end as `\n`.
 *
 * @param input - the text itself, or its bytes.
 * @throws ImbangError csv/bad-input when it is neither.
 */
export function decodeText(input: string | Uint8Array): DecodedText {
  const { text, notices } = decode(input);
  const lost = text.includes("\uFFFD")
    ? [
        {
          code: "csv/replacement-characters",
          message: "some characters were lost before the file came here and appear as \uFFFD",
          hint: "export again as UTF-8 (CSV UTF-8)",
        } as const,
      ]
    : [];
  return { text: text.replace(/\r\n?/g, "\n"), notices: [...notices, ...lost] };
}

function decode(input: string | Uint8Array): DecodedText {
  if (typeof input === "string") return { text: input.replace(/^\uFEFF/, ""), notices: [] };
  if (!isBytes(input)) {
    throw new ImbangError([
      {
        code: "csv/bad-input",
        path: ["input"],
        message: `expected text or bytes, found ${input === null ? "null" : typeof input}`,
        hint: "pass the content of the file (a string or a Uint8Array), not its name or a stream",
      },
    ]);
  }
  if (input[0] === 0xff && input[1] === 0xfe) return { text: new TextDecoder("utf-16le").decode(input), notices: [] };
  if (input[0] === 0xfe && input[1] === 0xff) return { text: new TextDecoder("utf-16be").decode(input), notices: [] };
  if (looksLikeUtf16(input)) {
    return {
      text: new TextDecoder("utf-16le").decode(input),
      notices: [{ code: "csv/utf-16-guessed", message: "the bytes look like UTF-16 and were read so" }],
    };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(input), notices: [] };
  } catch {
    return {
      text: decodeWindows1252(input),
      notices: [
        {
          code: "csv/windows-1252",
          message: "the bytes are not UTF-8 and were read as Windows-1252",
          hint: "check accented letters, or export again as UTF-8 (CSV UTF-8)",
        },
      ],
    };
  }
}

function isBytes(input: unknown): input is Uint8Array {
  return Object.prototype.toString.call(input) === "[object Uint8Array]";
}

/** ASCII text in UTF-16LE: every second byte of the start is 0, the others are not. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length & ~1, 64);
  if (length < 8) return false;
  for (let k = 0; k < length; k += 2) if (bytes[k] === 0 || bytes[k + 1] !== 0) return false;
  return true;
}

function decodeWindows1252(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += CHUNK) {
    const codes = Array.from(bytes.subarray(start, start + CHUNK), (byte) =>
      byte >= 0x80 && byte <= 0x9f ? WINDOWS_1252[byte - 0x80]! : byte,
    );
    parts.push(String.fromCharCode(...codes));
  }
  return parts.join("");
}
