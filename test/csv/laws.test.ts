import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  readAttendedTrainingCsv,
  readCoursesCsv,
  readPositionsCsv,
  readStaffCsv,
  readUnitsCsv,
  type ReadResult,
} from "../../src/csv/index.js";
import { parseDate } from "../../src/csv/dates.js";
import { parseEducation } from "../../src/csv/education.js";
import { isEmptyRange, parseGrade } from "../../src/csv/grades.js";
import { parseNumber } from "../../src/csv/numbers.js";
import { ParentLinks } from "../../src/csv/parents.js";
import { splitRecords } from "../../src/csv/records.js";
import { cellText, fold } from "../../src/csv/text.js";
import { neutralized, writeRecords } from "../../src/csv/write.js";
import type { Issue } from "../../src/errors/index.js";
import { compareGrades, EDUCATION_LEVELS, GRADES } from "../../src/regulation/index.js";
import { createScenario } from "../../src/scenario/index.js";

const delimiter = fc.constantFrom(",", ";", "\t", "|");
const words = fc.string({
  unit: fc.constantFrom("a", "É", "0", " ", "'", '"', "\n", "\r", ",", ";", "\t", "|", "=", "-", "🦆"),
});

test("what is written is what is read: any texts, any delimiter", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(words, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
      delimiter,
      (rows, mark) => {
        const text = writeRecords(rows, { delimiter: mark, bom: false }).replace(/\r\n?/g, "\n");
        const read = splitRecords(text, mark).map(({ cells }) => cells);
        expect(read).toEqual(rows.map((row) => row.map((cell) => cell.replace(/\r\n?/g, "\n"))));
      },
    ),
    { numRuns: 500 },
  );
});

test("a neutralised cell starts no formula, and reads back as the same text", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("=", "+", "-", "@", "\t", "\r", "'", "’", "a", "1", " ") }),
      (text) => {
        const written = neutralized(text);
        expect(written).not.toMatch(/^\s*[=+\-@]|^[\t\r]/);
        // Reading takes one apostrophe off; put one before the text to see what the text itself reads as.
        expect(cellText(written)).toBe(cellText(`'${text}`));
      },
    ),
    { numRuns: 1000 },
  );
});

/** Pieces of files, so that random files get past the heading row now and then. */
const piece = fc.constantFrom(
  "unit id", "unit name", "opd", "nip", "position id", "title", "capacity", "kebutuhan", "golongan", "SKP 2024", "lintang",
  "\n", "\r\n", "\n", ";", ",", ";", ",", '"', '""', "'", "198609262015051001", "1.234", "3,5", "III/a", "31-02-2020", "null", "JUMLAH", " ", "\t", "sep=;\n", "\uFEFF",
); // prettier-ignore

const readers: readonly ((input: string | Uint8Array) => ReadResult<unknown>)[] = [
  (input) => readUnitsCsv(input),
  (input) => readPositionsCsv(input),
  (input) => readStaffCsv(input),
  (input) => readStaffCsv(input, { positions: [], units: [] }),
  (input) => readCoursesCsv(input),
  (input) => readAttendedTrainingCsv(input),
];

/** Lines of rows that were left out: of all issues except those of the file and its headings. */
function linesOf(issues: readonly Issue[]): number {
  const file = ["csv/not-csv", "csv/empty-file", "csv/no-header", "csv/duplicate-heading"];
  return new Set(issues.filter(({ code }) => !file.includes(code)).map(({ path }) => path[1])).size;
}

function countsAreHonest(input: string | Uint8Array): void {
  for (const read of readers) {
    const { rows, issues, rowsRead, rowsReported } = read(input);
    expect(rowsRead).toBe(rows.length + rowsReported);
    if (issues.some(({ code }) => code === "csv/missing-column")) expect(rows).toEqual([]);
    else if (issues.some(({ code }) => code === "csv/another-table"))
      expect(linesOf(issues)).toBeLessThanOrEqual(rowsReported);
    else expect(linesOf(issues)).toBe(rowsReported);
  }
}

test("any bytes: nothing is thrown, and every row is kept or reported on its line", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), countsAreHonest), { numRuns: 500 });
});

test("any text of headings, cells, quotes and line ends: the same", () => {
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));
  const headed = text.map((body) => `unit id;unit name;opd;nip;position id;title;capacity\n${body}`);
  fc.assert(fc.property(fc.oneof(text, headed), countsAreHonest), { numRuns: 2000 });
});

// What is kept makes a scenario --------------------------------------------------------------------------------------

const cell = (...usual: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 60, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom("", "-", "?", "0", "-1", "1,5", "x|y:1", "__proto__", "\u200B", "'", "x".repeat(501), "x".repeat(2001)) },
    { weight: 1, arbitrary: fc.string({ maxLength: 5 }) },
  ); // prettier-ignore
const unitId = cell("U1", "U2", "U3", "U4", "u1", "constructor");
const positionId = cell("P1", "P2", "P3", "P4", "P5", "p1");
const nip = cell("198609262015051001", "'19900913 202524 2 014", "198703032010012003", "197001011995031002");
const someDay = cell(
  "01-02-2020",
  "26-09-1986",
  "1968-01-01",
  "43862",
  "2015-05-01",
  "31-02-2020",
  "1901-01-01",
  "2025-12-31",
);
const someGrade = cell("III/a", "III/d", "IX", "V", "Pembina", "I/a", "III");
const unitRow = { "unit id": unitId, "unit name": cell("SD 1", "SD 2", "Puskesmas"), "opd id": cell("A", "B"), opd: cell("Dinas", "Badan"), "parent id": cell("", "U1", "U2", "U3", "U4"), lintang: cell("", "-7,2"), bujur: cell("", "112,7") }; // prettier-ignore
const positionRow = { "position id": positionId, unit: cell("U1", "U2", "U3", "SD 1"), title: cell("Guru", "Perawat"), capacity: cell("3", "2", "0"), required: cell("2,5", "", "1.000"), minimum: cell("", "0", "1", "3"), priority: cell("", "1", "2"), "gol min": cell("", "I/a", "III/a", "V"), "gol max": cell("", "III/d", "IV/e", "IX"), "pendidikan minimal": cell("", "S1"), kompetensi: cell("", "Integritas:3|Kerja sama:2"), jurusan: cell("", "Hukum|PGSD"), sertifikat: cell("", "A|B"), "kelas jabatan": cell("", "7"), eselon: cell("", "III.a", "non eselon"), jenjang: cell("", "mahir") }; // prettier-ignore
const staffRow = { nip, "position id": cell("P1", "P2", "", "P3"), unit: cell("U1", "SD 1", ""), jabatan: cell("Guru", "Perawat", ""), golongan: someGrade, pendidikan: cell("", "S1 Hukum"), kompetensi: cell("", "Integritas:3"), sertifikat: cell("", "A"), status: cell("", "PNS", "PPPK"), "tanggal lahir": someDay, "tmt cpns": someDay, "tmt jabatan": someDay, "SKP 2024": cell("Baik", "85"), hukdis: cell("", "ringan"), "akhir hukdis": someDay, kerabat: cell("", "198609262015051001|199009132025242014", "197001011995031002"), wishes: cell("", "P1:1|U2:1000", "U1:1001"), keberatan: cell("", "P2: jauh", "SD 1"), tetap: cell("", "ya"), merit: cell("", "3,5"), lintang: cell("", "-7,2"), bujur: cell("", "112,7") }; // prettier-ignore

function fileOf(row: Readonly<Record<string, fc.Arbitrary<string>>>, from: number, to: number): fc.Arbitrary<string> {
  const cells = fc.tuple(...Object.values(row));
  return fc
    .array(cells, { minLength: from, maxLength: to })
    .map((rows) => writeRecords([Object.keys(row), ...rows], { delimiter: ";", bom: false }));
}

test("a scenario takes every row that is kept, however bad the files were", () => {
  const { nip: _, ...withoutNip } = { id: cell("N1", "N2", "N3"), ...staffRow };
  const kept = { units: 0, positions: 0, staff: 0 };
  fc.assert(
    fc.property(
      fileOf(unitRow, 2, 8),
      fileOf(positionRow, 2, 8),
      fc.oneof(fileOf(staffRow, 1, 6), fileOf(withoutNip, 1, 6)),
      (unitsCsv, positionsCsv, staffCsv) => {
        const units = readUnitsCsv(unitsCsv);
        const places = { units: units.rows, agencies: units.agencies };
        const positions = readPositionsCsv(positionsCsv, places);
        const staff = readStaffCsv(staffCsv, { ...places, positions: positions.rows });
        for (const { rows, issues, rowsRead, rowsReported } of [units, positions, staff]) {
          expect(rowsRead).toBe(rows.length + rowsReported);
          expect(linesOf(issues)).toBe(rowsReported);
        }
        kept.units += units.rows.length;
        kept.positions += positions.rows.length;
        kept.staff += staff.rows.length;
        if (positions.rows.length === 0) return;
        // The files know nothing of the day of the plan: people who are born after it are for the scenario to report.
        createScenario({
          asOf: "2026-01-01",
          agencies: units.agencies,
          units: units.rows,
          positions: positions.rows,
          staff: staff.rows.filter(({ birthDate }) => birthDate === undefined || birthDate < "2026-01-01"),
        });
      },
    ),
    { numRuns: 1500 },
  );
  for (const count of Object.values(kept)) expect(count).toBeGreaterThan(300);
});

test("which ranges of grades are empty is what the scenario says", () => {
  for (const lowest of GRADES) {
    for (const highest of GRADES) {
      const order = compareGrades(lowest, highest);
      expect([lowest, highest, isEmptyRange(lowest, highest)]).toEqual([lowest, highest, order === null || order > 0]);
    }
  }
});

test("links never close a circle, and refuse nothing else", () => {
  const node = fc.integer({ min: 0, max: 7 });
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(node, node), { selector: ([child]) => child }), (wanted) => {
      const links = new ParentLinks();
      const parent = new Map<number, number>();
      for (const [child, above] of wanted) {
        let at: number | undefined = above;
        while (at !== undefined && at !== child) at = parent.get(at);
        expect(links.link(String(child), String(above))).toBe(at === undefined);
        if (at === undefined) parent.set(child, above);
      }
    }),
    { numRuns: 1000 },
  );
});

test("names are compared without spaces, except between digits", () => {
  for (const [text, folded] of [
    ["  SDN  1   12 ", "sdn1 12"],
    ["SDN 11 2", "sdn11 2"],
    ["1 a 2 2b", "1a2 2b"],
    [`1${" ".repeat(100_000)}1`, "1 1"],
  ]) expect(fold(text!)).toBe(folded);
}); // prettier-ignore

// One small list of people in many spellings ----------------------------------------------------------------------

const units = [{ id: "U1", agencyId: "A", name: "SD Negeri Café" }];
const positions = [{ id: "P1", unitId: "U1", title: "Guru, Kelas", capacity: 9, required: 8 }];
const heading = ["NIP BARU", "NAMA", "UNOR NAMA", "JABATAN NAMA", "GOL AKHIR NAMA", "TMT JABATAN", "merit"];
const people = [
  ["'198609262015051001", "Contoh Satu", "'SD Negeri Café", "'Guru, Kelas", "III/a", "01-02-2020", "3,5"],
  ["199009132025242014", "Contoh; Dua", "sd negeri  cafe", "guru,\nkelas", "IX", "1 Februari 2020", "2"],
  ["198703032010012003", 'Contoh "Tiga"', "null", "-", "Penata Muda", "43862", "null"],
];
const table = [heading, ...people];
const read = (input: string | Uint8Array): readonly unknown[] => readStaffCsv(input, { units, positions }).rows;
const expected = read(writeRecords(table, { delimiter: ";", bom: false }));

test("the small list is read whole", () => {
  expect(expected).toMatchObject([
    { id: "198609262015051001", positionId: "P1", grade: "III/a", positionSince: "2020-02-01", merit: 3.5 },
    { id: "199009132025242014", positionId: "P1", grade: "IX", positionSince: "2020-02-01", merit: 2, status: "PPPK" },
    { id: "198703032010012003", positionId: null, grade: "III/a", positionSince: "2020-02-01" },
  ]);
});

test("delimiter, encoding, byte-order mark and line ends do not matter", () => {
  const encodings: readonly ((text: string) => string | Uint8Array)[] = [
    (text) => text,
    (text) => new TextEncoder().encode(text),
    (text) => new TextEncoder().encode(`\uFEFF${text}`),
    (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
    (text) => utf16(text, "little"),
    (text) => utf16(text, "big"),
  ];
  for (const mark of [",", ";", "\t", "|"]) {
    for (const end of ["\n", "\r\n", "\r"]) {
      for (const encode of encodings) {
        const text = writeRecords(table, { delimiter: mark, bom: false }).replaceAll("\r\n", end);
        expect(read(encode(text))).toEqual(expected);
        expect(read(encode(`sep=${mark}${end}${text}`))).toEqual(expected);
        expect(read(encode(`DAFTAR NOMINATIF${end}${end}${text}`))).toEqual(expected);
      }
    }
  }
});

test("the order of the columns does not matter, nor do columns that are not read", () => {
  const columns = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 });
  fc.assert(
    fc.property(columns, fc.constantFrom("AGAMA NAMA", "luas kantor"), (order, extra) => {
      const wide = table.map((row, k) => [...row, k === 0 ? extra : "x"]);
      const permuted = wide.map((row) => order.map((k) => row[k]!));
      expect(read(writeRecords(permuted, { delimiter: ",", bom: false }))).toEqual(expected);
    }),
  );
});

test("headings are compared without case, spaces and marks", () => {
  for (const change of [
    (text: string) => text.toLowerCase().replaceAll(" ", "_"),
    (text: string) => ` ${text.replaceAll(" ", "-")}. `,
    (text: string) => text.replaceAll(" ", "/"),
    (text: string) => text.replaceAll(" ", ""),
  ]) {
    expect(read(writeRecords([heading.map(change), ...people], { delimiter: ";", bom: true }))).toEqual(expected);
  }
});

// Cells -----------------------------------------------------------------------------------------------------------

const MONTHS = ["Januari", "Feb", "MARET", "Apr", "Mei", "June", "Juli", "Agustus", "Sept", "Okt", "Nopember", "Dec"];

test("every spelling of a day gives the same day", () => {
  const day = fc.date({ min: new Date("1920-01-01"), max: new Date("2100-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(day, (date) => {
      const iso = date.toISOString().slice(0, 10);
      const [year, month, dayOfMonth] = iso.split("-") as [string, string, string];
      const serial = Math.floor(date.getTime() / 86_400_000) + 25_569;
      for (const text of [
        iso,
        `${iso}T00:00:00.000Z`,
        `${iso} 07:30`,
        `${dayOfMonth}-${month}-${year}`,
        `${dayOfMonth}/${month}/${year} 0:00:00`,
        `${Number(dayOfMonth)} ${Number(month)} ${year}`,
        `${dayOfMonth}.${month}.${year}`,
        `${Number(dayOfMonth)} ${MONTHS[Number(month) - 1]} ${year}`,
        `${dayOfMonth}-${MONTHS[Number(month) - 1]}-${year}`,
        String(serial),
        `${serial}.25`,
      ]) {
        expect([text, parseDate(text)]).toEqual([text, { ok: true, value: iso }]);
      }
    }),
  );
});

test("every grade is read from its own spelling, and from those of lists", () => {
  const spellings = (grade: string): string[] =>
    grade.includes("/")
      ? [
          grade,
          grade.toUpperCase(),
          grade.replace("/", "."),
          grade.replace("/", ""),
          grade.replace("/", " "),
          `Gol. ${grade}`,
          `Golongan ${grade}`,
          `Pangkat lama (${grade})`,
        ]
      : [grade, grade.toLowerCase(), `Golongan ${grade}`, `PPPK ${grade}`];
  for (const grade of GRADES) {
    for (const text of spellings(grade)) expect([text, parseGrade(text)]).toEqual([text, { ok: true, value: grade }]);
  }
});

test.for([
  ["3a", "III/a"],
  ["4/E", "IV/e"],
  ["Penata Muda (III/a)", "III/a"],
  ["Penata Muda Tk. I", "III/b"],
  ["PENATA MUDA TINGKAT I, III/b", "III/b"],
  ["III/b - Penata Muda Tk.1", "III/b"],
  ["Pembina Utama Madya", "IV/d"],
  ["Juru", "I/c"],
])("grade %s is %s", ([text, grade]) => {
  expect(parseGrade(text!)).toEqual({ ok: true, value: grade });
});

test.for([
  "3",
  "9",
  "III/e",
  "V/a",
  "03-Jan",
  "1/3",
  "01/03/2024",
  "44929",
  "III/a III/b",
  "Pembina (III/a)",
  "Kapten",
])("%s is no grade", (text) => {
  expect(parseGrade(text)).toMatchObject({ ok: false, problem: { code: "csv/bad-grade" } });
});

test("every level of education is read from its own spelling", () => {
  for (const level of EDUCATION_LEVELS) expect(parseEducation(level)).toEqual({ ok: true, value: { level } });
});

test.for([
  ["S-1/Sarjana", "S1"],
  ["D-IV", "D4"],
  ["Diploma III/Sarjana Muda", "D3"],
  ["SLTA Kejuruan", "SMK"],
  ["SLTA Keguruan", "SLTA"],
  ["SLTP", "SMP"],
  ["Sekolah Dasar", "SD"],
  ["Magister", "S2"],
  ["S-3/Doktor", "S3"],
  ["S1/DIV", "S1"],
  ["sarjana  terapan", "D4"],
  ["S1 Teknik Sipil", "S1", "Teknik Sipil"],
  ["D-III Kebidanan", "D3", "Kebidanan"],
  ["SMA IPA", "SMA", "IPA"],
])("education %s is %s", ([text, level, field]) => {
  expect(parseEducation(text!)).toEqual({ ok: true, value: { level, ...(field === undefined ? {} : { field }) } });
});

const anyNumber = { minimum: -1e9, maximum: 1e9 };

test.for([
  ["3,42", 3.42],
  ["3.42", 3.42],
  ["1.234,5", 1234.5],
  ["1,234.5", 1234.5],
  ["1.234.567", 1234567],
  ["12.345.6", null],
  ["1 234,5", 1234.5],
  ["0,125", 0.125],
  ["-7.2504", -7.2504],
  ["−3,5", -3.5],
  ["+2", 2],
  ["007", 7],
  ["-0", 0],
  ["1,23,4", null],
  ["12%", null],
  ["1e3", null],
  ["", null],
] as const)("number %s is %s", ([text, value]) => {
  const result = parseNumber(text, anyNumber, null);
  expect(result.ok ? result.value : null).toBe(value);
});

test("numbers of both conventions are read back, whatever the mark of the file", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -99_999_999, max: 99_999_999 }),
      fc.constantFrom(",", ".", null),
      (hundredths, mark) => {
        const value = hundredths / 100;
        const plain = value.toFixed(2);
        const grouped = plain.replace(/\B(?=(?:\d{3})+\.)/g, ",");
        const swapped = grouped.replace(/[.,]/g, (letter) => (letter === "," ? "." : ","));
        for (const text of [plain, plain.replace(".", ","), grouped, swapped]) {
          expect([text, parseNumber(text, anyNumber, mark)]).toEqual([
            text,
            { ok: true, value: value === 0 ? 0 : value },
          ]);
        }
      },
    ),
  );
});

function utf16(text: string, order: "little" | "big"): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length + 2));
  for (const [k, letter] of ["\uFEFF", ...text.split("")].entries()) {
    view.setUint16(2 * k, letter.charCodeAt(0), order === "little");
  }
  return new Uint8Array(view.buffer);
}
