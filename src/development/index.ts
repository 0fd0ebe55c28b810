export { checkCatalogue } from "./check-catalogue.js";
export { expectedShortage } from "./expected-shortage.js";
export { planTraining, type TrainingDetails, type TrainingPlan } from "./plan-training.js";
export type { TrainingOptions, TrainingSettings } from "./training-options.js";
export type { CourseUse, Training } from "./trainings.js";
export type { AttendedTraining, CompetencyRating, Course, CourseKind } from "./types.js";
export {
  type TrainingGain,
  type TrainingValue,
  type TrainingValueOptions,
  valueOfTraining,
} from "./value-of-training.js";
export { verifyTraining } from "./verify-training.js";
export { withCompetencies } from "./with-competencies.js";
