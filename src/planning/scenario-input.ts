/** The way back from a scenario to its input, for those who change a record and create it again. */
import type { Scenario, ScenarioInput } from "../scenario/index.js";

/** The records of a scenario as `createScenario` takes them. */
export function inputOf(scenario: Scenario): ScenarioInput {
  const {
    notices: _notices,
    agencyById: _agencyById,
    unitById: _unitById,
    positionById: _positionById,
    staffById: _staffById,
    incumbentsByPosition: _incumbents,
    positionsByUnit: _positions,
    ...input
  } = scenario;
  return input;
}
