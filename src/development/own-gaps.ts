/** What people lack for the post they hold, competency by competency; those who were never rated apart from those rated too low. */
import { byId, ownLevel, type Scenario, type Staff } from "../scenario/index.js";

/** One competency of one person against what a post asks. */
export interface CompetencyGap {
  readonly competency: string;
  /** Own level, 1 … 5; `null`: never rated, which is not the same as low. */
  readonly own: number | null;
  /** Level asked for, 1 … 5. */
  readonly asked: number;
  /** Levels between the two; `null` where nobody knows. */
  readonly missing: number | null;
}

/** What a person lacks for a post. Lists by the name of the competency; both empty: nothing. */
export interface PersonLacks {
  readonly tooLow: readonly CompetencyGap[];
  readonly neverRated: readonly CompetencyGap[];
  /** Levels missing in `tooLow` together. */
  readonly missingLevels: number;
}

/** A person who lacks something for the post held. */
export interface PersonGaps extends PersonLacks {
  readonly staffId: string;
  readonly positionId: string;
}

/** One competency in a unit, an agency or everywhere. People: holders of posts that ask for it. */
export interface GapSum {
  readonly competency: string;
  /** = met + tooLow + neverRated. */
  readonly people: number;
  readonly met: number;
  readonly tooLow: number;
  readonly neverRated: number;
  /** Levels missing among those rated too low. */
  readonly missingLevels: number;
}

/** The competencies that posts of a unit or agency ask of their holders, by name. */
export interface GapSums {
  readonly id: string;
  readonly competencies: readonly GapSum[];
}

/** What a person lacks of what is asked (by name). */
export function lacks(person: Staff, asked: readonly (readonly [string, number])[]): PersonLacks {
  const tooLow: CompetencyGap[] = [];
  const neverRated: CompetencyGap[] = [];
  let missingLevels = 0;
  for (const [competency, level] of asked) {
    const own = ownLevel(person, competency);
    if (own === undefined) neverRated.push({ competency, own: null, asked: level, missing: null });
    else if (own < level) {
      tooLow.push({ competency, own, asked: level, missing: level - own });
      missingLevels += level - own;
    }
  }
  return { tooLow, neverRated, missingLevels };
}

/** What a post asks, by name. */
export function askedBy(
  requirements: { readonly competencies?: Readonly<Record<string, number>> } | undefined,
): readonly (readonly [string, number])[] {
  return Object.entries(requirements?.competencies ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Gaps of everyone to the own post, and their sums. Lists in id order, sums by name. O(people × competencies), but for sorting. */
export function ownGaps(
  scenario: Scenario,
  places: ReadonlyMap<string, string | null>,
): {
  readonly people: readonly PersonGaps[];
  readonly units: readonly GapSums[];
  readonly agencies: readonly GapSums[];
  readonly city: readonly GapSum[];
} {
  const people: PersonGaps[] = [];
  const city: Tally = new Map();
  const units = new Map<string, Tally>(scenario.units.map(({ id }) => [id, new Map()]));
  const agencies = new Map<string, Tally>(scenario.agencies.map(({ id }) => [id, new Map()]));
  const asked = new Map(scenario.positions.map(({ id, requirements }) => [id, askedBy(requirements)]));
  for (const person of [...scenario.staff].sort(byId)) {
    const positionId = places.get(person.id) ?? null;
    if (positionId === null) continue;
    const wanted = asked.get(positionId)!;
    if (wanted.length === 0) continue;
    const { unitId } = scenario.positionById.get(positionId)!;
    const own = lacks(person, wanted);
    if (own.tooLow.length + own.neverRated.length > 0) people.push({ staffId: person.id, positionId, ...own });
    const gaps = new Map([...own.tooLow, ...own.neverRated].map((gap) => [gap.competency, gap]));
    const tallies = [city, units.get(unitId)!, agencies.get(scenario.unitById.get(unitId)!.agencyId)!];
    for (const tally of tallies) for (const [name] of wanted) add(tally, name, gaps.get(name));
  }
  return {
    people,
    units: [...scenario.units].sort(byId).map(({ id }) => ({ id, competencies: sums(units.get(id)!) })),
    agencies: [...scenario.agencies].sort(byId).map(({ id }) => ({ id, competencies: sums(agencies.get(id)!) })),
    city: sums(city),
  };
}

type Tally = Map<string, { people: number; met: number; tooLow: number; neverRated: number; missingLevels: number }>;

function add(tally: Tally, competency: string, gap: CompetencyGap | undefined): void {
  let sum = tally.get(competency);
  if (sum === undefined)
    tally.set(competency, (sum = { people: 0, met: 0, tooLow: 0, neverRated: 0, missingLevels: 0 }));
  sum.people++;
  if (gap === undefined) sum.met++;
  else if (gap.missing === null) sum.neverRated++;
  else {
    sum.tooLow++;
    sum.missingLevels += gap.missing;
  }
}

function sums(tally: Tally): GapSum[] {
  return [...tally].sort(([a], [b]) => (a < b ? -1 : 1)).map(([competency, sum]) => ({ competency, ...sum }));
}
