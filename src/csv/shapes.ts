/** Whether what a writer was given has the shape that its type promises: callers in JavaScript have no compiler. */
import { ImbangError, type Issue } from "../errors/index.js";
import { issueAt } from "./problem.js";

/** Adds what is wrong with a value, at its path, to the issues. */
export type Shape = (value: unknown, path: Issue["path"], issues: Issue[]) => void;

function value(what: string, accepts: (value: unknown) => boolean): Shape {
  return (found, path, issues) => {
    if (accepts(found)) return;
    const kind = found === null ? "null" : Array.isArray(found) ? "a list" : typeof found;
    issues.push(issueAt(path, { code: "csv/bad-input", message: `expected ${what}, found ${kind}` }));
  };
}

function isNumber(found: unknown): boolean {
  return typeof found === "number" && Number.isFinite(found);
}

const LIST = value("a list", Array.isArray);
const RECORD = value("an object", (found) => typeof found === "object" && found !== null && !Array.isArray(found));

/** A string. */
export const STRING: Shape = value("a text", (found) => typeof found === "string");
/** A string, or `null`. */
export const STRING_OR_NULL: Shape = value("a text or null", (found) => found === null || typeof found === "string");
/** A finite number. */
export const NUMBER: Shape = value("a finite number", isNumber);
/** A finite number, or `null`. */
export const NUMBER_OR_NULL: Shape = value("a finite number or null", (found) => found === null || isNumber(found));
/** `true` or `false`. */
export const BOOLEAN: Shape = value("true or false", (found) => typeof found === "boolean");

/** A list of values of one shape. */
export function listOf(item: Shape): Shape {
  return (found, path, issues) => {
    LIST(found, path, issues);
    if (!Array.isArray(found)) return;
    // By index: `forEach` would pass over the holes of a sparse list.
    for (let k = 0; k < found.length; k++) item(found[k], [...path, k], issues);
  };
}

/** An object with these keys; others are not looked at. */
export function objectWith(keys: Readonly<Record<string, Shape>>): Shape {
  const entries = Object.entries(keys);
  return (found, path, issues) => {
    const before = issues.length;
    RECORD(found, path, issues);
    if (issues.length > before) return;
    for (const [key, shape] of entries) shape((found as Record<string, unknown>)[key], [...path, key], issues);
  };
}

/** A value that may be missing. */
export function maybe(shape: Shape): Shape {
  return (found, path, issues) => {
    if (found !== undefined) shape(found, path, issues);
  };
}

/**
 * Checks the arguments of a writer.
 *
 * @throws ImbangError csv/bad-input: everything found.
 */
export function checkShapes(...parts: readonly (readonly [name: string, value: unknown, shape: Shape])[]): void {
  const issues: Issue[] = [];
  for (const [name, found, shape] of parts) shape(found, [name], issues);
  if (issues.length > 0) throw new ImbangError(issues);
}
