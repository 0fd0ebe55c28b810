/**
 * The rules once more, straight from what they say, for the slow truth: nothing here is shared with the library but types
 * and the default pack, which is data.
 */
import {
  type AppliesTo,
  asnMutasi,
  type Period,
  type Position,
  type Rule,
  type RuleEvent,
  type ScenarioInput,
  type Staff,
} from "imbang";

type Answer = boolean | undefined;

/**
 * Whether a person may take a post that is not the present one. `isAsked`: leaves rules out; `from`: the day on which the
 * person comes, for the years until retirement.
 */
export function mayEnter(
  input: ScenarioInput,
  person: Staff,
  place: Position,
  unknown: "allow" | "forbid",
  { isAsked = () => true, from = input.asOf }: { isAsked?: (rule: Rule) => boolean; from?: string } = {},
): boolean {
  const event = person.positionId === null ? "placement" : "move";
  const then = from === input.asOf ? input : { ...input, asOf: from };
  return rules(input)
    .filter((rule) => rule.severity !== "preference" && isAsked(rule))
    .every((rule) => {
      const at = rule.predicate === "retirementHorizon" ? then : input;
      return answerOf(at, rule, person, place, event) ?? unknown === "allow";
    });
}

/** Whether a person may stay, as far as laws are concerned: what is unknown takes nothing away. */
export function mayStay(input: ScenarioInput, person: Staff): boolean {
  const own = input.positions.find(({ id }) => id === person.positionId);
  if (own === undefined) return true;
  return rules(input)
    .filter(({ severity }) => severity === "law")
    .every((rule) => answerOf(input, rule, person, own, "stay") !== false);
}

/** Whether a preference is held against staying. */
export function overTenured(input: ScenarioInput, person: Staff): boolean {
  const own = input.positions.find(({ id }) => id === person.positionId);
  if (own === undefined) return false;
  return rules(input)
    .filter(({ severity }) => severity === "preference")
    .some((rule) => answerOf(input, rule, person, own, "stay") === false);
}

const inForce = new WeakMap<ScenarioInput, Rule[]>();

function rules(input: ScenarioInput): Rule[] {
  const known = inForce.get(input) ?? rulesOn(input);
  inForce.set(input, known);
  return known;
}

function rulesOn({ rules: pack = asnMutasi, asOf: day }: ScenarioInput): Rule[] {
  const dated = pack.rules.filter(
    ({ effectiveFrom = "0000", effectiveTo = "9999" }) => effectiveFrom <= day && day <= effectiveTo,
  );
  return dated.filter(({ id }) => !dated.some(({ replaces }) => replaces?.ruleId === id));
}

function answerOf(input: ScenarioInput, rule: Rule, person: Staff, place: Position, event: RuleEvent): Answer {
  const concerned = concerns(rule.appliesTo ?? {}, person, place, event);
  if (concerned === false) return true;
  const met = isMet(input, rule, person, place);
  return met === false && concerned === undefined ? undefined : met;
}

function concerns(applies: AppliesTo, person: Staff, place: Position, event: RuleEvent): Answer {
  const among = <T>(list: readonly T[] | undefined, own: T | undefined): Answer =>
    list === undefined ? true : own === undefined ? undefined : list.includes(own);
  const parts = [
    (applies.events ?? ["move", "placement"]).includes(event),
    among(applies.statuses, person.status),
    among(applies.positionKinds, place.kind),
    among(applies.jobFamilies?.map(plain), place.jobFamily === undefined ? undefined : plain(place.jobFamily)),
  ];
  return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;
}

const GRADES = "I/a I/b I/c I/d II/a II/b II/c II/d III/a III/b III/c III/d IV/a IV/b IV/c IV/d IV/e".split(" ");
const EDUCATION = ["SD", "SMP", "SMA", "D1", "D2", "D3", "S1", "S2", "S3"];
const PREDICATES = ["Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang"];
const LEVELS = [
  ["pemula", "terampil", "mahir", "penyelia"],
  ["ahli pertama", "ahli muda", "ahli madya", "ahli utama"],
];

function isMet(input: ScenarioInput, rule: Rule, person: Staff, place: Position): Answer {
  const { asOf } = input;
  switch (rule.predicate) {
    case "requirement":
      return requirement(rule.parameters.requirement, person, place);
    case "minimumTenure":
      return person.positionSince === undefined ? undefined : later(person.positionSince, rule.parameters) <= asOf;
    case "maximumTenure":
      return person.positionSince === undefined ? undefined : later(person.positionSince, rule.parameters) >= asOf;
    case "flag": {
      const own = person[rule.parameters.fact];
      return own === undefined ? undefined : own === rule.parameters.must;
    }
    case "status":
      return person.status === undefined ? undefined : !rule.parameters.barred.includes(person.status);
    case "contractMobility": {
      const own = input.positions.find(({ id }) => id === person.positionId);
      if (rule.parameters.mobility === "none" || own === undefined) return false;
      return (
        plain(own.title) === plain(place.title) &&
        plain(own.jobLevel ?? "") === plain(place.jobLevel ?? "") &&
        agency(input, own) === agency(input, place)
      );
    }
    case "discipline": {
      if (person.discipline === undefined) return undefined;
      const records = person.discipline.filter(({ level }) => rule.parameters.levels.includes(level));
      if (records.some(({ until = "" }) => until >= asOf)) return false;
      return records.some(({ level, until }) => until === undefined && level !== "light") ? undefined : true;
    }
    case "studyLeave": {
      const until = person.studyLeaveUntil;
      return until === undefined ? undefined : until === null || until < asOf;
    }
    case "performance": {
      const { atLeast, years } = rule.parameters;
      const answers = Array.from({ length: years }, (_, k): Answer => {
        const records = (person.performance ?? []).filter(({ year }) => year === Number(asOf.slice(0, 4)) - 1 - k);
        if (records.length === 0) return undefined;
        return records.every(({ predicate }) => PREDICATES.indexOf(predicate) <= PREDICATES.indexOf(atLeast));
      });
      return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
    }
    case "retirementHorizon": {
      if (person.birthDate === undefined) return undefined;
      const ends = later(asOf, rule.parameters);
      const answers = retirementAges(person, place).map((age) => retirement(person.birthDate!, age) >= ends);
      return answers.every(Boolean) ? true : answers.some(Boolean) ? undefined : false;
    }
    case "certificate": {
      const { certificate, titles } = rule.parameters;
      const begins = (text: string, word: string): boolean => `${plain(text)} `.startsWith(`${plain(word)} `);
      if (!titles.some((title) => begins(place.title, title))) return true;
      if (place.requirements?.certificates?.some((own) => begins(own, certificate)) === true) return true;
      return person.certificates?.some((own) => begins(own, certificate));
    }
    case "jobFamily": {
      if (place.jobFamily === undefined) return true;
      const own = person.jobFamily ?? input.positions.find(({ id }) => id === person.positionId)?.jobFamily;
      return own === undefined ? undefined : plain(own) === plain(place.jobFamily);
    }
    case "jobLevel": {
      if (place.jobLevel === undefined) return true;
      const own = person.jobLevel ?? input.positions.find(({ id }) => id === person.positionId)?.jobLevel;
      if (own === undefined) return undefined;
      if (plain(own) === plain(place.jobLevel)) return true;
      const ladder = LEVELS.find((levels) => levels.includes(plain(own)) && levels.includes(plain(place.jobLevel!)));
      if (ladder === undefined) return false;
      const steps = ladder.indexOf(plain(place.jobLevel)) - ladder.indexOf(plain(own));
      return steps <= rule.parameters.rise && steps >= -rule.parameters.fall;
    }
    case "kinship":
      return kinship(input, rule.parameters.scope, person, place);
    case "serviceCommitment": {
      const own = input.positions.find(({ id }) => id === person.positionId);
      const stays = own === undefined || agency(input, own) === agency(input, place);
      if (person.ownRequest !== true || (rule.parameters.scope === "otherAgency" && stays)) return true;
      return person.appointedOn === undefined ? undefined : later(person.appointedOn, rule.parameters) <= asOf;
    }
  }
}

function requirement(name: string, person: Staff, { requirements = {} }: Position): Answer {
  const rank = person.grade === undefined ? -1 : GRADES.indexOf(person.grade);
  const level = EDUCATION.indexOf(person.education?.level ?? "");
  const { minGrade, maxGrade, minEducation, fields = [], competencies = {}, certificates = [] } = requirements;
  const all = (answers: readonly Answer[]): Answer =>
    answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
  switch (name) {
    case "minGrade":
      return minGrade === undefined ? true : rank < 0 ? undefined : rank >= GRADES.indexOf(minGrade);
    case "maxGrade":
      return maxGrade === undefined ? true : rank < 0 ? undefined : rank <= GRADES.indexOf(maxGrade);
    case "minEducation":
      return minEducation === undefined ? true : level < 0 ? undefined : level >= EDUCATION.indexOf(minEducation);
    case "fields": {
      const field = person.education?.field;
      return fields.length === 0
        ? true
        : field === undefined
          ? undefined
          : fields.some((f) => plain(f) === plain(field));
    }
    case "competencies":
      return all(
        Object.entries(competencies).map(([competency, least]): Answer => {
          const own = person.competencies?.[competency];
          return own === undefined ? undefined : own >= least;
        }),
      );
    default:
      return all(
        certificates.map((wanted): Answer => person.certificates?.some((own) => plain(own) === plain(wanted))),
      );
  }
}

/** Relatives who cannot leave must not be too close; who may leave is a condition across people. */
function kinship(input: ScenarioInput, scope: "unit" | "directSupervision", person: Staff, place: Position): Answer {
  const answers: Answer[] = [person.relatives === undefined ? undefined : true];
  for (const other of input.staff) {
    const isRelative = person.relatives?.includes(other.id) === true || other.relatives?.includes(person.id) === true;
    if (!isRelative || other.id === person.id) continue;
    const post = input.positions.find(({ id }) => id === other.positionId);
    if (post === undefined) continue;
    const leaves = mayLeave(input, other);
    if (leaves === true || (post.required !== null && !mayStay(input, other))) continue; // by law not there
    const close = isClose(input, scope, post, place);
    answers.push(close === false ? true : close === true && leaves === false ? false : undefined);
  }
  return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
}

const OF_PERSON_ALONE = ["minimumTenure", "flag", "status", "discipline", "studyLeave", "performance"];

/** Two relatives of whom either may move, and the places that they may not have at once. */
export interface KinTie {
  readonly ruleId: string;
  readonly people: readonly [Staff, Staff];
  tooClose(first: Position, second: Position): boolean;
}

/** Relatives whom the rules keep apart although neither is held where he or she is. Both staying is always possible. */
export function kinTies(input: ScenarioInput, unknown: "allow" | "forbid"): KinTie[] {
  const isConcerned = ({ appliesTo = {} }: Rule, { status, positionId }: Staff): boolean =>
    (appliesTo.events ?? ["move", "placement"]).includes(positionId === null ? "placement" : "move") &&
    (appliesTo.statuses === undefined || status === undefined || appliesTo.statuses.includes(status));
  return rules(input).flatMap((rule) => {
    if (rule.predicate !== "kinship" || rule.severity === "preference") return [];
    const { scope } = rule.parameters;
    return input.staff.flatMap((one) =>
      input.staff.flatMap((other): KinTie[] => {
        const areRelatives = one.relatives?.includes(other.id) === true || other.relatives?.includes(one.id) === true;
        if (one.id >= other.id || !areRelatives) return [];
        if (mayLeave(input, one) === false || mayLeave(input, other) === false) return [];
        if (!isConcerned(rule, one) && !isConcerned(rule, other)) return [];
        return [
          {
            ruleId: rule.id,
            people: [one, other],
            tooClose(first, second) {
              if (first.id === one.positionId && second.id === other.positionId) return false;
              return isClose(input, scope, first, second) ?? unknown === "forbid";
            },
          },
        ];
      }),
    );
  });
}

function mayLeave(input: ScenarioInput, person: Staff): Answer {
  const own = input.positions.find(({ id }) => id === person.positionId);
  if (person.fixed === true || own?.required === null) return false;
  const answers = rules(input)
    .filter(({ severity, appliesTo }) => severity !== "preference" && appliesTo?.positionKinds === undefined)
    .filter(
      (rule) =>
        OF_PERSON_ALONE.includes(rule.predicate) ||
        (rule.predicate === "serviceCommitment" && rule.parameters.scope === "any"),
    )
    .map((rule) => answerOf(input, rule, person, own ?? input.positions[0]!, own === undefined ? "placement" : "move"));
  return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
}

function isClose(input: ScenarioInput, scope: string, a: Position, b: Position): Answer {
  const above = (post: Position): string | undefined => input.units.find(({ id }) => id === post.unitId)!.parentUnitId;
  if (a.unitId === b.unitId) {
    if (scope === "unit") return true;
    if (a.kind === "structural" && b.kind === "structural")
      return a.echelon === undefined || b.echelon === undefined ? undefined : a.echelon !== b.echelon;
    if (a.kind === undefined || b.kind === undefined) return undefined;
    return a.kind === "structural" || b.kind === "structural";
  }
  if (scope === "unit" || (above(a) !== b.unitId && above(b) !== a.unitId)) return false;
  if ([a, b].some(({ kind }) => kind === "functional" || kind === "executing")) return false;
  return a.kind === undefined || b.kind === undefined ? undefined : true;
}

/** Every retirement age that the records leave possible. */
function retirementAges(person: Staff, place: Position): number[] {
  const ages: Record<string, number> = { "ahli pertama": 58, "ahli muda": 58, "ahli madya": 60, "ahli utama": 65 };
  if (place.kind === "executing") return [58];
  if (place.kind === "structural")
    return place.echelon === undefined ? [58, 60, 65, 70] : [place.echelon < "III" ? 60 : 58];
  if (plain(place.title).startsWith("guru ")) return [60];
  const told = ages[place.jobLevel ?? person.jobLevel ?? ""];
  return told === undefined ? [58, 60, 65, 70] : [told];
}

function retirement(birthDate: string, age: number): string {
  return later(`${birthDate.slice(0, 7)}-01`, { years: age, months: 1 });
}

/** The same day of the month, years and months later. */
export function later(day: string, { years, months = 0 }: Period): string {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + 12 * years + months;
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}${day.slice(7)}`;
}

function agency(input: ScenarioInput, post: Position): string {
  return input.units.find(({ id }) => id === post.unitId)!.agencyId;
}

/** Texts compare without case and with single spaces. */
export function plain(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, " ").trim();
}
