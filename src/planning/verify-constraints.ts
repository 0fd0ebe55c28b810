/**
 * Whether placements keep every condition of a plan's settings, counted from the people up. Knows nothing of rows, groups or
 * multipliers: conditions are read once more from what they say.
 */
import type { Issue } from "../errors/index.js";
import { judgeStaying, verdictOf } from "../eligibility/index.js";
import { compareGrades } from "../regulation/index.js";
import type { Position, Scenario, Staff } from "../scenario/index.js";
import { conflictPairs } from "./conflicts.js";
import type { Amount, Constraint, ConstraintNode, PlanEvent, Trait } from "./constraints/types.js";
import type { Geography } from "./geography.js";
import { isCounted } from "./pair-costs.js";
import type { Placement, PlanSettings } from "./types.js";
import { exact } from "./verify-measures.js";

/** Whether a law takes the present post away; holders of unstudied posts are left where they are. */
export function losesPost(scenario: Scenario, person: Staff): boolean {
  return isCounted(scenario, person) && verdictOf(judgeStaying(scenario, person)) === "forbidden";
}

/** One person, today and under the plan; only people who are counted have `counts`. */
interface Whereabouts {
  readonly person: Staff;
  readonly from: Position | null;
  readonly to: Position | null;
  readonly counts: boolean;
}

/** Issues with the code `planning/constraint-broken`, one a condition and node. O(people · constraints + nodes · positions). */
export function verifyConstraints(
  scenario: Scenario,
  settings: PlanSettings,
  placements: readonly Placement[],
  geography: Geography,
): Issue[] {
  const issues: Issue[] = [];
  const { constraints = [], maxMoves, floors } = settings;
  const positionOf = (id: string | null): Position | null => (id === null ? null : scenario.positionById.get(id)!);
  const people = placements.map(({ staffId, positionId }): Whereabouts => {
    const person = scenario.staffById.get(staffId)!;
    const from = positionOf(person.positionId);
    return { person, from, to: positionOf(positionId), counts: from?.required !== null };
  });
  const byId = new Map(people.map((each) => [each.person.id, each]));
  const say = (path: Issue["path"], id: string, message: string): void => {
    issues.push({ code: "planning/constraint-broken", path, message: `${JSON.stringify(id)}: ${message}` });
  };
  const isMove = ({ from, to }: Whereabouts): boolean => from !== null && to !== null && from.id !== to.id;
  const moved = people.filter(isMove).length;
  if (maxMoves !== undefined && moved > maxMoves) say(["settings", "maxMoves"], "maxMoves", `${moved} moves`);
  if (floors === "hard") {
    const heads = countsOf(people, ({ to }) => to?.id);
    for (const { id, minimum = 0, required } of scenario.positions) {
      const there = heads.get(id) ?? 0;
      if (required !== null && there < minimum) say(["settings", "floors"], id, `${there} people of ${minimum}`);
    }
  }
  for (const { id, staffIds, conflict } of conflictPairs(scenario, settings.unknown)) {
    const [a, b] = staffIds.map((staffId) => byId.get(staffId)!.to);
    if (a == null || b == null || !conflict(a, b)) continue;
    say(["placements"], id, `${JSON.stringify(staffIds[0])} and ${JSON.stringify(staffIds[1])} must not meet there`);
  }
  constraints.forEach((constraint, k) => {
    const id = constraint.id ?? `constraint-${k + 1}`;
    const wrong = (message: string): void => say(["settings", "constraints", k], id, message);
    switch (constraint.kind) {
      case "floor":
      case "inflowCap":
      case "outflowCap":
        if (constraint.hard !== false) judgeHeads(scenario, constraint, people, wrong);
        break;
      case "mix":
        judgeMix(scenario, constraint, people, wrong);
        break;
      case "budget":
        judgeBudget(scenario, constraint, people, geography, wrong);
        break;
      case "together":
      case "apart": {
        const kind = constraint.node ?? "unit";
        const places = constraint.staffIds.map((staffId) => nodeIdOf(scenario, byId.get(staffId)!.to, kind));
        const known = places.filter((place) => place !== "");
        if (constraint.kind === "apart" && new Set(known).size < known.length) wrong(`two of them are at one ${kind}`);
        if (constraint.kind === "together" && new Set(places).size > 1) wrong(`they are not at one ${kind}`);
        break;
      }
      case "ifThen":
        if (happens(scenario, constraint.if, byId) && !happens(scenario, constraint.then, byId))
          wrong("the first happens, the second does not");
        break;
    }
  });
  return issues;
}

/** Whether settings and rules hold any condition beyond the network, demanded or wanted. */
export function hasConditions(
  scenario: Scenario,
  { constraints = [], maxMoves, floors, unknown }: PlanSettings,
): boolean {
  if (constraints.length > 0 || maxMoves !== undefined) return true;
  const hasMinimum = ({ minimum = 0, required }: Position): boolean => required !== null && minimum > 0;
  return (floors === "hard" && scenario.positions.some(hasMinimum)) || conflictPairs(scenario, unknown).length > 0;
}

/** People that soft floors miss: they count on the level `floors`. */
export function softFloorsMissed(
  scenario: Scenario,
  { constraints = [] }: PlanSettings,
  placements: readonly Placement[],
): number {
  let missed = 0;
  const heads = new Map<string, number>();
  for (const { positionId } of placements)
    if (positionId !== null) heads.set(positionId, (heads.get(positionId) ?? 0) + 1);
  for (const constraint of constraints) {
    if (constraint.kind !== "floor" || constraint.hard !== false) continue;
    for (const { positions } of nodes(scenario, constraint.node)) {
      const there = sum(positions, ({ id }) => heads.get(id) ?? 0);
      missed += Math.max(0, floorAt(scenario, constraint.value, positions) - there);
    }
  }
  return missed;
}

function judgeHeads(
  scenario: Scenario,
  { kind, node, value }: Extract<Constraint, { kind: "floor" | "inflowCap" | "outflowCap" }>,
  people: readonly Whereabouts[],
  wrong: (message: string) => void,
): void {
  const counted = people.filter(({ counts }) => counts);
  const [before, after] = [countsOf(counted, ({ from }) => from?.id), countsOf(counted, ({ to }) => to?.id)];
  const moved = counted.filter(({ from, to }) => from?.id !== to?.id);
  const stays = new Map<string, Whereabouts[]>(); // movers by the position that they leave
  for (const each of moved) {
    const key = each.from?.id ?? "";
    stays.set(key, [...(stays.get(key) ?? []), each]);
  }
  for (const { id, positions } of nodes(scenario, node)) {
    const inside = new Set(positions.map((position) => position.id));
    const [was, is] = [sum(positions, (p) => before.get(p.id) ?? 0), sum(positions, (p) => after.get(p.id) ?? 0)];
    const left = positions.flatMap((p) =>
      (stays.get(p.id) ?? []).filter(({ to }) => to === null || !inside.has(to.id)),
    );
    const into = is - (was - left.length);
    const out = kind === "outflowCap" ? left.filter(({ person }) => !losesPost(scenario, person)).length : 0;
    if (kind === "floor" && is < floorAt(scenario, value, positions)) wrong(`${is} people at ${id}`);
    if (kind === "outflowCap" && out > capAt(scenario, value, positions)) wrong(`${out} people leave ${id}`);
    if (kind === "inflowCap" && into > capAt(scenario, value, positions)) wrong(`${into} people come to ${id}`);
  }
}

function judgeMix(
  scenario: Scenario,
  { node, of, value }: Extract<Constraint, { kind: "mix" }>,
  people: readonly Whereabouts[],
  wrong: (message: string) => void,
): void {
  const counted = people.filter(({ counts }) => counts);
  const all = countsOf(counted, ({ to }) => to?.id);
  const holders = countsOf(
    counted.filter(({ person }) => isOfTrait(scenario, person, of)),
    ({ to }) => to?.id,
  );
  for (const { id, positions } of nodes(scenario, node)) {
    const [there, have] = [sum(positions, (p) => all.get(p.id) ?? 0), sum(positions, (p) => holders.get(p.id) ?? 0)];
    const [top, bottom] = typeof value === "number" ? [BigInt(value) * 100n, 1n] : exact(value.percent);
    const share = typeof value === "number" ? 1n : BigInt(there);
    if (100n * bottom * BigInt(have) < top * share) wrong(`${have} of ${there} people at ${id}`);
  }
}

function judgeBudget(
  scenario: Scenario,
  { of, node, perMove = 0, perKilometre = 0, value }: Extract<Constraint, { kind: "budget" }>,
  people: readonly Whereabouts[],
  geography: Geography,
  wrong: (message: string) => void,
): void {
  const spend = ({ person, from, to }: Whereabouts): bigint => {
    if (to === null || from?.id === to.id) return 0n;
    const isMove = from === null ? 0n : 1n;
    if (of === "moves") return isMove;
    const millimetres = BigInt(geography.distanceTo(person, to) ?? 0);
    if (of === "distance") return millimetres;
    const [a, b] = exact(perMove);
    const [c, d] = exact(perKilometre);
    const bottom = b * d * 1_000_000n;
    return (2n * (isMove * a * d * 1_000_000n + c * b * millimetres) + bottom) / (2n * bottom);
  };
  const everywhere = { id: "all", positions: scenario.positions.filter(({ required }) => required !== null) };
  for (const { id, positions } of node === undefined ? [everywhere] : nodes(scenario, node)) {
    const inside = new Set(positions.map((position) => position.id));
    const pays = ({ counts, from }: Whereabouts): boolean =>
      counts && (node === undefined || (from !== null && inside.has(from.id)));
    const spent = people.filter(pays).reduce((all, each) => all + spend(each), 0n);
    const [top, bottom] = typeof value === "number" ? exact(value) : [BigInt(capAt(scenario, value, positions)), 1n];
    if (spent * bottom > top * (of === "distance" ? 1_000_000n : 1n)) wrong(`${spent} are spent at ${id}`);
  }
}

function happens(scenario: Scenario, event: PlanEvent, byId: ReadonlyMap<string, Whereabouts>): boolean {
  const { from, to } = byId.get(event.staffId)!;
  if ("moves" in event) return (from?.id !== to?.id) === event.moves;
  if ("positionId" in event) return to?.id === event.positionId;
  return to !== null && unitsAbove(scenario, to.unitId).includes(event.unitId);
}

/** Whether what a trait names is known of a person and true. */
export function isOfTrait({ asOf }: Scenario, person: Staff, trait: Trait): boolean {
  const same = (a: string, b: string): boolean => plain(a) === plain(b);
  if (trait.minGrade !== undefined) {
    const order = person.grade === undefined ? null : compareGrades(person.grade, trait.minGrade);
    if (order === null || order < 0) return false;
  }
  const { jobLevel, positionSince, certificates = [] } = person;
  if (trait.jobLevels?.every((level) => jobLevel === undefined || !same(level, jobLevel)) === true) return false;
  if (trait.minYearsInPost !== undefined) {
    if (positionSince === undefined) return false;
    const years = Number(asOf.slice(0, 4)) - Number(positionSince.slice(0, 4));
    const full = asOf.slice(5) >= positionSince.slice(5) ? years : years - 1;
    if (full < trait.minYearsInPost) return false;
  }
  return (trait.certificates ?? []).every((wanted) => certificates.some((own) => same(own, wanted)));
}

function plain(text: string): string {
  return text.trim().split(/\s+/).join(" ").toLowerCase();
}

/** The studied positions of a node, or of every node of a kind. */
export function nodes(
  scenario: Scenario,
  node: ConstraintNode,
): { readonly id: string; readonly positions: readonly Position[] }[] {
  const studied = scenario.positions.filter(({ required }) => required !== null);
  const within = (kind: "position" | "unit" | "agency", wanted?: string): Map<string, Position[]> => {
    const found = new Map<string, Position[]>();
    for (const position of studied) {
      const ids =
        kind === "position"
          ? [position.id]
          : kind === "unit"
            ? unitsAbove(scenario, position.unitId)
            : [scenario.unitById.get(position.unitId)!.agencyId];
      for (const id of ids) {
        if (wanted !== undefined && id !== wanted) continue;
        const list = found.get(id);
        if (list === undefined) found.set(id, [position]);
        else list.push(position);
      }
    }
    if (wanted !== undefined && !found.has(wanted)) found.set(wanted, []);
    return found;
  };
  const found =
    "each" in node
      ? within(node.each)
      : "positionId" in node
        ? within("position", node.positionId)
        : "unitId" in node
          ? within("unit", node.unitId)
          : within("agency", node.agencyId);
  return [...found].map(([id, positions]) => ({ id, positions }));
}

/** A unit and those above it. */
export function unitsAbove(scenario: Scenario, unitId: string): string[] {
  const { parentUnitId } = scenario.unitById.get(unitId)!;
  return parentUnitId === undefined ? [unitId] : [unitId, ...unitsAbove(scenario, parentUnitId)];
}

/** What holds a position: itself, its unit or its agency; empty for nowhere. */
export function nodeIdOf(scenario: Scenario, at: Position | null, kind: "position" | "unit" | "agency"): string {
  if (at === null) return "";
  return kind === "position" ? at.id : kind === "unit" ? at.unitId : scenario.unitById.get(at.unitId)!.agencyId;
}

/** A floor in people: percent rounded up. */
export function floorAt(scenario: Scenario, value: Amount, positions: readonly Position[]): number {
  if (typeof value === "number") return value;
  const [top, bottom] = exact(value.percent);
  const share = top * BigInt(holdersOf(scenario, positions));
  return Number((share + 100n * bottom - 1n) / (100n * bottom));
}

/** A cap in people: percent rounded down. */
export function capAt(scenario: Scenario, value: Amount, positions: readonly Position[]): number {
  if (typeof value === "number") return value;
  const [top, bottom] = exact(value.percent);
  return Number((top * BigInt(holdersOf(scenario, positions))) / (100n * bottom));
}

function holdersOf(scenario: Scenario, positions: readonly Position[]): number {
  return sum(positions, ({ id }) => scenario.incumbentsByPosition.get(id)!.length);
}

function countsOf<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((all, item) => all + of(item), 0);
}
