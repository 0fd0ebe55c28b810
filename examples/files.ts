/** The files of examples: read and written, or a sentence why not; a file without a usable row ends an example there. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Position, Staff } from "imbang";
import { readPositionsCsv, readStaffCsv, readUnitsCsv, type ReadResult, type UnitsResult } from "imbang/csv";
import { heading, printReading } from "./city-report.js";
import { isSystemError, Stop, systemSentence } from "./run.js";

/** The three files of a city. */
export interface CityFiles {
  readonly units: UnitsResult;
  readonly positions: ReadResult<Position>;
  readonly staff: ReadResult<Staff>;
}

/** The content of a file; some refusals of the system do not say which. */
export function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw isSystemError(error) ? new Stop(systemSentence(error, path)) : error;
  }
}

/** The heading over what is said of the files of a folder. */
export function headFiles(folder: string): void {
  heading(`Files of ${relative(process.cwd(), folder) || "."} (berkas)`);
}

/** Reads `units.csv`, `positions.csv` and `staff.csv` of a folder; `change` adds to positions before people are read. */
export function readCityFiles(
  folder: string,
  change: (positions: readonly Position[]) => readonly Position[] = (positions) => positions,
): CityFiles {
  const units = readUnitsCsv(bytesOf(join(folder, "units.csv")));
  const places = { units: units.rows, agencies: units.agencies };
  const listed = readPositionsCsv(bytesOf(join(folder, "positions.csv")), places);
  const positions = { ...listed, rows: change(listed.rows) };
  const staff = readStaffCsv(bytesOf(join(folder, "staff.csv")), { ...places, positions: positions.rows });
  return { units, positions, staff };
}

/** Says what was read of the three files, and stops where there is nothing to plan with. */
export function printCityFiles({ units, positions, staff }: CityFiles): void {
  printNeeded({ "units.csv": units, "positions.csv": positions, "staff.csv": staff });
}

/** Says what was read of files, and stops where one of them gave no row: what comes after could only miss it. */
export function printNeeded(files: Readonly<Record<string, ReadResult<unknown>>>): void {
  stopAtEmpty(files);
  printReading(files);
}

/**
 * Stops at the first file that gave no row, and says why. Without units no position is found, without positions nobody's
 * place: the first such file is the cause, and what the others say would hide it.
 */
export function stopAtEmpty(files: Readonly<Record<string, ReadResult<unknown>>>): void {
  const empty = Object.entries(files).find(([, { rows }]) => rows.length === 0);
  if (empty === undefined) return;
  const [name, result] = empty;
  printReading({ [name]: result });
  throw new Stop(`no row of ${name} could be read`);
}

/** The folder for what an example writes, made before the work begins: a name that cannot be a folder is said at once. */
export function outFolder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Writes files into a folder that is there, and says so. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  console.log(`\nWritten to ${folder}: ${Object.keys(files).join(", ")}.`);
}
