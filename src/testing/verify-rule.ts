/**
 * A test of a rule in one line: given this person and that post, the rule allows, forbids, leaves open or costs. Free of any
 * test framework: a claim that holds returns, one that does not throws.
 */
import { type GateFinding, isOverTenured, judgeStaying, judgeTransfer, verdictOf } from "../eligibility/index.js";
import { ScenarioError } from "../errors/index.js";
import {
  createScenario,
  type IsoDate,
  type Position,
  type Rule,
  type RulePack,
  type ScenarioInput,
  type Staff,
  show,
} from "../scenario/index.js";

/** What surrounds the person and the post. Everything may be left out. */
export interface RuleSetting {
  /** The day of the plan. Default `2026-01-01`. */
  readonly asOf?: IsoDate;
  /** The post that the person holds (unless `positionId` is `null`): id `present`, in the unit `unit`. */
  readonly present?: Partial<Position>;
  /** Other people, e.g. relatives. */
  readonly others?: ScenarioInput["staff"];
  /** Other posts, e.g. those of relatives. */
  readonly positions?: ScenarioInput["positions"];
  /** Default: `unit` in the agency `agency`, `elsewhere` in the agency `other-agency`. */
  readonly units?: ScenarioInput["units"];
  readonly agencies?: ScenarioInput["agencies"];
}

/** Claims about one person and one post; each throws an `Error` that says what was found instead. */
export interface RuleClaims {
  /** Nothing is held against it, and nothing is unknown. */
  allows(): void;
  /** It is forbidden, by the rule of this id (by default: by the rule that is tested, or by any of the pack). */
  forbids(ruleId?: string): void;
  /** It is not forbidden, but the data say too little. */
  unknown(): void;
  /** What being there counts on the level of preferences: 0 or 1. */
  costs(count: number): void;
}

/** See {@link verifyRule}. */
export interface RuleUnderTest {
  /**
   * A person who holds the post `present` (or waits: `positionId: null`) and a post to go to, each with the entries that
   * matter; `"present"` asks about staying.
   */
  given(person: Partial<Staff>, position: Partial<Position> | "present", setting?: RuleSetting): RuleClaims;
}

/**
 * Tests a rule, or a pack, on its own: no other rule is in force.
 *
 * @example
 * verifyRule(rule).given({ positionSince: "2024-01-02" }, {}, { asOf: "2026-01-01" }).forbids();
 * @throws ScenarioError from `given`, where the rule, the person or the post cannot be used.
 */
export function verifyRule(rule: Rule | RulePack): RuleUnderTest {
  const isPack = typeof rule === "object" && rule !== null && "rules" in rule;
  const rules: RulePack = isPack ? rule : { id: "under-test", version: "1", rules: [rule] };
  return {
    given(told, position, setting = {}) {
      for (const [name, value] of Object.entries({ person: told, position, setting })) {
        if ((typeof value === "object" && value !== null) || (name === "position" && value === "present")) continue;
        throw new ScenarioError([
          { code: "rules/wrong-type", path: [name], message: `${show(value)} is not an object` },
        ]);
      }
      const scenario = createScenario(inputOf(rules, told, position, setting));
      const person = scenario.staffById.get(told.id ?? PERSON)!;
      const stays = position === "present";
      const place = scenario.positionById.get(stays ? PRESENT : (position.id ?? DESTINATION))!;
      const findings = stays ? judgeStaying(scenario, person) : judgeTransfer(scenario, person, place);
      const verdict = verdictOf(findings);
      const claim = (holds: boolean, expected: string): void => {
        if (!holds) throw new Error(`expected ${expected}, found ${verdict}${described(findings)}`);
      };
      return {
        allows: () => claim(verdict === "allowed", "allowed"),
        unknown: () => claim(verdict === "unknown", "unknown"),
        forbids(ruleId = isPack ? undefined : rule.id) {
          const found = findings.filter((finding) => finding.verdict === "forbidden");
          const holds = found.some((finding) => ruleId === undefined || finding.rule === ruleId);
          claim(holds, ruleId === undefined ? "forbidden" : `forbidden by ${ruleId}`);
        },
        costs(count) {
          const found = stays && isOverTenured(scenario, person) ? 1 : 0;
          if (found !== count) throw new Error(`expected a cost of ${count}, found ${found}`);
        },
      };
    },
  };
}

const PERSON = "person";
const PRESENT = "present";
const DESTINATION = "destination";

function inputOf(
  rules: RulePack,
  person: Partial<Staff>,
  position: Partial<Position> | "present",
  setting: RuleSetting,
): ScenarioInput {
  const { asOf = "2026-01-01", present = {}, others = [], positions = [] } = setting;
  const {
    agencies = [
      { id: "agency", name: "Agency" },
      { id: "other-agency", name: "Other agency" },
    ],
    units = [
      { id: "unit", agencyId: "agency", name: "Unit" },
      { id: "elsewhere", agencyId: "other-agency", name: "Elsewhere" },
    ],
  } = setting;
  const post = { unitId: units[0]?.id ?? "unit", title: "Post", capacity: 1_000, required: 1 };
  return {
    asOf,
    agencies,
    units,
    positions: [
      { ...post, id: PRESENT, ...present },
      ...(position === "present" ? [] : [{ ...post, id: DESTINATION, ...position }]),
      ...positions,
    ],
    staff: [{ id: PERSON, positionId: PRESENT, ...person }, ...others],
    rules,
  };
}

function described(findings: readonly GateFinding[]): string {
  return findings.map(({ rule, verdict, text }) => `\n  ${rule} (${verdict}): ${text.en}`).join("");
}
