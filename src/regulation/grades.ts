/**
 * Ranks of civil servants (*golongan/ruang*) and of contract staff (*golongan PPPK*), and how they compare.
 *
 * Source: the seventeen ranks I/a … IV/e in the order of Government Regulation 7/1977 (salary) as commonly listed;
 * contract grades I … XVII of Presidential Regulation 98/2020, **unverified** (from memory of the field).
 */

/** Civil-service ranks (*golongan/ruang*), lowest first. */
export const CIVIL_SERVICE_GRADES = [
  "I/a",
  "I/b",
  "I/c",
  "I/d",
  "II/a",
  "II/b",
  "II/c",
  "II/d",
  "III/a",
  "III/b",
  "III/c",
  "III/d",
  "IV/a",
  "IV/b",
  "IV/c",
  "IV/d",
  "IV/e",
] as const;

/** Contract grades (*golongan PPPK*), lowest first. They do not compare with civil-service ranks. */
export const CONTRACT_GRADES = [
  "I",
  "II",
  "III",
  "IV",
  "V",
  "VI",
  "VII",
  "VIII",
  "IX",
  "X",
  "XI",
  "XII",
  "XIII",
  "XIV",
  "XV",
  "XVI",
  "XVII",
] as const;

/** A grade of either ladder, in its canonical spelling. */
export type Grade = (typeof CIVIL_SERVICE_GRADES)[number] | (typeof CONTRACT_GRADES)[number];

/** Every grade, for validation. */
export const GRADES: readonly Grade[] = [...CIVIL_SERVICE_GRADES, ...CONTRACT_GRADES];

const STEP = new Map<Grade, { readonly ladder: "civilService" | "contract"; readonly step: number }>([
  ...CIVIL_SERVICE_GRADES.map((grade, step) => [grade, { ladder: "civilService", step }] as const),
  ...CONTRACT_GRADES.map((grade, step) => [grade, { ladder: "contract", step }] as const),
]);

/**
 * Compares two grades: negative where `a` is lower, 0 where equal, positive where higher, `null` where they stand on
 * different ladders (a contract grade has no agreed civil-service rank).
 */
export function compareGrades(a: Grade, b: Grade): number | null {
  const [left, right] = [STEP.get(a), STEP.get(b)];
  if (left === undefined || right === undefined || left.ladder !== right.ladder) return null;
  return left.step - right.step;
}
