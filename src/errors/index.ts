export { type Issue, formatIssue, isIssue } from "./issue.js";
export { EngineError, ImbangError, NetworkError, ScenarioError } from "./imbang-error.js";
export { nearest } from "./nearest.js";
