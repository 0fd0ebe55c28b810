/**
 * From the text of a formula to a checked tree. mathjs parses, and does nothing else: its nodes are read here one by one
 * into a tree of our own and never evaluated or compiled. A node that is not on the list ends the reading.
 *
 * The order is fixed: {@link scan} (length, characters, names, brackets), then the parser, then the walk with its bounds.
 * The scan lets nothing through that could make the parser slow or deep: at most 1,000 characters, 400 tokens, brackets
 * 24 deep.
 */
import { type MathNode, parseFormula, type SyntaxProblem } from "./mathjs.js";
import { DEEPEST_TREE, LARGEST_CONSTANT, LARGEST_EXPONENT, MOST_NODES } from "./limits.js";
import { type Leaf, scan } from "./scan.js";
import type { Arithmetic, Condition, Formula, FormulaProblem, FunctionName, Relation, Term } from "./tree.js";

/** A checked formula, or the first reason why there is none. */
export type ReadFormula =
  { readonly ok: true; readonly formula: Formula } | { readonly ok: false; readonly problem: FormulaProblem };

const ARITHMETIC: ReadonlySet<string> = new Set<Arithmetic>(["add", "subtract", "multiply", "divide"]);
const RELATIONS: ReadonlySet<string> = new Set<Relation>([
  "smaller",
  "smallerEq",
  "larger",
  "largerEq",
  "equal",
  "unequal",
]);
/** Numbers of arguments, least and most. */
const ARGUMENTS: Readonly<Record<FunctionName, readonly [least: number, most: number]>> = {
  min: [1, 50],
  max: [1, 50],
  mean: [1, 50],
  abs: [1, 1],
  round: [1, 1],
  sqrt: [1, 1],
};

/**
 * Parses and checks a formula. Never throws, whatever the text. O(length).
 *
 * @param isIndicator - whether a name is that of an indicator the formula may use.
 * @param nearest - the name that was probably meant.
 */
export function readFormula(
  text: string,
  isIndicator: (name: string) => boolean,
  nearest: (name: string) => string | undefined = () => undefined,
): ReadFormula {
  const scanned = scan(text, isIndicator, nearest);
  if (!scanned.ok) return scanned;
  // To the parser a line end would end the formula; to people it is a space.
  const parsed = parseFormula(text.replace(/[\t\r\n]/g, " "));
  if (!parsed.ok) return { ok: false, problem: syntaxProblem(parsed, text) };
  try {
    const walk = new Walk(scanned.leaves);
    const tree = walk.term(parsed.node, 0);
    const names = scanned.leaves.filter(({ text: name }) => isIndicator(name)).map(({ text: name }) => name);
    return { ok: true, formula: { text, tree, names: [...new Set(names)] } };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.problem };
    throw error;
  }
}

function syntaxProblem({ message, at }: SyntaxProblem, text: string): FormulaProblem {
  return { code: "formula-syntax", at: Math.min(Math.max(at, 0), text.length), message };
}

/** Leaves the walk from any depth; caught in the one place above. */
class Refusal extends Error {
  readonly problem: FormulaProblem;

  constructor(problem: FormulaProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Reads nodes in the order of the text, so that the next number or name of the text tells where a node stands. */
class Walk {
  private readonly leaves: readonly Leaf[];
  private next = 0;
  private nodes = 0;

  constructor(leaves: readonly Leaf[]) {
    this.leaves = leaves;
  }

  term(node: MathNode, depth: number): Term {
    const at = this.enter(depth);
    switch (node.type) {
      case "ParenthesisNode":
        return this.term(node.content!, depth + 1);
      case "ConstantNode": {
        const { value } = node;
        this.leaf(String(value));
        if (typeof value !== "number" || !(Math.abs(value) <= LARGEST_CONSTANT)) {
          this.refuse("formula-not-allowed", at, `${String(value)} is not a number that a formula may hold`);
        }
        return { kind: "constant", value, at };
      }
      case "SymbolNode":
        this.leaf(node.name!);
        return { kind: "indicator", name: node.name!, at };
      case "OperatorNode":
        return this.operator(node, at, depth);
      case "FunctionNode":
        return this.call(node, at, depth);
      case "ConditionalNode": {
        const condition = this.condition(node.condition!, depth + 1);
        const yes = this.term(node.trueExpr!, depth + 1);
        return { kind: "choice", condition, yes, no: this.term(node.falseExpr!, depth + 1), at };
      }
      default:
        return this.refuse("formula-not-allowed", at, `${nameOf(node)} cannot stand in a formula`);
    }
  }

  private operator(node: MathNode, at: number, depth: number): Term {
    const [left, right] = node.args!;
    const { fn } = node;
    if (node.implicit === true) return this.refuse("formula-not-allowed", at, "a sign is missing", "* multiplies");
    if (fn === "unaryMinus") return { kind: "negate", of: this.term(left!, depth + 1), at };
    if (fn === "unaryPlus") return this.term(left!, depth + 1);
    if (fn === "pow") {
      const base = this.term(left!, depth + 1);
      return { kind: "power", base, exponent: this.exponent(right!, depth + 1), at };
    }
    if (typeof fn === "string" && ARITHMETIC.has(fn)) {
      const first = this.term(left!, depth + 1);
      const second = this.term(right!, depth + 1);
      return { kind: "arithmetic", operation: fn as Arithmetic, left: first, right: second, at };
    }
    if (typeof fn === "string" && RELATIONS.has(fn)) {
      return this.refuse("formula-not-allowed", at, "a comparison is no number", "it belongs into if(…, …, …)");
    }
    return this.refuse("formula-not-allowed", at, `the operation ${String(fn)} cannot stand in a formula`);
  }

  private call(node: MathNode, at: number, depth: number): Term {
    const callee = node.fn;
    if (typeof callee !== "object" || callee.type !== "SymbolNode") {
      return this.refuse("formula-not-allowed", at, "only a function by its name can be called");
    }
    const name = callee.name!;
    const given = node.args!;
    this.leaf(name);
    if (name === "if") {
      if (given.length !== 3) {
        return this.refuse("formula-syntax", at, `if takes a comparison and two values, not ${given.length} arguments`);
      }
      const condition = this.condition(given[0]!, depth + 1);
      const yes = this.term(given[1]!, depth + 1);
      return { kind: "choice", condition, yes, no: this.term(given[2]!, depth + 1), at };
    }
    if (!Object.hasOwn(ARGUMENTS, name)) {
      return this.refuse("formula-not-allowed", at, `${name} is not a function that a formula may call`);
    }
    const [least, most] = ARGUMENTS[name as FunctionName];
    if (given.length < least || given.length > most) {
      const wanted = least === most ? `${least}` : `${least} to ${most}`;
      return this.refuse(
        "formula-syntax",
        at,
        `${name} takes ${wanted} ${most === 1 ? "argument" : "arguments"}, not ${given.length}`,
      );
    }
    return { kind: "call", name: name as FunctionName, of: given.map((one) => this.term(one, depth + 1)), at };
  }

  private condition(node: MathNode, depth: number): Condition {
    const at = this.enter(depth);
    if (node.type === "ParenthesisNode") return this.condition(node.content!, depth + 1);
    if (node.type !== "OperatorNode" || typeof node.fn !== "string" || !RELATIONS.has(node.fn)) {
      return this.refuse(
        "formula-not-allowed",
        at,
        "a choice turns on one comparison",
        "write a < b, and an if inside the if for a second one",
      );
    }
    const left = this.term(node.args![0]!, depth + 1);
    return { relation: node.fn as Relation, left, right: this.term(node.args![1]!, depth + 1) };
  }

  /** A number as it is written, with or without a sign: nothing that would have to be calculated first. */
  private exponent(node: MathNode, depth: number): number {
    const at = this.enter(depth);
    const isNegative = node.type === "OperatorNode" && node.fn === "unaryMinus";
    const inner = node.type === "ParenthesisNode" ? node.content! : isNegative ? node.args![0]! : null;
    if (inner !== null) {
      const value = this.exponent(inner, depth + 1);
      return isNegative ? -value : value;
    }
    const { value } = node;
    if (node.type !== "ConstantNode" || typeof value !== "number" || !(Math.abs(value) <= LARGEST_EXPONENT)) {
      return this.refuse(
        "formula-not-allowed",
        at,
        `an exponent is a number between -${LARGEST_EXPONENT} and ${LARGEST_EXPONENT}`,
      );
    }
    this.leaf(String(value));
    return value;
  }

  /** Counts a node against the bounds and answers where it stands: at the next number or name of the text. */
  private enter(depth: number): number {
    const at = this.leaves[Math.min(this.next, this.leaves.length - 1)]!.at;
    if (++this.nodes > MOST_NODES) this.refuse("formula-too-large", at, `more than ${MOST_NODES} parts`);
    if (depth > DEEPEST_TREE) this.refuse("formula-too-large", at, `parts are nested more than ${DEEPEST_TREE} deep`);
    return at;
  }

  /** Takes the next number or name of the text, which must be this one: what was scanned is what was parsed. */
  private leaf(found: string): void {
    const leaf = this.leaves[this.next++];
    if (leaf === undefined || (leaf.text !== found && Number(leaf.text) !== Number(found))) {
      this.refuse("formula-not-allowed", leaf?.at ?? 0, `${found} stands where the text has something else`);
    }
  }

  private refuse(code: FormulaProblem["code"], at: number, message: string, hint?: string): never {
    throw new Refusal({ code, at, message, ...(hint === undefined ? {} : { hint }) });
  }
}

/** `RangeNode` → "a range". */
function nameOf({ type }: MathNode): string {
  return `a part of the kind ${type.replace(/Node$/, "").toLowerCase()}`;
}
