export { CSV_CODES, type CsvCode } from "./codes.js";
export { formatCsvIssue } from "./format-issue.js";
export { type Nip, type NipFailure, parseNip } from "./nip.js";
export { readCompetenciesCsv, type CompetenciesOptions, type CompetenciesResult } from "./read-competencies.js";
export { readCoursesCsv, type CoursesOptions } from "./read-courses.js";
export {
  type IndicatorColumn,
  type IndicatorRow,
  type IndicatorsOptions,
  type IndicatorsResult,
  readIndicatorsCsv,
} from "./read-indicators.js";
export { type PositionsOptions, readPositionsCsv } from "./read-positions.js";
export { readSchoolsCsv, type SchoolRow } from "./read-schools.js";
export { readStaffCsv, type StaffOptions } from "./read-staff.js";
export { type AttendedTrainingOptions, readAttendedTrainingCsv } from "./read-training.js";
export { readUnitsCsv, type UnitsResult } from "./read-units.js";
export {
  readWisnCsv,
  type WisnLines,
  type WisnOptions,
  type WisnParts,
  type WisnResult,
  type WisnRow,
} from "./read-wisn.js";
export { readWorkloadCsv, type WorkloadOptions, type WorkloadRow, type WorkloadTask } from "./read-workload.js";
export type { ReadOptions, ReadResult } from "./table.js";
export { type Names, type Transfers, writePlanCsv, writeStaffingCsv, type WriteOptions } from "./write.js";
export { type GapTables, writeGapCsv } from "./write-gaps.js";
export { type MentoringTable, writeMentoringCsv } from "./write-mentoring.js";
export { type RankingTable, writeRankingCsv, type WriteRankingOptions } from "./write-ranking.js";
export { type PlannedTraining, type TrainingNames, type Trainings, writeTrainingPlanCsv } from "./write-training.js";
export type { WorkOptions } from "./work-places.js";
export type { WorkResult } from "./work-rows.js";
