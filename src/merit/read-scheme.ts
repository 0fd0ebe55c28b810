/** Reads a scheme: every issue at once, weights as whole numbers, formulas parsed and checked. Nothing is calculated here. */
import type { Door, Path } from "../door/index.js";
import { nearest } from "../errors/index.js";
import { wholeMultiples } from "./decimal.js";
import { readFormula } from "./formula/parse.js";
import type { Formula } from "./formula/tree.js";
import { FULL_POINTS, type PointScale } from "./points.js";
import { protectedAttribute } from "./protected-attributes.js";
import type { Label } from "./scheme.js";

/** Indicators of one scheme. */
export const MOST_INDICATORS = 200;
/** Whole weights add up to at most this, so that weight × points stays exact in doubles. */
export const LARGEST_TOTAL: number = Math.floor(Number.MAX_SAFE_INTEGER / FULL_POINTS);

/** A missing figure, read. */
export type ReadPolicy =
  { readonly kind: "refuse" } | { readonly kind: "exclude" } | { readonly kind: "value"; readonly value: number };

/** An indicator that was read. */
export interface ReadIndicator {
  readonly id: string;
  readonly label: Label;
  /** As the scheme gives it. */
  readonly weight: number;
  /** In whole parts; of all indicators without a common divisor. */
  readonly share: number;
  readonly scale: PointScale;
  readonly clamp: boolean;
  readonly missing: ReadPolicy;
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly formula: Formula | null;
}

/** A scheme that was read. */
export interface ReadScheme {
  readonly asOf: string;
  readonly indicators: readonly ReadIndicator[];
  /** Sum of the shares. */
  readonly total: number;
  /** Numbers of the indicators that break ties. */
  readonly tieBreaks: readonly number[];
  readonly seed: string;
}

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,59}$/;

/** Names that mean something to the syntax of formulas, to every object, or to the answers. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    "lottery score if min max mean abs round sqrt and or not xor mod to in end true false null undefined NaN Infinity e pi i tau phi " +
    "constructor prototype toString valueOf hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString"
  ).split(" "),
);

/** Beyond Latin letters: those of other scripts look like them and are not. */
const FOREIGN_LETTER = /[^\P{L}\p{Script=Latin}]/u;

/** Figures of an indicator, in its own unit. */
const FIGURE = { least: -1e15, most: 1e15 };
const DIRECTIONS = ["higherIsBetter", "lowerIsBetter"] as const;

/** Reads a scheme; what it answers means nothing where the door has issues. */
export function readScheme(door: Door, given: unknown): ReadScheme {
  const at: Path = ["scheme"];
  const scheme = door.record(given, at, ["asOf", "indicators", "tieBreaks", "seed"]);
  if (scheme["asOf"] === undefined) door.report("missing-value", [...at, "asOf"], "the day of the ranking is missing");
  const asOf = door.day(scheme["asOf"], [...at, "asOf"]) ?? "";
  const seed = door.text(scheme["seed"], [...at, "seed"]) ?? "";
  const list = door.list(scheme["indicators"], [...at, "indicators"], "indicators");
  if (Array.isArray(scheme["indicators"]) && list.length === 0) {
    door.report("no-indicators", [...at, "indicators"], "a scheme without an indicator ranks nobody");
  }
  if (list.length > MOST_INDICATORS) {
    door.report("too-many", [...at, "indicators"], `${list.length} indicators; at most ${MOST_INDICATORS} are read`);
  }
  const names = new Map<string, number>();
  const read = Array.from(list.slice(0, MOST_INDICATORS), (one, k) =>
    readIndicator(door, one, [...at, "indicators", k], k, names),
  );
  const shares = weightsOf(door, read, at);
  const formulas = formulasOf(door, read, names, at);
  const tieBreaks = tieBreaksOf(door, scheme["tieBreaks"], names, at);
  const indicators = read.map((one, k) => ({ ...one, share: shares[k]!, formula: formulas[k]! }));
  return { asOf, indicators, total: shares.reduce((sum, share) => sum + share, 0), tieBreaks, seed };
}

interface Draft extends Omit<ReadIndicator, "share" | "formula"> {
  readonly formula: string | undefined;
}

const KEYS = ["id", "label", "weight", "scale", "direction", "outside", "missing", "period", "formula"];

function readIndicator(door: Door, given: unknown, at: Path, k: number, names: Map<string, number>): Draft {
  const one = door.record(given, at, KEYS);
  const id = readName(door, one["id"], [...at, "id"], k, names);
  const label = readLabel(door, one["label"], [...at, "label"], id);
  const weight = door.number(one["weight"], [...at, "weight"], { what: "the weight", most: 1e9 });
  const scale = readScale(door, one, at);
  const outside =
    one["outside"] === undefined ? "refuse" : door.choice(one["outside"], [...at, "outside"], ["refuse", "clamp"]);
  const missing = readPolicy(door, one["missing"], [...at, "missing"], scale);
  const period = readPeriod(door, one["period"], [...at, "period"]);
  const formula = door.text(one["formula"], [...at, "formula"]);
  for (const key of ["missing", "period"]) {
    if (formula === undefined || one[key] === undefined) continue;
    const hint = "say it at the indicators that the formula reads";
    door.report("unused-policy", [...at, key], `a calculated indicator has no ${key} of its own`, hint);
  }
  return { id, label, weight, scale, clamp: outside === "clamp", missing, period, formula };
}

function readName(door: Door, given: unknown, at: Path, k: number, names: Map<string, number>): string {
  const id = door.text(given, at);
  if (id === undefined) {
    if (given === undefined) door.report("missing-value", at, "an indicator needs a name");
    return "";
  }
  if (!NAME.test(id)) {
    door.report(
      "bad-name",
      at,
      `${JSON.stringify(id.slice(0, 60))} is not a name that formulas can use`,
      "letters a to z, digits and _, a letter first, at most 60; the label may be any text",
    );
    refuseProtected(door, id, at);
    return "";
  }
  if (RESERVED.has(id)) door.report("reserved-name", at, `${id} has a meaning of its own`, "choose another name");
  refuseProtected(door, id, at);
  const earlier = names.get(id);
  if (earlier === undefined) names.set(id, k);
  else door.report("duplicate-indicator", at, `indicator ${earlier} has the name ${id}, too`);
  return id;
}

function readLabel(door: Door, given: unknown, at: Path, id: string): Label {
  if (given === undefined) return { id, en: id };
  const label = door.record(given, at, ["id", "en"]);
  const [own, english] = ["id", "en"].map((language) => {
    const text = door.text(label[language], [...at, language]);
    if (label[language] === undefined) door.report("missing-value", [...at, language], "a label has both languages");
    if (text === undefined) return id;
    if (FOREIGN_LETTER.test(text)) {
      door.report("bad-name", [...at, language], "the label holds letters of another script that only look Latin");
    }
    refuseProtected(door, text, [...at, language]);
    return text;
  });
  return { id: own!, en: english! };
}

function refuseProtected(door: Door, name: string, at: Path): void {
  const found = protectedAttribute(name);
  if (found === undefined) return;
  door.report(
    "protected-attribute",
    at,
    `${JSON.stringify(name.slice(0, 60))} means ${found.label.en} (${found.label.id}): merit must not depend on it`,
    "the indicator is something else and needs a name that says so",
  );
}

function readScale(door: Door, one: Readonly<Record<string, unknown>>, at: Path): PointScale {
  const scale = door.record(one["scale"], [...at, "scale"], ["from", "to"]);
  const before = door.issues.length;
  const from = door.number(scale["from"], [...at, "scale", "from"], { what: "the lower end of the scale", ...FIGURE });
  const to = door.number(scale["to"], [...at, "scale", "to"], { what: "the upper end of the scale", ...FIGURE });
  if (door.issues.length === before && from >= to) {
    door.report(
      "empty-range",
      [...at, "scale", "to"],
      `${from} and ${to} leave no way between`,
      'from < to is meant; where less is better, the direction is "lowerIsBetter"',
    );
  }
  const given = one["direction"];
  const direction = given === undefined ? DIRECTIONS[0] : door.choice(given, [...at, "direction"], DIRECTIONS);
  return { from, to, higherIsBetter: direction === "higherIsBetter" };
}

function readPolicy(door: Door, given: unknown, at: Path, { from, to, higherIsBetter }: PointScale): ReadPolicy {
  if (typeof given === "object" && given !== null) {
    const { value } = door.record(given, at, ["value"]) as { readonly value?: unknown };
    const rule = { what: "the figure that stands in for a missing one", least: from, most: to };
    return { kind: "value", value: door.number(value, [...at, "value"], rule) };
  }
  const policy = given === undefined ? "refuse" : door.choice(given, at, ["refuse", "exclude", "worst"] as const);
  return policy === "worst" ? { kind: "value", value: higherIsBetter ? from : to } : { kind: policy };
}

function readPeriod(door: Door, given: unknown, at: Path): ReadIndicator["period"] {
  if (given === undefined) return null;
  const period = door.record(given, at, ["from", "to"]);
  const [from, to] = ["from", "to"].map((end) => {
    if (period[end] === undefined) door.report("missing-value", [...at, end], "a period has a first and a last day");
    return door.day(period[end], [...at, end]);
  });
  if (from === undefined || to === undefined) return null;
  if (from > to) door.report("empty-range", [...at, "to"], `${to} is before ${from}`);
  return { from, to };
}

/** The weights as whole parts, all 0 where there is an issue. */
function weightsOf(door: Door, drafts: readonly Draft[], at: Path): readonly number[] {
  const none = drafts.map(() => 0);
  const whole = wholeMultiples(drafts.map(({ weight }) => weight));
  const total = whole.reduce((sum, part) => sum + part, 0n);
  if (drafts.length > 0 && total === 0n) {
    door.report("no-weight", [...at, "indicators"], "no indicator has a weight");
    return none;
  }
  if (total > BigInt(LARGEST_TOTAL)) {
    door.report(
      "weights-too-fine",
      [...at, "indicators"],
      `as whole parts of one unit the weights add up to ${total}; exact sums need at most ${LARGEST_TOTAL}`,
      "weights with fewer decimals will do",
    );
    return none;
  }
  return whole.map(Number);
}

function formulasOf(
  door: Door,
  drafts: readonly Draft[],
  names: ReadonlyMap<string, number>,
  at: Path,
): readonly (Formula | null)[] {
  return drafts.map(({ formula: text }, k) => {
    if (text === undefined) return null;
    const isUsable = (name: string): boolean => {
      const other = names.get(name);
      return other !== undefined && other !== k && (drafts[other]!.formula === undefined || other < k);
    };
    const usable = [...names.keys()].filter(isUsable);
    const read = readFormula(text, isUsable, (name) => (name.length > 60 ? undefined : nearest(name, usable)));
    if (read.ok) return read.formula;
    const { code, at: character, message, hint } = read.problem;
    door.report(
      code,
      [...at, "indicators", k, "formula"],
      `${message} (at character ${character + 1}${near(text, character)})`,
      hint,
    );
    return null;
  });
}

/** What stands at a character, for the message. */
function near(text: string, at: number): string {
  const part = text.slice(at, at + 20);
  return part === "" ? ", the end" : `, ${JSON.stringify(part)}`;
}

function tieBreaksOf(door: Door, given: unknown, names: ReadonlyMap<string, number>, at: Path): readonly number[] {
  if (given === undefined) return [];
  const place: Path = [...at, "tieBreaks"];
  const order: number[] = [];
  for (const [k, name] of Array.from(door.list(given, place, "names of indicators")).entries()) {
    if (!door.known(name, [...place, k], names, "the name of an indicator of this scheme")) continue;
    const number = names.get(name as string)!;
    if (order.includes(number))
      door.report("duplicate-tie-break", [...place, k], `${name as string} stands here twice`);
    else order.push(number);
  }
  return order;
}
