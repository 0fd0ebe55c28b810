/** Options of readers and writers: unknown keys are refused, with the key that was probably meant. */
import { ImbangError, type Issue } from "../errors/index.js";
import { issueAt } from "./problem.js";
import { nearestShort } from "./suggest.js";

/** What a value must be, and the words for it. */
export interface OptionRule {
  readonly what: string;
  readonly accepts: (value: unknown) => boolean;
}

/** Any text. */
export const TEXT: OptionRule = { what: "a text", accepts: (value) => typeof value === "string" };
/** `true` or `false`. */
export const FLAG: OptionRule = { what: "true or false", accepts: (value) => typeof value === "boolean" };
/** A list of records with these keys, all of them texts. */
function recordsWith(...keys: readonly string[]): OptionRule {
  return {
    what: `a list of records with ${keys.join(", ")}`,
    accepts: (value) =>
      Array.isArray(value) &&
      Array.from(value as unknown[]).every((record) => {
        if (typeof record !== "object" || record === null) return false;
        return keys.every((key) => typeof (record as Record<string, unknown>)[key] === "string");
      }),
  };
}

/** Agencies, as far as readers look at them. */
export const AGENCIES: OptionRule = recordsWith("id", "name");
/** Units, as far as readers look at them. */
export const UNITS: OptionRule = recordsWith("id", "name", "agencyId");
/** Positions, as far as readers look at them. */
export const POSITIONS: OptionRule = recordsWith("id", "unitId", "title");
/** Names, none of them empty. */
export const NAMES_LIST: OptionRule = {
  what: "a list of names",
  accepts: (value) =>
    Array.isArray(value) && Array.from(value as unknown[]).every((name) => typeof name === "string" && name !== ""),
};
/** Courses, as far as readers look at them. */
export const COURSES: OptionRule = recordsWith("id", "name");
/** The decimal mark. */
export const DECIMAL: OptionRule = oneOf(",", ".");
/** One character that can separate cells. */
export const DELIMITER: OptionRule = {
  what: 'one character, such as ";"',
  accepts: (value) => typeof value === "string" && /^[^"\r\n\uFEFF]$/.test(value),
};

/** One of the texts. */
export function oneOf(...texts: readonly string[]): OptionRule {
  return {
    what: texts.map((text) => `"${text}"`).join(" or "),
    accepts: (value) => texts.some((text) => text === value),
  };
}

/**
 * Checks the options of a call; `undefined` counts as left out.
 *
 * @throws ImbangError csv/unknown-option, csv/bad-option: every one found.
 */
export function checkOptions(options: unknown, rules: Readonly<Record<string, OptionRule>>): void {
  if (options === undefined) return;
  const issues: Issue[] = [];
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new ImbangError([issueAt(["options"], { code: "csv/bad-option", message: "options must be an object" })]);
  }
  for (const [key, value] of Object.entries(options)) {
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
    if (rule === undefined) {
      const near = nearestShort(key, Object.keys(rules));
      const hint = near === undefined ? `one of ${Object.keys(rules).join(", ")}` : `"${near}" is meant`;
      issues.push(issueAt(["options", key], { code: "csv/unknown-option", message: "there is no such option", hint }));
    } else if (value !== undefined && !rule.accepts(value)) {
      issues.push(issueAt(["options", key], { code: "csv/bad-option", message: `must be ${rule.what}` }));
    }
  }
  if (issues.length > 0) throw new ImbangError(issues);
}
