/**
 * What no single record can show: ids that are used twice or do not exist, units that stand above themselves, floors
 * above capacity, dates in an impossible order. Reads the raw input, so that one malformed record does not hide the
 * faults of the others; what has the wrong shape is passed over here (it has its own issue).
 */
import { nearest, type Issue } from "../errors/index.js";
import { compareGrades, GRADES, type Grade } from "../regulation/index.js";
import { isDay } from "./day.js";

/** Searching a city for the nearest id takes a while; when more ids than this dangle, spelling is not the cause. */
const MOST_SUGGESTIONS = 50;

type Loose = Readonly<Record<string, unknown>>;

/**
 * Issues across records, in input order.
 *
 * Codes: `scenario/empty`, `scenario/unknown-key` (a competency called `__proto__`, which objects cannot keep), `scenario/duplicate-id`, `scenario/unknown-id`, `scenario/unit-cycle`,
 * `scenario/floor-above-capacity`, `scenario/empty-range`, `scenario/impossible-date`, `scenario/one-place`.
 */
export function crossCheckIssues(input: unknown): Issue[] {
  const issues: Issue[] = [];
  const scenario = isRecord(input) ? input : {};
  const lists = {
    agencies: records(scenario["agencies"]),
    units: records(scenario["units"]),
    positions: records(scenario["positions"]),
    staff: records(scenario["staff"]),
  };
  if (Array.isArray(scenario["positions"]) && scenario["positions"].length === 0) {
    issues.push({
      code: "scenario/empty",
      path: ["positions"],
      message: "there is no position, so there is nothing to plan",
      hint: "the file of positions was not read, or all its rows were reported",
    });
  }
  const ids = {
    agencies: uniqueIds("agencies", lists.agencies, issues),
    units: uniqueIds("units", lists.units, issues),
    positions: uniqueIds("positions", lists.positions, issues),
    staff: uniqueIds("staff", lists.staff, issues),
  };
  let suggestions = 0;
  const mustExist = (kind: keyof typeof ids, value: unknown, path: Issue["path"]): void => {
    if (typeof value !== "string" || value === "" || ids[kind].has(value)) return;
    const isNamed = kind !== "staff" && suggestions++ < MOST_SUGGESTIONS;
    const near = isNamed ? nearest(value, ids[kind].keys()) : undefined;
    issues.push({
      code: "scenario/unknown-id",
      path,
      message: `${JSON.stringify(value)} is not the id of any of the ${kind}`,
      ...(near === undefined ? {} : { hint: `you meant ${JSON.stringify(near)}` }),
    });
  };

  for (const [index, unit] of lists.units) {
    mustExist("agencies", unit["agencyId"], ["units", index, "agencyId"]);
    mustExist("units", unit["parentUnitId"], ["units", index, "parentUnitId"]);
  }
  unitCycles(lists.units, issues);
  for (const [kind, records] of Object.entries({ positions: lists.positions, staff: lists.staff })) {
    for (const [index, record] of records) {
      const holder = kind === "positions" ? record["requirements"] : record;
      const levels = isRecord(holder) ? holder["competencies"] : undefined;
      if (!isRecord(levels) || !Object.hasOwn(levels, "__proto__")) continue;
      issues.push({
        code: "scenario/unknown-key",
        path: [kind, index, ...(kind === "positions" ? ["requirements"] : []), "competencies", "__proto__"],
        message: 'a competency cannot be called "__proto__"',
      });
    }
  }
  for (const [index, position] of lists.positions) {
    mustExist("units", position["unitId"], ["positions", index, "unitId"]);
    checkPosition(index, position, issues);
  }
  for (const [index, person] of lists.staff) {
    mustExist("positions", person["positionId"], ["staff", index, "positionId"]);
    if (Array.isArray(person["relatives"])) {
      person["relatives"].forEach((relative, k) => mustExist("staff", relative, ["staff", index, "relatives", k]));
    }
    for (const key of ["wishes", "objections"]) {
      for (const [k, place] of records(person[key])) {
        const path = ["staff", index, key, k];
        mustExist("positions", place["positionId"], [...path, "positionId"]);
        mustExist("units", place["unitId"], [...path, "unitId"]);
        if ((place["positionId"] === undefined) === (place["unitId"] === undefined)) {
          issues.push({
            code: "scenario/one-place",
            path,
            message: "exactly one of `positionId` and `unitId` names the place",
          });
        }
      }
    }
    checkDates(index, person, scenario["asOf"], issues);
  }
  return issues;
}

/** Position of the first record of each id. */
function uniqueIds(kind: string, list: readonly (readonly [number, Loose])[], issues: Issue[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const [index, record] of list) {
    const id = record["id"];
    if (typeof id !== "string") continue;
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, index);
    else {
      issues.push({
        code: "scenario/duplicate-id",
        path: [kind, index, "id"],
        message: `the id ${JSON.stringify(id)} is already used by ${kind}.${earlier}`,
        hint: "one record is listed twice, or two records need ids of their own",
      });
    }
  }
  return first;
}

/** One issue for each cycle of units, at its first unit in input order. */
function unitCycles(units: readonly (readonly [number, Loose])[], issues: Issue[]): void {
  const parent = new Map<string, string>();
  for (const [, unit] of units) {
    const { id, parentUnitId } = unit as { id?: unknown; parentUnitId?: unknown };
    if (typeof id === "string" && typeof parentUnitId === "string" && !parent.has(id)) parent.set(id, parentUnitId);
  }
  const done = new Set<string>();
  for (const [index, unit] of units) {
    const trail: string[] = [];
    const onTrail = new Set<string>();
    let at = typeof unit["id"] === "string" ? unit["id"] : undefined;
    while (at !== undefined && !done.has(at) && !onTrail.has(at)) {
      trail.push(at);
      onTrail.add(at);
      at = parent.get(at);
    }
    if (at !== undefined && onTrail.has(at)) {
      const cycle = trail.slice(trail.indexOf(at));
      issues.push({
        code: "scenario/unit-cycle",
        path: ["units", index, "parentUnitId"],
        message: `these units stand above one another in a circle: ${[...cycle.slice(0, 10), cycle.length > 10 ? "…" : at].join(" → ")}`,
      });
    }
    for (const id of trail) done.add(id);
  }
}

function checkPosition(index: number, position: Loose, issues: Issue[]): void {
  const { capacity, minimum } = position;
  if (typeof capacity === "number" && typeof minimum === "number" && minimum > capacity) {
    issues.push({
      code: "scenario/floor-above-capacity",
      path: ["positions", index, "minimum"],
      message: `the floor of ${minimum} people is above the capacity of ${capacity}`,
    });
  }
  const requirements = isRecord(position["requirements"]) ? position["requirements"] : {};
  const { minGrade, maxGrade } = requirements;
  if (!isGrade(minGrade) || !isGrade(maxGrade)) return;
  const order = compareGrades(minGrade, maxGrade);
  if (order === null || order > 0) {
    issues.push({
      code: "scenario/empty-range",
      path: ["positions", index, "requirements", "maxGrade"],
      message: `no grade lies between ${minGrade} and ${maxGrade}`,
    });
  }
}

/** Days compare as texts: `YYYY-MM-DD` sorts by time. What is no day has its own issue and is not compared. */
function checkDates(index: number, person: Loose, asOf: unknown, issues: Issue[]): void {
  const before = (earlier: string, later: string, why: string): void => {
    const [first, second] = [person[earlier], later === "asOf" ? asOf : person[later]];
    if (typeof first !== "string" || typeof second !== "string" || first < second) return;
    if (!isDay(first) || !isDay(second)) return;
    issues.push({
      code: "scenario/impossible-date",
      path: ["staff", index, earlier],
      message: `${earlier} ${first} is not before ${later} ${second}: ${why}`,
      hint: "day and month are swapped, or a century is wrong",
    });
  };
  before("birthDate", "asOf", "the person is not born yet");
  before("birthDate", "appointedOn", "nobody is appointed before birth");
  before("birthDate", "positionSince", "nobody holds a post before birth");
}

function isGrade(value: unknown): value is Grade {
  return (GRADES as readonly unknown[]).includes(value);
}

function isRecord(value: unknown): value is Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function records(value: unknown): [number, Loose][] {
  const found: [number, Loose][] = [];
  if (Array.isArray(value)) value.forEach((item, index) => isRecord(item) && found.push([index, item]));
  return found;
}
