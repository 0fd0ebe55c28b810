/**
 * The one place where a transport problem is checked before the kernel sees it. Collects every issue; changes nothing.
 *
 * Two guards keep every number an exact integer in a double:
 *   T1  (spread of costs + spread of slopes + 1) × (positions + 2) × 4 < 2^53: prices are sums along paths of positions
 *   T2  units × (largest |cost| + largest |slope|) < 2^53: so is the objective
 */
import { type Issue, nearest, NetworkError } from "../../errors/index.js";
import type { SharedLists, TransportProblem } from "./types.js";

const EXACT_LIMIT = 2 ** 53;
const MOST_UNITS = 2 ** 31 - 1;
const FIELDS = ["start", "position", "cost", "supply", "pieceStart", "pieceWidth", "pieceSlope", "lower"];
const OPTIONAL = ["supply", "lower"];
const SHARED_FIELDS = ["list", "cost", "start", "position"];

/**
 * Everything that is wrong with a problem, in field order; empty means that the kernel may have it. Takes any value.
 *
 * Codes: `network/not-a-network`, `network/wrong-type`, `network/wrong-length`, `network/unknown-key`,
 * `network/bad-offsets`, `network/node-out-of-range`, `network/not-an-integer`, `network/negative`,
 * `network/falling-slopes`, `network/lower-above-capacity`, `network/too-many-units`, `network/cost-out-of-range`.
 */
export function transportIssues(problem: unknown): Issue[] {
  const issues: Issue[] = [];
  const say = (code: string, path: Issue["path"], message: string, hint?: string): void => {
    issues.push({ code: `network/${code}`, path, message, ...(hint === undefined ? {} : { hint }) });
  };
  if (typeof problem !== "object" || problem === null || Array.isArray(problem)) {
    say("not-a-network", [], "a transport problem is an object", `pass { ${FIELDS.join(", ")} }`);
    return issues;
  }
  const given = problem as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(given)) {
    if (FIELDS.includes(key) || key === "shared") continue;
    const near = nearest(key, [...FIELDS, "shared"]);
    say(
      "unknown-key",
      [key],
      `a transport problem has no field ${JSON.stringify(key)}`,
      near && `you meant \`${near}\``,
    );
  }
  for (const name of FIELDS) {
    const wanted = name === "pieceSlope" ? "Float64Array" : "Int32Array";
    if (given[name] === undefined && OPTIONAL.includes(name)) continue;
    if (isTyped(given[name], wanted)) continue;
    const hint = Array.isArray(given[name]) ? `wrap it: ${wanted}.from(${name})` : undefined;
    say("wrong-type", [name], `${name} must be an ${wanted}`, hint);
  }
  const lists = given["shared"];
  if (lists !== undefined) sharedTypes(lists, say);
  if (issues.length > 0) return issues;

  const { start, position, cost, supply, pieceStart, pieceWidth, pieceSlope, lower, shared } =
    given as unknown as TransportProblem;
  offsets(start, "start", position.length, say);
  offsets(pieceStart, "pieceStart", pieceWidth.length, say);
  const sameLength = (name: string, length: number, wanted: number, of: string): void => {
    if (length !== wanted)
      say("wrong-length", [name], `${name} has length ${length} and must have length ${wanted}: ${of}`);
  };
  const rowCount = start.length - 1;
  const positionCount = pieceStart.length - 1;
  sameLength("cost", cost.length, position.length, "one entry an arc");
  sameLength("pieceSlope", pieceSlope.length, pieceWidth.length, "one entry a piece");
  if (supply !== undefined) sameLength("supply", supply.length, rowCount, "one entry a row");
  if (lower !== undefined) sameLength("lower", lower.length, positionCount, "one entry a position");
  if (shared !== undefined) {
    sameLength("shared.list", shared.list.length, rowCount, "one entry a row");
    sameLength("shared.cost", shared.cost.length, rowCount, "one entry a row");
    offsets(shared.start, "shared.start", shared.position.length, say);
  }
  if (issues.length > 0) return issues;

  let units = supply === undefined ? rowCount : 0;
  supply?.forEach((value, row) => {
    if (value < 0) say("negative", ["supply", row], `a row cannot supply ${value}`);
    units += value;
  });
  if (units > MOST_UNITS) say("too-many-units", ["supply"], `the rows supply ${units} units, more than ${MOST_UNITS}`);
  for (let a = 0; a < position.length; a++) {
    if (position[a]! >= 0 && position[a]! < positionCount) continue;
    const range = positionCount === 0 ? "there are none" : `they are numbered from 0 to ${positionCount - 1}`;
    say("node-out-of-range", ["position", a], `position ${position[a]} does not exist: ${range}`);
  }
  if (shared !== undefined) sharedNumbers(shared, positionCount, say);
  for (let j = 0; j < positionCount; j++) {
    let capacity = 0;
    let before = -Infinity;
    for (let p = pieceStart[j]!; p < pieceStart[j + 1]!; p++) {
      const width = pieceWidth[p]!;
      const slope = pieceSlope[p]!;
      if (width < 0) say("negative", ["pieceWidth", p], `a piece cannot have ${width} seats`);
      if (!Number.isSafeInteger(slope))
        say("not-an-integer", ["pieceSlope", p], `slopes must be safe integers, this is ${slope}`);
      if (slope < before) {
        const message = `the slopes of position ${j} fall from ${before} to ${slope}`;
        say(
          "falling-slopes",
          ["pieceSlope", p],
          message,
          "seats must be convex: sort the pieces, or the goal is no such problem",
        );
      }
      before = slope;
      capacity += width;
    }
    const least = lower === undefined ? 0 : lower[j]!;
    if (least < 0) say("negative", ["lower", j], `a lower bound cannot be ${least}`);
    if (least > capacity)
      say("lower-above-capacity", ["lower", j], `position ${j} must receive ${least} and has ${capacity} seats`);
  }
  if (issues.length === 0) guardRange([cost, shared?.cost ?? new Int32Array(0)], pieceSlope, positionCount, units, say);
  return issues;
}

/**
 * Lets only sound problems pass.
 *
 * @throws NetworkError with every issue of `transportIssues`.
 */
export function requireTransport(problem: unknown): asserts problem is TransportProblem {
  const issues = transportIssues(problem);
  if (issues.length > 0) throw new NetworkError(issues);
}

type Say = (code: string, path: Issue["path"], message: string, hint?: string) => void;

function offsets(values: Int32Array, name: string, end: number, say: Say): void {
  if (values.length === 0 || values[0] !== 0) {
    say("bad-offsets", [name], `${name} must begin with 0`);
    return;
  }
  for (let k = 1; k < values.length; k++) {
    if (values[k]! >= values[k - 1]!) continue;
    say("bad-offsets", [name, k], `${name} falls from ${values[k - 1]} to ${values[k]}`);
    return;
  }
  if (values[values.length - 1] !== end) {
    say("bad-offsets", [name], `${name} ends with ${values[values.length - 1]} and must end with ${end}`);
  }
}

/** Guards T1 and T2. */
function guardRange(
  cost: readonly Int32Array[],
  slope: Float64Array,
  positionCount: number,
  units: number,
  say: Say,
): void {
  const costs = rangeOf(cost);
  const slopes = rangeOf([slope]);
  const perStep = costs.most - costs.least + (slopes.most - slopes.least) + 1;
  const largest = Math.max(-costs.least, costs.most) + Math.max(-slopes.least, slopes.most);
  if (4 * perStep * (positionCount + 2) < EXACT_LIMIT && units * largest < EXACT_LIMIT) return;
  const message = `costs and slopes spread over ${perStep} on ${positionCount} positions and ${units} units, beyond 2^53, where integers stop being exact`;
  say("cost-out-of-range", ["cost"], message, "use a coarser unit of cost, or split the goal into levels");
}

function rangeOf(lists: readonly (Int32Array | Float64Array)[]): { least: number; most: number } {
  let least = 0;
  let most = 0;
  for (const values of lists) {
    for (let k = 0; k < values.length; k++) {
      const value = values[k]!;
      if (value < least) least = value;
      if (value > most) most = value;
    }
  }
  return { least, most };
}

function sharedTypes(shared: unknown, say: Say): void {
  if (typeof shared !== "object" || shared === null || Array.isArray(shared)) {
    say("wrong-type", ["shared"], "shared lists are an object", `pass { ${SHARED_FIELDS.join(", ")} }`);
    return;
  }
  const given = shared as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(given)) {
    if (SHARED_FIELDS.includes(key)) continue;
    const near = nearest(key, SHARED_FIELDS);
    say(
      "unknown-key",
      ["shared", key],
      `shared lists have no field ${JSON.stringify(key)}`,
      near && `you meant \`${near}\``,
    );
  }
  for (const name of SHARED_FIELDS) {
    if (isTyped(given[name], "Int32Array")) continue;
    const hint = Array.isArray(given[name]) ? `wrap it: Int32Array.from(shared.${name})` : undefined;
    say("wrong-type", ["shared", name], `shared.${name} must be an Int32Array`, hint);
  }
}

function sharedNumbers({ list, position, start }: SharedLists, positionCount: number, say: Say): void {
  list.forEach((value, row) => {
    if (value < -1 || value >= start.length - 1)
      say("node-out-of-range", ["shared", "list", row], `list ${value} does not exist; −1 is none`);
  });
  position.forEach((value, entry) => {
    if (value < 0 || value >= positionCount)
      say("node-out-of-range", ["shared", "position", entry], `position ${value} does not exist`);
  });
}

/** By tag, not by `instanceof`: arrays from another realm are welcome. */
function isTyped(value: unknown, tag: "Int32Array" | "Float64Array"): boolean {
  return ArrayBuffer.isView(value) && (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === tag;
}
