/** The door of `matchMentors`: what the options are, what they default to, and everything that is wrong with them. */
import { type Door, type Loose, openDoor, type Path } from "../../door/index.js";
import type { Placement } from "../../planning/index.js";
import { type Scenario, show } from "../../scenario/index.js";
import { ownEntries, ownFields, rowsOf, someFields } from "../own-fields.js";
import { isSame } from "./same.js";
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

const MOST_DISTANCE = 16;
const MOST_MONTHS = 120;
/** A list of people may be this much longer than the staff: enough to say who is named twice. */
const SPARE_ROWS = 1000;
const REACHES = ["neighbours", "unit", "agency"] as const;
const UNKNOWN = ["allow", "forbid"] as const;

/**
 * Checks the options and fills in the defaults.
 *
 * @throws ScenarioError with every issue, see `matchMentors`.
 */
export function readMentoringOptions(scenario: Scenario, options: unknown): MentoringSettings {
  const door = openDoor("development");
  const given = ownFields(door, options, ["options"], KEYS);
  const hasPlan = given["plan"] !== undefined;
  const settings: MentoringSettings = {
    moves: hasPlan ? readPlan(door, scenario, given["plan"]) : [],
    mentees: readMentees(door, scenario, given["mentees"], ["options", "mentees"], hasPlan),
    ...readTerms(door, given, "options"),
    ...readCapacity(door, scenario, given["capacity"]),
    seed: readSeed(door, given["seed"], "options"),
  };
  door.close();
  return settings;
}

const SETTINGS = [
  "moves",
  "mentees",
  "reach",
  "maximumGradeDistance",
  "months",
  "capacity",
  "capacityOf",
  "keepSeniors",
  "unknown",
  "seed",
] as const satisfies readonly (keyof MentoringSettings)[];

/**
 * Reads the settings of an answer under the rules of the options: they are what `readMentoringOptions` might have made.
 *
 * @throws ScenarioError with every issue: those of options, and `development/wrong-settings`.
 */
export function readMentoringSettings(scenario: Scenario, value: unknown): MentoringSettings {
  const door = openDoor("development");
  const given = ownFields(door, value, ["settings"], SETTINGS);
  const settings: MentoringSettings = {
    moves: movesOf(scenario, readPlacements(door, scenario, given["moves"], ["settings", "moves"])),
    mentees: readMentees(door, scenario, given["mentees"], ["settings", "mentees"], true),
    ...readTerms(door, given, "settings"),
    ...readOwnCapacity(door, scenario, given),
    seed: readSeed(door, given["seed"], "settings"),
  };
  if (door.issues.length === 0) {
    for (const key of SETTINGS) {
      if (isSame(settings[key], given[key])) continue;
      const message = `${key} is not as \`matchMentors\` writes it: complete, in the order of ids, and nothing twice`;
      door.report("wrong-settings", ["settings", key], message);
    }
  }
  door.close();
  return settings;
}

function readTerms(
  door: Door,
  given: Loose,
  root: "options" | "settings",
): Pick<MentoringSettings, "reach" | "maximumGradeDistance" | "months" | "keepSeniors" | "unknown"> {
  const whole = (key: string, least: number, most: number, usual: number): number =>
    given[key] === undefined ? usual : door.number(given[key], [root, key], { what: key, least, most, whole: true });
  const choice = <T extends string>(key: string, known: readonly T[], usual: T): T =>
    given[key] === undefined ? usual : door.choice(given[key], [root, key], known);
  return {
    reach: choice("reach", REACHES, "neighbours"),
    maximumGradeDistance: whole("maximumGradeDistance", 0, MOST_DISTANCE, 4),
    months: whole("months", 1, MOST_MONTHS, 6),
    keepSeniors: whole("keepSeniors", 0, Number.MAX_SAFE_INTEGER, 1),
    unknown: choice("unknown", UNKNOWN, "allow"),
  };
}

/** People whom the plan puts elsewhere, by id. */
function readPlan(door: Door, scenario: Scenario, plan: unknown): Placement[] {
  const path = ["options", "plan"];
  const isRecord = typeof plan === "object" && plan !== null && !Array.isArray(plan);
  const placements = isRecord ? someFields(door, plan, path, ["placements"])["placements"] : undefined;
  if (!Array.isArray(placements)) {
    door.report(
      "no-placements",
      path,
      "this says not where people are to be: it has no list `placements`",
      "pass a plan of the status optimal or feasible, or { placements }",
    );
    return [];
  }
  const at = [...path, "placements"];
  const placed = readPlacements(door, scenario, placements, at);
  const missing = scenario.staff.filter(({ id }) => !placed.has(id));
  if (missing.length > 0 && door.issues.length === 0) {
    door.report(
      "missing-person",
      at,
      `${missing.length} of the staff have no place in it, the first is ${show(missing[0]!.id)}`,
      "the plan belongs to another scenario, or was cut",
    );
  }
  return movesOf(scenario, placed);
}

/** Places by person. A plan may say more of a placement than is read here. */
function readPlacements(
  door: Door,
  scenario: Scenario,
  given: unknown,
  path: Path,
): ReadonlyMap<string, string | null> {
  const placed = new Map<string, string | null>();
  for (const [k, entry] of rowsOf(door, given, path, "placements", scenario.staff.length + SPARE_ROWS)) {
    const at = [...path, k];
    const { staffId, positionId } = someFields(door, entry, at, ["staffId", "positionId"]);
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
  return placed;
}

function movesOf({ staff }: Scenario, placed: ReadonlyMap<string, string | null>): Placement[] {
  return staff
    .filter(({ id, positionId }) => placed.has(id) && placed.get(id) !== positionId)
    .map(({ id }) => ({ staffId: id, positionId: placed.get(id)! }))
    .sort((a, b) => (a.staffId < b.staffId ? -1 : 1));
}

function readMentees(
  door: Door,
  { staff, staffById }: Scenario,
  given: unknown,
  path: Path,
  hasPlan: boolean,
): "gaps" | "movers" | readonly string[] {
  if (given === undefined) return hasPlan ? "movers" : "gaps";
  if (!Array.isArray(given)) {
    const chosen = door.choice(given, path, ["gaps", "movers"]);
    if (chosen === "movers" && !hasPlan)
      door.report("plan-needed", path, "nobody moves without a plan", "pass `plan` as well");
    return chosen;
  }
  const ids = new Set<string>();
  for (const [k, id] of rowsOf(door, given, path, "mentees", staff.length + SPARE_ROWS)) {
    const at = [...path, k];
    if (!door.knownPerson(id, at, staffById, "the id of anybody on the staff list")) continue;
    if (ids.has(id as string)) door.report("person-twice", at, `${show(id)} is named twice`);
    ids.add(id as string);
  }
  return [...ids].sort();
}

function readPlaces(door: Door, value: unknown, path: Path): number {
  return door.number(value, path, { what: "the number of mentees", most: MOST_MENTEES, whole: true });
}

function readCapacity(
  door: Door,
  scenario: Scenario,
  given: unknown,
): Pick<MentoringSettings, "capacity" | "capacityOf"> {
  const path = ["options", "capacity"];
  if (given === undefined) return { capacity: CAPACITY, capacityOf: [] };
  if (typeof given !== "object" && typeof given !== "function")
    return { capacity: readPlaces(door, given, path), capacityOf: [] };
  const own: [string, number][] = [];
  if (typeof given === "function") {
    for (const { id } of scenario.staff)
      own.push([id, readPlaces(door, (given as (id: string) => unknown)(id), [...path, id])]);
  } else {
    const entries = ownEntries(door, given, path, "numbers of mentees");
    const most = scenario.staff.length + SPARE_ROWS;
    if (entries.length > most)
      door.report("too-many", path, `${entries.length} numbers of mentees are given: at most ${most} are read`);
    for (const [id, value] of entries.length > most ? [] : entries) {
      const isKnown = door.knownPerson(id, [...path, id], scenario.staffById, "the id of anybody on the staff list");
      if (isKnown) own.push([id, readPlaces(door, value, [...path, id])]);
    }
  }
  return { capacity: CAPACITY, capacityOf: differing(own, CAPACITY) };
}

/** Of settings: the capacity of everyone, and the other ones. */
function readOwnCapacity(
  door: Door,
  { staff, staffById }: Scenario,
  given: Loose,
): Pick<MentoringSettings, "capacity" | "capacityOf"> {
  const path = ["settings", "capacityOf"];
  const capacity = readPlaces(door, given["capacity"], ["settings", "capacity"]);
  const own = new Map<string, number>();
  for (const [k, row] of rowsOf(door, given["capacityOf"], path, "capacities", staff.length + SPARE_ROWS)) {
    const [id, places] = rowsOf(door, row, [...path, k], "an id and a number", 2).map(([, value]) => value);
    if (!door.knownPerson(id, [...path, k, 0], staffById, "the id of anybody on the staff list")) continue;
    own.set(id as string, readPlaces(door, places, [...path, k, 1]));
  }
  return { capacity, capacityOf: differing([...own], capacity) };
}

function differing(own: readonly (readonly [string, number])[], usual: number): (readonly [string, number])[] {
  return own.filter(([, capacity]) => capacity !== usual).sort(([a], [b]) => (a < b ? -1 : 1));
}

function readSeed(door: Door, given: unknown, root: "options" | "settings"): string {
  if (given === undefined) return "imbang";
  if (typeof given === "string" || Number.isSafeInteger(given)) return String(given);
  door.report("wrong-type", [root, "seed"], `${show(given)} is neither a text nor a whole number`);
  return "imbang";
}
