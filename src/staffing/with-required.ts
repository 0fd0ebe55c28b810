/** Joins needs (and priorities) to the positions of a scenario that is still plain data. */
import type { Position, ScenarioInput } from "../scenario/index.js";
import { show } from "../scenario/index.js";
import { type Door, openDoor, type Path } from "../door/index.js";
import type { Interval } from "./estimate.js";
import { isBelow } from "./tolerance.js";

/** A need to be joined: a number of full-time staff, `null` (not studied), or what a calculation of need returned. */
export type NeedFigure = number | null | { readonly required: number; readonly range?: Interval };

/**
 * Needs by position id: an object, a Map (any id, whatever its spelling), or a list whose entries name their position
 * (as `abkNeeds` returns it).
 */
export type Needs =
  | Readonly<Record<string, NeedFigure>>
  | ReadonlyMap<string, NeedFigure>
  | readonly { readonly positionId: string; readonly required: number | null; readonly range?: Interval }[];

/** How needs are joined. */
export interface JoinOptions {
  /** Which end of an uncertain need to plan with. Default `expected`. */
  readonly end?: "low" | "expected" | "high";
}

/** Largest need that `createScenario` takes. */
const LARGEST_NEED = 1_000_000;
/** Largest priority that `createScenario` takes. */
const LARGEST_PRIORITY = 1_000;
const ENDS = ["expected", "low", "high"] as const;

/**
 * The same input with `required` of every position named in `needs`; the others keep their own. Nothing is changed in
 * place. A need that comes with a range must lie in it. What `input` itself holds is checked by `createScenario`. O(positions + needs).
 *
 * @throws ScenarioError with every issue: `staffing/unknown-id`, `staffing/duplicate-id`, `staffing/missing-value`,
 * `staffing/wrong-type`, `staffing/not-a-number`, `staffing/out-of-range`, `staffing/unknown-value`,
 * `staffing/unknown-key`, `staffing/unordered-interval`
 */
export function withRequired(input: ScenarioInput, needs: Needs, options: JoinOptions = {}): ScenarioInput {
  const door = openDoor("staffing");
  const settings = door.record(options, ["options"], ["end"]);
  const end = settings["end"] === undefined ? "expected" : door.choice(settings["end"], ["options", "end"], ENDS);
  const rule = { what: "the need", most: LARGEST_NEED };
  const figures = readById(door, needs, "needs", (value, path) => {
    if (value === null) return null;
    if (typeof value !== "object") return door.number(value, path, rule);
    const { required, range } = value as { readonly required?: unknown; readonly range?: unknown };
    if (required === null) return null;
    if (range === undefined) return door.number(required, [...path, "required"], rule);
    return readEnd(door, required, range, end, path);
  });
  return join(door, input, figures, (position, required) => ({ ...position, required }));
}

/** The end of an uncertain need that is asked for; the need must lie in its range, whichever end that is. */
function readEnd(door: Door, needed: unknown, value: unknown, end: keyof Interval, path: Path): number | null {
  const at = [...path, "range"];
  if (typeof value !== "object" || value === null) {
    door.report("wrong-type", at, `${show(value)} is not a range`, "{ low, expected, high } is meant");
    return null;
  }
  const before = door.issues.length;
  const required = door.number(needed, [...path, "required"], { what: "the need" });
  const range = door.estimate(value, at, { what: "the need" });
  if (door.issues.length > before) return null;
  if (isBelow(required, range.low) || isBelow(range.high, required)) {
    door.report("unordered-interval", at, `the need of ${required} is not between ${range.low} and ${range.high}`);
  }
  const rule = { what: "the need", most: LARGEST_NEED };
  return end === "expected"
    ? door.number(required, [...path, "required"], rule)
    : door.number(range[end], [...at, end], rule);
}

/** A priority to be joined: a number, or what `priorityFromService` returned. */
export type PriorityFigure = number | { readonly priority: number };

/** Priorities by position id: an object, a Map, or a list whose entries name their position. */
export type Priorities =
  | Readonly<Record<string, PriorityFigure>>
  | ReadonlyMap<string, PriorityFigure>
  | readonly { readonly positionId: string; readonly priority: number }[];

/**
 * The same input with the `priority` of every position named in `priorities`; where the position has a higher one it
 * keeps its own: bad service can only raise a priority.
 *
 * @throws ScenarioError with every issue, as {@link withRequired}
 */
export function withPriority(input: ScenarioInput, priorities: Priorities): ScenarioInput {
  const door = openDoor("staffing");
  const rule = { what: "the priority", least: 1, most: LARGEST_PRIORITY };
  const figures = readById(door, priorities, "priorities", (value, path) => {
    if (typeof value !== "object" || value === null) return door.number(value, path, rule);
    return door.number((value as { readonly priority?: unknown }).priority, [...path, "priority"], rule);
  });
  return join(door, input, figures, (position, priority) => {
    const own = position.priority ?? 1;
    // What is no number is left for `createScenario` to complain about.
    return typeof own === "number" ? { ...position, priority: Math.max(own, priority) } : position;
  });
}

/** A figure with its place in the caller's input. */
type Placed<T> = ReadonlyMap<string, { readonly figure: T; readonly path: Path }>;

function readById<T>(door: Door, needs: unknown, name: string, read: (value: unknown, path: Path) => T): Placed<T> {
  const found = new Map<string, { readonly figure: T; readonly path: Path }>();
  if (Array.isArray(needs)) {
    for (let k = 0; k < needs.length; k++) {
      const item: unknown = needs[k];
      const id = typeof item === "object" && item !== null ? (item as { positionId?: unknown }).positionId : undefined;
      if (typeof id !== "string") {
        const at = [name, k, "positionId"];
        door.report("missing-value", at, "a value is missing: the id of the position is needed");
      } else if (found.has(id)) {
        const hint = `a position has one entry among the ${name}: several studies of one post are added up first`;
        door.report("duplicate-id", [name, k, "positionId"], `the position ${show(id)} is named twice`, hint);
      } else found.set(id, { figure: read(item, [name, k]), path: [name, k, "positionId"] });
    }
  } else {
    for (const [id, item] of door.byName(needs, [name], "figures of positions")) {
      found.set(id, { figure: read(item, [name, id]), path: [name, id] });
    }
  }
  return found;
}

function join<T>(
  door: Door,
  input: ScenarioInput,
  figures: Placed<T>,
  change: (position: Position, figure: T) => Position,
): ScenarioInput {
  const record: unknown = input;
  const positions =
    typeof record === "object" && record !== null ? (record as { positions?: unknown }).positions : undefined;
  const list = door.list(positions, ["input", "positions"], "positions") as readonly Position[];
  const ids = list.map((position) => (position as Partial<Position> | null)?.id);
  const texts = new Set(ids.filter((id) => typeof id === "string"));
  for (const [id, { path }] of figures) door.known(id, path, texts, "the id of any of the positions");
  door.close();
  return {
    ...input,
    positions: list.map((position) => {
      const found = figures.get((position as Partial<Position> | null)?.id as string);
      return found === undefined ? position : change(position, found.figure);
    }),
  };
}
