/**
 * The parser of mathjs, and nothing else of it: the build for plain numbers, of which `parse` alone is put together. This
 * is the only file of the library that imports mathjs.
 */
import { create, parseDependencies } from "mathjs/number";

/** A node as far as it is read here. mathjs gives it methods; none of them is ever called. */
export interface MathNode {
  readonly type: string;
  readonly content?: MathNode;
  readonly value?: unknown;
  readonly name?: string;
  /** Of an operator its name, of a call what is called. */
  readonly fn?: string | MathNode;
  readonly args?: readonly MathNode[];
  readonly implicit?: boolean;
  readonly condition?: MathNode;
  readonly trueExpr?: MathNode;
  readonly falseExpr?: MathNode;
}

/** A text that is no expression. */
export interface SyntaxProblem {
  readonly ok: false;
  readonly message: string;
  /** 0-based character. */
  readonly at: number;
}

const { parse } = create({ parseDependencies: parseDependencies! }, {}) as unknown as {
  readonly parse: (text: string) => MathNode;
};

/** Parses a text that was scanned before. */
export function parseFormula(text: string): { readonly ok: true; readonly node: MathNode } | SyntaxProblem {
  try {
    return { ok: true, node: parse(text) };
  } catch (error) {
    const { message, char } = error as { readonly message?: unknown; readonly char?: unknown };
    const at = typeof char === "number" ? char - 1 : 0;
    const words = typeof message === "string" ? message.replace(/ \(char \d+\)$/, "") : "it cannot be read";
    return { ok: false, message: `this is not an expression: ${words}`, at };
  }
}
