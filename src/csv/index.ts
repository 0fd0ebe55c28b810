export { CSV_CODES, type CsvCode } from "./codes.js";
export { type Nip, type NipFailure, parseNip } from "./nip.js";
export { type PositionsOptions, readPositionsCsv } from "./read-positions.js";
export { readStaffCsv, type StaffOptions } from "./read-staff.js";
export { readUnitsCsv, type UnitsResult } from "./read-units.js";
export type { ReadOptions, ReadResult } from "./table.js";
export { type Names, type Transfers, writePlanCsv, writeStaffingCsv, type WriteOptions } from "./write.js";
