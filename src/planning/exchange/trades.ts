/**
 * An exchange told as swaps, rings and chains, in words.
 *
 * Every mover leaves one seat and takes another, so movers are the arcs of a graph on posts, and that graph falls apart into
 * chains that start at a post that ends with more people than before and cycles. Which one is not unique where several
 * people leave the same post; the smallest staff id goes first, and no trade visits a post twice.
 */
import type { Scenario } from "../../scenario/index.js";
import type { Placement } from "../types.js";
import type { BothLanguages, Trade, TradeStep } from "./types.js";

/** The trades of an exchange: chains by the post at their free seat, then cycles. O(movers log movers). */
export function tradesOf(scenario: Scenario, placements: readonly Placement[]): Trade[] {
  const moved = placements
    .flatMap(({ staffId, positionId }): TradeStep[] => {
      const fromPositionId = scenario.staffById.get(staffId)!.positionId;
      return positionId === null || positionId === fromPositionId
        ? []
        : [{ staffId, fromPositionId, toPositionId: positionId }];
    })
    .sort((a, b) => (a.staffId < b.staffId ? -1 : 1));
  const arrivals = new Map<string, TradeStep[]>(); // to a post, the next one last
  const gain = new Map<string, number>();
  for (const step of [...moved].reverse()) {
    const list = arrivals.get(step.toPositionId);
    if (list === undefined) arrivals.set(step.toPositionId, [step]);
    else list.push(step);
    gain.set(step.toPositionId, (gain.get(step.toPositionId) ?? 0) + 1);
    if (step.fromPositionId !== null) gain.set(step.fromPositionId, (gain.get(step.fromPositionId) ?? 0) - 1);
  }
  const trades: { kind: Trade["kind"]; steps: TradeStep[] }[] = [];
  /** Follows arrivals back from a post; what closes on itself on the way is a cycle of its own. */
  const follow = (start: string): TradeStep[] => {
    const path: TradeStep[] = [];
    const visited = [start];
    for (let at: string | null = start; at !== null;) {
      const step: TradeStep | undefined = arrivals.get(at)?.pop();
      if (step === undefined) break;
      path.push(step);
      at = step.fromPositionId;
      const before = at === null ? -1 : visited.indexOf(at);
      if (before >= 0) {
        trades.push({ kind: "cycle", steps: path.splice(before) });
        visited.length = before + 1;
      } else if (at !== null) visited.push(at);
    }
    return path;
  };
  for (const post of [...gain.keys()].sort()) {
    for (let left = gain.get(post)!; left > 0; left--) trades.push({ kind: "chain", steps: follow(post) });
  }
  for (const post of [...arrivals.keys()].sort()) while (arrivals.get(post)!.length > 0) follow(post);
  return [...trades.filter(({ kind }) => kind === "chain"), ...trades.filter(({ kind }) => kind === "cycle")].map(
    (trade) => ({ ...trade, text: inWords(scenario, trade) }),
  );
}

function inWords(scenario: Scenario, { kind, steps }: Omit<Trade, "text">): BothLanguages {
  const nameOf = (id: string): string => {
    const { title, unitId } = scenario.positionById.get(id)!;
    return `${title} (${scenario.unitById.get(unitId)!.name})`;
  };
  const [first, ...others] = steps;
  const last = steps[steps.length - 1]!;
  if (kind === "cycle") {
    const id = steps.map(({ staffId, toPositionId }) => `${staffId} ke ${nameOf(toPositionId)}`).join(", ");
    const en = steps.map(({ staffId, toPositionId }) => `${staffId} to ${nameOf(toPositionId)}`).join(", ");
    return steps.length === 2
      ? { id: `Tukar tempat: ${id}.`, en: `Swap: ${en}.` }
      : { id: `Tukar melingkar ${steps.length} orang: ${id}.`, en: `Ring of ${steps.length}: ${en}.` };
  }
  const id = [
    `${first!.staffId} mengisi lowongan di ${nameOf(first!.toPositionId)}`,
    ...others.map(({ staffId, toPositionId }) => `${staffId} menggantikannya di ${nameOf(toPositionId)}`),
    last.fromPositionId === null
      ? `${last.staffId} sebelumnya menunggu penempatan`
      : `satu tempat di ${nameOf(last.fromPositionId)} menjadi kosong`,
  ];
  const en = [
    `${first!.staffId} takes a free seat at ${nameOf(first!.toPositionId)}`,
    ...others.map(({ staffId, toPositionId }) => `${staffId} takes the seat left at ${nameOf(toPositionId)}`),
    last.fromPositionId === null
      ? `${last.staffId} was waiting for a post`
      : `one seat at ${nameOf(last.fromPositionId)} is left free`,
  ];
  return { id: `Rantai: ${id.join("; ")}.`, en: `Chain: ${en.join("; ")}.` };
}
