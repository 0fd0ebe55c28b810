/** Joins needs (and priorities) to the positions of a scenario that is still plain data. */
import type { Position, ScenarioInput } from "../scenario/index.js";
import { show } from "../scenario/index.js";
import { type Door, openDoor, type Path } from "./door.js";
import type { Interval } from "./estimate.js";

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
 * place. What `input` itself holds is checked by `createScenario`. O(positions + needs).
 *
 * @throws ScenarioError with every issue: `staffing/unknown-id`, `staffing/duplicate-id`, `staffing/missing-value`,
 * `staffing/wrong-type`, `staffing/not-a-number`, `staffing/out-of-range`, `staffing/unknown-value`,
 * `staffing/unknown-key`
 */
export function withRequired(input: ScenarioInput, needs: Needs, options: JoinOptions = {}): ScenarioInput {
  const door = openDoor();
  const settings = door.record(options, ["options"], ["end"]);
  const end = settings["end"] === undefined ? "expected" : door.choice(settings["end"], ["options", "end"], ENDS);
  const rule = { what: "the need", most: LARGEST_NEED };
  const figures = readById(door, needs, "needs", (value, path) => {
    if (value === null) return null;
    if (typeof value !== "object") return door.number(value, path, rule);
    const { required, range } = value as { readonly required?: unknown; readonly range?: unknown };
    if (range === undefined || required === null || end === "expected") {
      return required === null ? null : door.number(required, [...path, "required"], rule);
    }
    if (typeof range !== "object" || range === null) {
      door.report(
        "wrong-type",
        [...path, "range"],
        `${show(range)} is not a range`,
        "{ low, expected, high } is meant",
      );
      return null;
    }
    return door.number((range as unknown as Record<string, unknown>)[end], [...path, "range", end], rule);
  });
  return join(door, input, figures, "required");
}

/**
 * The same input with `priority` of every position named in `priorities` (by id), as `priorityFromService` gives it.
 *
 * @throws ScenarioError with every issue, as {@link withRequired}
 */
export function withPriority(
  input: ScenarioInput,
  priorities: Readonly<Record<string, number>> | ReadonlyMap<string, number>,
): ScenarioInput {
  const door = openDoor();
  const rule = { what: "the priority", least: 1, most: LARGEST_PRIORITY };
  const figures = readById(door, priorities, "priorities", (value, path) => door.number(value, path, rule));
  return join(door, input, figures, "priority");
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
        const hint = "a position has one need: its studies are to be added first";
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

function join(
  door: Door,
  input: ScenarioInput,
  figures: Placed<number | null>,
  key: "required" | "priority",
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
      return found === undefined ? position : ({ ...position, [key]: found.figure } as Position);
    }),
  };
}
