/** The closed set of predicates. */
import type { PredicateKind, Rule } from "../../scenario/index.js";
import type { BoundPredicate } from "../question.js";
import { certificate } from "./certificate.js";
import { contractMobility } from "./contract-mobility.js";
import { discipline } from "./discipline.js";
import { flag } from "./flag.js";
import { jobFamily } from "./job-family.js";
import { jobLevel } from "./job-level.js";
import { kinship } from "./kinship.js";
import { maximumTenure } from "./maximum-tenure.js";
import { minimumTenure } from "./minimum-tenure.js";
import { performance } from "./performance.js";
import type { Predicate, RuleContext } from "./predicate.js";
import { requirement } from "./requirement.js";
import { retirementHorizon } from "./retirement-horizon.js";
import { serviceCommitment } from "./service-commitment.js";
import { status } from "./status.js";
import { studyLeave } from "./study-leave.js";

const PREDICATES: { readonly [Kind in PredicateKind]: Predicate<Kind> } = {
  requirement,
  minimumTenure,
  maximumTenure,
  flag,
  status,
  contractMobility,
  discipline,
  studyLeave,
  performance,
  retirementHorizon,
  certificate,
  jobFamily,
  jobLevel,
  kinship,
  serviceCommitment,
};

/** The predicate of a rule with the rule's parameters. */
export function bindPredicate({ predicate, parameters }: Rule, context: RuleContext): BoundPredicate {
  // Each kind is bound to its own parameters: the union of the rules says so, which the compiler cannot follow here.
  return (PREDICATES[predicate] as Predicate<PredicateKind>)(parameters as never, context);
}
