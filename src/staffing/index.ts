export { analyzePlacement, analyzeStaffing } from "./analyze.js";
export type { StaffingAnalysis, StaffingRow } from "./types.js";
export {
  abkNeed,
  abkNeeds,
  type AbkNeed,
  type AbkOptions,
  type AbkPositionNeed,
  type AbkTask,
  type AbkTaskLoad,
  type EquipmentTask,
  type OutputTask,
  type PositionTask,
  type TimedTask,
  type UsedWorkingTime,
} from "./abk.js";
export {
  type AbkKesActivity,
  abkKesNeed,
  type AbkKesNeed,
  type AbkKesStudy,
  type SupportTask,
  type WorkingTimeTable,
} from "./abk-kes.js";
export type { Driver, Estimate, Interval, Uncertainty } from "./estimate.js";
export { type Comparison, DEFAULT_BANDS, type Graded, gradeEffectiveness } from "./grade.js";
export { balanceIndices, type BalanceIndices, type Load, type LorenzPoint } from "./indices.js";
export { advisedMoveThreshold } from "./move-threshold.js";
export type { Need } from "./need.js";
export { type GivenNeed, normNeed, type NormNeed, type RatioNorm } from "./norm.js";
export { type PressureCutOffs, type WisnComparison, wisnGap } from "./pressure.js";
export { priorityFromService, type ServiceFormula, type ServicePriority, type ServiceScores } from "./priority.js";
export {
  type ApprovedPost,
  type GrowthRates,
  type ProjectedRow,
  type ProjectedYear,
  type ProjectionOptions,
  projectStaffing,
  type Retirement,
  type StaffingProjection,
} from "./projection.js";
export {
  type GroupReport,
  type PositionReport,
  type ReportIndices,
  type ReportOptions,
  staffingReport,
  type StaffingReport,
  type StaffingTotals,
} from "./report.js";
export type { DisplayedNeed, Rounding } from "./rounding.js";
export {
  type ByGrade,
  type School,
  type SchoolSubject,
  type TeacherNeed,
  teachingNeed,
  type TeachingNeed,
} from "./teaching.js";
export type { TimeUse } from "./time-use.js";
export {
  type AllowanceNeed,
  type AvailableTime,
  type CategoryAllowance,
  type IndividualAllowance,
  type LeaveTable,
  type WisnActivity,
  type WisnActivityNeed,
  wisnNeed,
  type WisnNeed,
  type WisnStudy,
  type WisnVariant,
} from "./wisn.js";
export {
  type JoinOptions,
  type NeedFigure,
  type Needs,
  type Priorities,
  type PriorityFigure,
  withPriority,
  withRequired,
} from "./with-required.js";
export {
  type DatedParameter,
  EFFECTIVENESS_BANDS,
  type EffectivenessBand,
  type EffectivenessGrade,
  type GradeBands,
  HEADTEACHERS_PER_SCHOOL,
  HEALTH_CENTRE_MINIMUM,
  HEALTH_WEEK,
  inForce,
  LARGEST_CLASS,
  type Period,
  PRIMARY_SCHOOL_MINIMUM,
  type ProfessionCounts,
  PUPILS_PER_COUNSELLOR,
  PUPILS_PER_TEACHER,
  RETIREMENT_AGES,
  RETIREMENT_DAY,
  type RetirementPost,
  SCHOOL_GRADES,
  type SchoolLevel,
  WEEKLY_TEACHING_HOURS,
  WORKING_TIME,
  type WorkingTime,
} from "../regulation/index.js";
