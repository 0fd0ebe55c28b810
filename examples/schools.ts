/** State primary schools of a city, from the public Dapodik figures, as units, positions and anonymous teachers. */
import { CsvError, parse } from "csv-parse/sync";
import { ImbangError, type Location, type Position, type Staff, type Unit } from "imbang";
import { readSchoolsCsv } from "imbang/csv";

/** Teachers beside one for each class: the headteacher's stand-in and one for religion or sports. */
const EXTRA_TEACHERS = 2;

type Row = Readonly<Record<string, string>>;

/** Headings without which there is nothing to plan with. */
const SCHOOL_COLUMNS = [
  "Nama_Sekolah",
  "Kota_Kabupaten",
  "Kecamatan",
  "NPSN",
  "Status",
  "Bentuk_Pendidikan",
  "Guru_Total",
  "Rombel",
] as const;
const COORDINATE_COLUMNS = ["kota_kabupaten", "kecamatan", "latitude", "longitude"] as const;

/** What a plan needs of the schools, and what a reader should know about it. */
export interface Schools {
  readonly units: Unit[];
  readonly positions: Position[];
  readonly staff: Staff[];
  /** Sentences about schools left out and places without coordinates. */
  readonly notices: string[];
}

/**
 * The state (`Negeri`) primary (`SD`) schools of `city`, one unit with one position each: need = classes + 2, capacity =
 * all teachers of the city, so that only the need decides. Places lie at the centre of their kecamatan.
 *
 * @param schools bytes of the Dapodik CSV; @param coordinates bytes of `kota_kabupaten,kecamatan,latitude,longitude`.
 * @throws ImbangError where a file is no such table, or has no school of the city
 */
export function readSchools(schools: Uint8Array, coordinates: Uint8Array, city: string): Schools {
  // What is no table of schools at all (a workbook, a PDF, an empty file), the reader of the library says best.
  const { rows: readable, issues } = readSchoolsCsv(schools, { fileName: "--schools" });
  if (readable.length === 0) throw new ImbangError(issues);
  const all = records(schools, "--schools", SCHOOL_COLUMNS);
  const isCity = findCity(
    all.map((row) => row["Kota_Kabupaten"]!),
    city,
  );
  const rows = all.filter(
    (row) => row["Status"] === "Negeri" && row["Bentuk_Pendidikan"] === "SD" && isCity(row["Kota_Kabupaten"]!),
  );
  return schoolsToStaffing(rows, centres(records(coordinates, "--coordinates", COORDINATE_COLUMNS), isCity));
}

/**
 * Tells which of the `names` are the city that is asked for. "Kota Bogor" and "Kab. Bogor" are two; "BOGOR" is the one
 * that is there, if only one is.
 *
 * @throws ImbangError where no name, or names of two cities, are meant
 */
export function findCity(names: Iterable<string>, asked: string): (name: string) => boolean {
  const wanted = cityName(asked);
  const found = new Map<string, string>();
  for (const spelling of names) {
    const { kind, name } = cityName(spelling);
    if (name === wanted.name && (wanted.kind === "" || kind === wanted.kind)) found.set(kind, spelling);
  }
  const [kind] = found.keys();
  if (kind === undefined || found.size > 1) {
    const message =
      kind === undefined ? `the file has no school of ${asked}` : `${asked} may be ${[...found.values()].join(" or ")}`;
    throw new ImbangError([{ code: "example/city", path: ["--city"], message, hint: "Kota … or Kab. … is meant" }]);
  }
  return (spelling) => {
    const one = cityName(spelling);
    return one.name === wanted.name && one.kind === kind;
  };
}

/** "KAB. BOGOR" → kabupaten, bogor */
function cityName(spelling: string): { readonly kind: "kota" | "kabupaten" | ""; readonly name: string } {
  const [, kind, name] = /^\s*(?:(kota|kabupaten|kab)(?:\.\s*|\s+)(?=\S))?(.*)$/is.exec(spelling)!;
  const letters = name!.toLowerCase().replaceAll(/[^a-z]/g, "");
  return { kind: kind === undefined ? "" : kind.toLowerCase() === "kota" ? "kota" : "kabupaten", name: letters };
}

/** The rows of a file separated by commas; every one has the `needed` columns. */
function records(bytes: Uint8Array, option: string, needed: readonly string[]): Row[] {
  const fail = (code: string, message: string, hint: string): never => {
    throw new ImbangError([{ code: `example/${code}`, path: [option], message, hint }]);
  };
  let rows: Row[] = [];
  try {
    rows = parse(Buffer.from(bytes), { columns: true, bom: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    fail("not-csv", `this cannot be read as CSV (${error.code})`, "save the sheet as CSV, separated by commas");
  }
  if (rows.length === 0) fail("empty-file", "there is no row below the headings", `it needs ${needed.join(", ")}`);
  const missing = needed.filter((name) => rows[0]![name] === undefined);
  if (missing.length > 0) {
    fail("missing-column", `there is no column ${missing.join(", ")}`, "the cells are separated by commas");
  }
  return rows;
}

/** "Kec. SUKMA JAYA" and "Sukmajaya" are one district. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/^kec(amatan|\.)\s*/, "")
    .replaceAll(/[^a-z]/g, "");
}

/** Centre of each kecamatan of the city, by plain name. */
function centres(rows: readonly Row[], isCity: (name: string) => boolean): Map<string, Location> {
  return new Map(
    rows
      .filter((row) => isCity(row["kota_kabupaten"]!))
      .map((row) => [
        plain(row["kecamatan"]!),
        { latitude: Number(row["latitude"]), longitude: Number(row["longitude"]) },
      ]),
  );
}

function schoolsToStaffing(rows: readonly Row[], places: ReadonlyMap<string, Location>): Schools {
  const units: Unit[] = [];
  const positions: Position[] = [];
  const staff: Staff[] = [];
  const notices: string[] = [];
  const unplaced = new Set<string>();
  const everyone = rows.reduce((total, row) => total + Number(row["Guru_Total"]), 0);
  for (const row of rows) {
    const [id, classes, teachers] = [row["NPSN"]!, Number(row["Rombel"]), Number(row["Guru_Total"])];
    if (classes === 0 && teachers === 0) {
      notices.push(`${row["Nama_Sekolah"]} (${id}) has no class and no teacher and is left out.`);
      continue;
    }
    const kecamatan = row["Kecamatan"]!;
    const location = places.get(plain(kecamatan));
    if (location === undefined) unplaced.add(kecamatan);
    units.push({
      id,
      agencyId: "education",
      name: row["Nama_Sekolah"]!,
      ...(location === undefined ? {} : { location }),
    });
    positions.push({ id, unitId: id, title: "Guru", capacity: everyone, required: classes + EXTRA_TEACHERS });
    for (let k = 1; k <= teachers; k++) staff.push({ id: `${id}-${k}`, positionId: id });
  }
  if (unplaced.size > 0) {
    notices.push(
      `no coordinates are known for ${[...unplaced].sort().join(", ")}; moves to or from there count the largest known distance.`,
    );
  }
  return { units, positions, staff, notices };
}
