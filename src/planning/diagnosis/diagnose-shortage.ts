/** What keeps the shortage that a plan leaves: post by post who could still come, and what each thing in the way is worth. */
import * as z from "zod";
import { type Issue, nearest, ScenarioError } from "../../errors/index.js";
import { assertScenario, type Position, type Scenario, shapeIssues } from "../../scenario/index.js";
import { stopReason, type StopSignals, yieldToEventLoop } from "../level-solver.js";
import { type PlanOptions, resolveOptions } from "../options.js";
import { isObjectedTo } from "../pair-costs.js";
import { planShapeIssues } from "../plan-shape.js";
import { planTransfers } from "../plan-transfers.js";
import type { FeasiblePlan, OptimalPlan, Plan } from "../types.js";
import { settingsIssues } from "../verify-plan.js";
import { type BlockedPeople, blockedPeople, type UndecidedPeople } from "./blocked-people.js";
import { undecidedTexts } from "./describe.js";
import { elasticModel } from "./elastic-model.js";
import { itemsOf } from "./items.js";
import { isProvenBy } from "./price-of-rules.js";
import { type Relaxation, relaxationsOf } from "./relaxations.js";
import { asSentence, joined, nameOf, people, type Text } from "./text.js";

/** What the search may use; what the plan was made under is read from its settings. */
export type ShortageOptions = Pick<PlanOptions, "engine" | "signal" | "timeLimit">;

/** A post that is short of people under a plan. */
export interface ShortPost {
  readonly positionId: string;
  readonly unitId: string;
  /** Need minus people, in people; a need may be fractional. */
  readonly short: number;
  /** Seats that the plan leaves empty. */
  readonly seats: number;
  /** People elsewhere under the plan whom rules and facts allow to be here. */
  readonly eligible: number;
  /** Of the eligible, people who are fixed elsewhere. */
  readonly pinned: number;
  /** Of the eligible and not fixed, people whose binding objections speak against it. */
  readonly vetoed: number;
  /** How much of `short` transfers could close at this post if nothing but the post counted. */
  readonly byTransfer: number;
  /** What they could besides, if the data that are missing spoke for the people whom nothing else keeps out. */
  readonly byData: number;
  /** What they could not even then, though there is a seat: nobody who may come is left. */
  readonly byRecruitment: number;
  /** What has no seat. */
  readonly withoutSeat: number;
  /** People elsewhere, neither fixed nor objecting, whom nothing but this one rule or gate keeps out, most first. */
  readonly blocked: readonly BlockedPeople[];
  /** Of such people those whom no rule refuses, and whom missing data keep out. */
  readonly undecided: UndecidedPeople;
  readonly sentence: Text;
}

/** A constraint, pin, veto or rule in the way of the least shortage, and what it is worth. */
export interface ShortageBlocker extends Omit<Relaxation, "question"> {
  /** People of shortage (weighted by priority) that transfers could close besides, were it not there. */
  readonly buys: number;
}

/** Where a shortage comes from. Totals are in people, weighted by the priority of posts, as the level `shortage` counts. */
export interface ShortageDiagnosis {
  readonly short: number;
  /** What the best transfers under all the same conditions would still close, were shortage all that counts; `null`: not found in time. */
  readonly closableByTransfer: number | null;
  /** What no transfer closes under these conditions. */
  readonly recruitmentOnly: number | null;
  /** Most short first. */
  readonly posts: readonly ShortPost[];
  /** Things that, left out one at a time, would let transfers close more; most first. Each solved again. */
  readonly blockers: readonly ShortageBlocker[];
  readonly sentence: Text;
  readonly limit?: FeasiblePlan["limit"];
}

/** Pairs of people and posts that are judged in words; posts beyond them say nothing of rules. */
const MOST_JUDGEMENTS = 500_000;

/**
 * Diagnoses the shortage that a plan leaves. The total is split exactly: what transfers under the same conditions could close
 * is found by solving for the least shortage, and what each condition is worth by solving again without it.
 *
 * @throws ScenarioError `scenario/not-created`; the codes of `planShapeIssues` for what is no plan; `planning/no-transfers` for
 * a plan without placements; `planning/unknown-id`, `planning/duplicate-id` and `planning/missing-value` for a plan of other
 * people and posts, and the codes of constraints for those in its settings; `planning/unknown-key` and the codes of `resolveOptions` for options.
 */
export async function diagnoseShortage(
  scenario: Scenario,
  plan: Plan,
  options: ShortageOptions = {},
): Promise<ShortageDiagnosis> {
  const startedAt = performance.now();
  assertScenario(scenario);
  assertOptions(options);
  assertPlanOf(scenario, plan);
  const asked = askedOf(plan, options);
  const resolved = resolveOptions(asked, scenario);
  const stops: StopSignals = { deadline: startedAt + resolved.timeLimit * 1000, signal: options.signal };
  const left = (question: PlanOptions): PlanOptions =>
    options.timeLimit === undefined
      ? question
      : { ...question, timeLimit: Math.max(0, (stops.deadline - performance.now()) / 1000) };

  const posts = await shortPosts(scenario, plan.placements, asked, stops);
  const short = scenario.positions.reduce((sum, { id, priority = 1 }) => {
    const row = plan.after.positions.find((each) => each.id === id);
    return sum + priority * (row?.shortage ?? 0);
  }, 0);
  const least = await planTransfers(scenario, left(asked));
  let limit: ShortageDiagnosis["limit"];
  const blockers: ShortageBlocker[] = [];
  if (least.status !== "optimal") limit = "limit" in least ? least.limit : "time";
  else {
    for (const { question, ...named } of relaxationsOf(scenario, asked, resolved)) {
      await yieldToEventLoop();
      limit = stopReason(stops, performance.now());
      if (limit !== undefined) break;
      const without = question();
      if (isProvenBy(least, without)) continue;
      const better = await planTransfers(without.scenario, left(without.options));
      if (better.status !== "optimal") {
        limit = "limit" in better ? better.limit : "time";
        break;
      }
      const buys = shortageOf(least) - shortageOf(better);
      if (buys > 0) blockers.push({ ...named, buys });
    }
  }
  blockers.sort((a, b) => b.buys - a.buys || (`${a.kind} ${a.id}` < `${b.kind} ${b.id}` ? -1 : 1));
  const recruitmentOnly = least.status === "optimal" ? shortageOf(least) : null;
  const closableByTransfer = recruitmentOnly === null ? null : tidy(Math.max(0, short - recruitmentOnly));
  const found = { short: tidy(short), closableByTransfer, recruitmentOnly };
  return {
    ...found,
    posts,
    blockers,
    sentence: totalSentence(scenario, found, blockers),
    ...(limit === undefined ? {} : { limit }),
  };
}

/** The plan's own conditions, and shortage as the only goal. */
function askedOf({ settings, run }: Plan, options: ShortageOptions): PlanOptions {
  const { unknown, constraints, maxMoves, floors, objections } = settings;
  return {
    policy: ["shortage"],
    unknown,
    seed: run.seed,
    ...(constraints === undefined ? {} : { constraints }),
    ...(maxMoves === undefined ? {} : { maxMoves }),
    ...(floors === undefined ? {} : { floors }),
    ...(objections === undefined ? {} : { objections }),
    ...(options.engine === undefined ? {} : { engine: options.engine }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.timeLimit === undefined ? {} : { timeLimit: options.timeLimit }),
  };
}

/** The level `shortage` in people. */
function shortageOf({ levels }: Plan): number {
  const { value, scale } = levels.find(({ name }) => name === "shortage")!;
  return value / scale;
}

async function shortPosts(
  scenario: Scenario,
  placements: readonly { readonly staffId: string; readonly positionId: string | null }[],
  options: PlanOptions,
  stops: StopSignals,
): Promise<ShortPost[]> {
  const resolved = resolveOptions(options, scenario);
  const { formulation } = await elasticModel(scenario, { ...resolved, constraints: [], maxMoves: undefined }, stops);
  const { groups, studied, start, place } = formulation;
  const at = new Map(placements.map(({ staffId, positionId }) => [staffId, positionId]));
  const heads = new Map<string, number>();
  for (const id of at.values()) if (id !== null) heads.set(id, (heads.get(id) ?? 0) + 1);
  const pinned = new Set(
    itemsOf(scenario, { ...resolved, constraints: [], maxMoves: undefined, floors: "soft" }).flatMap((item) =>
      item.kind === "pin" ? item.staffIds : [],
    ),
  );
  const isVetoed = (person: Parameters<typeof isObjectedTo>[0], position: Position): boolean =>
    options.objections === "veto" && person.positionId !== position.id && isObjectedTo(person, position);
  const counts = studied.map(() => ({ eligible: 0, pinned: 0, vetoed: 0 }));
  const mayCome = studied.map(() => new Set<string>());
  groups.forEach(({ members }, g) => {
    for (let pair = start[g]!; pair < start[g + 1]!; pair++) {
      const p = place[pair]!;
      const position = studied[p];
      if (position === undefined) continue;
      for (const person of members) {
        mayCome[p]!.add(person.id);
        if (at.get(person.id) === position.id) continue;
        counts[p]!.eligible++;
        if (pinned.has(person.id)) counts[p]!.pinned++;
        else if (isVetoed(person, position)) counts[p]!.vetoed++;
      }
    }
  });
  let judgements = 0;
  const posts = studied.flatMap((position, p): Omit<ShortPost, "sentence">[] => {
    const there = heads.get(position.id) ?? 0;
    const short = tidy(position.required! - there);
    if (short <= 0) return [];
    judgements += scenario.staff.length;
    const outside = scenario.staff.filter(
      (person) =>
        !mayCome[p]!.has(person.id) &&
        at.get(person.id) !== position.id &&
        !pinned.has(person.id) &&
        !isVetoed(person, position),
    );
    const kept = blockedPeople(scenario, judgements > MOST_JUDGEMENTS ? [] : outside, [position], resolved.unknown);
    const limit = Math.max(position.capacity, scenario.incumbentsByPosition.get(position.id)!.length);
    const seats = limit - there;
    const { eligible, pinned: held, vetoed } = counts[p]!;
    const byTransfer = Math.min(short, seats, eligible - held - vetoed);
    const byData = tidy(Math.min(short - byTransfer, seats - byTransfer, kept.undecided.people));
    const withoutSeat = tidy(Math.max(0, short - seats));
    const byRecruitment = tidy(short - byTransfer - byData - withoutSeat);
    const { id: positionId, unitId } = position;
    const split = { byTransfer, byData, byRecruitment, withoutSeat };
    return [{ positionId, unitId, short, seats, eligible, pinned: held, vetoed, ...split, ...kept }];
  });
  posts.sort((a, b) => b.short - a.short || (a.positionId < b.positionId ? -1 : 1));
  return posts.map((post) => ({ ...post, sentence: postSentence(scenario, post) }));
}

function postSentence(
  scenario: Scenario,
  {
    positionId,
    short,
    byTransfer,
    byData,
    byRecruitment,
    withoutSeat,
    pinned,
    vetoed,
    blocked,
    undecided,
  }: Omit<ShortPost, "sentence">,
): Text {
  const name = nameOf(scenario, positionId);
  const parts: Text[] = [{ id: `${name} kurang ${short} orang`, en: `${name} is ${people(short).en} short` }];
  if (byTransfer > 0)
    parts.push({
      id: `dilihat sendiri, ${byTransfer} dapat ditutup dengan mutasi`,
      en: `looked at alone, transfers could close ${byTransfer}`,
    });
  if (byData > 0)
    parts.push({
      id: `${byData} bergantung pada data yang belum ada`,
      en: `${byData} ${byData === 1 ? "depends" : "depend"} on missing data`,
    });
  if (byRecruitment > 0)
    parts.push({ id: `${byRecruitment} hanya dengan penambahan pegawai`, en: `only recruitment ${byRecruitment}` });
  if (withoutSeat > 0)
    parts.push({
      id: `${withoutSeat} tanpa formasi`,
      en: `${withoutSeat} ${withoutSeat === 1 ? "has" : "have"} no seat`,
    });
  if (pinned > 0)
    parts.push({
      id: `${people(pinned).id} ditetapkan tetap di tempat lain`,
      en: `${pinned} who may come ${pinned === 1 ? "is" : "are"} fixed elsewhere`,
    });
  if (vetoed > 0)
    parts.push({
      id: `${people(vetoed).id} keberatan`,
      en: `${vetoed} who may come ${vetoed === 1 ? "objects" : "object"}`,
    });
  for (const { text, people: count } of blocked.slice(0, 2))
    parts.push({ id: `${people(count).id} terhalang "${text.id}"`, en: `${count} blocked by "${text.en}"` });
  return asSentence(joined([...parts, ...undecidedTexts(undecided)], "; "));
}

/** Posts of a priority other than 1 make the totals something else than people, and the sentence says so. */
function totalSentence(
  { positions }: Scenario,
  {
    short,
    closableByTransfer,
    recruitmentOnly,
  }: Pick<ShortageDiagnosis, "short" | "closableByTransfer" | "recruitmentOnly">,
  blockers: readonly ShortageBlocker[],
): Text {
  const isWeighted = positions.some(({ priority = 1, required }) => required !== null && priority !== 1);
  const parts: Text[] = [
    isWeighted
      ? { id: `kekurangan berbobot prioritas ${short}`, en: `a shortage of ${short}, weighted by priority` }
      : { id: `kekurangan ${people(short).id}`, en: `${people(short).en} short` },
  ];
  if (closableByTransfer !== null)
    parts.push({
      id: `${closableByTransfer} masih dapat ditutup dengan mutasi, ${recruitmentOnly} tidak`,
      en: `transfers could still close ${closableByTransfer}, but not the other ${recruitmentOnly}`,
    });
  for (const { text, severity, buys } of blockers.slice(0, 3)) {
    const [hukum, law] = severity === "law" ? [" (hukum, sekadar informasi)", " (a law, for information)"] : ["", ""];
    parts.push({
      id: `tanpa "${text.id}"${hukum} ${tidy(buys)} lebih banyak`,
      en: `without "${text.en}"${law} ${tidy(buys)} more`,
    });
  }
  return asSentence(joined(parts, "; "));
}

/** Without the noise of binary fractions: needs have a few decimals. */
function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** What the options may be is for `resolveOptions` to say; what the plan was made under cannot be changed here. */
const optionsSchema = z.strictObject({
  engine: z.unknown().optional(),
  signal: z.unknown().optional(),
  timeLimit: z.unknown().optional(),
});

function assertOptions(options: ShortageOptions): void {
  const parsed = optionsSchema.safeParse(options);
  if (!parsed.success) throw at("options", shapeIssues("planning", optionsSchema, options, parsed.error));
}

/** A plan, readable, that gives everyone of this scenario one place in it. */
function assertPlanOf(scenario: Scenario, plan: Plan): asserts plan is OptimalPlan | FeasiblePlan {
  const shape = planShapeIssues(plan);
  if (shape.length > 0) throw at("plan", shape);
  if (plan.status !== "optimal" && plan.status !== "feasible") throw withoutPlacements(plan.status);
  const issues: Issue[] = [...settingsIssues(scenario, plan.settings)];
  const unknown = (list: "staff" | "positions", id: string, path: Issue["path"]): void => {
    const near = list === "staff" ? undefined : nearest(id, scenario.positionById.keys());
    const message = `${JSON.stringify(id)} is not the id of any of the ${list}`;
    const hint = near === undefined ? "this is the plan of another scenario" : `you meant ${JSON.stringify(near)}`;
    issues.push({ code: "planning/unknown-id", path, message, hint });
  };
  const seen = new Set<string>();
  plan.placements.forEach(({ staffId, positionId }, k) => {
    const path = ["placements", k];
    if (!scenario.staffById.has(staffId)) unknown("staff", staffId, [...path, "staffId"]);
    else if (seen.has(staffId)) {
      const message = `${JSON.stringify(staffId)} has a place already`;
      issues.push({ code: "planning/duplicate-id", path: [...path, "staffId"], message });
    }
    seen.add(staffId);
    if (positionId !== null && !scenario.positionById.has(positionId))
      unknown("positions", positionId, [...path, "positionId"]);
  });
  for (const { id } of scenario.staff) {
    if (seen.has(id)) continue;
    const message = `${JSON.stringify(id)} has no place, not even among the waiting`;
    issues.push({ code: "planning/missing-value", path: ["placements"], message });
  }
  if (issues.length > 0) throw at("plan", issues);
}

function at(where: "plan" | "options", issues: readonly Issue[]): ScenarioError {
  return new ScenarioError(issues.map((issue) => ({ ...issue, path: [where, ...issue.path] })));
}

function withoutPlacements(status: string): ScenarioError {
  const message = `a plan with the status ${status} places nobody, so it leaves no shortage to diagnose`;
  const hint = status === "infeasible" ? "its `diagnosis` says what contradicts what" : "give the plan more time";
  return new ScenarioError([{ code: "planning/no-transfers", path: ["plan", "status"], message, hint }]);
}
