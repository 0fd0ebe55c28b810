/**
 * What constraints say of a plan, judged from the definitions person by person. For oracles: it imports nothing of the
 * library but types, and what the rules say from the other oracle.
 */
import type { Amount, Constraint, ConstraintNode, PlanEvent, Position, ScenarioInput, Staff } from "imbang";
import { mayStay } from "./brute-rules.js";

/** Where everyone is under a plan, by staff id; `null`: waiting. */
export type Whereabouts = ReadonlyMap<string, Position | null>;

/** How many whole people (moves, kilometres, money …) soft floors miss; `undefined` where a condition is broken. */
export function judged(
  input: ScenarioInput,
  constraints: readonly Constraint[],
  { maxMoves, floors }: { maxMoves?: number; floors?: "soft" | "hard" },
  at: Whereabouts,
): number | undefined {
  let soft = 0;
  const people = counted(input);
  if (maxMoves !== undefined && people.filter((person) => isMove(person, at)).length > maxMoves) return undefined;
  if (floors === "hard") {
    for (const position of input.positions) {
      if (position.required === null) continue;
      const there = people.filter(({ id }) => at.get(id)?.id === position.id).length;
      if (there < (position.minimum ?? 0)) return undefined;
    }
  }
  for (const constraint of constraints) {
    const missing = missed(input, constraint, at);
    if (missing <= 0) continue;
    if (constraint.kind === "floor" && constraint.hard === false) soft += missing;
    else return undefined;
  }
  return soft;
}

/** Above 0: broken, by so much. */
function missed(input: ScenarioInput, constraint: Constraint, at: Whereabouts): number {
  const people = counted(input);
  const post = (person: Staff): Position | null => input.positions.find(({ id }) => id === person.positionId) ?? null;
  switch (constraint.kind) {
    case "floor":
    case "inflowCap":
    case "outflowCap":
    case "mix":
      return nodesOf(input, constraint.node)
        .map((inside) => {
          const today = people.filter((person) => isInside(post(person), inside));
          const after = people.filter(({ id }) => isInside(at.get(id)!, inside));
          const { value } = constraint;
          if (constraint.kind === "floor") return amount(value, today.length, Math.ceil) - after.length;
          if (constraint.kind === "mix") {
            const have = after.filter((person) => hasTrait(input, person, constraint.of)).length;
            if (typeof value === "number") return value - have;
            return Math.round(value.percent * 100) * after.length - 10_000 * have;
          }
          const out = today.filter((person) => !after.includes(person));
          const into = after.filter((person) => !today.includes(person)).length;
          const free = out.filter((person) => mayStay(input, person)); // whom a law sends away the plan does not
          return (constraint.kind === "inflowCap" ? into : free.length) - amount(value, today.length, Math.floor);
        })
        .reduce((sum, each) => sum + Math.max(0, each), 0);
    case "budget": {
      const payers = (inside: ReadonlySet<string> | undefined): Staff[] =>
        people.filter((person) => inside === undefined || isInside(post(person), inside));
      const sets = constraint.node === undefined ? [undefined] : nodesOf(input, constraint.node);
      return sets
        .map((inside) => {
          const moves = payers(inside).filter((person) => isMove(person, at));
          if (constraint.of === "moves") {
            const base = payers(inside).filter(({ positionId }) => positionId !== null).length;
            return moves.length - amount(constraint.value, base, Math.floor);
          }
          const sent = payers(inside).filter(({ id, positionId }) => (at.get(id)?.id ?? null) !== positionId);
          const value = constraint.value as number;
          if (constraint.of === "distance")
            return (
              sent.reduce((sum, person) => sum + millimetres(input, person, at.get(person.id)!), 0) -
              Math.floor(value * 1e6)
            );
          const { perMove = 0, perKilometre = 0 } = constraint; // whole numbers in tests
          const spent = sent.reduce((sum, person) => {
            const way = perKilometre * millimetres(input, person, at.get(person.id)!);
            return sum + Math.floor(((isMove(person, at) ? perMove : 0) * 1e6 + way + 500_000) / 1e6);
          }, 0);
          return spent - Math.floor(value);
        })
        .reduce((sum, each) => sum + Math.max(0, each), 0);
    }
    case "together":
    case "apart": {
      const node = (id: string): string => {
        const place = at.get(id) ?? null;
        if (place === null) return "";
        if (constraint.node === "position") return place.id;
        return constraint.node === "agency" ? unitOf(input, place.unitId).agencyId : place.unitId;
      };
      const places = constraint.staffIds.map(node);
      if (constraint.kind === "together") return new Set(places).size - 1;
      const known = places.filter((place) => place !== "");
      return known.length - new Set(known).size;
    }
    case "ifThen":
      return happens(input, constraint.if, at) && !happens(input, constraint.then, at) ? 1 : 0;
  }
}

/** Everyone but the holders of posts without a study. */
export function counted(input: ScenarioInput): Staff[] {
  const positions = positionsOf(input);
  return input.staff.filter(({ positionId }) => positionId === null || positions.get(positionId)!.required !== null);
}

function isMove({ id, positionId }: Staff, at: Whereabouts): boolean {
  const place = at.get(id)!;
  return positionId !== null && place !== null && place.id !== positionId;
}

/** Whether a place is one of a set of positions. */
export function isInside(place: Position | null, inside: ReadonlySet<string>): boolean {
  return place !== null && inside.has(place.id);
}

/** A number, or percent of a base, rounded. */
export function amount(value: Amount, base: number, round: (value: number) => number): number {
  if (typeof value === "number") return value;
  return round(Math.round(value.percent * base * 100) / 10_000); // percents of tests have two decimals at most
}

const positionMaps = new WeakMap<ScenarioInput, ReadonlyMap<string, Position>>();
const unitMaps = new WeakMap<ScenarioInput, ReadonlyMap<string, ScenarioInput["units"][number]>>();

function positionsOf(input: ScenarioInput): ReadonlyMap<string, Position> {
  const known = positionMaps.get(input) ?? new Map(input.positions.map((position) => [position.id, position]));
  positionMaps.set(input, known);
  return known;
}

/** The unit of an id. */
export function unitOf(input: ScenarioInput, unitId: string): ScenarioInput["units"][number] {
  const known = unitMaps.get(input) ?? new Map(input.units.map((unit) => [unit.id, unit]));
  unitMaps.set(input, known);
  return known.get(unitId)!;
}

/** A unit and those above it. */
function lineage(input: ScenarioInput, unitId: string): string[] {
  const { parentUnitId } = unitOf(input, unitId);
  return parentUnitId === undefined ? [unitId] : [unitId, ...lineage(input, parentUnitId)];
}

/** Ids of the studied positions of each node. */
export function nodesOf(input: ScenarioInput, node: ConstraintNode): ReadonlySet<string>[] {
  const studied = input.positions.filter(({ required }) => required !== null);
  const ids = (test: (position: Position) => boolean): ReadonlySet<string> =>
    new Set(studied.filter(test).map(({ id }) => id));
  const unit = (id: string): ReadonlySet<string> => ids(({ unitId }) => lineage(input, unitId).includes(id));
  const agency = (id: string): ReadonlySet<string> => ids(({ unitId }) => unitOf(input, unitId).agencyId === id);
  if ("positionId" in node) return [ids(({ id }) => id === node.positionId)];
  if ("unitId" in node) return [unit(node.unitId)];
  if ("agencyId" in node) return [agency(node.agencyId)];
  const all =
    node.each === "position"
      ? studied.map(({ id }) => new Set([id]))
      : node.each === "unit"
        ? input.units.map(({ id }) => unit(id))
        : input.agencies.map(({ id }) => agency(id));
  return all.filter(({ size }) => size > 0);
}

const GRADES = "I/a I/b I/c I/d II/a II/b II/c II/d III/a III/b III/c III/d IV/a IV/b IV/c IV/d IV/e".split(" ");

/** Whether a person has what a mix counts. */
export function hasTrait(
  input: ScenarioInput,
  { grade, jobLevel, positionSince, certificates }: Staff,
  of: Extract<Constraint, { kind: "mix" }>["of"],
): boolean {
  const rank = GRADES.indexOf(grade ?? "");
  if (of.minGrade !== undefined && (rank < 0 || rank < GRADES.indexOf(of.minGrade))) return false;
  if (of.jobLevels !== undefined && !of.jobLevels.some((level) => level === jobLevel)) return false;
  if (of.minYearsInPost !== undefined) {
    if (positionSince === undefined) return false;
    const days = (Date.parse(input.asOf) - Date.parse(positionSince)) / 86_400_000;
    if (days < 365 * of.minYearsInPost) return false; // days of tests are far from anniversaries
  }
  return (
    of.certificates?.every((wanted) => certificates?.some((own) => own.toLowerCase() === wanted.toLowerCase())) ?? true
  );
}

/** Whether an event happens under a plan. */
export function happens(input: ScenarioInput, event: PlanEvent, at: Whereabouts): boolean {
  const place = at.get(event.staffId) ?? null;
  const { positionId } = input.staff.find(({ id }) => id === event.staffId)!;
  if ("moves" in event) return ((place?.id ?? null) !== positionId) === event.moves;
  if ("positionId" in event) return place?.id === event.positionId;
  return place !== null && lineage(input, place.unitId).includes(event.unitId);
}

/** Great-circle millimetres of a transfer, as the level `distance` counts them. */
export function millimetres(input: ScenarioInput, person: Staff, place: Position): number {
  const { isPlaced, largest } = geographyOf(input);
  if (!isPlaced) return 0;
  const own = positionsOf(input).get(person.positionId ?? "");
  const from = own === undefined ? undefined : unitOf(input, own.unitId);
  const to = unitOf(input, place.unitId);
  if (from === to) return 0;
  if (person.home === undefined && from === undefined) return 0;
  const start = person.home ?? from?.location;
  return start === undefined || to.location === undefined ? largest : haversine(start, to.location);
}

const geographies = new WeakMap<ScenarioInput, { readonly isPlaced: boolean; readonly largest: number }>();

/** Whether any studied unit has a place, and what a missing place counts. */
function geographyOf(input: ScenarioInput): { readonly isPlaced: boolean; readonly largest: number } {
  const known = geographies.get(input);
  if (known !== undefined) return known;
  const studied = new Set(input.positions.filter(({ required }) => required !== null).map(({ unitId }) => unitId));
  const placed = input.units.filter(({ id }) => studied.has(id));
  const located = placed.flatMap(({ location }) => (location === undefined ? [] : [location]));
  const isComplete = placed.every(({ location }) => location !== undefined);
  const largest = isComplete ? 0 : Math.max(0, ...located.flatMap((a) => located.map((b) => haversine(a, b))));
  const geography = { isPlaced: located.length > 0, largest };
  geographies.set(input, geography);
  return geography;
}

function haversine(a: { latitude: number; longitude: number }, b: { latitude: number; longitude: number }): number {
  const rad = (x: number): number => (x * Math.PI) / 180;
  const s = Math.sin(rad(b.latitude - a.latitude) / 2);
  const t = Math.sin(rad(b.longitude - a.longitude) / 2);
  const h = s * s + Math.cos(rad(a.latitude)) * Math.cos(rad(b.latitude)) * t * t;
  return Math.round(2 * 6_371_008_800 * Math.asin(Math.sqrt(h)));
}
