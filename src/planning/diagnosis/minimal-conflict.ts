/**
 * A minimal conflict: items that cannot hold together although any of them can be left out to make the others hold.
 *
 * First suspects: hold nothing, look at a plan, hold what it misses, find a plan that keeps that, and so on until what is held
 * is impossible: a few of hundreds (an elastic filter: J. W. Chinneck, *Feasibility and Infeasibility in Optimization*, 2008;
 * plans need only be possible here, not the nearest). Of those, the ones that the proof rests on (`residue/blame.ts`): where
 * conflicts have nothing to do with each other, one is left. Then QuickXplain (U. Junker, AAAI 2004) among the suspects: k members of
 * n take some 2k·log(n/k) questions.
 */
import type { ElasticModel, Stopped } from "./elastic-model.js";
import type { Item } from "./items.js";

/** What was found. */
export interface Conflict {
  /** In the order of the items; empty where none was found in time. */
  readonly members: readonly Item[];
  /** Whether every member was proven necessary. */
  readonly isMinimal: boolean;
  readonly stopped?: Stopped;
}

/** Finds a minimal conflict among items; `undefined` where they can hold together. */
export async function minimalConflict(
  model: Pick<ElasticModel, "possible" | "missed" | "blamed">,
  items: readonly Item[],
): Promise<Conflict | undefined> {
  const held: Item[] = [];
  for (;;) {
    const flow = await model.possible(held);
    if (flow === "impossible") break;
    if (typeof flow === "string") return { members: [], isMinimal: false, stopped: flow };
    const missed = items.filter((item) => !held.includes(item) && model.missed(item, flow) > 0);
    if (missed.length === 0) return undefined;
    for (const item of missed) held.push(item);
  }
  const blamed = model.blamed(held);
  const suspects = items.filter((item) => blamed.includes(item));
  const found = await explain(model, suspects);
  if (typeof found === "string") return { members: suspects, isMinimal: false, stopped: found };
  const members = items.filter((item) => found.includes(item));
  for (const member of members) {
    const others = await model.possible(members.filter((item) => item !== member));
    if (typeof others === "string") {
      if (others === "impossible") throw new Error(`not necessary: ${member.key}`);
      return { members, isMinimal: false, stopped: others };
    }
  }
  return { members, isMinimal: true };
}

/** A minimal part of an impossible list that is impossible already. */
async function explain(
  { possible }: Pick<ElasticModel, "possible">,
  list: readonly Item[],
): Promise<readonly Item[] | Stopped> {
  const within = async (
    background: readonly Item[],
    isNew: boolean,
    rest: readonly Item[],
  ): Promise<readonly Item[] | Stopped> => {
    if (isNew) {
      const answer = await possible(background);
      if (answer === "impossible") return [];
      if (typeof answer === "string") return answer;
    }
    if (rest.length === 1) return rest;
    const half = Math.ceil(rest.length / 2);
    const [first, second] = [rest.slice(0, half), rest.slice(half)];
    const ofSecond = await within([...background, ...first], first.length > 0, second);
    if (typeof ofSecond === "string") return ofSecond;
    const ofFirst = await within([...background, ...ofSecond], ofSecond.length > 0, first);
    if (typeof ofFirst === "string") return ofFirst;
    return [...ofFirst, ...ofSecond];
  };
  return within([], false, list);
}
