/** Turns what zod says about a shape into our own issues: code, path, plain words, hint. */
import * as z from "zod";
import { nearest, type Issue } from "../errors/index.js";
import { dayHint } from "./day.js";

/**
 * The issues of one shape check, in zod's order. `prefix` names the room in the codes (`scenario`, `planning`).
 *
 * Codes: `missing-value`, `wrong-type`, `not-a-number` (NaN, ±Infinity), `out-of-range`, `unknown-key`,
 * `unknown-value`, `impossible-date`.
 */
export function shapeIssues(prefix: string, schema: z.ZodType, input: unknown, error: z.ZodError): Issue[] {
  const issues: Issue[] = [];
  for (const found of error.issues.flatMap(nearestBranch)) {
    const path = found.path.map((key) => (typeof key === "number" ? key : String(key)));
    const value = valueAt(input, path);
    const say = (code: string, where: Issue["path"], message: string, hint?: string): void => {
      issues.push({ code: `${prefix}/${code}`, path: where, message, ...(hint === undefined ? {} : { hint }) });
    };
    switch (found.code) {
      case "unrecognized_keys": {
        const known = keysAt(schema, path);
        for (const key of found.keys) {
          const near = nearest(key, known);
          const hint =
            near === undefined
              ? `the keys here are ${known.join(", ")}${known.includes("extra") ? "; fields of your own go under `extra`" : ""}`
              : `you meant \`${near}\``;
          say("unknown-key", [...path, key], `the key ${show(key)} is not known`, hint);
        }
        break;
      }
      case "invalid_value": {
        const values = found.values.map(String);
        if (value === undefined) say("missing-value", path, "a value is missing", `one of ${values.join(", ")}`);
        else {
          const near = typeof value === "string" ? nearest(value, values) : undefined;
          const hint = near === undefined ? `use one of ${values.join(", ")}` : `you meant ${show(near)}`;
          say("unknown-value", path, `${show(value)} is not one of the values known here`, hint);
        }
        break;
      }
      case "too_small":
      case "too_big": {
        const side = found.code === "too_small" ? `at least ${found.minimum}` : `at most ${found.maximum}`;
        const what = typeof value === "string" ? `a text of ${value.length} characters` : show(value);
        say("out-of-range", path, `${what} is out of range: ${side} is allowed`);
        break;
      }
      case "invalid_format":
        say("impossible-date", path, `${show(value)} is not a day that exists`, dayHint(value));
        break;
      case "invalid_type":
        if (value === undefined)
          say("missing-value", path, `a value is missing: ${expected(found.expected)} is needed`);
        else if (typeof value === "number" && (found.expected === "number" || !Number.isFinite(value)))
          say("not-a-number", path, `${show(value)} is not a usable number`);
        else
          say("wrong-type", path, `${show(value)} is not ${expected(found.expected)}`, typeHint(value, found.expected));
        break;
      default:
        say("wrong-type", path, `${show(value)} cannot be used here: ${found.message}`);
    }
  }
  return issues;
}

/** Of a value that may take several forms, the complaint of the form that it seems to try. */
function nearestBranch(found: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (found.code !== "invalid_union" || found.errors.length === 0) return [found];
  const isOtherForm = (branch: readonly z.core.$ZodIssue[]): boolean =>
    branch.some(({ path, code }) => path.length === 0 && (code === "invalid_type" || code === "invalid_value"));
  const tried = found.errors.filter((branch) => !isOtherForm(branch));
  const branch = tried.find((issues) => issues.some(({ path }) => path.length > 0)) ?? tried[0] ?? found.errors[0]!;
  return branch.map((issue) => ({ ...issue, path: [...found.path, ...issue.path] }) as z.core.$ZodIssue);
}

/** A value as text, short. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === "object" && value !== null) return showObject(value);
  if (typeof value === "function") return "a function";
  return String(value);
}

/** The tag is asked for as every check of a type asks for it, so that a proxy on which that fails is not called an object. */
function showObject(value: object): string {
  try {
    void Object.prototype.toString.call(value);
    return Array.isArray(value) ? "a list" : "an object";
  } catch {
    return "a value that cannot be read";
  }
}

function expected(type: string): string {
  switch (type) {
    case "int":
      return "a whole number";
    case "array":
      return "a list";
    case "string":
      return "a text";
    case "object":
    case "record":
      return "an object";
    default:
      return `a ${type}`;
  }
}

function typeHint(value: unknown, type: string): string | undefined {
  if (typeof value === "string" && (type === "number" || type === "int")) return "the quotes round the number must go";
  if (typeof value === "number" && type === "string")
    return "the number needs quotes: ids are texts, so that no digit is lost";
  return undefined;
}

function valueAt(input: unknown, path: readonly (string | number)[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

/** The keys that an object at `path` may have. */
function keysAt(schema: z.ZodType, path: readonly (string | number)[]): string[] {
  let at: unknown = unwrap(schema);
  for (const key of path) {
    if (at instanceof z.ZodArray) at = unwrap(at.element);
    else if (at instanceof z.ZodObject) at = unwrap(at.shape[key]);
    else return [];
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function unwrap(schema: unknown): unknown {
  let at = schema;
  while (at instanceof z.ZodOptional || at instanceof z.ZodNullable) at = at.unwrap();
  return at;
}
