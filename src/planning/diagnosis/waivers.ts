/** Rules of policy that a repair may do without for some people. Laws are not among them. */
import type { Scenario } from "../../scenario/index.js";
import type { StopSignals } from "../level-solver.js";
import type { ResolvedOptions } from "../options.js";
import type { RepairContext } from "./repairs.js";

/** The elastic model with the rules of policy as items; `undefined` where a scenario has none. */
export function waiverModel(
  _scenario: Scenario,
  _options: ResolvedOptions,
  _stops: StopSignals,
): Promise<RepairContext["waivers"]> {
  return Promise.resolve(undefined);
}
