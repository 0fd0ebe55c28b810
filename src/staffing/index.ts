export { analyzePlacement, analyzeStaffing } from "./analyze.js";
export type { StaffingAnalysis, StaffingRow } from "./types.js";
