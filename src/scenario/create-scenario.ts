/** The door of every scenario: all checks, all issues at once, then a frozen and indexed scenario. */
import { ScenarioError, type Issue } from "../errors/index.js";
import { crossCheckIssues } from "./cross-checks.js";
import { scenarioNotices } from "./notices.js";
import { rulePackIssues } from "./rule-checks.js";
import type { Scenario } from "./scenario.js";
import { scenarioSchema } from "./schema.js";
import { shapeIssues } from "./shape-issues.js";
import type { Position, ScenarioInput, Staff } from "./types.js";

/**
 * Checks an input and makes it ready for use: every record validated, frozen and indexed.
 *
 * The input is copied, never changed; what hangs under `extra` is carried by reference and neither read nor frozen.
 * Keys with the value `undefined` count as absent. O(records).
 *
 * @throws ScenarioError with *every* issue found, paths into the caller's own input. Codes: those of `shapeIssues`
 * and `crossCheckIssues`, all `scenario/…`, and those of `rulePackIssues`, all `rules/…`.
 */
export function createScenario(input: ScenarioInput): Scenario {
  const parsed = scenarioSchema.safeParse(input);
  const issues: Issue[] = parsed.success ? [] : shapeIssues("scenario", scenarioSchema, input, parsed.error);
  for (const issue of crossCheckIssues(input)) issues.push(issue);
  const pack: unknown = (input as Partial<ScenarioInput> | null | undefined)?.rules;
  if (pack !== undefined) for (const issue of rulePackIssues(pack, ["rules"])) issues.push(issue);
  if (issues.length > 0 || !parsed.success) throw new ScenarioError(issues);

  const { asOf, agencies, units, positions, staff, rules } = frozenCopy(parsed.data) as unknown as ScenarioInput;
  const incumbents = new Map<string, Staff[]>(positions.map(({ id }) => [id, []]));
  for (const person of staff) if (person.positionId !== null) incumbents.get(person.positionId)!.push(person);
  const positionsByUnit = new Map<string, Position[]>(units.map(({ id }) => [id, []]));
  for (const position of positions) positionsByUnit.get(position.unitId)!.push(position);
  for (const held of incumbents.values()) Object.freeze(held);
  for (const inUnit of positionsByUnit.values()) Object.freeze(inUnit);
  const scenario = Object.freeze({
    asOf,
    agencies,
    units,
    positions,
    staff,
    ...(rules === undefined ? {} : { rules }),
    notices: frozenCopy(scenarioNotices(positions, staff, incumbents)),
    agencyById: frozenMap(agencies.map((agency) => [agency.id, agency])),
    unitById: frozenMap(units.map((unit) => [unit.id, unit])),
    positionById: frozenMap(positions.map((position) => [position.id, position])),
    staffById: frozenMap(staff.map((person) => [person.id, person])),
    incumbentsByPosition: frozenMap(incumbents),
    positionsByUnit: frozenMap(positionsByUnit),
  });
  CREATED.add(scenario);
  return scenario;
}

/** What was made here. A copy with a changed field (`{ ...scenario, asOf }`) looks alike, and its indexes belong to another. */
const CREATED = new WeakSet<object>();

/**
 * Guards a call that needs a created scenario against plain data, or a changed copy, handed in its place.
 *
 * @throws ScenarioError `scenario/not-created`
 */
export function assertScenario(value: unknown): asserts value is Scenario {
  if (typeof value === "object" && value !== null && CREATED.has(value)) return;
  throw new ScenarioError([
    {
      code: "scenario/not-created",
      path: ["scenario"],
      message: "this call needs what createScenario returned",
      hint: "pass your data through createScenario(input) first",
    },
  ]);
}

/** `extra` belongs to the caller: it is passed over. */
const CALLERS_OWN = "extra";

/** A copy without keys of the value `undefined`, frozen throughout. */
function frozenCopy<T>(value: T): T;
function frozenCopy(value: unknown): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map((item: unknown) => frozenCopy(item)));
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined) copy[key] = key === CALLERS_OWN ? item : frozenCopy(item);
  }
  return Object.freeze(copy);
}

/** A map whose changing methods refuse: `Object.freeze` alone does not reach its entries. */
function frozenMap<V>(entries: Iterable<readonly [string, V]>): ReadonlyMap<string, V> {
  const map = new Map(entries);
  const refuse = (): never => {
    throw new ScenarioError([
      { code: "scenario/frozen", path: [], message: "a scenario does not change", hint: "create another one" },
    ]);
  };
  return Object.freeze(Object.assign(map, { set: refuse, delete: refuse, clear: refuse }));
}
