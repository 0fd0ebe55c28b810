/** Figures of merit in, rankings out: files as offices write them. */
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { CSV_CODES, type IndicatorsOptions, readIndicatorsCsv, writeRankingCsv } from "../../src/csv/index.js";
import { ImbangError } from "../../src/errors/index.js";
import { type Indicator, rankByMerit, rankRobustness } from "../../src/merit/index.js";

const indicators: readonly Indicator[] = [
  { id: "attendance", label: { id: "kehadiran", en: "attendance" }, weight: 60, scale: { from: 0, to: 100 } },
  {
    id: "late_days",
    label: { id: "hari terlambat", en: "days late" },
    weight: 40,
    scale: { from: 0, to: 60 },
    direction: "lowerIsBetter",
    missing: "exclude",
  },
  { id: "both", weight: 0, scale: { from: 0, to: 160 }, formula: "attendance + late_days" },
];
const options: IndicatorsOptions = { indicators };
const [A, B, C] = ["198609262015051001", "199009132025242014", "198703032010012003"];

describe("reading", () => {
  test("semicolons, decimal commas, apostrophes, labels in either language, an empty cell", () => {
    const text = `NO;NAMA;NIP;KEHADIRAN;Hari Terlambat;JENIS KELAMIN\n1;Ani;'${A};97,5;3;P\n2;Budi;1990 0913 202524 2 014;80;;L\n;JUMLAH;;177,5;3;\n`;
    const found = readIndicatorsCsv(text, options);
    expect(found.rows).toEqual([
      { id: A, values: { attendance: 97.5, late_days: 3 } },
      { id: B, values: { attendance: 80 } },
    ]);
    expect(found.lines).toEqual([2, 3]);
    expect(found.absent).toEqual([]);
    expect(found.issues.map(({ code }) => code)).toEqual(["csv/total-row"]);
    expect(found.rowsRead).toBe(found.rows.length + found.rowsReported);
    expect(rankByMerit(found.rows, { asOf: "2026-01-01", indicators }).excluded.map(({ id }) => id)).toEqual([B]);
  });

  test("pseudonyms in the place of numbers, and headings of the caller's own", () => {
    const own = [{ id: "attendance", headings: ["% hadir"] }];
    expect(readIndicatorsCsv("pseudonim,% hadir\nx-1,97.5\n", { indicators: own }).rows).toEqual([
      { id: "x-1", values: { attendance: 97.5 } },
    ]);
  });

  test.for([
    ["a NIP that a spreadsheet rounded", "nip;attendance\n1,98609E+17;90\n", "csv/nip-mangled"],
    ["an id that a spreadsheet rounded", "id;attendance\n3,27601E+12;90\n", "csv/id-mangled"],
    ["17 digits", "nip;attendance\n19860926201505100;90\n", "csv/bad-nip"],
    ["the same person twice", `nip;attendance\n${A};90\n${A};91\n`, "csv/duplicate-id"],
    ["a word for a number", `nip;attendance\n${A};baik\n`, "csv/bad-number"],
    ["a figure beyond the scale", `nip;attendance\n${A};101\n`, "csv/bad-number"],
    ["no id", "nip;attendance\n;90\n", "csv/missing-value"],
    ["a row cut off", `nip;attendance;late_days\n${A};90\n`, "csv/ragged-row"],
    ["no column of any indicator", `nip;nama\n${A};Ani\n`, "csv/missing-column"],
    ["no column of a person", "nama;attendance;late_days\nAni;90;1\n", "csv/missing-column"],
    ["nothing", "", "csv/empty-file"],
  ] as const)("%s", ([, text, code]) => {
    const found = readIndicatorsCsv(text, options);
    expect(found.issues.map((issue) => issue.code)).toEqual([code]);
    expect(found.rowsRead).toBe(found.rows.length + found.rowsReported);
    expect(Object.keys(CSV_CODES)).toContain(code);
  });

  test("the scale says what 1.234 means; clamped indicators read everything", () => {
    const one = (scale: Indicator["scale"], outside?: "clamp"): unknown =>
      readIndicatorsCsv("id;x\na;1.234\n", {
        indicators: [{ id: "x", scale, ...(outside === undefined ? {} : { outside }) }],
      });
    expect(one({ from: 0, to: 10 })).toMatchObject({ rows: [{ values: { x: 1.234 } }] });
    expect(one({ from: 100, to: 5_000 })).toMatchObject({ rows: [{ values: { x: 1_234 } }] });
    expect(one({ from: 0, to: 10 }, "clamp")).toMatchObject({ issues: [{ code: "csv/ambiguous-number" }] });
  });

  test("an indicator may be called anything, __proto__ too", () => {
    const [row] = readIndicatorsCsv("id,__proto__\nx,1\n", { indicators: [{ id: "__proto__" }] }).rows;
    expect(Object.entries(row!.values)).toEqual([["__proto__", 1]]);
  });

  test("an indicator without a column is named", () => {
    const found = readIndicatorsCsv(`nip;attendance\n${A};90\n`, options);
    expect(found.absent).toEqual(["late_days"]);
    expect(found.notices).toMatchObject([
      { code: "csv/no-indicator-column", message: "there is no column for late_days" },
    ]);
  });

  test.for([
    [undefined, "csv/bad-option"],
    ["indicators", "csv/bad-option"],
    [{ indicators: [] }, "csv/bad-option"],
    [{ indicators: [{ id: "x" }, { id: "x" }] }, "csv/bad-option"],
    [{ indicators: [7] }, "csv/bad-option"],
    [{ indicators: [{ id: "x", formula: "1" }] }, "csv/bad-option"],
    [{ indicators: [{ id: "x", label: "x" }] }, "csv/bad-option"],
    [{ indicators: [{ id: "x", headings: "x" }] }, "csv/bad-option"],
    [{ indicators: [{ id: "x", headings: Array(1) }] }, "csv/bad-option"],
    [{ indicators: [{ id: "x", scale: { from: "0", to: 1 } }] }, "csv/bad-option"],
    [{ indicators: [{ id: "x", scale: { from: 1, to: 0 } }] }, "csv/bad-option"],
    [{ indicators, delimeter: ";" }, "csv/unknown-option"],
  ] as const)("options %j are refused: %s", ([given, code]) => {
    try {
      readIndicatorsCsv("id;x\n", given as never);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ImbangError);
      expect((error as ImbangError).issues[0]!.code).toBe(code);
    }
  });
});

describe("writing", () => {
  const ranking = rankByMerit(
    [
      { id: A!, values: { attendance: 90, late_days: 3 } },
      { id: B!, values: { attendance: 80, late_days: 0 } },
      { id: "=HYPERLINK()", values: { attendance: 80 } },
      { id: C!, values: { attendance: 80, late_days: 0 } },
    ],
    { asOf: "2026-01-01", indicators, tieBreaks: ["attendance"] },
  );
  const rowsOf = (text: string, delimiter = ","): Record<string, string>[] =>
    parse(text, { columns: true, delimiter, bom: true }) as Record<string, string>[];

  test("one row a person, what each indicator adds, and who is not ranked", () => {
    const rows = rowsOf(writeRankingCsv(ranking));
    expect(rows.map((row) => [row["place"], row["rank"], row["staff_id"], row["score"]])).toEqual([
      ["1", "1", A, "92"],
      ["2", "2", ranking.people[1]!.id, "88"],
      ["3", "2", ranking.people[2]!.id, "88"],
      ["", "", "'=HYPERLINK()", ""],
    ]);
    expect(rows[0]).toMatchObject({
      attendance: "54",
      "days late": "38",
      both: "0",
      tied_with: "0",
      tie_decided_by: "",
    });
    expect(rows[2]).toMatchObject({ tied_with: "1", tie_decided_by: "lottery" });
    expect(rows[3]).toMatchObject({ not_ranked_missing: "days late" });
  });

  test("with robustness, in Indonesian, for Excel", () => {
    const robustness = rankRobustness(ranking, { spread: 0.2, samples: 100 });
    const text = writeRankingCsv(ranking, { robustness, language: "id", excel: true });
    expect(text.startsWith("\uFEFFurutan;peringkat;id_pegawai;nilai;urutan_terbaik;urutan_terburuk")).toBe(true);
    const [first, , third] = rowsOf(text, ";");
    expect(first).toMatchObject({ urutan: "1", id_pegawai: `'${A}`, "hari terlambat": "38", urutan_terbaik: "1" });
    expect(third).toMatchObject({ penentu_seri: "undian" });
  });

  test("what was written for Excel is read back", () => {
    const text = writeRankingCsv(ranking, { excel: true });
    const read = readIndicatorsCsv(text, {
      indicators: [{ id: "score", headings: ["score"] }],
      fileName: "ranking.csv",
    });
    expect(read.issues).toEqual([]);
    expect(read.rows[0]).toEqual({ id: A, values: { score: 92 } });
  });

  test("another shape is refused with its place", () => {
    expect(() => writeRankingCsv({ ...ranking, people: [{}] } as never)).toThrow("ranking.people.0.id");
    expect(() => writeRankingCsv(ranking, { robustness: {} } as never)).toThrow("robustness.people");
    expect(() => writeRankingCsv(ranking, { lang: "id" } as never)).toThrow("unknown-option");
  });
});
