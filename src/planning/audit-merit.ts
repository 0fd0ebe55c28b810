/** Who has reason to envy under a plan, and the exact reason why nothing was done about it. */
import { type Issue, ScenarioError } from "../errors/index.js";
import { assertScenario, byId, type Scenario, type Staff } from "../scenario/index.js";
import { geographyOf } from "./geography.js";
import { LEVEL_WORDS } from "./level-words.js";
import { isCounted } from "./pair-costs.js";
import { planShapeIssues } from "./plan-shape.js";
import { preferenceOrder } from "./preferences.js";
import type { LevelResult, Plan } from "./types.js";
import { verifyLevels } from "./verify-levels.js";
import { circlesOn, type OpenFace } from "./verify-merit.js";
import { placesIn } from "./verify-places.js";
import { verifyPlacements } from "./verify-plan.js";

/**
 * Why an envied place was not given: the first level that every plan with it is worse on, given the levels before (`merit`:
 * somebody of higher merit would choose worse), or
 *
 * * `noRoom`: no plan at all gives it, whatever the levels;
 * * `lottery`: another plan is as good on every level;
 * * `conditions`: constraints or relatives bind beyond the levels, and whether another plan gives the place is not told;
 * * `notProven`: the run was stopped before the levels could tell.
 */
export type EnvyReason = LevelResult["name"] | "noRoom" | "lottery" | "conditions" | "notProven";

/** A person who likes a place better than the plan's, may take it, and sees somebody of less merit there. */
export interface EnvyCase {
  readonly staffId: string;
  readonly merit: number;
  /** Where the plan has the person, `null`: waiting; and its standing in the person's order, 1 = best. */
  readonly placedAt: string | null;
  readonly standing: number;
  readonly wantedPositionId: string;
  readonly wantedStanding: number;
  /** Of those of less merit there, the one of least merit (`null`: without any); `arrived`: sent there by the plan. */
  readonly overStaffId: string;
  readonly overMerit: number | null;
  readonly arrived: boolean;
  readonly reason: EnvyReason;
  readonly text: { readonly id: string; readonly en: string };
}

/** The answer of `auditMerit`. */
export interface MeritAudit {
  /** People who are counted in the plan, and those of them with a merit score. */
  readonly people: number;
  readonly withMerit: number;
  /** By staff id, then by standing of the place wanted. */
  readonly cases: readonly EnvyCase[];
  /** Cases by reason; reasons without any are left out. */
  readonly byReason: Readonly<Partial<Record<EnvyReason, number>>>;
}

/**
 * Lists justified envy with the reason for every case: a person likes a place better than his or her own (wishes, staying,
 * silence, objections: `preferences.ts`), may take it, and somebody of strictly less merit is there, sent or staying. Equal
 * merit is no reason for envy, whatever the lottery drew.
 *
 * The reason is exact: a plan that gives the place and keeps the levels up to some level exists exactly if people can move
 * round in a circle through it on what that level left open, which the prices of the plan prove. (Constraints and relatives
 * that bind are no part of that question.) Where the plan lists `merit`
 * after its policy levels, no reason ever comes after `merit`. O(people × places + levels × (places + ways)).
 *
 * @throws ScenarioError `scenario/not-created`; `planning/nothing-to-audit` for a plan without placements; the codes of
 * `verifyPlan` for a plan that does not survive it.
 */
export function auditMerit(scenario: Scenario, plan: Plan): MeritAudit {
  assertScenario(scenario);
  const shape = planShapeIssues(plan);
  if (shape.length > 0) throw unverified(shape);
  if (plan.status !== "optimal" && plan.status !== "feasible") {
    const message = `a plan of the status ${JSON.stringify(plan.status)} gives nobody a place`;
    throw new ScenarioError([{ code: "planning/nothing-to-audit", path: ["plan", "status"], message }]);
  }
  const places = placesIn(scenario, plan.settings.unknown, plan.settings.objections);
  const { issues } = verifyPlacements(scenario, plan, places);
  if (issues.length > 0) throw unverified(issues);
  const indexOf = new Map(places.positions.map(({ id }, p) => [id, p]));
  const at = new Map(plan.placements.map(({ staffId, positionId }) => [staffId, positionId]));
  const counted = [...scenario.staff].filter((person) => isCounted(scenario, person)).sort(byId);
  const least = leastOf(counted, at);
  const wanted = counted.flatMap((person): Wanted[] => {
    const { merit } = person;
    if (merit === undefined) return [];
    const order = preferenceOrder(person);
    const placedAt = at.get(person.id)!;
    const standing = order(placedAt === null ? null : scenario.positionById.get(placedAt)!);
    return Array.from(places.of(person))
      .flatMap((place): Wanted[] => {
        const position = place < 0 ? undefined : places.positions[place]!;
        const other = position === undefined ? undefined : least.get(position.id);
        if (position === undefined || other === undefined || (other.merit ?? -Infinity) >= merit) return [];
        const wantedStanding = order(position);
        return wantedStanding < standing ? [{ person, merit, placedAt, standing, place, wantedStanding, other }] : [];
      })
      .sort((a, b) => a.wantedStanding - b.wantedStanding || a.place - b.place);
  });

  const reasons: (EnvyReason | undefined)[] = wanted.map(() => undefined);
  const show = (levelsDone: number, face: OpenFace): void => {
    const isOnCircle = circlesOn(face);
    const placesOf = new Map(
      face.people.flatMap((alike) => alike.members.map(({ id }) => [id, alike.places] as const)),
    );
    wanted.forEach(({ person, placedAt, place }, k) => {
      if (reasons[k] !== undefined) return;
      const from = placedAt === null ? -1 : indexOf.get(placedAt)!;
      if (isOnCircle(from, place) && placesOf.get(person.id)!.includes(place)) return;
      reasons[k] = levelsDone === 0 ? "noRoom" : plan.levels[levelsDone - 1]!.name;
    });
  };
  const geography = geographyOf(scenario);
  const unproven = verifyLevels(
    scenario,
    plan,
    plan.placements,
    places,
    geography,
    true,
    wanted.length > 0 ? show : undefined,
  );
  if (unproven.length > 0) throw unverified(unproven);

  const isBound = plan.levels.some(({ proof }) => proof === "search") || plan.run.certificate.some(({ rows }) => rows);
  const isOpen: EnvyReason = isBound ? "conditions" : plan.status === "optimal" ? "lottery" : "notProven";
  const cases = wanted.map(({ person, merit, placedAt, standing, place, wantedStanding, other }, k): EnvyCase => {
    const { id: wantedPositionId, title, unitId } = places.positions[place]!;
    const reason = reasons[k] ?? isOpen;
    const name = `${title} (${scenario.unitById.get(unitId)!.name})`;
    return {
      staffId: person.id,
      merit,
      placedAt,
      standing,
      wantedPositionId,
      wantedStanding,
      overStaffId: other.id,
      overMerit: other.merit ?? null,
      arrived: other.positionId !== wantedPositionId,
      reason,
      text: inWords(person.id, name, reason),
    };
  });
  const byReason: Partial<Record<EnvyReason, number>> = {};
  for (const { reason } of cases) byReason[reason] = (byReason[reason] ?? 0) + 1;
  return {
    people: counted.length,
    withMerit: counted.filter(({ merit }) => merit !== undefined).length,
    cases,
    byReason,
  };
}

function unverified(issues: readonly Issue[]): ScenarioError {
  return new ScenarioError(issues.map((issue) => ({ ...issue, path: ["plan", ...issue.path] })));
}

interface Wanted {
  readonly person: Staff;
  readonly merit: number;
  readonly placedAt: string | null;
  readonly standing: number;
  /** Index among the studied positions. */
  readonly place: number;
  readonly wantedStanding: number;
  readonly other: Staff;
}

/** Of those at every post, the person of least merit, without any before all; of equals the first by id. */
function leastOf(people: readonly Staff[], at: ReadonlyMap<string, string | null>): Map<string, Staff> {
  const least = new Map<string, Staff>();
  for (const person of people) {
    const place = at.get(person.id) ?? null;
    if (place === null) continue;
    const known = least.get(place);
    if (known === undefined || (person.merit ?? -Infinity) < (known.merit ?? -Infinity)) least.set(place, person);
  }
  return least;
}

function inWords(staffId: string, place: string, reason: EnvyReason): EnvyCase["text"] {
  switch (reason) {
    case "noRoom":
      return {
        id: `tidak ada rencana yang dapat memberi ${place} kepada ${staffId}`,
        en: `no plan can give ${place} to ${staffId}`,
      };
    case "lottery":
      return {
        id: `memberi ${place} kepada ${staffId} sama baiknya; undian yang diumumkan menentukan`,
        en: `giving ${place} to ${staffId} would be as good; the published lottery decided`,
      };
    case "conditions":
      return {
        id: `syarat tambahan atau hubungan kerabat mengikat; apakah ${place} dapat diberikan kepada ${staffId} tidak diketahui`,
        en: `constraints or relatives bind; whether ${place} could go to ${staffId} is not told`,
      };
    case "notProven":
      return {
        id: `perhitungan dihentikan sebelum diketahui apakah ${place} dapat diberikan kepada ${staffId}`,
        en: `the run was stopped before it was known whether ${place} could go to ${staffId}`,
      };
    default: {
      const { id, en } = LEVEL_WORDS[reason];
      return {
        id: `memberi ${place} kepada ${staffId} akan memperburuk ${id}`,
        en: `giving ${place} to ${staffId} would worsen ${en}`,
      };
    }
  }
}
