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
