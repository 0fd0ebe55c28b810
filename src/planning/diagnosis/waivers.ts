/**
 * Rules of policy that a repair may do without for some people. Laws are not among them. A rule on relatives is two things:
 * who may not come near somebody who cannot leave is kept out like anybody by any rule; two who may both move are waived
 * as a pair.
 */
import { boundRules, composeRules, asnMutasi } from "../../eligibility/index.js";
import { conflictPairs } from "../conflicts.js";
import { createScenario, type Scenario, type Staff } from "../../scenario/index.js";
import type { StopSignals } from "../level-solver.js";
import type { ResolvedOptions } from "../options.js";
import { inputOf } from "../scenario-input.js";
import { elasticModel, type Waivable } from "./elastic-model.js";
import type { WaiverItem } from "./items.js";
import type { RepairContext } from "./repairs.js";

/** The elastic model with the rules of policy as items; `undefined` where a scenario has none in force. */
export async function waiverModel(
  scenario: Scenario,
  options: ResolvedOptions,
  stops: StopSignals,
): Promise<RepairContext["waivers"]> {
  const { ofPerson, ofPair } = boundRules(scenario);
  const policies = [...ofPerson, ...ofPair].filter(({ rule }) => rule.severity === "policy");
  if (policies.length === 0) return undefined;
  const waivedIds = new Set(policies.map(({ rule: { id } }) => id));
  const pairs = conflictPairs(scenario, options.unknown).filter(({ id }) => waivedIds.has(id));
  const switchOff = policies.map(({ rule: { id } }) => ({ ruleId: id }));
  const rules = composeRules(scenario.rules ?? asnMutasi, { switchOff });
  const factsOf = new Map<string, string>();
  const classOf = ({ id }: Staff): string => {
    let facts = factsOf.get(id);
    if (facts === undefined) {
      const person = scenario.staffById.get(id)!;
      facts = JSON.stringify(
        policies.map(({ questions }) => questions.map((question) => question.ofPerson(person) ?? null)),
      );
      factsOf.set(id, facts);
    }
    return facts;
  };
  const known = new Map<string, boolean>();
  const waivable: Waivable = {
    scenario: createScenario({ ...inputOf(scenario), rules }),
    classOf,
    pairs,
    forbids(ruleId, { id }, position) {
      const person = scenario.staffById.get(id)!;
      const event = person.positionId === null ? "placement" : "move";
      const key = JSON.stringify([ruleId, event, classOf(person), position.id]);
      let isForbidden = known.get(key);
      if (isForbidden === undefined) {
        isForbidden = policies
          .filter(({ rule }) => rule.id === ruleId)
          .some(({ reasons }) =>
            reasons(person, scenario.positionById.get(position.id)!, event).some(
              ({ verdict }) => verdict === "forbidden" || options.unknown === "forbid",
            ),
          );
        known.set(key, isForbidden);
      }
      return isForbidden;
    },
  };
  const items = policies.map(({ rule: { id } }): WaiverItem => ({
    kind: "waiver",
    key: `4 ${id}`,
    ruleId: id,
    most: 0,
  }));
  const ofPairs = pairs.map((pair): WaiverItem => ({
    kind: "waiver",
    key: `4 ${pair.id} ${JSON.stringify(pair.staffIds)}`,
    ruleId: pair.id,
    most: 0,
    pair,
  }));
  return { model: await elasticModel(scenario, options, stops, waivable), waivable, items: [...items, ...ofPairs] };
}
