export { CIVIL_SERVICE_GRADES, compareGrades, CONTRACT_GRADES, type Grade, GRADES } from "./grades.js";
export { compareEducation, EDUCATION_LEVELS, type EducationLevel } from "./education.js";
