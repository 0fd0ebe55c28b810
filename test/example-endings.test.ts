/** How examples end on what cannot be read or written: with one sentence that names it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readStaffCsv } from "imbang/csv";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { bytesOf, outFolder, stopAtEmpty } from "../examples/files.js";
import { numberOption, run, Stop } from "../examples/run.js";
import { readSchools } from "../examples/schools.js";

const folder = mkdtempSync(join(tmpdir(), "imbang-endings-"));
const file = join(folder, "file");
writeFileSync(file, "");
mkdirSync(join(folder, "staff.csv"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What an example prints as it ends, and its exit code. */
async function endingOf(main: () => unknown): Promise<readonly [text: string, code: unknown]> {
  const spy = vi.spyOn(console, "error").mockImplementation(() => {});
  try {
    await run(async () => void (await main()), "usage: …");
    return [spy.mock.calls.map(([text]) => String(text)).join("\n"), process.exitCode];
  } finally {
    spy.mockRestore();
    process.exitCode = undefined;
  }
}

describe("what the system refuses", () => {
  test.each([
    [() => bytesOf(join(folder, "none.csv")), "there is no ", "none.csv", "ENOENT"],
    [() => bytesOf(join(file, "staff.csv")), "what should be a folder in it is a file", "staff.csv", "ENOTDIR"],
    [() => bytesOf(join(folder, "staff.csv")), "is a folder, where a file is wanted", "staff.csv", "EISDIR"],
    [() => outFolder(file), "is a file, where a folder is wanted", "file", "EEXIST"],
  ])("%s", async (main, sentence, name, code) => {
    const [text, exit] = await endingOf(main);
    for (const part of [sentence, name, code]) expect(text).toContain(part);
    expect(text).not.toContain("\n");
    expect(exit).toBe(1);
  });

  test("an error of the program itself is not hidden", async () => {
    await expect(endingOf(() => Promise.reject(new TypeError("x is not a function")))).rejects.toThrow(
      "not a function",
    );
  });
});

describe("numbers among the options", () => {
  const points = { unit: "percentage points" };
  test.each(["", " ", "5,5", "abc", "-1", "1e3", "Infinity"])("%j is none, and is said as it was typed", (text) => {
    expect(() => numberOption("threshold", text, points)).toThrow(`--threshold ${JSON.stringify(text)}`);
  });
  test("whole numbers are digits alone: 250.000 may mean two things", () => {
    const rupiah = { unit: "rupiah", whole: true };
    for (const text of ["250.000.000", "250.000", "2.5", ""]) {
      expect(() => numberOption("budget", text, rupiah)).toThrow("a whole number of rupiah, from 0 on");
    }
    expect(numberOption("budget", "250000000", rupiah)).toBe(250_000_000);
    expect(() => numberOption("seats", "0", { unit: "seats", least: 1, whole: true })).toThrow(Stop);
  });
  test("what is right, or not given", () => {
    expect(numberOption("threshold", "5.5", points)).toBe(5.5);
    expect(numberOption("threshold", "0", points)).toBe(0);
    expect(numberOption("threshold", undefined, points)).toBeUndefined();
  });
});

describe("files without a usable row", () => {
  beforeEach(() => void vi.spyOn(console, "log").mockImplementation(() => {}));
  afterEach(() => vi.restoreAllMocks());

  test("an example stops at the first of them, and prints why", () => {
    const [workbook, empty] = ["PK\u0003\u0004 sheet", ""].map((text) => readStaffCsv(text));
    expect(() => stopAtEmpty({ "staff.csv": workbook!, "other.csv": empty! })).toThrow("no row of staff.csv");
    const printed = vi.mocked(console.log).mock.calls.join("\n");
    expect(printed).toContain("csv/not-csv");
    expect(printed).not.toContain("csv/empty-file");
  });

  test("schools: a PDF, an empty file and a table of something else", () => {
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    const row = "SDN 1,Kota Depok,Kec. Beji,20228621,Negeri,SD,10,8";
    const schools = bytes(
      `Nama_Sekolah,Kota_Kabupaten,Kecamatan,NPSN,Status,Bentuk_Pendidikan,Guru_Total,Rombel\n${row}\n`,
    );
    const centres = bytes("kota_kabupaten,kecamatan,latitude,longitude\nKOTA DEPOK,BEJI,-6.37,106.82\n");
    expect(readSchools(schools, centres, "Depok").staff).toHaveLength(10);
    const pdf = bytes('%PDF-1.4\n\u0000"binary');
    expect(() => readSchools(pdf, centres, "Depok")).toThrow("csv/not-csv");
    expect(() => readSchools(bytes(""), centres, "Depok")).toThrow("csv/empty-file");
    expect(() => readSchools(schools, pdf, "Depok")).toThrow("example/not-csv");
    expect(() => readSchools(schools, bytes("a,b\n"), "Depok")).toThrow("example/empty-file");
    expect(() => readSchools(schools, schools, "Depok")).toThrow("no column kota_kabupaten, kecamatan");
  });
});
