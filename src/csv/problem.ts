/** What a cell parser answers: a value, or what is wrong with the text. The place is added by whoever knows it. */
import type { Issue } from "../errors/index.js";
import type { CsvCode } from "./codes.js";

/** An issue without its place. */
export interface Problem {
  readonly code: CsvCode;
  readonly message: string;
  readonly hint?: string;
}

/** A value, or the problem that prevents one. */
export type Parsed<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };

/** A success. */
export function parsed<Value>(value: Value): Parsed<Value> {
  return { ok: true, value };
}

/** A failure. */
export function failed(code: CsvCode, message: string, hint?: string): Parsed<never> {
  return { ok: false, problem: { code, message, ...(hint === undefined ? {} : { hint }) } };
}

/** A text longer than a scenario takes. */
export function tooLong({ length }: string, longest: number): Parsed<never> {
  return failed("csv/too-long", `${length} characters; at most ${longest} are read`);
}

/** The problem at its place. */
export function issueAt(path: readonly (string | number)[], { code, message, hint }: Problem): Issue {
  return { code, path, message, ...(hint === undefined ? {} : { hint }) };
}

const QUOTED_LENGTH = 40;
/** A number of 14 digits or more, spaces among them allowed: a NIP, whole or with digits missing, or a NIK; a NIP in parts. */
const LONG_NUMBER = /(?<![\p{L}\d])(?:\d(?:\s?\d){13,}|\d{8}([-./])\d{6}\1\d\1\d{3})(?![\p{L}\d])/gu;

/**
 * The text in quotation marks for a message, on one line and cut to 40 characters. Of a number as long as a NIP, which
 * tells its holder's birth date, only the last four digits are shown.
 */
export function quoted(text: string): string {
  const isLong = text.length > 2 * QUOTED_LENGTH;
  const start = isLong ? text.slice(0, 2 * QUOTED_LENGTH).replace(/[\d\s]+$/, "") : text;
  const flat = start.replace(/\s+/g, " ").replace(LONG_NUMBER, lastDigits);
  return isLong || flat.length > QUOTED_LENGTH ? `"${flat.slice(0, QUOTED_LENGTH)}…"` : `"${flat}"`;
}

/** `…1001`: the last four digits, by which a number is recognised and its holder is not. */
export function lastDigits(text: string): string {
  return `…${text.replace(/\D/g, "").slice(-4)}`;
}
