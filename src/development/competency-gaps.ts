/** Which competencies are missing where, and how much shortage they keep open. */
import { openDoor } from "../door/index.js";
import type { Label } from "../merit/index.js";
import { assertScenario, byId, type Scenario } from "../scenario/index.js";
import {
  blockingCompetencies,
  type BlockingCompetency,
  type BlockingSet,
  type PlaceBlocks,
  type PostBlocks,
  tidy,
} from "./blocking-competencies.js";
import { nameIn, ownFields } from "./own-fields.js";
import { askedBy, type GapSum, type GapSums, lacks, ownGaps, type PersonGaps, type PersonLacks } from "./own-gaps.js";
import { type Placed, readPlaces } from "./read-places.js";

/** What gaps are measured against. */
export interface CompetencyGapOptions {
  /** A plan: gaps are those to the posts held under it, and shortages those that it leaves. Default: today. */
  readonly plan?: Placed;
  /** Whether a post is open to people whose record says too little, as in `planTransfers`. Default `allow`. */
  readonly unknown?: "allow" | "forbid";
  /** How many people are listed as nearest to each short post, 0 … 1000. Default 10. */
  readonly nearest?: number;
}

/** A post that is short and has a seat, and who is kept from it. */
export interface ShortPostGaps extends PostBlocks {
  readonly positionId: string;
  readonly unitId: string;
  /** Need minus people, in people; a need may be fractional. */
  readonly shortage: number;
  readonly seats: number;
  /** min(shortage, seats). */
  readonly closable: number;
  /** What it asks, by name. */
  readonly asks: readonly { readonly competency: string; readonly level: number }[];
}

/** A unit or an agency: what its holders lack for their own posts, and what keeps others from its short ones. */
export interface PlaceGaps extends GapSums, PlaceBlocks {}

/** Competencies that are missing: for the posts held, and for posts that are short. */
export interface CompetencyGaps {
  /** People who lack something for the post they hold, in id order. */
  readonly people: readonly PersonGaps[];
  /** In id order; a unit counts its own posts, not those of units below it. */
  readonly units: readonly PlaceGaps[];
  readonly agencies: readonly PlaceGaps[];
  readonly city: readonly GapSum[];
  /** Posts that are short and have a seat, in id order. */
  readonly posts: readonly ShortPostGaps[];
  /** Short posts that nobody can enter: full, or over-full. In id order. */
  readonly withoutSeat: readonly { readonly positionId: string; readonly shortage: number }[];
  /** Competencies that keep people from short posts: those that alone keep the most shortage open first. */
  readonly competencies: readonly BlockingCompetency[];
  /** Sets of competencies of which somebody lacks exactly these for a short post: most shortage first. */
  readonly sets: readonly BlockingSet[];
  /** How the figures of `competencies`, `sets` and `blocking` are to be read. */
  readonly reading: Label;
}

const READING: Label = {
  id: "Setiap angka penutupan adalah batas atas yang dilihat sendiri-sendiri: satu orang dapat dihitung untuk beberapa jabatan dan hanya mengisi satu, kekurangan yang ditinggalkannya tidak dihitung, dan orang yang sudah memenuhi syarat mungkin menutup kekurangan yang sama. Angka-angka ini tidak boleh dijumlahkan.",
  en: "Each figure of what could be closed is an upper one, taken alone: one person may be counted for several posts and fills only one, the shortage left behind is not counted, and people who may come as they are might close the same shortage. The figures do not add up.",
};

/**
 * The gaps between what posts ask and what people have been rated: for the post held, for posts that are short, and which
 * competencies alone keep people from posts that are short. Everything else that the rules ask is respected; what posts take
 * nobody in, and people who may not leave, count for nothing.
 *
 * A city of 20,000 people and 5,000 posts takes seconds. O(people × rules + groups of people × short posts).
 *
 * @throws ScenarioError `scenario/not-created`, and (all `development/…`) `no-placements`, `missing-value`, `duplicate-id`,
 * `unknown-id`, `unknown-key`, `unknown-value`, `wrong-type`, `not-a-number`, `out-of-range`, `too-many`
 */
export function competencyGaps(scenario: Scenario, options: CompetencyGapOptions = {}): CompetencyGaps {
  assertScenario(scenario);
  const door = openDoor("development");
  const given = ownFields(door, options, ["options"], ["plan", "unknown", "nearest"]);
  const unknown =
    given["unknown"] === undefined ? "allow" : door.choice(given["unknown"], ["options", "unknown"], UNKNOWN);
  const rule = { what: "the number of people listed", most: 1000, whole: true };
  const nearest = given["nearest"] === undefined ? 10 : door.number(given["nearest"], ["options", "nearest"], rule);
  const places = readPlaces(given["plan"], scenario, door, ["options", "plan"]);
  door.close();

  const heads = new Map<string, number>();
  for (const positionId of places.values()) {
    if (positionId !== null) heads.set(positionId, (heads.get(positionId) ?? 0) + 1);
  }
  const short = [...scenario.positions].sort(byId).flatMap((position) => {
    const { id, required, capacity } = position;
    const there = heads.get(id) ?? 0;
    if (required === null || required <= there) return [];
    const isOverFull = scenario.incumbentsByPosition.get(id)!.length > capacity;
    const seats = isOverFull ? 0 : Math.max(0, capacity - there);
    const shortage = tidy(required - there);
    return [{ position, shortage, seats, closable: Math.min(shortage, seats) }];
  });
  const open = short.filter(({ closable }) => closable > 0);
  const { posts, sets, competencies, ...blocks } = blockingCompetencies(scenario, open, places, unknown, nearest);
  const { people, city, ...own } = ownGaps(scenario, places);
  // Both in id order, every unit and every agency.
  const joined = (sums: readonly GapSums[], blocking: readonly PlaceBlocks[]): PlaceGaps[] =>
    sums.map((sum, k) => ({ ...sum, ...blocking[k]! }));
  return {
    people,
    units: joined(own.units, blocks.units),
    agencies: joined(own.agencies, blocks.agencies),
    city,
    posts: open.map(({ position, shortage, seats, closable }, p) => ({
      positionId: position.id,
      unitId: position.unitId,
      shortage,
      seats,
      closable,
      asks: askedBy(position.requirements).map(([competency, level]) => ({ competency, level })),
      ...posts[p]!,
    })),
    withoutSeat: short
      .filter(({ closable }) => closable === 0)
      .map(({ position, shortage }) => ({ positionId: position.id, shortage })),
    competencies,
    sets,
    reading: READING,
  };
}

const UNKNOWN = ["allow", "forbid"] as const;

/** A person against one post. */
export interface PersonToPost extends PersonLacks {
  readonly staffId: string;
}

/**
 * What everyone who holds another post (or none) lacks for one post, competency by competency, in id order; those who lack
 * nothing have empty lists. What else the rules ask is not judged here. O(people × competencies).
 *
 * @throws ScenarioError `scenario/not-created`, `development/unknown-id`, `development/missing-value`,
 * `development/wrong-type`, `development/out-of-range`
 */
export function competencyGapsTo(scenario: Scenario, positionId: string): readonly PersonToPost[] {
  assertScenario(scenario);
  const door = openDoor("development");
  const id = nameIn(door, positionId, ["positionId"], "the id of a position");
  if (id !== undefined) door.known(id, ["positionId"], scenario.positionById, "the id of any of the positions");
  door.close();
  const asked = askedBy(scenario.positionById.get(positionId)!.requirements);
  return [...scenario.staff]
    .sort(byId)
    .filter((person) => person.positionId !== positionId)
    .map((person) => ({ staffId: person.id, ...lacks(person, asked) }));
}
