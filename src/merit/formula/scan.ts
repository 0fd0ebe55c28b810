/**
 * The first look at a formula, before any parser sees it: its length, its characters, its words, its brackets. One pass
 * from left to right without recursion, O(length), and every refusal has its place in the text.
 *
 * This alone keeps out texts, lists, matrices, ranges, units, assignments, function definitions, members of objects and
 * letters that only look like others: none of their signs or names is on the list.
 */
import { DEEPEST_BRACKETS, LONGEST_FORMULA, MOST_TOKENS } from "./limits.js";
import type { FormulaProblem } from "./tree.js";

/** A number or a name, and where it stands. Leaves of the tree come in the same order. */
export interface Leaf {
  readonly text: string;
  readonly at: number;
}

/** What the scan answers: the leaves in order, or the first thing that cannot be allowed. */
export type Scanned =
  { readonly ok: true; readonly leaves: readonly Leaf[] } | { readonly ok: false; readonly problem: FormulaProblem };

/** Functions that a formula may call. */
export const FUNCTION_NAMES: ReadonlySet<string> = new Set(["if", "min", "max", "mean", "abs", "round", "sqrt"]);

const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const SPACE = /[ \t\r\n]+/y;
const SIGN = /[<>=!]=|[-+*/^(),<>?:]/y;

/** What people write in the place of a sign that is on the list. */
const MEANT: Readonly<Record<string, string>> = {
  "=": "== compares; a formula cannot assign",
  "×": "* multiplies",
  "·": "* multiplies",
  "÷": "/ divides",
  "−": "the hyphen - subtracts",
  "–": "the hyphen - subtracts",
  "≤": "<= is meant",
  "≥": ">= is meant",
  "≠": "!= is meant",
  "%": "divide by 100 instead",
  ";": "a formula is one expression; between arguments stands a comma",
};

/**
 * @param isIndicator - whether a name is that of an indicator the formula may use.
 * @param nearest - the name that was probably meant.
 */
export function scan(
  text: string,
  isIndicator: (name: string) => boolean,
  nearest: (name: string) => string | undefined,
): Scanned {
  const refuse = (code: FormulaProblem["code"], at: number, message: string, hint?: string): Scanned => ({
    ok: false,
    problem: { code, at, message, ...(hint === undefined ? {} : { hint }) },
  });
  if (text.length > LONGEST_FORMULA) {
    return refuse(
      "formula-too-long",
      LONGEST_FORMULA,
      `${text.length} characters; at most ${LONGEST_FORMULA} are read`,
      "split it into indicators with formulas of their own",
    );
  }
  const leaves: Leaf[] = [];
  let at = 0;
  let depth = 0;
  let tokens = 0;
  /** Whether the token before was a number, a name or a closing bracket: then a sign must follow. */
  let complete = false;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? null;
  };
  while (at < text.length) {
    const space = take(SPACE);
    if (space !== null) {
      at += space.length;
      continue;
    }
    if (++tokens > MOST_TOKENS) {
      return refuse("formula-too-large", at, `more than ${MOST_TOKENS} numbers, names and signs`);
    }
    const leaf = take(NUMBER) ?? take(NAME);
    if (leaf !== null) {
      if (complete) {
        return refuse("formula-not-allowed", at, `no sign stands before ${quoted(leaf)}`, "* multiplies");
      }
      if (/^[A-Za-z_]/.test(leaf)) {
        const problem = nameProblem(leaf, at, text, isIndicator, nearest);
        if (problem !== null) return { ok: false, problem };
      }
      leaves.push({ text: leaf, at });
      at += leaf.length;
      complete = !FUNCTION_NAMES.has(leaf);
      continue;
    }
    const sign = take(SIGN);
    if (sign === null) {
      const character = String.fromCodePoint(text.codePointAt(at)!);
      return refuse("formula-not-allowed", at, `${quoted(character)} cannot stand in a formula`, MEANT[character]);
    }
    if (sign === "(") {
      if (complete) return refuse("formula-not-allowed", at, "no sign stands before the bracket", "* multiplies");
      if (++depth > DEEPEST_BRACKETS) {
        return refuse("formula-too-large", at, `brackets are nested more than ${DEEPEST_BRACKETS} deep`);
      }
    } else if (sign === ")") {
      if (--depth < 0) return refuse("formula-syntax", at, "this bracket was never opened");
    }
    complete = sign === ")";
    at += sign.length;
  }
  if (leaves.length === 0) return refuse("formula-syntax", 0, "the formula is empty");
  if (depth > 0) return refuse("formula-syntax", text.length, "a bracket is not closed");
  return { ok: true, leaves };
}

function nameProblem(
  name: string,
  at: number,
  text: string,
  isIndicator: (name: string) => boolean,
  nearest: (name: string) => string | undefined,
): FormulaProblem | null {
  const isCall = /^[ \t\r\n]*\(/.test(text.slice(at + name.length));
  if (isCall ? FUNCTION_NAMES.has(name) : isIndicator(name)) return null;
  if (isCall) {
    return {
      code: "formula-not-allowed",
      at,
      message: `${quoted(name)} is not a function that a formula may call`,
      hint: `one of ${[...FUNCTION_NAMES].join(", ")}`,
    };
  }
  if (FUNCTION_NAMES.has(name)) {
    return { code: "formula-syntax", at, message: `${quoted(name)} is a function and needs brackets` };
  }
  const near = nearest(name);
  return {
    code: "formula-unknown-name",
    at,
    message: `${quoted(name)} is not an indicator that this formula can use`,
    hint:
      near === undefined
        ? "a formula names indicators of the same scheme, formulas only where they stand before it"
        : `you meant \`${near}\``,
  };
}

/** Cut to 40 characters: a message is no place for a megabyte. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
