/** One thing less: every constraint, pin, veto and rule of a question, and the question without it. */
import { asnMutasi, composeRules, rulesInForce } from "../../eligibility/index.js";
import { createScenario, type Scenario } from "../../scenario/index.js";
import { namedConstraints } from "../constraints/cross-checks.js";
import type { PlanOptions, ResolvedOptions } from "../options.js";
import { inputOf } from "../scenario-input.js";
import type { PlanQuestion } from "./apply-repair.js";
import { describeItem } from "./describe.js";
import { cutConstraint, itemsOf } from "./items.js";
import { listed, type Text } from "./text.js";

/** What is left out, and the question that remains. */
export interface Relaxation {
  readonly kind: "rule" | "constraint" | "floors" | "pin" | "vetoes";
  /** Id of the rule or constraint, `maxMoves`, `floors`, `objections`; of the post whose people are fixed (empty: waiting). */
  readonly id: string;
  /** Laws are priced for information. */
  readonly severity?: "law" | "policy" | "preference";
  readonly text: Text;
  question(): PlanQuestion;
}

/** In a fixed order: constraints, options, rules in the order of the pack, pins by post. */
export function relaxationsOf(scenario: Scenario, options: PlanOptions, resolved: ResolvedOptions): Relaxation[] {
  const { constraints = [], maxMoves: _, floors: __, objections: ___, ...others } = options;
  const hard = {
    ...(options.maxMoves === undefined ? {} : { maxMoves: options.maxMoves }),
    ...(options.floors === undefined ? {} : { floors: options.floors }),
    ...(options.objections === undefined ? {} : { objections: options.objections }),
  };
  const named = namedConstraints(constraints);
  const list: Relaxation[] = named.flatMap(({ id, constraint }, k) => {
    const items = cutConstraint(scenario, { id, constraint }, "constraint");
    if (items.length === 0) return [];
    const texts = items.map((item) => describeItem(scenario, item));
    const rest = named.filter((_each, n) => n !== k).map((each) => ({ ...each.constraint, id: each.id }));
    const question = (): PlanQuestion => ({ scenario, options: { ...others, ...hard, constraints: rest } });
    return [{ kind: "constraint", id, text: both(texts), question }];
  });
  const without = (key: "maxMoves" | "floors" | "objections"): PlanQuestion => {
    const { [key]: _key, ...kept } = options;
    return { scenario, options: kept };
  };
  if (options.maxMoves !== undefined) {
    const moves = options.maxMoves === 1 ? "move" : "moves";
    const text = { id: `paling banyak ${options.maxMoves} perpindahan`, en: `at most ${options.maxMoves} ${moves}` };
    list.push({ kind: "constraint", id: "maxMoves", text, question: () => without("maxMoves") });
  }
  if (options.floors === "hard") {
    const text = { id: "jumlah minimum setiap jabatan", en: "the minimum of every position" };
    list.push({ kind: "floors", id: "floors", text, question: () => without("floors") });
  }
  if (options.objections === "veto") {
    const text = { id: "keberatan yang mengikat", en: "binding objections" };
    list.push({ kind: "vetoes", id: "objections", text, question: () => without("objections") });
  }
  for (const { id, severity, text } of rulesInForce(scenario)) {
    if (severity === "preference") continue; // forbids nothing
    list.push({
      kind: "rule",
      id,
      severity,
      text,
      question() {
        const switchOff = [{ ruleId: id, reason: "to see what the rule costs" }];
        const rules = composeRules(scenario.rules ?? asnMutasi, { switchOff });
        return { scenario: createScenario({ ...inputOf(scenario), rules }), options };
      },
    });
  }
  for (const item of itemsOf(scenario, { ...resolved, constraints: [], maxMoves: undefined, floors: "soft" })) {
    if (item.kind !== "pin") continue;
    list.push({
      kind: "pin",
      id: item.positionId ?? "",
      text: describeItem(scenario, item),
      question() {
        const held = new Set(item.staffIds);
        const staff = scenario.staff.map((person) => (held.has(person.id) ? { ...person, fixed: false } : person));
        return { scenario: createScenario({ ...inputOf(scenario), staff }), options };
      },
    });
  }
  return list;
}

function both(texts: readonly Text[]): Text {
  return {
    id: listed(texts.map(({ id }) => id)).id,
    en: listed(texts.map(({ en }) => en)).en,
  };
}
