/**
 * The tree of a checked formula: all that a formula can be. What is not here cannot be computed, whoever wrote the text.
 */

/** Two numbers to a number. */
export type Arithmetic = "add" | "subtract" | "multiply" | "divide";

/** Two numbers to yes or no. */
export type Relation = "smaller" | "smallerEq" | "larger" | "largerEq" | "equal" | "unequal";

/** Functions of one or several numbers. */
export type FunctionName = "min" | "max" | "mean" | "abs" | "round" | "sqrt";

/** A number. `at` is the place in the text (0-based character) that messages name. */
export type Term =
  | { readonly kind: "constant"; readonly value: number; readonly at: number }
  | { readonly kind: "indicator"; readonly name: string; readonly at: number }
  | { readonly kind: "negate"; readonly of: Term; readonly at: number }
  | {
      readonly kind: "arithmetic";
      readonly operation: Arithmetic;
      readonly left: Term;
      readonly right: Term;
      readonly at: number;
    }
  | { readonly kind: "power"; readonly base: Term; readonly exponent: number; readonly at: number }
  | { readonly kind: "call"; readonly name: FunctionName; readonly of: readonly Term[]; readonly at: number }
  | {
      readonly kind: "choice";
      readonly condition: Condition;
      readonly yes: Term;
      readonly no: Term;
      readonly at: number;
    };

/** A comparison: what a choice turns on. */
export interface Condition {
  readonly relation: Relation;
  readonly left: Term;
  readonly right: Term;
}

/** A formula that was parsed and checked. */
export interface Formula {
  readonly text: string;
  readonly tree: Term;
  /** The indicators it names, in the order in which they first stand in the text. */
  readonly names: readonly string[];
}

/** Why a formula was refused, and where. */
export interface FormulaProblem {
  /** Without the prefix of the room. */
  readonly code:
    "formula-too-long" | "formula-too-large" | "formula-not-allowed" | "formula-unknown-name" | "formula-syntax";
  /** 0-based character. */
  readonly at: number;
  readonly message: string;
  readonly hint?: string;
}
