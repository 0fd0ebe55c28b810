export { frozen } from "./frozen.js";
export { CIVIL_SERVICE_GRADES, compareGrades, CONTRACT_GRADES, type Grade, GRADES } from "./grades.js";
export { compareEducation, EDUCATION_LEVELS, type EducationLevel } from "./education.js";
export { type DatedParameter, inForce } from "./dated-parameter.js";
export {
  EFFECTIVENESS_BANDS,
  type EffectivenessBand,
  type EffectivenessGrade,
  type GradeBands,
} from "./effectiveness-bands.js";
export {
  COMPETENCY_LEVELS,
  COMPETENCY_TEST,
  MATCH_BANDS,
  type MatchBand,
  type MatchUse,
  REQUIRED_COMPETENCY_LEVEL,
  STANDARD_COMPETENCIES,
  type StandardCompetency,
  type StandardPost,
} from "./competency-standard.js";
export {
  EXPECTATION_LABELS,
  EXPECTATIONS,
  type Expectation,
  type Predicate,
  PREDICATE_LABELS,
  PREDICATE_MATRIX,
  PREDICATE_POINTS,
  type PredicateMatrix,
  PREDICATES,
} from "./performance-predicates.js";
export {
  type CompetencePoints,
  type IndexPost,
  PROFESSIONALISM_CATEGORIES,
  PROFESSIONALISM_INDEX,
  type ProfessionalismCategory,
  type ProfessionalismRule,
  type Step,
} from "./professionalism-index.js";
export {
  type AxisCutOffs,
  type DisciplineRecord,
  MATCH_SCORE,
  type MatchRule,
  POTENTIAL_CUT_OFFS,
  TALENT_BOXES,
  type TalentBoxNumber,
  type TalentBoxRule,
  TALENT_CUT_OFFS,
  type TalentCutOffs,
  type Third,
} from "./talent-boxes.js";
export { HEALTH_CENTRE_MINIMUM, type ProfessionCounts } from "./health-centres.js";
export {
  RETIREMENT_AGES,
  RETIREMENT_DAY,
  retirementDate,
  type RetirementPost,
  retirementPost,
  type RetirementTraits,
} from "./retirement-ages.js";
export {
  HEADTEACHERS_PER_SCHOOL,
  isSchoolGrade,
  LARGEST_CLASS,
  PRIMARY_SCHOOL_MINIMUM,
  PUPILS_PER_COUNSELLOR,
  PUPILS_PER_TEACHER,
  SCHOOL_GRADES,
  SCHOOL_LEVELS,
  type SchoolLevel,
  WEEKLY_TEACHING_HOURS,
} from "./teaching.js";
export { CONTRACT_TRAINING_HOURS, YEARLY_TRAINING_HOURS } from "./training-hours.js";
export {
  CONTRACT_MOBILITY,
  HEALTH_CERTIFICATE,
  KINSHIP_SCOPE,
  MAXIMUM_TENURE,
  MINIMUM_TENURE,
  PENALTIES_THAT_BAR,
  PERFORMANCE_BEFORE_TRANSFER,
  RETIREMENT_HORIZON,
  SERVICE_COMMITMENT,
  STATUSES_NOT_TRANSFERRED,
} from "./transfer-terms.js";
export { HEALTH_WEEK, type Period, PERIODS, WORKING_TIME, type WorkingTime } from "./working-time.js";
