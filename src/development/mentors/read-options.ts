/** The door of `matchMentors`: what the options are, what they default to, and everything that is wrong with them. */
import { type Door, openDoor } from "../../door/index.js";
import type { Placement } from "../../planning/index.js";
import { type Scenario, show } from "../../scenario/index.js";
import type { MentoringOptions, MentoringSettings } from "./types.js";

const KEYS = [
  "plan",
  "mentees",
  "reach",
  "maximumGradeDistance",
  "months",
  "capacity",
  "keepSeniors",
  "unknown",
  "seed",
] as const satisfies readonly (keyof MentoringOptions)[];

const CAPACITY = 2;
const MOST_MENTEES = 1000;

/**
 * Checks the options and fills in the defaults.
 *
 * @throws ScenarioError with every issue, see `matchMentors`.
 */
export function readMentoringOptions(scenario: Scenario, options: unknown): MentoringSettings {
  const door = openDoor("development");
  const given = door.record(options, ["options"], KEYS);
  const whole = (key: string, least: number, most: number, usual: number): number =>
    given[key] === undefined
      ? usual
      : door.number(given[key], ["options", key], { what: key, least, most, whole: true });
  const choice = <T extends string>(key: string, known: readonly T[], usual: T): T =>
    given[key] === undefined ? usual : door.choice(given[key], ["options", key], known);
  const hasPlan = given["plan"] !== undefined;
  const settings: MentoringSettings = {
    moves: hasPlan ? readMoves(door, scenario, given["plan"]) : [],
    mentees: readMentees(door, scenario, given["mentees"], hasPlan),
    reach: choice("reach", ["neighbours", "unit", "agency"], "neighbours"),
    maximumGradeDistance: whole("maximumGradeDistance", 0, 16, 4),
    months: whole("months", 1, 120, 6),
    ...readCapacity(door, scenario, given["capacity"]),
    keepSeniors: whole("keepSeniors", 0, Number.MAX_SAFE_INTEGER, 1),
    unknown: choice("unknown", ["allow", "forbid"], "allow"),
    seed: readSeed(door, given["seed"]),
  };
  door.close();
  return settings;
}

/** People whom the plan puts elsewhere, by id. */
function readMoves(door: Door, scenario: Scenario, plan: unknown): Placement[] {
  const path = ["options", "plan"];
  const placements = typeof plan === "object" && plan !== null ? (plan as { placements?: unknown }).placements : plan;
  if (!Array.isArray(placements)) {
    door.report(
      "no-placements",
      path,
      "this says not where people are to be: it has no list `placements`",
      "pass a plan of the status optimal or feasible, or { placements }",
    );
    return [];
  }
  const placed = new Map<string, string | null>();
  for (let k = 0; k < placements.length; k++) {
    const at = [...path, "placements", k];
    // A plan may say more of a placement than is read here.
    const entry: unknown = placements[k];
    if (typeof entry !== "object" || entry === null || Array.isArray(entry)) {
      door.report("wrong-type", at, `${show(entry)} is not a placement`, "{ staffId, positionId } is meant");
      continue;
    }
    const { staffId, positionId } = entry as { staffId?: unknown; positionId?: unknown };
    const isSomebody = door.knownPerson(
      staffId,
      [...at, "staffId"],
      scenario.staffById,
      "the id of anybody on the staff list",
    );
    const isSomewhere =
      positionId === null ||
      door.known(positionId, [...at, "positionId"], scenario.positionById, "the id of any position, or null");
    if (!isSomebody || !isSomewhere) continue;
    if (placed.has(staffId as string)) door.report("person-twice", at, `${show(staffId)} has two places`);
    placed.set(staffId as string, positionId as string | null);
  }
  const missing = scenario.staff.filter(({ id }) => !placed.has(id));
  if (missing.length > 0 && door.issues.length === 0) {
    door.report(
      "missing-person",
      [...path, "placements"],
      `${missing.length} of the staff have no place in it, the first is ${show(missing[0]!.id)}`,
      "the plan belongs to another scenario, or was cut",
    );
  }
  return scenario.staff
    .filter(({ id, positionId }) => placed.has(id) && placed.get(id) !== positionId)
    .map(({ id }) => ({ staffId: id, positionId: placed.get(id)! }))
    .sort((a, b) => (a.staffId < b.staffId ? -1 : 1));
}

function readMentees(
  door: Door,
  scenario: Scenario,
  given: unknown,
  hasPlan: boolean,
): "gaps" | "movers" | readonly string[] {
  const path = ["options", "mentees"];
  if (given === undefined) return hasPlan ? "movers" : "gaps";
  if (!Array.isArray(given)) {
    const chosen = door.choice(given, path, ["gaps", "movers"]);
    if (chosen === "movers" && !hasPlan)
      door.report("plan-needed", path, "nobody moves without a plan", "pass `plan` as well");
    return chosen;
  }
  const ids = new Set<string>();
  for (let k = 0; k < given.length; k++) {
    const at = [...path, k];
    const id: unknown = given[k];
    if (!door.knownPerson(id, at, scenario.staffById, "the id of anybody on the staff list")) continue;
    if (ids.has(id as string)) door.report("person-twice", at, `${show(id)} is named twice`);
    ids.add(id as string);
  }
  return [...ids].sort();
}

function readCapacity(
  door: Door,
  scenario: Scenario,
  given: unknown,
): Pick<MentoringSettings, "capacity" | "capacityOf"> {
  const path = ["options", "capacity"];
  const read = (value: unknown, at: readonly (string | number)[]): number =>
    door.number(value, at, { what: "the number of mentees", most: MOST_MENTEES, whole: true });
  if (given === undefined) return { capacity: CAPACITY, capacityOf: [] };
  if (typeof given !== "object" && typeof given !== "function") return { capacity: read(given, path), capacityOf: [] };
  const own: [string, number][] = [];
  if (typeof given === "function") {
    for (const { id } of scenario.staff) own.push([id, read((given as (id: string) => unknown)(id), [...path, id])]);
  } else {
    for (const [id, value] of door.byName(given, path, "numbers of mentees")) {
      const isKnown = door.knownPerson(id, [...path, id], scenario.staffById, "the id of anybody on the staff list");
      if (isKnown) own.push([id, read(value, [...path, id])]);
    }
  }
  return {
    capacity: CAPACITY,
    capacityOf: own.filter(([, capacity]) => capacity !== CAPACITY).sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

function readSeed(door: Door, given: unknown): string {
  if (given === undefined) return "imbang";
  if (typeof given === "string" || Number.isSafeInteger(given)) return String(given);
  door.report("wrong-type", ["options", "seed"], `${show(given)} is neither a text nor a whole number`);
  return "imbang";
}
