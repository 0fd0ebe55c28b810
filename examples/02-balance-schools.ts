/**
 * Balances the teachers of a city's state primary schools on real, public figures (Dapodik).
 *
 *     npx tsx examples/02-balance-schools.ts --schools depok.csv --coordinates kecamatan-coordinates.csv \
 *         --city "Kota Depok" [--levels floors,shortage,moves,fit] [--threshold 10]
 *
 * Need of a school = its classes + 2; capacity = all teachers of the city, so that only the need decides. Teachers are
 * anonymous: one school's teachers are interchangeable. Distance is between the centres of the kecamatan.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { parse } from "csv-parse/sync";
import {
  createScenario,
  ImbangError,
  type Level,
  type Location,
  planTransfers,
  type Position,
  type Staff,
  type Unit,
  verifyPlan,
} from "imbang";
import { percent, table, whole } from "./table.js";

/** Teachers beside one for each class: the headteacher's stand-in and one for religion or sports. */
const EXTRA_TEACHERS = 2;

type Row = Readonly<Record<string, string>>;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      schools: { type: "string" },
      coordinates: { type: "string" },
      city: { type: "string" },
      levels: { type: "string" },
      threshold: { type: "string" },
    },
  });
  const { schools, coordinates, city, levels, threshold } = values;
  if (schools === undefined || coordinates === undefined || city === undefined) {
    console.error("usage: --schools FILE --coordinates FILE --city NAME [--levels a,b,c] [--threshold POINTS]");
    process.exitCode = 2;
    return;
  }

  const rows = records(schools).filter(
    (row) =>
      row["Status"] === "Negeri" && row["Bentuk_Pendidikan"] === "SD" && plain(row["Kota_Kabupaten"]!) === plain(city),
  );
  const places = centres(records(coordinates), city);
  const { units, positions, staff, notices } = schoolsToStaffing(rows, places);
  for (const notice of notices) console.log(`Note: ${notice}`);

  const scenario = createScenario({
    asOf: "2025-12-01",
    agencies: [{ id: "education", name: "Dinas Pendidikan" }],
    units,
    positions,
    staff,
  });
  const plan = await planTransfers(scenario, {
    ...(levels === undefined ? {} : { policy: levels.split(",").map((name) => name.trim()) as Level[] }),
    ...(threshold === undefined ? {} : { moveThreshold: Number(threshold) }),
  });
  if (plan.status === "noPlanFound") throw new Error("a limit came first");
  for (const { code, message } of plan.notices.filter(({ code }) => code.startsWith("planning/"))) {
    console.log(`Note: [${code}] ${message}`);
  }

  const sum = (pick: (row: (typeof plan.before.units)[number]) => number, side: "before" | "after"): number =>
    plan[side].units.reduce((total, row) => total + pick(row), 0);
  const range = (side: "before" | "after"): string => {
    const ratios = plan[side].units.flatMap(({ ratio }) => (ratio === null ? [] : [ratio]));
    return `${percent(Math.min(...ratios))} – ${percent(Math.max(...ratios))}`;
  };
  const below = (side: "before" | "after"): number =>
    plan[side].units.filter(({ ratio }) => ratio !== null && ratio < 0.9).length;
  const kilometres = plan.transfers.reduce((total, { distance }) => total + (distance ?? 0), 0) / 1e6;
  console.log(`\n${city}: ${units.length} state primary schools, ${whole(staff.length)} teachers\n`);
  console.log(
    table(
      ["", "before", "after"],
      [
        [
          "teachers short (kurang)",
          whole(sum(({ shortage }) => shortage, "before")),
          whole(sum(({ shortage }) => shortage, "after")),
        ],
        [
          "teachers above need (lebih)",
          whole(sum(({ surplus }) => surplus, "before")),
          whole(sum(({ surplus }) => surplus, "after")),
        ],
        ["schools below 90 %", whole(below("before")), whole(below("after"))],
        ["staffing, worst – best school", range("before"), range("after")],
      ],
    ),
  );
  console.log(`\n${plan.transfers.length} moves, ${kilometres.toFixed(3)} person-km.\n`);
  console.log(
    table(
      ["level", "value", "bound", "proven", "unit"],
      plan.levels.map(({ name, value, bound, proven, unit, scale }) => [
        name,
        String(value / scale),
        String(bound / scale),
        proven ? "yes" : "no",
        unit,
      ]),
    ),
  );
  const { ok } = verifyPlan(scenario, plan);
  console.log(
    `\nStatus: ${plan.status}; verified from the people up: ${ok ? "yes" : "NO"}; ${plan.run.elapsed.toFixed(2)} s.`,
  );
}

function records(file: string): Row[] {
  return parse(readFileSync(file), { columns: true, bom: true, skip_empty_lines: true, trim: true });
}

/** "Kec. SUKMA JAYA" and "Sukmajaya" are one place. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/^kec(amatan|\.)\s*/, "")
    .replaceAll(/[^a-z]/g, "");
}

/** Centre of each kecamatan of the city, by plain name. */
function centres(rows: readonly Row[], city: string): Map<string, Location> {
  return new Map(
    rows
      .filter((row) => plain(row["kota_kabupaten"]!) === plain(city))
      .map((row) => [
        plain(row["kecamatan"]!),
        { latitude: Number(row["latitude"]), longitude: Number(row["longitude"]) },
      ]),
  );
}

function schoolsToStaffing(
  rows: readonly Row[],
  places: ReadonlyMap<string, Location>,
): { units: Unit[]; positions: Position[]; staff: Staff[]; notices: string[] } {
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

try {
  await main();
} catch (error) {
  if (!(error instanceof ImbangError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
