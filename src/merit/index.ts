export {
  type AssessmentGap,
  type AssessmentGapOptions,
  assessmentGaps,
  type AssessmentGaps,
} from "./assessment-gaps.js";
export { compareRanked, explainScore, type RankComparison, type ScoreExplanation, type ScorePart } from "./explain.js";
export {
  type CompetencyMatch,
  type CompetencyStandard,
  competencyStandard,
  type CompetencyTest,
  competencyTest,
  type JobPersonMatch,
  jobPersonMatch,
  type MatchCap,
  type MatchOptions,
} from "./job-person-match.js";
export { type MatchProfile, type MatchScore, matchScore } from "./match.js";
export {
  type Basis,
  performancePredicate,
  type PerformanceResult,
  predicatePoints,
  type RuleOptions,
} from "./performance.js";
export {
  comparePeriods,
  type GroupChange,
  type ListCriteria,
  type Listed,
  type PeriodComparison,
  type PeriodOptions,
  type PeriodScore,
  type PersonChange,
} from "./periods.js";
export { type ProfessionalismIndex, professionalismIndex, type ProfessionalismProfile } from "./professionalism.js";
export { type ProgrammeEffect, programmeEffect, type ProgrammeGroup, type ProgrammePerson } from "./programme.js";
export { protectedAttribute, type ProtectedAttribute } from "./protected-attributes.js";
export { rankByMerit } from "./rank.js";
export type { ExcludedPerson, MissingFigure, RankedIndicator, RankedPerson, Ranking } from "./ranking.js";
export { rankRobustness, type Robustness, type RobustnessOptions, type RobustPlace } from "./robustness.js";
export type { Direction, Indicator, Label, MeritPerson, MeritScheme, MissingPolicy, Observation } from "./scheme.js";
export { type ExactFraction, smallestSwap, type WeightSwap } from "./swap.js";
export { type TalentBox, talentBox, type TalentPerson, type TalentPool, talentPool } from "./talent.js";
export { meritTrend, type Trend, type TrendPoint } from "./trend.js";
export type { ConfidenceInterval, UncertainMean } from "./uncertain-mean.js";
export { USUAL_INDICATORS } from "./usual-indicators.js";
export type { WeightRange } from "./weight-box.js";
export { withMerit } from "./with-merit.js";
export {
  type AxisCutOffs,
  COMPETENCY_LEVELS,
  COMPETENCY_TEST,
  type DatedParameter,
  type DisciplineRecord,
  type EducationLevel,
  type Expectation,
  EXPECTATION_LABELS,
  inForce,
  type IndexPost,
  MATCH_BANDS,
  MATCH_SCORE,
  type MatchBand,
  type MatchRule,
  type MatchUse,
  POTENTIAL_CUT_OFFS,
  type Predicate,
  PREDICATE_LABELS,
  PREDICATE_MATRIX,
  PREDICATE_POINTS,
  type PredicateMatrix,
  PROFESSIONALISM_CATEGORIES,
  PROFESSIONALISM_INDEX,
  type ProfessionalismCategory,
  type ProfessionalismRule,
  REQUIRED_COMPETENCY_LEVEL,
  STANDARD_COMPETENCIES,
  type StandardCompetency,
  type StandardPost,
  TALENT_BOXES,
  TALENT_CUT_OFFS,
  type TalentBoxNumber,
  type TalentBoxRule,
  type TalentCutOffs,
  type Third,
} from "../regulation/index.js";
