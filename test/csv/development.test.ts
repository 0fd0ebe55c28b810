/** Catalogues, training on record and ratings in; training plans and mentors out: files as offices write them. */
import { parse } from "csv-parse/sync";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CSV_CODES,
  readAttendedTrainingCsv,
  readCompetenciesCsv,
  readCoursesCsv,
  type ReadResult,
  writeMentoringCsv,
  writeTrainingPlanCsv,
} from "../../src/csv/index.js";
import { unfitPrerequisites } from "../../src/csv/prerequisites.js";
import { readCatalogue } from "../../src/development/read-catalogue.js";
import { openDoor } from "../../src/door/index.js";
import { ImbangError } from "../../src/errors/index.js";

const [A, B] = ["198609262015051001", "199009132025242014"] as const;
const codes = (issues: readonly { readonly code: string }[]): string[] => issues.map(({ code }) => code);

const CATALOGUE = [
  "KATALOG PELATIHAN 2026;;;;;;;;;;",
  "NO;Kode Pelatihan;Nama Pelatihan;Bentuk;Kompetensi;Sertifikat;JP;Biaya (Rp);Kuota;Bulan;Prasyarat;Peluang Lulus (%)",
  '1;AUD-0;Dasar Pengawasan;Daring;"Audit=2; Komunikasi=2";;20 JP;gratis;tidak terbatas;0;-;95',
  "2;AUD-1;Diklat Auditor;Klasikal;Audit:3;Sertifikat Auditor;120;Rp 9.500.000,-;25 orang;4 bulan;dasar pengawasan;85 %",
  "3;MAG-1;Magang;magang;Audit=3;;40;1,5 juta;5;6;tidak ada;",
  ";JUMLAH;;;;;180;Rp 11.000.000;;;;",
].join("\n");

describe("courses", () => {
  const head = "sertifikat;id;name;kind;hours;cost;months";
  const course = (more = "", cells = ""): string =>
    `${head}${more === "" ? "" : `;${more}`}\nS;X;Audit dasar;klasikal;20;0;1${more === "" ? "" : `;${cells}`}\n`;

  test("an everyday catalogue: titles above, lists, rupiah, units behind numbers, per cent, a total", () => {
    const found = readCoursesCsv(CATALOGUE);
    expect(found.rows).toEqual([
      {
        id: "AUD-0",
        name: "Dasar Pengawasan",
        kind: "eLearning",
        raises: { Audit: 2, Komunikasi: 2 },
        hours: 20,
        cost: 0,
        months: 0,
        successProbability: 0.95,
      },
      {
        id: "AUD-1",
        name: "Diklat Auditor",
        kind: "classical",
        raises: { Audit: 3 },
        grants: ["Sertifikat Auditor"],
        hours: 120,
        cost: 9_500_000,
        seats: 25,
        months: 4,
        successProbability: 0.85,
        prerequisites: ["AUD-0"], // given by its name
      },
      { id: "MAG-1", name: "Magang", kind: "internship", raises: { Audit: 3 }, hours: 40, cost: 1_500_000, seats: 5, months: 6 },
    ]); // prettier-ignore
    expect(found.lines).toEqual([3, 4, 5]);
    expect(codes(found.issues)).toEqual(["csv/total-row"]);
    expect(codes(found.notices)).toEqual(["csv/skipped-lines"]);
  });

  test("English headings, commas, bars, no codes: the name is the id", () => {
    const text = `Course name,kind,competencies,certificates,hours,cost,seats,months,success probability,prerequisites
"Audit, basics",e-learning,Audit:2,,30,"750,000",,1,0.9,
Audit,classroom,Audit:3|Integritas:2,A|B,120,1500000,30,2,,"audit,  BASICS"
`;
    expect(readCoursesCsv(text)).toMatchObject({
      issues: [],
      notices: [],
      rows: [
        { id: "Audit, basics", name: "Audit, basics", cost: 750_000, successProbability: 0.9 },
        { id: "Audit", raises: { Audit: 3, Integritas: 2 }, grants: ["A", "B"], prerequisites: ["Audit, basics"] },
      ],
    });
  });

  test.for([
    ["0", 0],
    ["gratis", 0],
    ["1500000", 1_500_000],
    ["Rp 1.500.000", 1_500_000],
    ["Rp1.500.000,-", 1_500_000],
    ["Rp. 1.500.000,00", 1_500_000],
    ["IDR 1,500,000.00", 1_500_000],
    ["1 500 000", 1_500_000],
    ["750.000", 750_000],
    ["750,000", 750_000],
    ["2 juta", 2_000_000],
    ["1,25 jt", 1_250_000],
    ["850 ribu", 850_000],
    ["1.100.000 rupiah", 1_100_000],
    ["-500000", null],
    ["1.5", null],
    ["0,500", null],
    ["1.500.00", null],
    ["1,2345678 juta", null],
    ["sejuta", null],
    ["9".repeat(20), null],
  ] as const)("a cost of %s", ([cell, cost]) => {
    const { rows, issues } = readCoursesCsv(`${head}\nS;X;Audit;klasikal;20;${cell};1\n`);
    expect(rows.map((row) => row.cost)).toEqual(cost === null ? [] : [cost]);
    expect(codes(issues)).toEqual(cost === null ? ["csv/bad-number"] : []);
  });

  test.for([
    ["classical", "Klasikal,tatap muka,DIKLAT,Bimbingan Teknis,seminar,Workshop,kursus"],
    ["eLearning", "E-Learning,elearning,daring,Pelatihan Jarak Jauh,PJJ,webinar,Nonklasikal (e-learning)"],
    ["coaching", "coaching,Mentoring,pendampingan"],
    ["internship", "magang,Magang/Praktik Kerja,detasering,secondment,OJT,non klasikal: magang"],
    [null, "nonklasikal,blended learning,belajar mandiri,?"],
  ] as const)("kinds: %s", ([kind, words]) => {
    for (const word of words.split(",")) {
      const { rows, issues } = readCoursesCsv(`${head}\nS;X;Audit;"${word}";20;0;1\n`);
      expect([word, rows[0]?.kind ?? null]).toEqual([word, kind]);
      expect(codes(issues)).toEqual(kind === null ? ["csv/bad-course-kind"] : []);
    }
  });

  test.for([
    ["as shares", ["0,85", "1", "0.5"], [0.85, 1, 0.5]],
    ["as percentages", ["85", "100", "97,5"], [0.85, 1, 0.975]],
    ["with the sign", ["85%", "0,9", "1 %"], [0.85, 0.9, 0.01]],
  ] as const)("who passes: %s", ([, cells, shares]) => {
    const text = cells.map((cell, k) => `S;X${k};Audit;klasikal;20;0;1;${cell}`).join("\n");
    const { rows, issues } = readCoursesCsv(`${head};peluang lulus\n${text}\n`);
    expect(issues).toEqual([]);
    expect(rows.map((row) => row.successProbability)).toEqual(shares);
  });

  test("a 1 among percentages may be 1 % or all: it is refused, as is nobody", () => {
    const text = `${head};peluang lulus\nS;X;a;klasikal;20;0;1;85\nS;Y;b;klasikal;20;0;1;1\nS;Z;c;klasikal;20;0;1;0\nS;W;d;klasikal;20;0;1;101\n`;
    const { rows, issues } = readCoursesCsv(text);
    expect(rows.map(({ id }) => id)).toEqual(["X"]);
    expect(codes(issues)).toEqual(["csv/ambiguous-number", "csv/bad-number", "csv/bad-number"]);
  });

  test("a share of 1,2 is mistyped: it turns no column into percentages, and is none among them", () => {
    const column = (...cells: readonly string[]): string =>
      cells.map((cell, k) => `S;X${k};Audit;klasikal;20;0;1;${cell}\n`).join("");
    const shares = readCoursesCsv(`${head};peluang lulus\n${column("0,85", "1,2")}`);
    expect(shares.rows.map((row) => row.successProbability)).toEqual([0.85]);
    expect(codes(shares.issues)).toEqual(["csv/bad-number"]);
    const percentages = readCoursesCsv(`${head};peluang lulus\n${column("85", "1,2")}`);
    expect(percentages.rows.map((row) => row.successProbability)).toEqual([0.85]);
    expect(codes(percentages.issues)).toEqual(["csv/ambiguous-number"]);
  });

  test("a level in a column of its own, and names as posts write them", () => {
    const text = course("kompetensi;level", '"kerjasama; PELAYANAN  publik";Level 3');
    const found = readCoursesCsv(text, { competencies: ["Kerja sama", "Pelayanan publik"] });
    expect(found.rows[0]!.raises).toEqual({ "Kerja sama": 3, "Pelayanan publik": 3 });
    expect(found.notices).toEqual([]);
    const other = readCoursesCsv(course("kompetensi", "Komunikesi=2"), { competencies: ["Komunikasi"] });
    expect(other.rows[0]!.raises).toEqual({ Komunikesi: 2 });
    expect(other.notices).toMatchObject([{ code: "csv/unknown-competency", hint: '"Komunikasi" may be meant' }]);
  });

  test.for([
    ["no kind", "S;X;a;;20;0;1", "csv/missing-value"],
    ["no cost", "S;X;a;klasikal;20;;1", "csv/missing-value"],
    ["no hours", "S;X;a;klasikal;0;0;1", "csv/bad-number"],
    ["days for months", "S;X;a;klasikal;20;0;5 hari", "csv/bad-number"],
    ["half a month", "S;X;a;klasikal;20;0;1,5", "csv/bad-number"],
    ["no name", "S;X;;klasikal;20;0;1", "csv/missing-value"],
    ["a code that a spreadsheet rounded", "S;1E+05;a;klasikal;20;0;1", "csv/id-mangled"],
    ["a row cut off", "S;X;a;klasikal", "csv/ragged-row"],
    ["a signature", ";;Kepala Badan;;;;", "csv/stray-row"],
    ["an open quotation mark", '"S;X;a;klasikal;20;0;1', "csv/unclosed-quote"],
    ["headings again", head, "csv/repeated-heading"],
  ] as const)("%s costs its own row", ([, row, code]) => {
    const found = readCoursesCsv(`${head}\nS;A;a;klasikal;20;0;1\n${row}\n`);
    expect(codes(found.issues)).toEqual([code]);
    expect(found.issues[0]!.path.slice(0, 2)).toEqual(["courses.csv", 3]);
    expect(found.rows.map(({ id }) => id)).toEqual(["A"]);
    expect(Object.keys(CSV_CODES)).toContain(code);
  });

  test("certificates twice are one; a course that teaches nothing is left out", () => {
    const found = readCoursesCsv(
      `${head}\nA; a|B;X;a;klasikal;20;0;1\n-;Y;b;klasikal;20;0;1\n`.replace("A; a|B", '"A; a|B"'),
    );
    expect(found.rows).toMatchObject([{ id: "X", grants: ["A", "B"] }]);
    expect(found.issues).toMatchObject([{ code: "csv/raises-nothing", path: ["courses.csv", 3, "sertifikat"] }]);
  });

  test.for([
    ["a level of 6", course("kompetensi", "Audit=6"), "csv/bad-list"],
    ["a competency without level", course("kompetensi", "Audit"), "csv/bad-list"],
    ["one twice", course("kompetensi", '"Audit=2; Audit=3"'), "csv/bad-list"],
    ["a level beside a level that is another", course("kompetensi;level", "Audit=3;5"), "csv/columns-disagree"],
    ["a level beside two", course("kompetensi;level", '"Audit=3; Kinerja=5";3'), "csv/columns-disagree"],
    ["seats of half a person", course("kuota", "2,5"), "csv/bad-number"],
    ["no column with the kind", "sertifikat;id;hours;cost;months\nS;X;20;0;1\n", "csv/missing-column"],
    ["no course", "sertifikat;kind;hours;cost;months\nS;klasikal;20;0;1\n", "csv/missing-column"],
    ["nothing", "", "csv/empty-file"],
    ["a workbook", new Uint8Array([0x50, 0x4b, 3, 4]), "csv/not-csv"],
  ] as const)("%s", ([, text, code]) => {
    const found = readCoursesCsv(text);
    expect([found.rows, codes(found.issues)]).toEqual([[], [code]]);
  });

  test("a level beside the same level is fine", () => {
    const found = readCoursesCsv(course("kompetensi;level", '"Audit=3; Kinerja=3";3'));
    expect([found.rows[0]!.raises, found.issues]).toEqual([{ Audit: 3, Kinerja: 3 }, []]);
  });

  // The reader cannot import the limits of the catalogue's own door: each is asked on both sides of it.
  const names = (count: number, of: (k: number) => string): string =>
    Array.from({ length: count }, (_, k) => of(k)).join("|");
  const row = (cells: Partial<Record<string, string>>): string => {
    const all = {
      id: "X",
      name: "Audit",
      kind: "klasikal",
      hours: "20",
      cost: "0",
      months: "1",
      sertifikat: "S",
      ...cells,
    };
    return `${Object.keys(all).join(";")}\n${Object.values(all).join(";")}\n`;
  };
  const chain = (length: number): string =>
    `${row({ id: "C0", prasyarat: "" })}${Array.from({ length }, (_, k) => `C${k + 1};K;klasikal;20;0;1;S;C${k}\n`).join("")}`;
  test.for<[string, string, string, string, string]>([
    ["cost", row({ cost: "1000000000000000" }), row({ cost: "1000000000000001" }), "csv/bad-number", "cost"],
    ["name", row({ name: "n".repeat(500) }), row({ name: "n".repeat(501) }), "csv/too-long", "name"],
    [
      "certificate",
      row({ sertifikat: "n".repeat(500) }),
      row({ sertifikat: `S|${"n".repeat(501)}` }),
      "csv/too-long",
      "sertifikat",
    ],
    [
      "certificates",
      row({ sertifikat: names(1000, (k) => `S${k}`) }),
      row({ sertifikat: names(1001, (k) => `S${k}`) }),
      "csv/bad-list",
      "sertifikat",
    ],
    [
      "competencies",
      row({ kompetensi: names(1000, (k) => `K${k}=3`) }),
      row({ kompetensi: names(1001, (k) => `K${k}=3`) }),
      "csv/bad-list",
      "kompetensi",
    ],
    ["prerequisites in a chain", chain(100), chain(101), "csv/too-many-prerequisites", "prasyarat"],
    ["hours", row({ hours: "10000" }), row({ hours: "10001" }), "csv/bad-number", "hours"],
    ["months", row({ months: "120" }), row({ months: "121" }), "csv/bad-number", "months"],
  ])("the limit of %s is that of the catalogue's own door, and names the cell", ([, most, more, code, column]) => {
    const open = (courses: readonly unknown[]): readonly unknown[] => {
      const door = openDoor("development");
      readCatalogue(courses, door, ["catalogue"]);
      return door.issues;
    };
    const within = readCoursesCsv(most);
    expect([within.issues, open(within.rows)]).toEqual([[], []]);
    const beyond = readCoursesCsv(more);
    expect(beyond.issues.map((issue) => [issue.code, issue.path[2]])).toEqual([[code, column]]);
    expect(open(beyond.rows)).toEqual([]);
  });

  test("a second table below is counted, not read", () => {
    const found = readCoursesCsv(`${course()}\nname;id;kind;cost;hours;months;sertifikat\nb;Y;klasikal;20;0;1;S\n`);
    expect(found.rows).toHaveLength(1);
    expect(codes(found.issues)).toEqual(["csv/another-table"]);
    expect([found.rowsRead, found.rowsReported]).toEqual([3, 2]);
  });

  test("bytes of every kind give the same courses", () => {
    const expected = readCoursesCsv(CATALOGUE.replace("Magang;", "Magang é;")).rows;
    const text = CATALOGUE.replace("Magang;", "Magang é;");
    const latin = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const utf16 = new Uint8Array(new Uint16Array([0xfeff, ...Array.from(text, (one) => one.charCodeAt(0))]).buffer);
    for (const bytes of [new TextEncoder().encode(`\uFEFF${text}`), latin, utf16]) {
      expect(readCoursesCsv(bytes).rows).toEqual(expected);
    }
    expect(readCoursesCsv(`sep=;\r\n${text.replaceAll("\n", "\r\n")}`).rows).toEqual(expected);
    // The second line: of the title row only tabs would be left.
    expect(readCoursesCsv(text.replace(/".*?"/, "Audit=2|Komunikasi=2").replaceAll(";", "\t")).rows).toEqual(expected);
  });
});

describe("prerequisites", () => {
  const catalogue = (
    ...needs: readonly (readonly [id: string, needs: string])[]
  ): ReadResult<{ readonly id: string }> =>
    readCoursesCsv(
      `id;name;kind;hours;cost;months;prasyarat;sertifikat\n${needs.map(([id, need]) => `${id};Kursus ${id};klasikal;20;0;1;"${need}";S`).join("\n")}\n`,
    );

  test("unknown, behind an unknown one, in a circle, behind a circle: each left out for its own reason", () => {
    const found = catalogue(["A", ""], ["B", "A|Z"], ["C", "A; B"], ["D", "E"], ["E", "D"], ["F", "E"], ["G", "A"]);
    expect(found.rows.map(({ id }) => id)).toEqual(["A", "G"]);
    expect(found.issues.map(({ code, path }) => [code, path[1], path[2]])).toEqual([
      ["csv/unknown-prerequisite", 3, "prasyarat"],
      ["csv/unknown-prerequisite", 4, "prasyarat"],
      ["csv/prerequisite-cycle", 5, "prasyarat"],
      ["csv/prerequisite-cycle", 6, "prasyarat"],
      ["csv/unknown-prerequisite", 7, "prasyarat"],
    ]);
    expect(found.rowsRead).toBe(found.rows.length + found.rowsReported);
  });

  test("what asks for a course that cannot be read is left out with it", () => {
    const text =
      "id;name;kind;hours;cost;months;prasyarat;sertifikat\nA;a;klasikal;dua puluh;0;1;;S\nB;b;klasikal;20;0;1;A;S\n";
    expect(codes(readCoursesCsv(text).issues)).toEqual(["csv/bad-number", "csv/unknown-prerequisite"]);
  });

  test("a second row of a course that is left out does not slip through", () => {
    const found = catalogue(["A", "Z"], ["A", "Y"], ["B", ""]);
    expect(found.rows.map(({ id }) => id)).toEqual(["B"]);
    expect(codes(found.issues)).toEqual(["csv/unknown-prerequisite", "csv/duplicate-id"]);
  });

  test("names that several courses bear name none", () => {
    const text =
      "id;name;kind;hours;cost;months;prasyarat;sertifikat\nA;Audit;klasikal;20;0;1;;S\nB;audit;klasikal;20;0;1;;S\nC;c;klasikal;20;0;1;Audit;S\n";
    expect(codes(readCoursesCsv(text).issues)).toEqual(["csv/unknown-prerequisite"]);
  });

  test("exactly those courses are fit that can be taken one after another", () => {
    const ids = ["A", "B", "C", "D", "E", "F"];
    const needs = fc.uniqueArray(fc.constantFrom(...ids, "Z"), { maxLength: 2 });
    fc.assert(
      fc.property(fc.tuple(...ids.map(() => needs)), (all) => {
        const courses = ids.map((id, k) => ({ id, needs: all[k]! }));
        const taken = new Set<string>();
        for (let round = 0; round < ids.length; round++)
          for (const one of courses) if (one.needs.every((need) => taken.has(need))) taken.add(one.id);
        const unfit = unfitPrerequisites(courses, 100);
        expect([...unfit.keys()].sort()).toEqual(ids.filter((id) => !taken.has(id)));
        for (const [id, { code }] of unfit) {
          // Reaching oneself along prerequisites makes a circle, unless one that is not there is met first.
          const reached = new Set<string>();
          const open = [...courses.find((one) => one.id === id)!.needs];
          for (let need = open.pop(); need !== undefined; need = open.pop()) {
            if (!reached.has(need)) open.push(...(courses.find((one) => one.id === need)?.needs ?? []));
            reached.add(need);
          }
          if (code === "csv/unknown-prerequisite" && !reached.has("Z")) expect(reached.size).toBeGreaterThan(0);
          if (reached.has(id) && !reached.has("Z")) expect(code).toBe("csv/prerequisite-cycle");
        }
      }),
      { numRuns: 300 },
    );
  });

  test("a chain of 20,000 courses, either way up, is followed in no time", () => {
    const chain = Array.from({ length: 20_000 }, (_, k) => ({ id: `C${k}`, needs: k === 0 ? [] : [`C${k - 1}`] }));
    expect(unfitPrerequisites(chain, 100).size).toBe(20_000 - 101);
    expect(unfitPrerequisites([...chain].reverse(), 100).size).toBe(20_000 - 101);
    expect(unfitPrerequisites([{ id: "C0", needs: ["C19999"] }, ...chain.slice(1)], 100).size).toBe(20_000);
  });
});

describe("training on record", () => {
  test("an everyday list: codes, names, periods, passed or not, a NIP with spaces", () => {
    const text = `NIP;NAMA;KODE PELATIHAN;NAMA PELATIHAN;JP;TANGGAL SELESAI;LULUS
'${A};Ani;AUD-0;;20 JP;1 s.d. 5 Maret 2025;Lulus
1990 0913 202524 2 014;Budi;;dasar pengawasan;20;05-03-2025;tidak lulus
'${A};Ani;;Seminar Integritas;8;2025-06-01;
`;
    const courses = [{ id: "AUD-0", name: "Dasar Pengawasan" }];
    const found = readAttendedTrainingCsv(text, { courses });
    expect([found.issues, found.notices]).toEqual([[], []]);
    expect(found.rows).toEqual([
      { staffId: A, courseId: "AUD-0", hours: 20, completedOn: "2025-03-05", passed: true },
      { staffId: B, courseId: "AUD-0", name: "dasar pengawasan", hours: 20, completedOn: "2025-03-05", passed: false },
      { staffId: A, name: "Seminar Integritas", hours: 8, completedOn: "2025-06-01" },
    ]);
    expect(found.lines).toEqual([2, 3, 4]);
  });

  test("a code that the catalogue does not have is left out with a notice, and the hours count", () => {
    const text = "id,course id,hours,completed on\nS1,OLD,20,2025-03-05\n";
    expect(readAttendedTrainingCsv(text).rows).toMatchObject([{ courseId: "OLD" }]);
    const found = readAttendedTrainingCsv(text, { courses: [] });
    expect(found.rows).toEqual([{ staffId: "S1", name: "OLD", hours: 20, completedOn: "2025-03-05" }]);
    expect(codes(found.notices)).toEqual(["csv/unknown-course"]);
  });

  test("a column with the month first leaves out what could be read either way", () => {
    const { rows, issues, notices } = readAttendedTrainingCsv(
      "id;JP;tanggal selesai\nS1;20;12/31/2024\nS2;20;05/03/2025\nS3;20;5 Maret 2025\n",
    );
    expect(rows).toMatchObject([{ staffId: "S3", completedOn: "2025-03-05" }]);
    expect(issues.map(({ code, path }) => [code, path[1]])).toEqual([
      ["csv/bad-date", 2],
      ["csv/ambiguous-date", 3],
    ]);
    expect(notices.map(({ code }) => code)).toContain("csv/month-first");
  });

  test.for([
    "1 s.d. 5 Maret 2025",
    "01/03/2025 s/d 05/03/2025",
    "1 sd 5 Maret 2025",
    "1 Maret 2025 sampai dengan 5 Maret 2025",
    "1 – 5 Maret 2025",
    "5 Mar 2025",
    "2025-03-05",
  ])("the last day of %s", (cell) => {
    const { rows, issues } = readAttendedTrainingCsv(`id;JP;tanggal selesai\nS1;20;${cell}\n`);
    expect([issues, rows[0]?.completedOn]).toEqual([[], "2025-03-05"]);
  });

  test.for([
    ["the same training on the same day", `${A};AUD-0;20;2025-03-05;ya`, "csv/duplicate-training"],
    ["a year alone", `${A};X;20;2025;ya`, "csv/bad-date"],
    ["no day", `${A};X;20;;ya`, "csv/missing-value"],
    ["no hours", `${A};X;;2025-03-05;ya`, "csv/missing-value"],
    ["hours in words", `${A};X;dua;2025-03-05;ya`, "csv/bad-number"],
    ["half an hour", `${A};X;0,5;2025-03-05;ya`, "csv/bad-number"],
    ["neither passed nor failed", `${A};X;20;2025-03-05;mungkin`, "csv/bad-boolean"],
    ["a NIP that a spreadsheet rounded", "1,98609E+17;X;20;2025-03-05;ya", "csv/nip-mangled"],
    ["17 digits", `${A.slice(1)};X;20;2025-03-05;ya`, "csv/bad-nip"],
    ["a total", ";JUMLAH;40;;", "csv/total-row"],
    ["a semicolon too many", `${A};X;20;2025-03-05;ya;9`, "csv/ragged-row"],
  ] as const)("%s costs its own row", ([, row, code]) => {
    const text = `NIP;kode pelatihan;JP;tanggal selesai;lulus\n${A};AUD-0;20;2025-03-05;ya\n${row}\n${A};AUD-0;20;2025-03-06;tidak\n`;
    const found = readAttendedTrainingCsv(text);
    expect(codes(found.issues)).toEqual([code]);
    expect(found.issues[0]!.path.slice(0, 2)).toEqual(["training.csv", 3]);
    expect(found.rows).toHaveLength(2);
    expect(JSON.stringify(found.issues)).not.toContain("19860926");
  });

  test("missing columns, all at once", () => {
    const { issues } = readAttendedTrainingCsv(`NIP;nama pelatihan\n${A};x\n`);
    expect(issues.map(({ path }) => path[2])).toEqual(["hours", "day of completion"]);
  });
});

describe("competencies", () => {
  test("the long form, with days; several in one cell where there is no column with the level", () => {
    const text = `NIP;Kompetensi;Level;Tanggal Asesmen\n${A};Audit;Level 3;05-03-2025\n${A};Audit;2;05-03-2024\n${B};Komunikasi;1,0;\n`;
    const found = readCompetenciesCsv(text);
    expect([found.issues, found.notices, found.linesWithoutLevel]).toEqual([[], [], 0]);
    expect(found.rows).toEqual([
      { staffId: A, competency: "Audit", level: 3, assessedOn: "2025-03-05" },
      { staffId: A, competency: "Audit", level: 2, assessedOn: "2024-03-05" },
      { staffId: B, competency: "Komunikasi", level: 1 },
    ]);
    const packed = readCompetenciesCsv('id;kompetensi\nS1;"Audit=3; Komunikasi=2"\nS2;Audit:1\n');
    expect(packed.rows.map(({ staffId, competency, level }) => [staffId, competency, level])).toEqual([
      ["S1", "Audit", 3],
      ["S1", "Komunikasi", 2],
      ["S2", "Audit", 1],
    ]);
    expect(packed.lines).toEqual([2, 2, 3]);
  });

  test("the wide form: columns that hold levels are competencies, and a notice says which", () => {
    const text = `NO;NIP;NAMA;Tanggal Asesmen;Audit;Kerja sama;Catatan\n1;${A};Ani;05-03-2025;3;2;baik\n2;${B};Budi;;;;\n`;
    const found = readCompetenciesCsv(text);
    expect(found.rows).toEqual([
      { staffId: A, competency: "Audit", level: 3, assessedOn: "2025-03-05" },
      { staffId: A, competency: "Kerja sama", level: 2, assessedOn: "2025-03-05" },
    ]);
    expect(found.issues).toEqual([]);
    expect(codes(found.notices)).toEqual(["csv/competency-columns", "csv/unknown-columns"]);
    expect(found.notices[0]!.message).toBe('columns read as competencies: "Audit", "Kerja sama"');
    expect([found.lines, found.rowsRead, found.linesWithoutLevel]).toEqual([[2, 2], 2, 1]);
  });

  test("the wide form with the names given: only these, as posts write them, and a heading row of unknown words", () => {
    const text = `Pseudonim,KERJASAMA,Audit,umur kantor\nS1,3,,4\n`;
    const found = readCompetenciesCsv(text, { competencies: ["Kerja sama", "Audit", "Komunikasi"] });
    expect(found.rows).toEqual([{ staffId: "S1", competency: "Kerja sama", level: 3 }]);
    expect(codes(found.notices)).toEqual(["csv/unknown-columns"]);
    expect(readCompetenciesCsv("NIP;Audit\n").issues).toMatchObject([{ code: "csv/missing-column" }, { code: "csv/missing-column" }]); // prettier-ignore
  });

  test("names of the long form are read as posts write them; others are kept, each with one notice", () => {
    const text = "id;kompetensi;level\nS1;kerjasama;3\nS1;Audt;2\nS2;Audt;1\n";
    const found = readCompetenciesCsv(text, { competencies: ["Kerja sama", "Audit"] });
    expect(found.rows.map(({ competency }) => competency)).toEqual(["Kerja sama", "Audt", "Audt"]);
    expect(found.notices).toMatchObject([
      { code: "csv/unknown-competency", path: ["competencies.csv", 3, "kompetensi"] },
    ]);
  });

  test.for([
    ["a level of 6", "S9;Audit;6;", "csv/bad-competency-level"],
    ["a level of 0", "S9;Audit;0;", "csv/bad-competency-level"],
    ["half a level", "S9;Audit;2,5;", "csv/bad-competency-level"],
    ["no level", "S9;Audit;;", "csv/missing-value"],
    ["no competency", "S9;;3;", "csv/missing-value"],
    ["the same without a day", "S1;Audit;2;", "csv/duplicate-rating"],
    ["a bad day", "S9;Audit;3;31-02-2025", "csv/bad-date"],
    ["an id that a spreadsheet rounded", "1,2E+12;Audit;3;", "csv/id-mangled"],
    ["a total", ";Rata-rata;3,2;", "csv/total-row"],
    ["a row cut off", "S9;Audit", "csv/ragged-row"],
  ] as const)("%s costs its own row", ([, row, code]) => {
    const found = readCompetenciesCsv(`id;kompetensi;level;tanggal\nS1;Audit;3;\n${row}\nS2;Audit;4;2025-01-01\n`);
    expect(codes(found.issues)).toEqual([code]);
    expect(found.rows.map(({ staffId }) => staffId)).toEqual(["S1", "S2"]);
  });

  test("of the wide form a bad level costs the line; the column is still one of levels", () => {
    const found = readCompetenciesCsv("id;Audit;Komunikasi\nS1;3;2\nS2;tiga;1\nS3;2;2\nS1;1;\n");
    expect(found.issues.map(({ code, path }) => [code, path[1], path[2]])).toEqual([
      ["csv/bad-competency-level", 3, "Audit"],
      ["csv/duplicate-rating", 5, "Audit"],
    ]);
    expect(found.lines).toEqual([2, 2, 4, 4]);
  });

  test("neither form: the message names both ways", () => {
    const { issues } = readCompetenciesCsv("NIP;NAMA;catatan\n1;Ani;baik\n");
    expect(issues.map(({ code, path }) => [code, path[2]])).toEqual([
      ["csv/missing-column", "competency"],
      ["csv/missing-column", "level"],
    ]);
    expect(issues[1]!.hint).toContain("a column for each competency");
  });
});

describe("any file", () => {
  const readers: readonly ((input: string | Uint8Array) => ReadResult<unknown> & { linesWithoutLevel?: number })[] = [
    (input) => readCoursesCsv(input),
    (input) => readCoursesCsv(input, { competencies: ["Audit"] }),
    (input) => readAttendedTrainingCsv(input, { courses: [{ id: "X", name: "a" }] }),
    (input) => readCompetenciesCsv(input),
    (input) => readCompetenciesCsv(input, { competencies: ["Audit", "id"] }),
  ];
  const countsAreHonest = (input: string | Uint8Array): void => {
    for (const read of readers) {
      const { rows, lines, issues, rowsRead, rowsReported, linesWithoutLevel = 0 } = read(input);
      expect(lines).toHaveLength(rows.length);
      expect(rowsRead).toBe(new Set(lines).size + linesWithoutLevel + rowsReported);
      const ofFile = ["csv/not-csv", "csv/empty-file", "csv/no-header", "csv/duplicate-heading"];
      const reported = new Set(issues.filter(({ code }) => !ofFile.includes(code)).map(({ path }) => path[1])).size;
      if (issues.some(({ code }) => code === "csv/missing-column")) expect(rows).toEqual([]);
      else if (issues.some(({ code }) => code === "csv/another-table"))
        expect(reported).toBeLessThanOrEqual(rowsReported);
      else expect(reported).toBe(rowsReported);
      for (const { code } of issues) expect(Object.keys(CSV_CODES)).toContain(code);
    }
  };
  const piece = fc.constantFrom(
    "id", "nip", "name", "kompetensi", "level", "Audit", "JP", "biaya", "bulan", "prasyarat", "peluang lulus (%)", "tanggal selesai",
    "\n", "\n", "\r\n", ";", ";", ";", ",", '"', "'", A, "X", "klasikal", "3", "20", "Rp 1.500", "85 %", "Audit=3; B=2", "1 s.d. 5 Maret 2025", "lulus", "-", "JUMLAH", "__proto__", "\uFEFF",
  ); // prettier-ignore

  test("nothing is thrown, and every row is kept or reported on its line", () => {
    const text = fc.array(piece, { maxLength: 50 }).map((pieces) => pieces.join(""));
    const headed = fc.constantFrom(
      "id;name;kind;hours;cost;months;prasyarat;kompetensi",
      "nip;kode pelatihan;JP;tanggal selesai;lulus",
      "id;Audit;Komunikasi",
      "id;kompetensi;level",
    );
    const input = fc.oneof(text, fc.tuple(headed, text).map((parts) => parts.join("\n")), fc.uint8Array({ maxLength: 100 })); // prettier-ignore
    fc.assert(fc.property(input, countsAreHonest), { numRuns: 400 });
  });

  // Quadratic work on any of these takes minutes.
  test.for([" ", '"', "=", "1 s.d. ", ":3;"])("cells of 100,000 characters: %j", (piece) => {
    const long = `x${piece.repeat(100_000 / piece.length)}x`;
    const cell = `"${long.replaceAll('"', '""')}"`;
    const cells = (count: number): string => `X${`;${cell}`.repeat(count)}\n`;
    for (const { issues, notices } of [
      readCoursesCsv(`id;name;kind;hours;cost;months;kompetensi;sertifikat;prasyarat;peluang lulus\n${cells(9)}`),
      readAttendedTrainingCsv(`id;kode pelatihan;JP;tanggal selesai;lulus\n${cells(4)}`),
      readCompetenciesCsv(`id;kompetensi;level;tanggal\n${cells(3)}`),
      readCompetenciesCsv(`id;${cell}\n${cells(1)}Y;3\n`),
    ])
      expect(issues.length + notices.length).toBeGreaterThan(0);
  });

  test.for([
    ["a number", () => readCoursesCsv(5 as never), "csv/bad-input"],
    ["an unknown option", () => readCoursesCsv("", { competency: [] } as never), "csv/unknown-option"],
    ["names that are no list", () => readCompetenciesCsv("", { competencies: "Audit" } as never), "csv/bad-option"],
    ["an empty name", () => readCoursesCsv("", { competencies: [""] }), "csv/bad-option"],
    ["courses without names", () => readAttendedTrainingCsv("", { courses: [{ id: "X" }] } as never), "csv/bad-option"],
    [
      "a hole among the courses",
      () => readAttendedTrainingCsv("", { courses: Object.assign([], { length: 1 }) } as never),
      "csv/bad-option",
    ],
  ] as const)("the caller's mistake is thrown: %s", ([, call, code]) => {
    expect(call).toThrow(ImbangError);
    expect(call).toThrow(code);
  });
});

describe("writing", () => {
  const names = {
    agencies: [{ id: "I", name: "Inspektorat" }],
    units: [{ id: "U", agencyId: "I", name: "Irban; Satu" }],
    positions: [
      { id: "P", unitId: "U", title: "@Auditor", capacity: 3, required: 2 },
      { id: "Q", unitId: "U", title: "Penata", capacity: 3, required: 2 },
    ],
    staff: [
      { id: A, positionId: "Q" },
      { id: "-7", positionId: "P" },
    ],
  };
  const courses = [
    { id: "AUD-0", name: "=Dasar" },
    { id: "AUD-1", name: "Diklat Auditor" },
  ];
  const training = {
    staffId: A,
    toPositionId: "P",
    courseIds: ["AUD-0", "AUD-1"],
    cost: 10_250_000,
    hours: 140,
    months: 5,
    availableOn: "2026-06-01",
    successProbability: 0.8075,
  };
  const pair = {
    menteeId: A,
    mentorId: "-7",
    competencies: [{ competency: "=Audit", from: 1, to: 3 }],
    gapClosed: 2,
    relation: "sameUnit",
    gradeDistance: null,
    checks: [{ text: { id: "periksa", en: "check" } }],
    text: { id: "@karena", en: "because" },
  } as const;
  const answer = {
    settings: { moves: [{ staffId: A, positionId: "P" }] },
    pairs: [pair],
    unmatched: [{ menteeId: B, text: { id: "tidak ada", en: "nobody" } }],
  };

  test("trainings without names: ids alone", () => {
    expect(writeTrainingPlanCsv({ trainings: [training] })).toBe(
      "staff_id,to_position,courses,hours,cost,months,available_on,success_probability\r\n" +
        `${A},P,AUD-0 | AUD-1,140,10250000,5,2026-06-01,0.8075\r\n`,
    );
  });

  test("trainings for an Indonesian Excel: names, decimal comma, ids and days kept as text, formulas disarmed", () => {
    const text = writeTrainingPlanCsv(
      { trainings: [training] },
      { ...names, courses },
      { excel: true, language: "id" },
    );
    expect(text.split("\r\n")).toEqual([
      "\uFEFFid_pegawai;id_jabatan_tujuan;jabatan_tujuan;unit_tujuan;opd_tujuan;kode_pelatihan;nama_pelatihan;jp;biaya;bulan;siap_tanggal;peluang_lulus",
      `'${A};P;'@Auditor;"Irban; Satu";Inspektorat;AUD-0 | AUD-1;'=Dasar | Diklat Auditor;140;10250000;5;2026-06-01;0,8075`,
      "",
    ]);
  });

  test("what was planned is read back as training on record", () => {
    const text = writeTrainingPlanCsv({ trainings: [training] }, undefined, { excel: true, language: "id" });
    const found = readAttendedTrainingCsv(text.replace("siap_tanggal", "tanggal selesai"));
    expect(found.issues).toEqual([]);
    expect(found.rows).toMatchObject([{ staffId: A, hours: 140, completedOn: "2026-06-01" }]);
  });

  test("pairs, then those without a mentor; the post is the one that the plan gives", () => {
    const rows = parse(writeMentoringCsv(answer, names), { columns: true }) as Record<string, string>[];
    expect(rows).toEqual([
      {
        mentee_id: A,
        mentee_title: "'@Auditor",
        mentee_unit: "Irban; Satu",
        mentee_agency: "Inspektorat",
        mentor_id: "'-7",
        mentor_title: "'@Auditor",
        mentor_unit: "Irban; Satu",
        mentor_agency: "Inspektorat",
        competencies: "'=Audit: 1 → 3",
        levels_closed: "2",
        relation: "same unit",
        grade_distance: "",
        checks: "check",
        reason: "because",
      },
      expect.objectContaining({ mentee_id: B, mentor_id: "", levels_closed: "", relation: "", reason: "nobody" }),
    ]);
    const lines = writeMentoringCsv(answer, undefined, { excel: true, language: "id" }).split("\r\n");
    expect(lines).toEqual([
      "\uFEFFid_mentee;id_mentor;kompetensi;level_tertutup;hubungan_unit;selisih_golongan;perlu_diperiksa;alasan",
      `'${A};'-7;'=Audit: 1 → 3;2;unit sama;;periksa;'@karena`,
      `'${B};;;;;;;tidak ada`,
      "",
    ]);
  });

  test.for([
    ["no plan", () => writeTrainingPlanCsv(undefined as never), "csv/no-plan"],
    ["a plan without trainings", () => writeTrainingPlanCsv({} as never), "csv/no-plan"],
    ["an infeasible plan", () => writeTrainingPlanCsv({ status: "infeasible", trainings: [] } as never), "csv/no-plan"],
    ["a plan that was not found", () => writeTrainingPlanCsv({ status: "noPlanFound", trainings: [] } as never), "csv/no-plan"],
    ["a training of null", () => writeTrainingPlanCsv({ trainings: [null] } as never), "plan.trainings.0"],
    ["a cost of NaN", () => writeTrainingPlanCsv({ trainings: [{ ...training, cost: NaN }] }), "plan.trainings.0.cost"],
    ["options as names", () => writeTrainingPlanCsv({ trainings: [] }, { excel: true } as never), "csv/bad-input"],
    ["courses that are none", () => writeTrainingPlanCsv({ trainings: [] }, { courses: [7] } as never), "names.courses.0"],
    ["an unknown option", () => writeTrainingPlanCsv({ trainings: [] }, {}, { lang: "id" } as never), "csv/unknown-option"],
    ["no answer", () => writeMentoringCsv(null as never), "csv/bad-input"],
    ["an unknown relation", () => writeMentoringCsv({ ...answer, pairs: [{ ...pair, relation: "x" }] } as never), "pairs.0.relation"],
    ["a reason in one language", () => writeMentoringCsv({ pairs: [], unmatched: [{ menteeId: A, text: { id: "x" } }] } as never), "unmatched.0.text.en"],
    ["staff that is none", () => writeMentoringCsv(answer, { staff: [{ id: 1 }] } as never), "names.staff.0.id"],
    ["options as names", () => writeMentoringCsv(answer, { language: "id" } as never), "csv/bad-input"],
  ] as const)("the caller's mistake is thrown: %s", ([, call, code]) => {
    expect(call).toThrow(ImbangError);
    expect(call).toThrow(code);
  }); // prettier-ignore
});
