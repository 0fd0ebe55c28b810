/**
 * The other slow truth, for scenarios that brute force cannot take: one integer program with a column for every person and
 * place, written from the definitions and solved level by level by an engine. It shares nothing with the library but types
 * and the door to engines.
 */
import type { Constraint, ScenarioInput, Staff } from "imbang";
import { type Engine, linearProgram, solveLinear, type Triplet } from "imbang/linear";
import { countedPeople, type Goal, nodeTables, objects, pairValue, type Place, placesFor } from "./brute-force.js";
import { kinTies, mayStay } from "./brute-rules.js";
import { amount, happens, hasTrait, isInside, millimetres, nodesOf, unitOf } from "./constraint-truth.js";
import type { Conditions } from "./random-constraints.js";

/** A person at a place. */
export interface Column {
  readonly person: Staff;
  readonly at: Place;
}

/** lower ≤ Σ coefficient · people ≤ upper. People who are not counted have no column. */
export interface Row<C extends Column = Column> {
  readonly lower: number;
  readonly upper: number;
  readonly isSoft: boolean;
  coefficient(person: Staff, at: Place, column?: C): number;
}

/** The full model of a scenario: everything but the goals. */
export interface FullModel<C extends Column = Column> {
  readonly columns: readonly C[];
  readonly rows: readonly Row<C>[];
  /** What a column is worth on a goal. */
  value(goal: string, column: C, threshold: number): bigint;
}

/** What an engine found for the goals, in order; `undefined` where no plan keeps the conditions. */
export type FullAnswer =
  | { readonly status: "solved"; readonly values: readonly bigint[] }
  | { readonly status: "infeasible" }
  | { readonly status: "stopped"; readonly values: readonly bigint[]; readonly reason: string };

/** All pairs and all conditions. `more`: columns beside those of the places that people may have. */
export function fullModel<C extends Column = Column>(
  input: ScenarioInput,
  conditions: Conditions,
  unknown: "allow" | "forbid" = "allow",
  more: readonly C[] = [],
): FullModel<C | Column> {
  const placesOf = placesByRecord(input, unknown);
  const pairs = countedPeople(input).flatMap((person) => placesOf(person).map((at): Column => ({ person, at })));
  const columns = [...pairs, ...more].filter(
    ({ person, at }) => conditions.objections !== "veto" || !objects(person, at),
  );
  const { constraints, maxMoves, floors } = conditions;
  const all: readonly Constraint[] = [
    ...constraints,
    ...(maxMoves === undefined ? [] : [{ kind: "budget", of: "moves", value: maxMoves } as const]),
    ...(floors === "hard"
      ? input.positions
          .filter(({ required }) => required !== null)
          .map(({ id, minimum = 0 }) => ({ kind: "floor", node: { positionId: id }, value: minimum }) as const)
      : []),
  ];
  return {
    columns,
    rows: [...all.flatMap((constraint) => rowsOf(input, constraint)), ...kinRows(input, unknown, columns)],
    value: (goal, { person, at }, threshold) => pairValue(input, goal, person, at, threshold),
  };
}

/** Where people may be. In a city whose rules call nobody by name and that knows no relatives, equal records have equal places. */
function placesByRecord(input: ScenarioInput, unknown: "allow" | "forbid"): (person: Staff) => readonly Place[] {
  const isOwn = input.rules !== undefined || input.staff.some(({ relatives }) => relatives !== undefined);
  if (isOwn) return (person) => placesFor(input, person, unknown);
  const known = new Map<string, readonly Place[]>();
  return (person) => {
    const { id: _id, home: _home, ...rest } = person;
    const record = JSON.stringify(rest);
    let places = known.get(record);
    if (places === undefined) known.set(record, (places = placesFor(input, person, unknown)));
    return places;
  };
}

/** Relatives: for any two places that are too close, not both. */
function kinRows(input: ScenarioInput, unknown: "allow" | "forbid", columns: readonly Column[]): Row[] {
  const counted = countedPeople(input);
  return kinTies(input, unknown).flatMap(({ people: [one, other], tooClose }) => {
    const placesOf = (who: Staff): readonly Place[] =>
      counted.includes(who)
        ? [...new Set(columns.filter(({ person }) => person === who).map(({ at }) => at))]
        : input.positions.filter(({ id }) => id === who.positionId);
    const sure = (person: Staff): number => (counted.includes(person) ? 0 : 1);
    return placesOf(one).flatMap((a) =>
      placesOf(other).flatMap((b): Row[] => {
        if (a === null || b === null || !tooClose(a, b)) return [];
        const count = (person: Staff, at: Place): number =>
          (person === one && at === a) || (person === other && at === b) ? 1 : 0;
        return [{ lower: -Infinity, upper: 1 - sure(one) - sure(other), isSoft: false, coefficient: count }];
      }),
    );
  });
}

/** Solves the goals one after the other, each with a row for every earlier one. */
export async function solveFullModel<C extends Column>(
  input: ScenarioInput,
  model: FullModel<C>,
  goals: readonly Goal[],
  engine: Engine,
  {
    moveThreshold = 10,
    timeLimit,
    relativeGap,
  }: { moveThreshold?: number; timeLimit?: number; relativeGap?: number } = {},
): Promise<FullAnswer> {
  const values: bigint[] = [];
  let start: Float64Array | undefined;
  for (let g = 0; g < goals.length; g++) {
    const program = programOf(input, model, goals.slice(0, g + 1), values, moveThreshold);
    let result;
    try {
      result = await solveLinear(program, engine, {
        ...(timeLimit === undefined ? {} : { timeLimit }),
        ...(relativeGap === undefined ? {} : { relativeGap }),
        ...(start?.length === program.cost.length ? { start } : {}), // goals on units add columns
      });
    } catch (error) {
      return { status: "stopped", values, reason: error instanceof Error ? error.message : String(error) };
    }
    if (result.status === "infeasible") return { status: "infeasible" };
    if (result.status !== "optimal") return { status: "stopped", values, reason: result.status };
    start = result.solution.values;
    values.push(BigInt(Math.round(result.solution.objective)));
  }
  return { status: "solved", values };
}

/** The last goal as costs, the earlier ones as rows "worth no more than before". */
function programOf<C extends Column>(
  input: ScenarioInput,
  { columns, rows, value: worth }: FullModel<C>,
  goals: readonly Goal[],
  values: readonly bigint[],
  threshold: number,
): ReturnType<typeof linearProgram> {
  const people = countedPeople(input);
  const rowOfPerson = new Map(people.map(({ id }, k) => [id, k]));
  const columnCosts = goals.map(({ name }) => columns.map((column) => Number(worth(name, column, threshold))));
  const entries: Triplet[] = [];
  const rowLower: number[] = people.map(() => 1);
  const rowUpper: number[] = people.map(() => 1);
  const cost: number[] = [...columnCosts.at(-1)!];
  const colUpper: number[] = columns.map(() => 1);
  columns.forEach(({ person }, c) => entries.push([rowOfPerson.get(person.id)!, c, 1]));

  // Seats of positions: one column a seat, with the slopes of every goal on positions; those of units likewise.
  const atPosition = new Map<string, number[]>();
  columns.forEach(({ at }, c) => {
    if (at !== null) atPosition.set(at.id, [...(atPosition.get(at.id) ?? []), c]);
  });
  const seatSlopes: { readonly column: number; readonly slopes: readonly bigint[] }[] = [];
  const constants = goals.map(() => 0n);
  const holders = new Map<string, number>();
  for (const { positionId } of input.staff) holders.set(positionId ?? "", (holders.get(positionId ?? "") ?? 0) + 1);
  const seatsOf = new Map(
    input.positions.map(({ id, capacity }) => [
      id,
      Math.min(Math.max(capacity, holders.get(id) ?? 0), atPosition.get(id)?.length ?? 0),
    ]),
  );
  const most = (ids: readonly string[]): number => ids.reduce((sum, id) => sum + seatsOf.get(id)!, 0);
  for (const node of ["position", "unit"] as const) {
    const tables = goals.map((goal) =>
      goal.node === node
        ? nodeTables(input, goal, threshold, most)
        : nodeTables(input, { name: "none", node }, threshold, most),
    );
    if (node === "unit" && goals.every((goal) => goal.node === "position")) continue;
    tables[0]!.forEach(({ ids }, n) => {
      const row = rowLower.length;
      rowLower.push(0);
      rowUpper.push(0);
      for (const id of ids) for (const c of atPosition.get(id) ?? []) entries.push([row, c, 1]);
      goals.forEach((_, g) => (constants[g]! += tables[g]![n]!.table[0]!));
      for (let k = 1; k <= most(ids); k++) {
        const column = cost.length;
        entries.push([row, column, -1]);
        const slopes = goals.map((_, g) => tables[g]![n]!.table[k]! - tables[g]![n]!.table[k - 1]!);
        seatSlopes.push({ column, slopes });
        cost.push(Number(slopes.at(-1)!));
        colUpper.push(1);
      }
    });
  }

  const softColumns: number[] = [];
  for (const { lower, upper, isSoft, coefficient } of rows) {
    const row = rowLower.length;
    let constant = 0;
    for (const person of input.staff) {
      if (!rowOfPerson.has(person.id))
        constant += coefficient(
          person,
          input.positions.find(({ id }) => id === person.positionId)!,
        );
    }
    rowLower.push(lower - constant);
    rowUpper.push(upper - constant);
    columns.forEach((column, c) => {
      const value = coefficient(column.person, column.at, column);
      if (value !== 0) entries.push([row, c, value]);
    });
    if (!isSoft) continue;
    softColumns.push(cost.length);
    entries.push([row, cost.length, 1]);
    cost.push(goals.at(-1)!.name === "floors" ? 1 : 0);
    colUpper.push(Math.max(0, lower));
  }

  values.forEach((value, g) => {
    const row = rowLower.length;
    rowLower.push(-Infinity);
    rowUpper.push(Number(value - constants[g]!));
    columnCosts[g]!.forEach((each, c) => each !== 0 && entries.push([row, c, each]));
    for (const { column, slopes } of seatSlopes) if (slopes[g] !== 0n) entries.push([row, column, Number(slopes[g])]);
    if (goals[g]!.name === "floors") for (const column of softColumns) entries.push([row, column, 1]);
  });
  // What nobody's place changes is a column of its own, always 1: a gap is a share of the whole value, not of the rest.
  const colLower = [...cost.map(() => 0), 1];
  cost.push(Number(constants.at(-1)!));
  colUpper.push(1);
  const isInteger = cost.map(() => 1);
  return linearProgram({ cost, colLower, colUpper, isInteger, rowLower, rowUpper, entries });
}

/** A constraint as rows over everyone. */
function rowsOf(input: ScenarioInput, constraint: Constraint): Row[] {
  const people = countedPeople(input);
  const post = new Map(input.positions.map((position) => [position.id, position]));
  const isCounted = new Set(people.map(({ id }) => id));
  const from = (person: Staff): Place => post.get(person.positionId ?? "") ?? null;
  const isMoved = (person: Staff, at: Place): boolean =>
    at !== null && person.positionId !== null && at.id !== person.positionId;
  const row = (shape: Partial<Row> & Pick<Row, "coefficient">): Row => ({
    lower: -Infinity,
    upper: Infinity,
    isSoft: false,
    ...shape,
  });
  switch (constraint.kind) {
    case "floor":
    case "inflowCap":
    case "outflowCap":
    case "mix":
      return nodesOf(input, constraint.node).map((inside) => {
        const isIn = (at: Place): boolean => isInside(at, inside);
        const today = people.filter((person) => isIn(from(person))).length;
        const { value } = constraint;
        const counts = (person: Staff): boolean => isCounted.has(person.id);
        if (constraint.kind === "floor") {
          const lower = amount(value, today, Math.ceil);
          return row({
            lower,
            isSoft: constraint.hard === false,
            coefficient: (who, at) => Number(counts(who) && isIn(at)),
          });
        }
        if (constraint.kind === "mix") {
          const has = (person: Staff): number => Number(hasTrait(input, person, constraint.of));
          if (typeof value === "number")
            return row({ lower: value, coefficient: (who, at) => (counts(who) && isIn(at) ? has(who) : 0) });
          const share = Math.round(value.percent * 100);
          return row({ lower: 0, coefficient: (who, at) => (counts(who) && isIn(at) ? 10_000 * has(who) - share : 0) });
        }
        const upper = amount(value, today, Math.floor);
        const isInflow = constraint.kind === "inflowCap";
        const leavers = new Set(people.filter((person) => !mayStay(input, person)).map(({ id }) => id));
        const crosses = (who: Staff, at: Place): boolean =>
          isInflow ? isIn(at) && !isIn(from(who)) : isIn(from(who)) && !isIn(at) && !leavers.has(who.id);
        return row({ upper, coefficient: (who, at) => Number(counts(who) && crosses(who, at)) });
      });
    case "budget": {
      const sets = constraint.node === undefined ? [undefined] : nodesOf(input, constraint.node);
      return sets.map((inside) => {
        const pays = (who: Staff): boolean =>
          isCounted.has(who.id) && (inside === undefined || isInside(from(who), inside));
        if (constraint.of === "moves") {
          const base = people.filter((who) => pays(who) && who.positionId !== null).length;
          const upper = amount(constraint.value, base, Math.floor);
          return row({ upper, coefficient: (who, at) => Number(pays(who) && isMoved(who, at)) });
        }
        const isSent = (who: Staff, at: Place): at is NonNullable<Place> =>
          pays(who) && at !== null && at.id !== who.positionId;
        if (constraint.of === "distance") {
          const upper = Math.floor((constraint.value as number) * 1e6);
          return row({ upper, coefficient: (who, at) => (isSent(who, at) ? millimetres(input, who, at) : 0) });
        }
        const { perMove = 0, perKilometre = 0 } = constraint;
        return row({
          upper: Math.floor(constraint.value as number),
          coefficient: (who, at) =>
            isSent(who, at)
              ? Math.floor(
                  ((isMoved(who, at) ? perMove : 0) * 1e6 + perKilometre * millimetres(input, who, at) + 500_000) / 1e6,
                )
              : 0,
        });
      });
    }
    case "together":
    case "apart": {
      const node = (at: Place): string => {
        if (at === null) return "";
        if (constraint.node === "position") return at.id;
        return constraint.node === "agency" ? unitOf(input, at.unitId).agencyId : at.unitId;
      };
      const all = [...new Set([null, ...input.positions].map(node))];
      const named = new Set(constraint.staffIds);
      if (constraint.kind === "apart")
        return all
          .filter((each) => each !== "")
          .map((each) => row({ upper: 1, coefficient: (who, at) => Number(named.has(who.id) && node(at) === each) }));
      const [first, ...others] = constraint.staffIds;
      return others.flatMap((other) =>
        all.map((each) => {
          const sign = (who: Staff): number => Number(who.id === first) - Number(who.id === other);
          return row({ lower: 0, upper: 0, coefficient: (who, at) => (node(at) === each ? sign(who) : 0) });
        }),
      );
    }
    case "ifThen": {
      const does = (event: Extract<Constraint, { kind: "ifThen" }>["if"], who: Staff, at: Place): number =>
        who.id === event.staffId && happens(input, event, new Map([[who.id, at]])) ? 1 : 0;
      return [
        row({ lower: 0, coefficient: (who, at) => does(constraint.then, who, at) - does(constraint.if, who, at) }),
      ];
    }
  }
}
