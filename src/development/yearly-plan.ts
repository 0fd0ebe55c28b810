/**
 * The yearly check of training hours (20 JP) of everyone, and a schedule that spreads what is missing over months and courses.
 * The schedule follows rules in a fixed order, so that each line of it can be explained; it is no optimum, and says so.
 */
import { type Door, openDoor, type Path } from "../door/index.js";
import type { Issue } from "../errors/index.js";
import type { Label } from "../merit/index.js";
import { CONTRACT_TRAINING_HOURS, type DatedParameter, inForce, YEARLY_TRAINING_HOURS } from "../regulation/index.js";
import { assertScenario, byId, ownLevel, plainText, type Scenario, show, type Staff } from "../scenario/index.js";
import { ownFields, rowsOf, someFields } from "./own-fields.js";
import { readAttended } from "./read-attended.js";
import { type CatalogueRead, checkAgainstScenario, readCatalogue, type ReadCourse } from "./read-catalogue.js";
import { type Calendar, emptyCalendar, type Slot, slotFor, startingIn, withSlot } from "./training-calendar.js";
import type { AttendedTraining, Course } from "./types.js";
import { type AbsenceReason, type Presence, presenceIn } from "./year-absence.js";

/** A person on a list of merit, and why. */
export interface ListedPerson {
  readonly staffId: string;
  readonly reason: string;
}

/** What the year is planned from. */
export interface TrainingYearOptions {
  /** Default: the year of the scenario's day. */
  readonly year?: number;
  /** What people have been through; of it, what was completed in the year by the day of the scenario counts, passed or not. */
  readonly attended?: readonly AttendedTraining[];
  /** Who is to go where: `trainings` of a plan of training, say. Other fields are not read. */
  readonly trainings?: readonly { readonly staffId: string; readonly courseIds: readonly string[] }[];
  /** People to be coached (*pembinaan*): a course of the kind `coaching` first. */
  readonly coaching?: readonly ListedPerson[];
  /** People to be recognised (*penghargaan*): the first choice among courses that their post does not ask for. */
  readonly recognition?: readonly ListedPerson[];
  /** JP that a person may be away in a month, 1 … 200. Default 24: three days of eight. */
  readonly monthlyHours?: number;
  /** First month planned. Default, and earliest: the first month that has not begun on the day of the scenario. */
  readonly firstMonth?: number;
  /** When courses begin, and for how many people; a course without any can begin in every month. */
  readonly sessions?: readonly { readonly courseId: string; readonly month: number; readonly seats: number }[];
}

/** Why a course was given: the stage of the rules. */
export type TrainingStage = "plan" | "coaching" | "recognition" | "gap" | "hours";
/** Why a course could not be given. */
export type TrainingObstacle =
  "noSeats" | "noMonths" | "prerequisites" | "nothingNew" | "passedBefore" | "alreadyPlanned" | AbsenceReason;

/** A course that a person is to attend. */
export interface PlannedCourse {
  readonly courseId: string;
  /** Months 1 … 12. */
  readonly from: number;
  readonly to: number;
  readonly hours: number;
  readonly stage: TrainingStage;
}

/** The year of one person, in JP. */
export interface PersonYear {
  readonly staffId: string;
  readonly done: number;
  readonly planned: number;
  /** max(0, required − done − planned). */
  readonly missing: number;
  /**
   * `met` by what is done, `planned`: will be by what is planned, `away`: neither, and the person is not there to be trained
   * (`obstacles` says why), `short`: neither, of people who are there.
   */
  readonly status: "met" | "planned" | "away" | "short";
  readonly courses: readonly PlannedCourse[];
  /** Of those who stay short or are away: what stands in the way of the courses that this schedule does not give them. */
  readonly obstacles: readonly { readonly code: TrainingObstacle; readonly text: Label; readonly courses: number }[];
  /** Of PPPK: done and planned exceed the limit. A check, and no reason to refuse. */
  readonly aboveContractLimit: boolean;
}

/** The year of everybody. */
export interface TrainingYear {
  readonly year: number;
  /** First month planned; 13: the year is over. */
  readonly firstMonth: number;
  /** JP asked of everyone; 0 in years that end before the rule was in force. */
  readonly required: DatedParameter<number>;
  /** JP that PPPK may have. */
  readonly contractLimit: DatedParameter<number>;
  /** In id order. */
  readonly people: readonly PersonYear[];
  /** In id order; months with participants only, by the month in which the course begins. Rupiah. */
  readonly courses: readonly {
    readonly courseId: string;
    readonly participants: number;
    readonly seats: number | null;
    readonly cost: number;
    readonly months: readonly { readonly month: number; readonly participants: number }[];
  }[];
  /** By agency of the post held, in id order; `null`, last: people who hold none. Rupiah, in the month in which a course begins. */
  readonly agencies: readonly {
    readonly agencyId: string | null;
    readonly people: number;
    readonly away: number;
    readonly short: number;
    readonly cost: number;
    readonly costByMonth: readonly number[];
  }[];
  /** Courses of `trainings` that found no place. */
  readonly refused: readonly {
    readonly staffId: string;
    readonly courseId: string;
    readonly obstacle: TrainingObstacle;
    readonly text: Label;
  }[];
  readonly totals: {
    readonly people: number;
    readonly met: number;
    readonly planned: number;
    readonly away: number;
    readonly short: number;
    readonly cost: number;
  };
  /** How the schedule was made. */
  readonly method: Label;
  readonly notices: readonly Issue[];
}

const METHOD: Label = {
  id: "Jadwal ini disusun menurut aturan berurutan: pelatihan yang sudah direncanakan, daftar pembinaan, daftar penghargaan, kesenjangan kompetensi terbesar lebih dulu, lalu sisa jam. Jadwal ini bukan hasil optimasi: jadwal lain mungkin memenuhi lebih banyak orang atau lebih murah. Jam dihitung penuh, seolah-olah setiap peserta menyelesaikannya.",
  en: "This schedule follows rules in turn: training planned already, people to be coached, people to be recognised, the widest competency gaps first, then the hours that are left. It is no optimum: another schedule might reach more people or cost less. Hours count in full, as if everyone completed the course.",
};

const OBSTACLES: Readonly<Record<TrainingObstacle, Label>> = {
  noSeats: { id: "kursi kursus sudah habis", en: "the course has no seat left" },
  noMonths: { id: "tidak ada bulan tersisa yang cukup", en: "there is no month left that it fits into" },
  prerequisites: { id: "prasyarat kursus belum dilalui", en: "a course to be passed before is missing" },
  nothingNew: {
    id: "kursus tidak menambah kompetensi atau sertifikat",
    en: "the course adds no competency and no certificate",
  },
  passedBefore: { id: "kursus sudah dilalui", en: "the course was passed before" },
  alreadyPlanned: { id: "kursus sudah ada dalam jadwal ini", en: "this schedule has the course already" },
  notActive: { id: "pegawai tidak berstatus aktif", en: "the person is not active" },
  onStudyLeave: { id: "pegawai sedang tugas belajar", en: "the person is on study leave" },
  retires: { id: "pegawai pensiun sebelum tahun ini berakhir", en: "the person retires before the year ends" },
};

/** A person in the making of the schedule. */
interface Learner {
  readonly person: Staff;
  readonly presence: Presence;
  readonly done: number;
  readonly asked: ReadonlyMap<string, number>;
  readonly levels: Map<string, number>;
  readonly certificates: Set<string>;
  readonly had: Set<string>;
  readonly courses: PlannedCourse[];
  calendar: Calendar;
  planned: number;
}

/** What a schedule keeps to. */
interface Terms {
  readonly firstMonth: number;
  readonly monthlyHours: number;
}

/** A course in the making of the schedule. */
interface Offer {
  readonly course: ReadCourse;
  /** Seats left in the year. */
  seats: number;
  /** Seats left by month; `undefined`: it can begin in every month. */
  readonly sessions: Map<number, number> | undefined;
  readonly begun: Map<number, number>;
}

/**
 * Checks the yearly hours of everyone and plans what is missing, stage by stage: (1) `trainings`, by person and in their
 * order; (2) everyone to be coached, one course: of the kind `coaching` first, then the one that closes most of the gap to the
 * own post; (3) everyone to be recognised, one course, those that the own post does not ask for first; (4) whoever is short of
 * hours and rated below what the own post asks, widest gap first: courses that close most of it; (5) whoever is still short,
 * fewest hours first: courses that suffice, then the cheapest. Ties go to the cheaper course, then the shorter one, then by
 * id; people by id. Nobody is sent to what was passed before, what adds nothing (but by `trainings`), or before its
 * prerequisites. Never-rated competencies are no gaps: they want an assessment.
 *
 * Stages 2 to 5 give nothing to people who are not there to be trained: recorded as inactive, on study leave until no month
 * is left, or retiring on or before the last day of the year. Who comes back from a leave before that begins in the month
 * after it. What stage 1 brings stays: who goes where is for the plan to say.
 *
 * Notices: `development/above-contract-limit`, `development/unverified-limit`, `development/before-rule` (nobody owes hours
 * in a year before the rule), `development/unchecked` (people with courses of whom a leave or the retirement is not on
 * record), and those of `checkCatalogue`.
 * O(people × courses), but for sorting.
 *
 * @throws ScenarioError the codes of `checkCatalogue`, and `development/duplicate-value` (a person or session twice)
 */
export function planTrainingYear(
  scenario: Scenario,
  catalogue: readonly Course[],
  options: TrainingYearOptions = {},
): TrainingYear {
  assertScenario(scenario);
  const door = openDoor("development");
  const read = readCatalogue(catalogue, door, ["catalogue"]);
  const notices: Issue[] = [...checkAgainstScenario(read, scenario, door, ["catalogue"])];
  const given = ownFields(door, options, ["options"], KEYS);
  const attended = readAttended(given["attended"], scenario, read, door, ["options", "attended"]);
  for (const notice of attended.notices) notices.push(notice);
  const [thisYear, thisMonth, day] = scenario.asOf.split("-").map(Number) as [number, number, number];
  const whole = (key: "year" | "monthlyHours" | "firstMonth", what: string, least: number, most: number): number =>
    door.number(given[key], ["options", key], { what, least, most, whole: true });
  const before = door.issues.length;
  const readYear = given["year"] === undefined ? thisYear : whole("year", "the year", 1900, 2200);
  const year = door.issues.length > before ? thisYear + 1 : readYear; // one bad year is one issue, not two
  const earliest = year > thisYear ? 1 : year < thisYear ? 13 : day === 1 ? thisMonth : thisMonth + 1;
  const firstMonth =
    given["firstMonth"] === undefined ? earliest : whole("firstMonth", "the first month planned", earliest, 12);
  const monthlyHours = given["monthlyHours"] === undefined ? 24 : whole("monthlyHours", "the hours a month", 1, 200);
  const trainings = readTrainings(door, given["trainings"], scenario, read);
  const [coaching, recognition] = (["coaching", "recognition"] as const).map((key) =>
    readListed(door, given[key], ["options", key], scenario),
  ) as [readonly string[], readonly string[]];
  const sessions = readSessions(door, given["sessions"], read);
  door.close();

  const terms: Terms = { firstMonth, monthlyHours };
  const rule = inForce(YEARLY_TRAINING_HOURS, `${year}-12-31`);
  const required = isInForce(rule, year) ? rule : { ...rule, value: 0 };
  if (required !== rule) notices.push(beforeRule(rule, year));
  const contractLimit = inForce(CONTRACT_TRAINING_HOURS, `${year}-12-31`);
  const isLimited = isInForce(contractLimit, year);
  const done = new Map<string, number>();
  for (const { staffId, hours, completedOn } of attended.rows) {
    if (completedOn.startsWith(`${year}-`)) done.set(staffId, (done.get(staffId) ?? 0) + hours);
  }
  const presenceOf = presenceIn(year, scenario);
  const learners = [...scenario.staff].sort(byId).map((person): Learner => {
    const post = person.positionId === null ? undefined : scenario.positionById.get(person.positionId);
    return {
      person,
      presence: presenceOf(person),
      done: done.get(person.id) ?? 0,
      asked: new Map(Object.entries(post?.requirements?.competencies ?? {})),
      levels: new Map(Object.entries(person.competencies ?? {})),
      certificates: new Set(person.certificates?.map(plainText)),
      had: new Set(attended.passedBy.get(person.id)),
      courses: [],
      calendar: emptyCalendar(firstMonth),
      planned: 0,
    };
  });
  const learnerOf = new Map(learners.map((learner) => [learner.person.id, learner]));
  const offers = read.courses.map((course): Offer => {
    const own = sessions.get(course.id);
    return {
      course,
      seats: course.seats ?? Infinity,
      sessions: own === undefined ? undefined : new Map(own),
      begun: new Map(),
    };
  });
  const offerOf = new Map(offers.map((offer) => [offer.course.id, offer]));
  const isShort = ({ done: past, planned }: Learner): boolean => past + planned < required.value;
  const isOwed = (learner: Learner): boolean => isShort(learner) && learner.presence.away === undefined;
  const give = (learner: Learner, ranked: readonly Offer[], stage: TrainingStage): boolean =>
    ranked.some((offer) => typeof book(learner, offer, terms, stage) !== "string");

  const refused: TrainingYear["refused"][number][] = [];
  for (const { staffId, courseIds } of trainings) {
    for (const courseId of courseIds) {
      const obstacle = book(learnerOf.get(staffId)!, offerOf.get(courseId)!, terms, "plan");
      if (typeof obstacle === "string") refused.push({ staffId, courseId, obstacle, text: OBSTACLES[obstacle] });
    }
  }
  for (const learner of learners) learner.calendar = startingIn(learner.calendar, learner.presence.back);
  for (const staffId of coaching) {
    const learner = learnerOf.get(staffId)!;
    give(
      learner,
      ranked(offers, ({ course }) => [course.kind === "coaching" ? 0 : 1, -closes(learner, course)]),
      "coaching",
    );
  }
  for (const staffId of recognition) {
    const learner = learnerOf.get(staffId)!;
    give(
      learner,
      ranked(offers, ({ course }) => [closes(learner, course) === 0 ? 0 : 1]),
      "recognition",
    );
  }
  const byGap = learners
    .map((learner) => ({ learner, gap: gapOf(learner) }))
    .filter(({ learner, gap }) => gap > 0 && isOwed(learner))
    .sort((a, b) => b.gap - a.gap);
  for (const { learner } of byGap) {
    while (isShort(learner)) {
      const useful = offers.filter(({ course }) => closes(learner, course) > 0);
      if (
        !give(
          learner,
          ranked(useful, ({ course }) => [-closes(learner, course)]),
          "gap",
        )
      )
        break;
    }
  }
  const byHours = learners.filter(isOwed).sort((a, b) => a.done + a.planned - (b.done + b.planned));
  const cheapest = ranked(offers, () => []);
  for (const learner of byHours) {
    while (isShort(learner)) {
      const missing = required.value - learner.done - learner.planned;
      const suffices = cheapest.filter(({ course }) => course.hours >= missing);
      const others = cheapest
        .filter(({ course }) => course.hours < missing)
        .sort((a, b) => b.course.hours - a.course.hours);
      if (!give(learner, [...suffices, ...others], "hours")) break;
    }
  }

  const people = learners.map((learner): PersonYear => {
    const { person, presence, done: past, planned, courses } = learner;
    const missing = Math.max(0, required.value - past - planned);
    const unmet = presence.away === undefined ? "short" : "away";
    return {
      staffId: person.id,
      done: past,
      planned,
      missing,
      status: past >= required.value ? "met" : missing === 0 ? "planned" : unmet,
      courses,
      obstacles: missing === 0 ? [] : obstaclesOf(learner, offers, terms),
      aboveContractLimit: isLimited && person.status === "PPPK" && past + planned > contractLimit.value,
    };
  });
  const above = people.filter(({ aboveContractLimit }) => aboveContractLimit);
  if (above.length > 0) {
    const message = `${above.length} PPPK have or will have more than ${contractLimit.value} JP in ${year}, first ${show(above[0]!.staffId)}`;
    notices.push({ code: "development/above-contract-limit", path: ["staff"], message });
    if (!contractLimit.verified) {
      const doubt = `the limit of ${contractLimit.value} JP for PPPK was not read in a published text: ${contractLimit.legalBasis}`;
      notices.push({ code: "development/unverified-limit", path: ["staff"], message: doubt });
    }
  }
  notices.push(...uncheckedOf(learners, year));
  const agencies = agenciesOf(scenario, people, read);
  const count = (status: PersonYear["status"]): number => people.filter((one) => one.status === status).length;
  return {
    year,
    firstMonth,
    required,
    contractLimit,
    people,
    courses: offers.map(({ course, begun }) => {
      const months = [...begun].sort(([a], [b]) => a - b).map(([month, participants]) => ({ month, participants }));
      const participants = months.reduce((sum, one) => sum + one.participants, 0);
      return {
        courseId: course.id,
        participants,
        seats: course.seats ?? null,
        cost: participants * course.cost,
        months,
      };
    }),
    agencies,
    refused,
    totals: {
      people: people.length,
      met: count("met"),
      planned: count("planned"),
      away: count("away"),
      short: count("short"),
      cost: agencies.reduce((sum, { cost }) => sum + cost, 0),
    },
    method: METHOD,
    notices,
  };
}

const KEYS = [
  "year",
  "attended",
  "trainings",
  "coaching",
  "recognition",
  "monthlyHours",
  "firstMonth",
  "sessions",
] as const satisfies readonly (keyof TrainingYearOptions)[];

function isInForce({ effectiveFrom }: DatedParameter<number>, year: number): boolean {
  return effectiveFrom <= `${year}-12-31`;
}

function beforeRule({ value, effectiveFrom, legalBasis }: DatedParameter<number>, year: number): Issue {
  const message = `nobody owes hours in ${year}: the ${value} JP a year are asked for from ${effectiveFrom} on (${legalBasis})`;
  return { code: "development/before-rule", path: ["options", "year"], message };
}

/** What is not on record of people to whom the schedule gives courses. */
function uncheckedOf(learners: readonly Learner[], year: number): Issue[] {
  const given = learners.filter(({ courses }) => courses.some(({ stage }) => stage !== "plan"));
  const rows = [
    {
      column: "studyLeaveUntil",
      people: given.filter(({ person }) => person.studyLeaveUntil === undefined),
      what: "whether they are on study leave is not on record",
    },
    {
      column: "birthDate",
      people: given.filter(({ presence }) => presence.mayRetire),
      what: `whether they retire in ${year} does not follow from the record`,
    },
  ];
  return rows.flatMap(({ column, people, what }): Issue[] => {
    if (people.length === 0) return [];
    const message = `of ${people.length} people with courses, first ${show(people[0]!.person.id)}, ${what}`;
    return [{ code: "development/unchecked", path: ["staff", column], message }];
  });
}

/** Offers by the given figures, then cost, hours and id (their own order). */
function ranked(offers: readonly Offer[], key: (offer: Offer) => readonly number[]): readonly Offer[] {
  return offers
    .map((offer) => ({ offer, by: [...key(offer), offer.course.cost, offer.course.hours] }))
    .sort((a, b) => {
      const at = a.by.findIndex((figure, k) => figure !== b.by[k]);
      return at < 0 ? 0 : a.by[at]! - b.by[at]!;
    })
    .map(({ offer }) => offer);
}

/** Levels that a course would close of what the own post asks of the learner. */
function closes({ asked, levels }: Learner, { raises }: ReadCourse): number {
  let sum = 0;
  for (const [name, wanted] of asked) {
    const own = levels.get(name);
    if (own === undefined || own >= wanted) continue;
    sum += Math.max(0, Math.min(wanted, ownLevel({ competencies: raises }, name) ?? 0) - own);
  }
  return sum;
}

function gapOf({ asked, levels }: Learner): number {
  let sum = 0;
  for (const [name, wanted] of asked) sum += Math.max(0, wanted - (levels.get(name) ?? wanted));
  return sum;
}

/** The slot that a learner could have, or what is in the way. */
function slotOf(
  learner: Learner,
  { course, seats, sessions }: Offer,
  { firstMonth, monthlyHours }: Terms,
  stage: TrainingStage,
): Slot | TrainingObstacle {
  const { presence, had, courses, levels, certificates, calendar } = learner;
  if (courses.some(({ courseId }) => courseId === course.id)) return "alreadyPlanned";
  if (presence.away !== undefined && stage !== "plan") return presence.away;
  if (had.has(course.id)) return "passedBefore";
  const addsLevel = Object.entries(course.raises).some(([name, level]) => level > (levels.get(name) ?? 0));
  const isNew = addsLevel || course.grants.some((name) => !certificates.has(plainText(name)));
  if (!isNew && stage !== "plan") return "nothingNew";
  if (!course.prerequisites.every((id) => had.has(id))) return "prerequisites";
  if (seats === 0 || (sessions !== undefined && [...sessions.values()].every((left) => left === 0))) return "noSeats";
  const mayBegin = (month: number): boolean => sessions === undefined || (sessions.get(month) ?? 0) > 0;
  const slot = slotFor(course, calendar, monthlyHours, mayBegin);
  if (slot !== undefined) return slot;
  const fitsFrom = (month: number): boolean =>
    slotFor(course, emptyCalendar(month), monthlyHours, mayBegin) !== undefined;
  return fitsFrom(firstMonth) && !fitsFrom(Math.max(firstMonth, presence.back)) ? "onStudyLeave" : "noMonths";
}

/** Gives a learner a seat, or says what is in the way. */
function book(learner: Learner, offer: Offer, terms: Terms, stage: TrainingStage): Slot | TrainingObstacle {
  const slot = slotOf(learner, offer, terms, stage);
  if (typeof slot === "string") return slot;
  const { course, sessions, begun } = offer;
  offer.seats--;
  sessions?.set(slot.from, sessions.get(slot.from)! - 1);
  begun.set(slot.from, (begun.get(slot.from) ?? 0) + 1);
  learner.courses.push({ courseId: course.id, from: slot.from, to: slot.to, hours: course.hours, stage });
  learner.calendar = withSlot(learner.calendar, course, slot);
  learner.planned += course.hours;
  learner.had.add(course.id);
  for (const [name, level] of Object.entries(course.raises))
    learner.levels.set(name, Math.max(level, learner.levels.get(name) ?? 0));
  for (const name of course.grants) learner.certificates.add(plainText(name));
  return slot;
}

/** Of whoever is away the reason, be it of no course at all. */
function obstaclesOf(learner: Learner, offers: readonly Offer[], terms: Terms): PersonYear["obstacles"] {
  const { away } = learner.presence;
  const counts = new Map<TrainingObstacle, number>(away === undefined ? [] : [[away, 0]]);
  for (const offer of offers) {
    const obstacle = slotOf(learner, offer, terms, "hours");
    if (typeof obstacle === "string" && obstacle !== "alreadyPlanned")
      counts.set(obstacle, (counts.get(obstacle) ?? 0) + 1);
  }
  return (Object.keys(OBSTACLES) as TrainingObstacle[]).flatMap((code) => {
    const courses = counts.get(code);
    return courses === undefined ? [] : [{ code, text: OBSTACLES[code], courses }];
  });
}

function agenciesOf(
  scenario: Scenario,
  people: readonly PersonYear[],
  { byId: courseOf }: CatalogueRead,
): TrainingYear["agencies"] {
  const ids: (string | null)[] = [...scenario.agencies].sort(byId).map(({ id }) => id);
  const rows = new Map(
    [...ids, null].map((agencyId) => [
      agencyId,
      { people: 0, away: 0, short: 0, cost: 0, costByMonth: Array.from({ length: 12 }, () => 0) },
    ]),
  );
  for (const { staffId, status, courses } of people) {
    const { positionId } = scenario.staffById.get(staffId)!;
    const agencyId =
      positionId === null ? null : scenario.unitById.get(scenario.positionById.get(positionId)!.unitId)!.agencyId;
    const row = rows.get(agencyId)!;
    row.people++;
    if (status === "away" || status === "short") row[status]++;
    for (const { courseId, from } of courses) {
      const { cost } = courseOf.get(courseId)!;
      row.cost += cost;
      row.costByMonth[from - 1]! += cost;
    }
  }
  return [...rows]
    .filter(([agencyId, row]) => agencyId !== null || row.people > 0)
    .map(([agencyId, row]) => ({ agencyId, ...row }));
}

const MOST_ROWS = 1_000_000;

/** By person, each in the order given. */
function readTrainings(
  door: Door,
  value: unknown,
  { staffById }: Scenario,
  { byId: courses }: CatalogueRead,
): readonly { readonly staffId: string; readonly courseIds: readonly string[] }[] {
  const path: Path = ["options", "trainings"];
  const read: { readonly staffId: string; readonly courseIds: readonly string[] }[] = [];
  const seen = new Set<string>();
  for (const [k, row] of value === undefined ? [] : rowsOf(door, value, path, "trainings", MOST_ROWS)) {
    const at = [...path, k];
    const { staffId, courseIds } = someFields(door, row, at, ["staffId", "courseIds"]);
    const isKnown = door.knownPerson(staffId, [...at, "staffId"], staffById, "the id of anyone among the staff");
    const ids = rowsOf(door, courseIds, [...at, "courseIds"], "ids of courses", 1000)
      .filter(([c, id]) => door.known(id, [...at, "courseIds", c], courses, "the id of a course of this catalogue"))
      .map(([, id]) => id as string);
    if (!isKnown) continue;
    if (seen.has(staffId as string))
      door.report("duplicate-value", [...at, "staffId"], `${show(staffId)} is in the list already`);
    seen.add(staffId as string);
    read.push({ staffId: staffId as string, courseIds: ids });
  }
  return read.sort((a, b) => (a.staffId < b.staffId ? -1 : 1));
}

/** Ids, sorted. */
function readListed(door: Door, value: unknown, path: Path, { staffById }: Scenario): readonly string[] {
  const ids = new Set<string>();
  for (const [k, row] of value === undefined ? [] : rowsOf(door, value, path, "people", MOST_ROWS)) {
    const { staffId, reason } = ownFields(door, row, [...path, k], ["staffId", "reason"]);
    if (reason === undefined)
      door.report("missing-value", [...path, k, "reason"], "a value is missing: say why the person is on this list");
    else door.text(reason, [...path, k, "reason"]);
    if (!door.knownPerson(staffId, [...path, k, "staffId"], staffById, "the id of anyone among the staff")) continue;
    if (ids.has(staffId as string))
      door.report("duplicate-value", [...path, k, "staffId"], `${show(staffId)} is in the list already`);
    ids.add(staffId as string);
  }
  return [...ids].sort();
}

/** Seats by course and month. */
function readSessions(
  door: Door,
  value: unknown,
  { byId: courses }: CatalogueRead,
): ReadonlyMap<string, ReadonlyMap<number, number>> {
  const path: Path = ["options", "sessions"];
  const read = new Map<string, Map<number, number>>();
  for (const [k, row] of value === undefined ? [] : rowsOf(door, value, path, "sessions", MOST_ROWS)) {
    const at = [...path, k];
    const { courseId, month, seats } = ownFields(door, row, at, ["courseId", "month", "seats"]);
    const begins = door.number(month, [...at, "month"], { what: "the month", least: 1, most: 12, whole: true });
    const places = door.number(seats, [...at, "seats"], { what: "the number of seats", whole: true });
    if (!door.known(courseId, [...at, "courseId"], courses, "the id of a course of this catalogue")) continue;
    const own = read.get(courseId as string) ?? new Map<number, number>();
    if (own.has(begins))
      door.report(
        "duplicate-value",
        at,
        `${show(courseId)} begins in month ${begins} already`,
        "give the seats of a month together",
      );
    read.set(courseId as string, own.set(begins, places));
  }
  return read;
}
