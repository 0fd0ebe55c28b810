/** How far a transfer sends a person, in whole millimetres, so that distances compare exactly. */
import type { Issue } from "../errors/index.js";
import type { Location, Position, Scenario, Staff, Unit } from "../scenario/index.js";

/** Mean radius of the Earth in millimetres (IUGG: 6371.0088 km). */
const EARTH_RADIUS = 6_371_008_800;
const RADIANS = Math.PI / 180;

/** Great-circle distance in whole millimetres (haversine; R. W. Sinnott, *Sky and Telescope* 68, 1984). Symmetric. */
export function distanceBetween(a: Location, b: Location): number {
  const [south, north] = a.latitude <= b.latitude ? [a, b] : [b, a];
  const rise = Math.sin(((north.latitude - south.latitude) * RADIANS) / 2);
  const run = Math.sin((Math.abs(north.longitude - south.longitude) * RADIANS) / 2);
  const h = rise * rise + Math.cos(south.latitude * RADIANS) * Math.cos(north.latitude * RADIANS) * run * run;
  return Math.round(2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h))));
}

/** Distances of transfers in one scenario. */
export interface Geography {
  /**
   * Millimetres that count for sending `person` to `to`: from home where it is known, else from the present unit;
   * 0 within one unit. Where a place is missing the largest known distance between two units counts.
   * `null` where no distance can be named: no unit has a location, or a waiting person has neither unit nor home.
   */
  distanceTo(person: Staff, to: Position): number | null;
  /** Millimetres that no distance exceeds: along the meridian, then along the parallel, across everything that has a place. */
  readonly farthest: number;
  /** `planning/unknown-location`: which units have no location, and what they are charged. */
  readonly notices: readonly Issue[];
}

/** Reads the places of a scenario. O(units²) only where some units lack a location, else O(units). */
export function geographyOf(scenario: Scenario): Geography {
  const studied = scenario.units.filter(({ id }) =>
    scenario.positionsByUnit.get(id)!.some(({ required }) => required !== null),
  );
  const places = [
    ...new Map(
      studied.flatMap(({ location }) => (location === undefined ? [] : [[placeKey(location), location]])),
    ).values(),
  ];
  const unplaced = studied.filter(({ location }) => location === undefined);
  const largest = unplaced.length === 0 ? 0 : largestDistance(places);
  const between = new Map<Unit, Map<Unit, number>>();

  const unitDistance = (from: Unit, to: Unit): number => {
    if (from.location === undefined || to.location === undefined) return largest;
    let row = between.get(from);
    if (row === undefined) between.set(from, (row = new Map()));
    let distance = row.get(to);
    if (distance === undefined) row.set(to, (distance = distanceBetween(from.location, to.location)));
    return distance;
  };

  return {
    farthest: places.length === 0 ? 0 : extent([...places, ...scenario.staff.flatMap(({ home }) => home ?? [])]),
    distanceTo(person, to) {
      if (places.length === 0) return null;
      const toUnit = scenario.unitById.get(to.unitId)!;
      const fromUnit =
        person.positionId === null
          ? undefined
          : scenario.unitById.get(scenario.positionById.get(person.positionId)!.unitId)!;
      if (fromUnit === toUnit) return 0;
      if (person.home !== undefined) {
        return toUnit.location === undefined ? largest : distanceBetween(person.home, toUnit.location);
      }
      return fromUnit === undefined ? null : unitDistance(fromUnit, toUnit);
    },
    notices: unplaced.length === 0 || places.length === 0 ? [] : [unknownLocations(unplaced, largest)],
  };
}

function extent(places: readonly Location[]): number {
  let [south, north, west, east] = [90, -90, 180, -180];
  for (const { latitude, longitude } of places) {
    [south, north] = [Math.min(south, latitude), Math.max(north, latitude)];
    [west, east] = [Math.min(west, longitude), Math.max(east, longitude)];
  }
  return Math.ceil(EARTH_RADIUS * RADIANS * (north - south + east - west));
}

function placeKey({ latitude, longitude }: Location): string {
  return `${latitude} ${longitude}`;
}

function largestDistance(places: readonly Location[]): number {
  let largest = 0;
  for (let i = 0; i < places.length; i++) {
    for (let j = 0; j < i; j++) largest = Math.max(largest, distanceBetween(places[i]!, places[j]!));
  }
  return largest;
}

function unknownLocations(units: readonly Unit[], largest: number): Issue {
  const names = [...new Set(units.map(({ name }) => name))].sort();
  const shown = names.slice(0, 10).join(", ");
  return {
    code: "planning/unknown-location",
    path: ["units"],
    message:
      `${units.length === 1 ? "one unit has" : `${units.length} units have`} no location (${shown}${names.length > 10 ? ", …" : ""}); ` +
      `moves to or from them count ${(largest / 1e6).toFixed(3)} km, the largest known distance between two units`,
    hint: "the locations can be added to the file of units",
  };
}
