/** Errors that cross from one thread to another and stay what they were: a structured clone would make them plain. */
import { EngineError, ImbangError, type Issue, NetworkError, ScenarioError } from "../errors/index.js";

type OwnName = "ImbangError" | "ScenarioError" | "NetworkError" | "EngineError";

/** An error as plain data. */
export interface WireError {
  /** One of the library's own, or `Error` for anything else. */
  readonly name: OwnName | "Error";
  readonly issues: readonly Issue[];
  readonly bundle: unknown;
  readonly message: string;
  readonly stack: string | undefined;
  /** Message of the cause, if it had one. */
  readonly cause: string | undefined;
}

/** The error as data. */
export function packError(error: unknown): WireError {
  const isOwn = error instanceof ImbangError;
  const isError = error instanceof Error;
  return {
    name: isOwn ? (error.name as OwnName) : "Error",
    issues: isOwn ? error.issues : [],
    bundle: error instanceof EngineError ? error.bundle : undefined,
    message: isError ? error.message : String(error),
    stack: isError ? error.stack : undefined,
    cause: isError && error.cause instanceof Error ? error.cause.message : undefined,
  };
}

/** The error again, of its own class; its stack is the one of the thread where it was thrown. */
export function unpackError({ name, issues, bundle, message, stack, cause }: WireError): Error {
  const options = cause === undefined ? {} : { cause: new Error(cause) };
  const make = (): Error => {
    switch (name) {
      case "ScenarioError":
        return new ScenarioError(issues, options);
      case "NetworkError":
        return new NetworkError(issues, options);
      case "EngineError":
        return new EngineError(issues, bundle, options);
      case "ImbangError":
        return new ImbangError(issues, options);
      case "Error":
        return new Error(message, options);
    }
  };
  const error = make();
  if (stack !== undefined) error.stack = stack;
  return error;
}
