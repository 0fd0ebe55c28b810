/** What the rules made unusual about a plan: facts that transfers rest on unseen, and posts that a law takes away. */
import {
  boundRules,
  type GateFinding,
  judgeLeaving,
  judgeStaying,
  judgeTransfer,
  type MissingField,
} from "../eligibility/index.js";
import type { Issue } from "../errors/index.js";
import type { Position, Scenario, Staff } from "../scenario/index.js";
import { isCounted } from "./pair-costs.js";
import type { Placement, Transfer } from "./types.js";

/** As many names as a sentence can hold. */
const NAMED = 10;

/**
 * One notice for each column whose gaps leave a rule open (`planning/unknown-requirement`), and one for the people whom a
 * law moves out of their posts with nowhere to go (`planning/stay-forbidden`). Where unknown verdicts forbid, one notice for
 * each column without which people may not leave their posts at all (`planning/unknown-forbids`).
 *
 * @param judge what rules say about a transfer, where that is not what they say of the record of today.
 */
export function ruleNotices(
  scenario: Scenario,
  transfers: readonly Transfer[],
  placements: readonly Placement[],
  unknown: "allow" | "forbid",
  judge: (person: Staff, to: Position) => GateFinding[] = (person, to) => judgeTransfer(scenario, person, to),
): Issue[] {
  return [
    ...openColumns(scenario, transfers, placements, judge),
    ...lostPosts(scenario, placements),
    ...(unknown === "forbid" ? heldForLackOfData(scenario) : []),
  ];
}

/** Columns that are missing where a rule on the person alone reads them: with `unknown: "forbid"` these people stay. */
function heldForLackOfData(scenario: Scenario): Issue[] {
  const held = new Map<string, number>();
  for (const person of scenario.staff) {
    if (!isCounted(scenario, person)) continue;
    const columns = judgeLeaving(scenario, person).flatMap(({ verdict, missing }) =>
      verdict === "unknown" && missing?.[0] === "staff" ? [missing[1]] : [],
    );
    for (const column of new Set(columns)) held.set(column, (held.get(column) ?? 0) + 1);
  }
  return [...held]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([column, people]) => ({
      code: "planning/unknown-forbids",
      path: ["staff", column],
      message: `${people} ${people === 1 ? "person stays" : "people stay"} because ${column} is missing and unknown verdicts forbid`,
      hint: "complete the column, or leave out the option `unknown` and look at the checks",
    }));
}

function openColumns(
  scenario: Scenario,
  transfers: readonly Transfer[],
  placements: readonly Placement[],
  judge: (person: Staff, to: Position) => GateFinding[],
): Issue[] {
  const open = new Map<string, { readonly path: MissingField; transfers: number; stays: number }>();
  const count = (missing: readonly (MissingField | undefined)[], what: "transfers" | "stays"): void => {
    const fields = new Map(
      missing.flatMap((field) => (field === undefined ? [] : [[field.join("."), field] as const])),
    );
    for (const [key, path] of fields) {
      const entry = open.get(key) ?? { path, transfers: 0, stays: 0 };
      entry[what]++;
      open.set(key, entry);
    }
  };
  for (const { staffId, toPositionId, checks } of transfers) {
    if (checks.length === 0) continue;
    const found = judge(scenario.staffById.get(staffId)!, scenario.positionById.get(toPositionId)!);
    count(
      found.map(({ missing }) => missing),
      "transfers",
    );
  }
  if (boundRules(scenario).ofStay.length > 0) {
    for (const { staffId, positionId } of placements) {
      const person = scenario.staffById.get(staffId)!;
      if (positionId === null || positionId !== person.positionId || !isCounted(scenario, person)) continue;
      count(
        judgeStaying(scenario, person).map(({ missing }) => missing),
        "stays",
      );
    }
  }
  return [...open]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { path, transfers: moved, stays }]): Issue => {
      const column = path[0] === "staff" ? path[1] : `${path[1]} of the posts`;
      const parts = [
        ...(moved > 0 ? [`${moved} ${moved === 1 ? "transfer rests" : "transfers rest"} on rules`] : []),
        ...(stays > 0 ? [`${stays} ${stays === 1 ? "person keeps a post" : "people keep posts"} under laws`] : []),
      ];
      return {
        code: "planning/unknown-requirement",
        path,
        message: `${parts.join(", and ")} that ${column} would decide, where it is missing${moved > 0 ? "; each transfer carries a check" : ""}`,
        hint: 'the column can be completed, or the option unknown: "forbid" rules such transfers out',
      };
    });
}

function lostPosts(scenario: Scenario, placements: readonly Placement[]): Issue[] {
  const lost = placements.filter(
    ({ staffId, positionId }) => positionId === null && scenario.staffById.get(staffId)!.positionId !== null,
  );
  if (lost.length === 0) return [];
  const rules = new Set(
    lost.flatMap(({ staffId }) =>
      judgeStaying(scenario, scenario.staffById.get(staffId)!).flatMap(({ rule, verdict }) =>
        verdict === "forbidden" ? [rule] : [],
      ),
    ),
  );
  const named = lost.slice(0, NAMED).map(({ staffId }) => staffId);
  return [
    {
      code: "planning/stay-forbidden",
      path: ["staff"],
      message: `${lost.length === 1 ? "one person" : `${lost.length} people`} may not keep the present post by law (${[...rules].sort().join(", ")}) and fit nowhere else, so they wait for a post: ${named.join(", ")}${lost.length > NAMED ? ", …" : ""}`,
    },
  ];
}
