/**
 * A checked tree as a function of the columns of indicators. The function is put together from closures, one a node; no
 * code is generated, and nothing outside this file runs.
 *
 * Every operation looks at its own result: dividing by zero, the root of a negative number and a result beyond the
 * largest double are faults with a place in the text, even where a later operation would hide them (1/(1/0) is no 0).
 * Only the branch that a choice takes is calculated, so that `if(b == 0, 0, a / b)` has no fault.
 */
import type { Formula, Relation, Term } from "./tree.js";

/** What a formula came to in one row: a number, or where and why there is none. */
export interface Fault {
  readonly reason: "division-by-zero" | "not-a-number" | "overflow";
  /** 0-based character of the formula. */
  readonly at: number;
}

/** A formula over columns. */
export interface Evaluator {
  /** The value in a row; meaningless where there was a fault, which {@link fault} then tells. */
  evaluate(row: number): number;
  /** The fault of the last row evaluated; `null` where it had none. */
  fault(): Fault | null;
}

type Step = (row: number) => number;

/**
 * Compiles a formula. O(nodes) a row.
 *
 * @param columnOf - the values of an indicator by row, finite where the row is evaluated.
 */
export function compile({ tree }: Formula, columnOf: (name: string) => Float64Array): Evaluator {
  let fault: Fault | null = null;
  const failed = (reason: Fault["reason"], at: number): number => {
    fault ??= { reason, at };
    return 0;
  };
  const checked = (value: number, at: number): number => {
    if (Number.isFinite(value)) return value;
    return failed(Number.isNaN(value) ? "not-a-number" : "overflow", at);
  };

  function step(term: Term): Step {
    const { at } = term;
    switch (term.kind) {
      case "constant":
        return () => term.value;
      case "indicator": {
        const column = columnOf(term.name);
        return (row) => column[row]!;
      }
      case "negate": {
        const of = step(term.of);
        return (row) => 0 - of(row);
      }
      case "arithmetic": {
        const [left, right] = [step(term.left), step(term.right)];
        switch (term.operation) {
          case "add":
            return (row) => checked(left(row) + right(row), at);
          case "subtract":
            return (row) => checked(left(row) - right(row), at);
          case "multiply":
            return (row) => checked(left(row) * right(row), at);
          case "divide":
            return (row) => {
              const [dividend, divisor] = [left(row), right(row)];
              return divisor === 0 ? failed("division-by-zero", at) : checked(dividend / divisor, at);
            };
        }
        break; // every operation has answered
      }
      case "power": {
        const base = step(term.base);
        const { exponent } = term;
        return (row) => {
          const value = base(row);
          return value === 0 && exponent < 0 ? failed("division-by-zero", at) : checked(value ** exponent, at);
        };
      }
      case "call":
        return call(term.name, term.of.map(step), at);
      case "choice": {
        const { relation } = term.condition;
        const [left, right] = [step(term.condition.left), step(term.condition.right)];
        const [yes, no] = [step(term.yes), step(term.no)];
        const holds = RELATION[relation];
        return (row) => (holds(left(row), right(row)) ? yes(row) : no(row));
      }
    }
    throw new TypeError("a node that no reading makes");
  }

  function call(name: string, of: readonly Step[], at: number): Step {
    const [first] = of as [Step];
    switch (name) {
      case "abs":
        return (row) => Math.abs(first(row));
      case "round":
        return (row) => roundHalfAway(first(row));
      case "sqrt":
        return (row) => checked(Math.sqrt(first(row)), at);
      case "mean":
        return (row) => {
          let sum = 0;
          for (const one of of) sum += one(row);
          return checked(sum / of.length, at);
        };
      default: {
        const isMin = name === "min";
        return (row) => {
          let best = first(row);
          for (let k = 1; k < of.length; k++) {
            const value = of[k]!(row);
            if (isMin ? value < best : value > best) best = value;
          }
          return best;
        };
      }
    }
  }

  const root = step(tree);
  return {
    evaluate(row) {
      fault = null;
      return root(row);
    },
    fault: () => fault,
  };
}

const RELATION: Readonly<Record<Relation, (left: number, right: number) => boolean>> = {
  smaller: (left, right) => left < right,
  smallerEq: (left, right) => left <= right,
  larger: (left, right) => left > right,
  largerEq: (left, right) => left >= right,
  equal: (left, right) => left === right,
  unequal: (left, right) => left !== right,
};

/** To a whole number, halves away from zero, as mathjs rounds. */
function roundHalfAway(value: number): number {
  return value < 0 ? -Math.round(-value) : Math.round(value);
}
