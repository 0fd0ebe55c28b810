/** A past plan against what became of it: who really moved, and where the staffing came out otherwise than predicted. */
import { type Issue, ScenarioError } from "../errors/index.js";
import { assertScenario, type Scenario } from "../scenario/index.js";
import { analyzeStaffing, type StaffingRow } from "../staffing/index.js";
import { planShapeIssues } from "./plan-shape.js";
import type { FeasiblePlan, OptimalPlan, Plan, Transfer } from "./types.js";

/**
 * What became of one transfer of the plan.
 *
 * * `carriedOut`: the person is where the plan sent him or her.
 * * `notCarriedOut`: still where the person was (waiting people: still waiting).
 * * `elsewhere`: at a third post, or without one.
 * * `left`: not among the staff any more.
 */
export type TransferOutcome = "carriedOut" | "notCarriedOut" | "elsewhere" | "left";

/** One transfer and what became of it. */
export interface EvaluatedTransfer {
  readonly staffId: string;
  readonly fromPositionId: string | null;
  readonly toPositionId: string;
  readonly outcome: TransferOutcome;
  /** Where the person is now; `null`: waiting, or not among the staff any more. */
  readonly nowPositionId: string | null;
  readonly text: { readonly id: string; readonly en: string };
}

/** A change that the plan did not ask for. */
export interface UnplannedChange {
  readonly staffId: string;
  /** `moved`: another post than the plan kept him or her at; `arrived`: not in the plan; `left`: in the plan, not any more. */
  readonly kind: "moved" | "arrived" | "left";
  /** Where the plan had the person; `null`: waiting, or not in the plan. */
  readonly plannedPositionId: string | null;
  readonly nowPositionId: string | null;
}

/** One position, unit or agency: predicted and real. Counts are people, needs full-time staff. */
export interface EvaluatedRow {
  readonly id: string;
  /** Whether the row exists in both, or has come or gone since. */
  readonly presence: "both" | "planOnly" | "laterOnly";
  /** Of the plan's prediction and of the later scenario; `null` where the row does not exist there. */
  readonly predicted: StaffingRow | null;
  readonly realised: StaffingRow | null;
  /** realised − predicted existing; `null` unless in both. */
  readonly difference: number | null;
  /** Sums to `difference`. */
  readonly because: {
    /** Transfers of the plan that were not carried out, or went elsewhere: people who are here net of those who should be. */
    readonly notAsPlanned: number;
    /** People whom the plan left in place and who moved all the same, net. */
    readonly unplannedMoves: number;
    readonly arrivals: number;
    /** People of the plan who are not among the staff any more, as a negative number. */
    readonly departures: number;
    /**
     * Of units and agencies alone: what the data cannot attribute, where posts were abolished, moved to another unit, or gained
     * or lost their workload study.
     */
    readonly unattributed: number;
  } | null;
  /** realised − predicted need; `null` unless both are studied. A later gap is measured against the later need. */
  readonly needChange: number | null;
}

/** The answer of `evaluatePlan`. */
export interface PlanEvaluation {
  /** The day of the later scenario. */
  readonly asOf: string;
  readonly transfers: readonly EvaluatedTransfer[];
  /** By staff id. */
  readonly unplanned: readonly UnplannedChange[];
  readonly positions: readonly EvaluatedRow[];
  readonly units: readonly EvaluatedRow[];
  readonly agencies: readonly EvaluatedRow[];
  readonly summary: {
    readonly transfers: number;
    /** By outcome. */
    readonly outcomes: Readonly<Record<TransferOutcome, number>>;
    /** carriedOut / transfers whose people are still there; `null` without any. */
    readonly carriedOutShare: number | null;
    readonly unplannedMoves: number;
    readonly arrivals: number;
    readonly departures: number;
    /** Σ shortage over positions: before the plan, as predicted, and real; each against the need of its own day. */
    readonly shortage: { readonly before: number; readonly predicted: number; readonly realised: number };
    /** Σ |difference| over positions that exist in both. */
    readonly peopleOffPrediction: number;
    readonly text: { readonly id: string; readonly en: string };
  };
  /** What cannot be told from a plan and a later scenario, each with a code, in words. */
  readonly caveats: readonly (Issue & { readonly text: { readonly id: string; readonly en: string } })[];
}

/**
 * Compares a plan with a later scenario of the same organisation. Reads ids alone: a person, post or unit is the same if its
 * id is. What the comparison cannot tell is said under `caveats`: above all not *why* somebody moved, and not what would have
 * happened without the plan. Takes a plan from anywhere (a file). O((people + posts) log).
 *
 * @throws ScenarioError `scenario/not-created`; the codes of `planShapeIssues`; `planning/nothing-to-evaluate` for a plan
 * without placements.
 */
export function evaluatePlan(plan: Plan, after: Scenario): PlanEvaluation {
  assertScenario(after);
  requirePlacements(plan);
  const planned = new Map(plan.placements.map(({ staffId, positionId }) => [staffId, positionId]));
  const transferOf = new Map(plan.transfers.map((transfer) => [transfer.staffId, transfer]));
  const transfers = plan.transfers.map((transfer) => evaluateTransfer(transfer, after));

  const unplanned: UnplannedChange[] = [];
  const effects = new Map<string, Effects>(); // by position
  const effect = (positionId: string | null, kind: keyof Effects, people: number): void => {
    if (positionId === null) return;
    const known = effects.get(positionId) ?? { notAsPlanned: 0, unplannedMoves: 0, arrivals: 0, departures: 0 };
    effects.set(positionId, { ...known, [kind]: known[kind] + people });
  };
  for (const [staffId, plannedPositionId] of planned) {
    const person = after.staffById.get(staffId);
    if (person === undefined) {
      unplanned.push({ staffId, kind: "left", plannedPositionId, nowPositionId: null });
      effect(plannedPositionId, "departures", -1);
      continue;
    }
    const { positionId: nowPositionId } = person;
    if (nowPositionId === plannedPositionId) continue;
    const isTransfer = transferOf.has(staffId);
    if (!isTransfer) unplanned.push({ staffId, kind: "moved", plannedPositionId, nowPositionId });
    effect(plannedPositionId, isTransfer ? "notAsPlanned" : "unplannedMoves", -1);
    effect(nowPositionId, isTransfer ? "notAsPlanned" : "unplannedMoves", 1);
  }
  for (const { id, positionId } of after.staff) {
    if (planned.has(id)) continue;
    unplanned.push({ staffId: id, kind: "arrived", plannedPositionId: null, nowPositionId: positionId });
    effect(positionId, "arrivals", 1);
  }
  unplanned.sort((a, b) => (a.staffId < b.staffId ? -1 : 1));

  const now = analyzeStaffing(after);
  const studied = after.positions.filter(({ required }) => required !== null);
  const effectsIn = (keyOf: (unitId: string) => string): Map<string, Effects> => {
    const sums = new Map<string, Effects>();
    for (const { id, unitId } of studied) {
      const of = effects.get(id);
      if (of !== undefined) sums.set(keyOf(unitId), added(sums.get(keyOf(unitId)), of));
    }
    return sums;
  };
  const positions = evaluateRows(plan.after.positions, now.positions, effects);
  return {
    asOf: after.asOf,
    transfers,
    unplanned,
    positions,
    units: evaluateRows(
      plan.after.units,
      now.units,
      effectsIn((unitId) => unitId),
    ),
    agencies: evaluateRows(
      plan.after.agencies,
      now.agencies,
      effectsIn((unitId) => after.unitById.get(unitId)!.agencyId),
    ),
    summary: summaryOf(plan, transfers, unplanned, positions),
    caveats: caveatsOf(plan, after, positions),
  };
}

interface Effects {
  readonly notAsPlanned: number;
  readonly unplannedMoves: number;
  readonly arrivals: number;
  readonly departures: number;
}

function added(a: Effects | undefined, b: Effects): Effects {
  if (a === undefined) return b;
  return {
    notAsPlanned: a.notAsPlanned + b.notAsPlanned,
    unplannedMoves: a.unplannedMoves + b.unplannedMoves,
    arrivals: a.arrivals + b.arrivals,
    departures: a.departures + b.departures,
  };
}

function requirePlacements(plan: Plan): asserts plan is OptimalPlan | FeasiblePlan {
  const issues = planShapeIssues(plan);
  if (issues.length > 0) throw new ScenarioError(issues.map((issue) => ({ ...issue, path: ["plan", ...issue.path] })));
  if (plan.status === "optimal" || plan.status === "feasible") return;
  const message = `a plan of the status ${JSON.stringify(plan.status)} moves nobody: there is nothing to evaluate`;
  const hint = "use the plan that was carried out";
  throw new ScenarioError([{ code: "planning/nothing-to-evaluate", path: ["plan", "status"], message, hint }]);
}

function evaluateTransfer({ staffId, fromPositionId, toPositionId }: Transfer, after: Scenario): EvaluatedTransfer {
  const person = after.staffById.get(staffId);
  const nowPositionId = person?.positionId ?? null;
  const outcome: TransferOutcome =
    person === undefined
      ? "left"
      : nowPositionId === toPositionId
        ? "carriedOut"
        : nowPositionId === fromPositionId
          ? "notCarriedOut"
          : "elsewhere";
  const nameOf = (id: string): string => after.positionById.get(id)?.title ?? id;
  const to = nameOf(toPositionId);
  const texts: Readonly<Record<TransferOutcome, EvaluatedTransfer["text"]>> = {
    carriedOut: { id: `${staffId} sekarang di ${to}, sesuai rencana`, en: `${staffId} is at ${to} now, as planned` },
    notCarriedOut: { id: `${staffId} belum pindah ke ${to}`, en: `${staffId} has not moved to ${to}` },
    elsewhere:
      nowPositionId === null
        ? { id: `${staffId} tidak punya jabatan, bukan di ${to}`, en: `${staffId} has no post, instead of ${to}` }
        : {
            id: `${staffId} berada di ${nameOf(nowPositionId)}, bukan di ${to}`,
            en: `${staffId} is at ${nameOf(nowPositionId)} instead of ${to}`,
          },
    left: {
      id: `${staffId} tidak ada lagi dalam data; apakah pernah pindah ke ${to} tidak diketahui`,
      en: `${staffId} is not in the data any more; whether the move to ${to} ever happened cannot be told`,
    },
  };
  return { staffId, fromPositionId, toPositionId, outcome, nowPositionId, text: texts[outcome] };
}

/** Rows of both lists by id; `effects` by row. */
function evaluateRows(
  predictedRows: readonly StaffingRow[],
  realisedRows: readonly StaffingRow[],
  effects: ReadonlyMap<string, Effects>,
): EvaluatedRow[] {
  const predictedOf = new Map(predictedRows.map((row) => [row.id, row]));
  const realisedOf = new Map(realisedRows.map((row) => [row.id, row]));
  const ids = [...new Set([...predictedOf.keys(), ...realisedOf.keys()])].sort();
  return ids.map((id): EvaluatedRow => {
    const predicted = predictedOf.get(id) ?? null;
    const realised = realisedOf.get(id) ?? null;
    if (predicted === null || realised === null) {
      const presence = realised === null ? "planOnly" : "laterOnly";
      return { id, presence, predicted, realised, difference: null, because: null, needChange: null };
    }
    const difference = realised.existing - predicted.existing;
    const because = effects.get(id) ?? { notAsPlanned: 0, unplannedMoves: 0, arrivals: 0, departures: 0 };
    const { notAsPlanned, unplannedMoves, arrivals, departures } = because;
    const unattributed = difference - notAsPlanned - unplannedMoves - arrivals - departures;
    const bothStudied = predicted.required !== null && realised.required !== null;
    return {
      id,
      presence: "both",
      predicted,
      realised,
      difference,
      because: { ...because, unattributed },
      needChange: bothStudied ? realised.required! - predicted.required! : null,
    };
  });
}

function summaryOf(
  plan: OptimalPlan | FeasiblePlan,
  transfers: readonly EvaluatedTransfer[],
  unplanned: readonly UnplannedChange[],
  positions: readonly EvaluatedRow[],
): PlanEvaluation["summary"] {
  const count = (outcome: TransferOutcome): number => transfers.filter((each) => each.outcome === outcome).length;
  const outcomes = {
    carriedOut: count("carriedOut"),
    notCarriedOut: count("notCarriedOut"),
    elsewhere: count("elsewhere"),
    left: count("left"),
  };
  const stillThere = transfers.length - outcomes.left;
  const kinds = (kind: UnplannedChange["kind"]): number => unplanned.filter((each) => each.kind === kind).length;
  const shortageIn = (rows: readonly (StaffingRow | null)[]): number =>
    rows.reduce((sum, row) => sum + (row?.shortage ?? 0), 0);
  const off = positions.reduce((sum, { difference }) => sum + Math.abs(difference ?? 0), 0);
  const [moved, arrivals, departures] = [kinds("moved"), kinds("arrived"), kinds("left")];
  return {
    transfers: transfers.length,
    outcomes,
    carriedOutShare: stillThere === 0 ? null : outcomes.carriedOut / stillThere,
    unplannedMoves: moved,
    arrivals,
    departures,
    shortage: {
      before: shortageIn(plan.before.positions),
      predicted: shortageIn(plan.after.positions),
      realised: shortageIn(positions.map(({ realised }) => realised)),
    },
    peopleOffPrediction: off,
    text: {
      id:
        `${outcomes.carriedOut} dari ${transfers.length} perpindahan terlaksana, ${outcomes.notCarriedOut} belum, ` +
        `${outcomes.elsewhere} ke tempat lain, ${outcomes.left} pegawai tidak ada lagi dalam data; di luar rencana: ` +
        `${moved} pindah, ${arrivals} masuk, ${departures} keluar`,
      en:
        `${outcomes.carriedOut} of ${transfers.length} transfers were carried out, ${outcomes.notCarriedOut} were not, ` +
        `${outcomes.elsewhere} people are elsewhere, ${outcomes.left} are not in the data any more; outside the plan ` +
        `${moved} moved, ${arrivals} arrived, ${departures} left`,
    },
  };
}

/** Fewer people of the plan than this share in the later data suggest that ids were given anew. */
const FEWEST_KNOWN = 0.5;

function caveatsOf(
  plan: OptimalPlan | FeasiblePlan,
  after: Scenario,
  positions: readonly EvaluatedRow[],
): PlanEvaluation["caveats"] {
  const caveats: PlanEvaluation["caveats"][number][] = [];
  const say = (code: string, path: Issue["path"], en: string, id: string): void => {
    caveats.push({ code: `planning/${code}`, path, message: en, text: { id, en } });
  };
  say(
    "cause-unknown",
    ["transfers"],
    "that somebody is where the plan sent him or her does not show that the plan was the reason, nor what would have happened without it",
    "keberadaan pegawai di tempat yang direncanakan tidak membuktikan bahwa rencana itu penyebabnya, atau apa yang terjadi tanpanya",
  );
  say(
    "order-unknown",
    ["transfers"],
    "a plan carries no date and two states show no way between: who moved and moved again, or came and left, is not seen",
    "rencana tidak memuat tanggal dan dua keadaan tidak menunjukkan jalan di antaranya: siapa yang pindah dua kali, atau masuk lalu keluar, tidak terlihat",
  );
  const known = plan.placements.filter(({ staffId }) => after.staffById.has(staffId)).length;
  if (known < FEWEST_KNOWN * plan.placements.length) {
    say(
      "few-people-known",
      ["placements"],
      `only ${known} of the ${plan.placements.length} people of the plan are in the later data: ids may have changed, and then nothing here holds`,
      `hanya ${known} dari ${plan.placements.length} pegawai dalam rencana ada di data terbaru: mungkin nomor induknya berubah, dan bila demikian hasil ini tidak berlaku`,
    );
  }
  const [gone, come] = (["planOnly", "laterOnly"] as const).map(
    (presence) => positions.filter((row) => row.presence === presence).length,
  );
  if (gone! + come! > 0) {
    say(
      "posts-changed",
      ["positions"],
      `${gone} posts of the plan do not exist any more and ${come} are new: a renamed post counts as both`,
      `${gone} jabatan dalam rencana tidak ada lagi dan ${come} jabatan baru: jabatan yang berganti nomor terhitung keduanya`,
    );
  }
  const needs = positions.filter(({ needChange }) => needChange !== null && needChange !== 0).length;
  if (needs > 0) {
    say(
      "needs-changed",
      ["positions"],
      `the need of ${needs} posts has changed: shortage then and now are measured against different needs`,
      `kebutuhan ${needs} jabatan berubah: kekurangan dahulu dan sekarang diukur terhadap kebutuhan yang berbeda`,
    );
  }
  return caveats;
}
