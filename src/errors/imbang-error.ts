/**
 * The one error that users of the library ever meet, and its kinds. Errors are for mistakes of the caller and for a
 * solver caught lying; "no plan exists" or "time is up" are answers, not errors.
 */
import { formatIssue, type Issue } from "./issue.js";

/** The text of an error lists at most this many issues; `issues` always holds all of them. */
const SHOWN_IN_TEXT = 20;

/** Thrown for mistakes in the caller's input. Carries *every* issue found, in input order, not just the first. */
export class ImbangError extends Error {
  override readonly name: string = "ImbangError";
  /** Every issue, at least one. */
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[], options?: ErrorOptions) {
    const shown = issues.slice(0, SHOWN_IN_TEXT).map(formatIssue);
    const rest = issues.length - shown.length;
    super([...shown, ...(rest > 0 ? [`… and ${rest} more (see \`issues\`)`] : [])].join("\n"), options);
    this.issues = issues;
  }
}

/** A scenario, or the options of a call on one, that cannot be used. */
export class ScenarioError extends ImbangError {
  override readonly name = "ScenarioError";
}

/** A network that the kernel must refuse: wrong shapes, or numbers beyond the range in which integers are exact. */
export class NetworkError extends ImbangError {
  override readonly name = "NetworkError";
}

/** An engine whose answer did not survive verification. `bundle` (plain JSON) is what reproduces it. */
export class EngineError extends ImbangError {
  override readonly name = "EngineError";
  readonly bundle: unknown;

  constructor(issues: readonly Issue[], bundle: unknown, options?: ErrorOptions) {
    super(issues, options);
    this.bundle = bundle;
  }
}
