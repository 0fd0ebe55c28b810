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

/** The problem at its place. */
export function issueAt(path: readonly (string | number)[], { code, message, hint }: Problem): Issue {
  return { code, path, message, ...(hint === undefined ? {} : { hint }) };
}

const QUOTED_LENGTH = 40;

/** The text in quotation marks for a message, on one line and cut to 40 characters. */
export function quoted(text: string): string {
  const flat = text.replace(/\s+/g, " ");
  return flat.length > QUOTED_LENGTH ? `"${flat.slice(0, QUOTED_LENGTH)}…"` : `"${flat}"`;
}
