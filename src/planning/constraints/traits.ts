/** Who has the trait that a `mix` counts. */
import { requirementVerdict, type Scenario, type Staff } from "../../scenario/index.js";
import type { Trait } from "./types.js";

/** Whether everything that a trait names is known of a person, and true. */
export function hasTrait({ asOf }: Scenario, person: Staff, trait: Trait): boolean {
  const { minGrade, jobLevels, minYearsInPost, certificates } = trait;
  const asked = {
    ...(minGrade === undefined ? {} : { minGrade }),
    ...(certificates === undefined ? {} : { certificates }),
  };
  if (requirementVerdict(person, asked) !== "allowed") return false;
  if (jobLevels !== undefined && !jobLevels.some((level) => isSame(level, person.jobLevel))) return false;
  const { positionSince } = person;
  if (minYearsInPost === undefined) return true;
  return positionSince !== undefined && yearsLater(positionSince, minYearsInPost) <= asOf;
}

function isSame(a: string, b: string | undefined): boolean {
  return b !== undefined && plain(a) === plain(b);
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, " ").trim();
}

/** The same day so many years later; days compare as texts, so one that does not exist does no harm. */
function yearsLater(date: string, years: number): string {
  return `${String(Number(date.slice(0, 4)) + years).padStart(4, "0")}${date.slice(4)}`;
}
