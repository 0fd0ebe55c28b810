export {
  type BlockingCompetency,
  type BlockingSet,
  type NearPerson,
  type PlaceBlocks,
  type PostBlock,
  type PostBlocks,
} from "./blocking-competencies.js";
export { checkCatalogue } from "./check-catalogue.js";
export {
  type CompetencyGapOptions,
  competencyGaps,
  type CompetencyGaps,
  competencyGapsTo,
  type PersonToPost,
  type PlaceGaps,
  type ShortPostGaps,
} from "./competency-gaps.js";
export { type ExpectedShortage, expectedShortage } from "./expected-shortage.js";
export { matchMentors } from "./mentors/match-mentors.js";
export type {
  CompetencyClosed,
  Mentor,
  MentorCondition,
  Mentoring,
  MentoringLevel,
  MentoringLevelName,
  MentoringOptions,
  MentoringSettings,
  MentorPair,
  PlacedStaff,
  UnitRelation,
  UnmatchedMentee,
  UnmatchedReason,
} from "./mentors/types.js";
export { verifyMentoring } from "./mentors/verify-mentoring.js";
export type { CompetencyGap, GapSum, GapSums, PersonGaps, PersonLacks } from "./own-gaps.js";
export { planTraining, type TrainingDetails, type TrainingPlan } from "./plan-training.js";
export type { Placed } from "./read-places.js";
export {
  type MeasuredEffect,
  type Measurement,
  trainingEffect,
  type TrainingEffect,
  type TrainingEffectOptions,
} from "./training-effect.js";
export type { TrainingOptions, TrainingSettings } from "./training-options.js";
export type { CourseUse, Training } from "./trainings.js";
export type { AttendedTraining, CompetencyRating, Course, CourseKind } from "./types.js";
export {
  type TrainingGain,
  type TrainingValue,
  type TrainingValueOptions,
  valueOfTraining,
} from "./value-of-training.js";
export { type TrainingVerifyOptions, verifyTraining } from "./verify-training.js";
export { type CompetencyOptions, withCompetencies } from "./with-competencies.js";
export {
  type ListedPerson,
  type PersonYear,
  type PlannedCourse,
  planTrainingYear,
  type TrainingObstacle,
  type TrainingStage,
  type TrainingYear,
  type TrainingYearOptions,
} from "./yearly-plan.js";
export { CONTRACT_TRAINING_HOURS, type DatedParameter, inForce, YEARLY_TRAINING_HOURS } from "../regulation/index.js";
