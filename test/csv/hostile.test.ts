import { describe, expect, test } from "vitest";
import { ImbangError } from "../../src/errors/index.js";
import {
  CSV_CODES,
  parseNip,
  readPositionsCsv,
  readStaffCsv,
  readUnitsCsv,
  type ReadResult,
} from "../../src/csv/index.js";

/** Two units of one name in two agencies, and positions of which two share title and unit. */
const units = [
  { id: "U1", agencyId: "A1", name: "SD Negeri 1" },
  { id: "U2", agencyId: "A1", name: "Puskesmas Ampera" },
  { id: "U3", agencyId: "A2", name: "Sekretariat" },
  { id: "U4", agencyId: "A1", name: "Sekretariat" },
];
const agencies = [
  { id: "A1", name: "Dinas Pendidikan" },
  { id: "A2", name: "Dinas Kesehatan" },
];
const positions = [
  { id: "P1", unitId: "U1", title: "Guru Kelas", capacity: 9, required: 8 },
  { id: "P2", unitId: "U2", title: "Perawat", jobLevel: "terampil", capacity: 4, required: 4 },
  { id: "P3", unitId: "U2", title: "Perawat", jobLevel: "mahir", capacity: 4, required: 4 },
  { id: "P4", unitId: "U3", title: "Arsiparis", capacity: 1, required: 1 },
];
const places = { units, agencies, positions };

const staff = (text: string | Uint8Array): ReadResult<unknown> => readStaffCsv(text, places);
const unit = (text: string | Uint8Array): ReadResult<unknown> => readUnitsCsv(text);
const position = (text: string | Uint8Array): ReadResult<unknown> => readPositionsCsv(text, { units, agencies });

const NIP = "198609262015051001";
const OTHER = "199009132025242014";
/** One person at P1 with one more column. */
const person = (heading: string, cell: string): string => `nip;position id;${heading}\n${NIP};P1;${cell}\n`;
/** One position with one more column. */
const post = (heading: string, cell: string): string =>
  `position id;unit id;title;capacity;required;${heading}\nX;U1;Guru;3;2,5;${cell}\n`;

interface Case {
  readonly name: string;
  readonly read: (text: string | Uint8Array) => ReadResult<unknown>;
  readonly text: string | Uint8Array;
  readonly kept: number;
  readonly issues: readonly (keyof typeof CSV_CODES)[];
  readonly notices?: readonly (keyof typeof CSV_CODES)[];
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

const cases: readonly Case[] = [
  // Lists
  {
    name: "competencies with semicolons between them",
    read: staff,
    text: `nip,position id,kompetensi,sertifikat\n${NIP},P1,Audit=3; Komunikasi=2,A; B\n`,
    kept: 1,
    issues: [],
  },

  // The file
  { name: "nothing at all", read: staff, text: "", kept: 0, issues: ["csv/empty-file"] },
  { name: "no bytes", read: staff, text: bytes(), kept: 0, issues: ["csv/empty-file"] },
  { name: "a byte-order mark alone", read: staff, text: bytes(0xef, 0xbb, 0xbf), kept: 0, issues: ["csv/empty-file"] },
  { name: "a workbook", read: staff, text: bytes(0x50, 0x4b, 3, 4, 20, 0), kept: 0, issues: ["csv/not-csv"] },
  { name: "a workbook read as text", read: staff, text: "PK\u0003\u0004\u0014", kept: 0, issues: ["csv/not-csv"] },
  {
    name: "an old workbook",
    read: unit,
    text: bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
    kept: 0,
    issues: ["csv/not-csv"],
  },
  {
    name: "an old workbook read as text",
    read: unit,
    text: new TextDecoder().decode(bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)),
    kept: 0,
    issues: ["csv/not-csv"],
  },
  {
    name: "a web page called .xls",
    read: position,
    text: "\uFEFF\n<html><body><table><tr><td>position id</td></tr></table></body></html>",
    kept: 0,
    issues: ["csv/not-csv"],
  },
  { name: "blank lines", read: staff, text: "\n\r\n ;; \n", kept: 0, issues: ["csv/empty-file"] },
  {
    name: "headings alone",
    read: unit,
    text: "unit id,unit name,opd\n",
    kept: 0,
    issues: [],
    notices: ["csv/no-rows"],
  },
  {
    name: "headings alone, no line end",
    read: unit,
    text: "unit id,unit name,opd",
    kept: 0,
    issues: [],
    notices: ["csv/no-rows"],
  },
  {
    name: "no heading row",
    read: staff,
    text: `${NIP},Budi,Islam\n${OTHER},Siti,Islam\n`,
    kept: 0,
    issues: ["csv/no-header"],
  },
  { name: "another kind of file", read: unit, text: "date,amount\n2024,5\n", kept: 0, issues: ["csv/no-header"] },
  {
    name: "all columns missing but one",
    read: position,
    text: "title\nGuru\n",
    kept: 0,
    issues: ["csv/missing-column", "csv/missing-column", "csv/missing-column"],
  },
  {
    name: "a misspelt heading",
    read: unit,
    text: "unit id,unit nmae,opd\nU,N,A\n",
    kept: 0,
    issues: ["csv/missing-column"],
    notices: ["csv/unknown-columns"],
  },
  {
    name: "every heading misspelt but one",
    read: staff,
    text: `NIPP;UNOR;JABATN NAMA\n${NIP};SD Negeri 1;Guru Kelas\n`,
    kept: 0,
    issues: ["csv/missing-column", "csv/missing-column"],
    notices: ["csv/unknown-columns"],
  },
  {
    name: "every heading misspelt, titles above",
    read: unit,
    text: "DAFTAR UNIT;;\nUNIR ID;NAMA UNTI;NAMA OPDD\nU;N;A\n",
    kept: 0,
    issues: ["csv/missing-column", "csv/missing-column", "csv/missing-column"],
    notices: ["csv/skipped-lines", "csv/unknown-columns"],
  },
  {
    name: "no position id and no positions",
    read: (text) => readStaffCsv(text),
    text: `nip,unit,jabatan\n${NIP},a,b\n`,
    kept: 0,
    issues: ["csv/missing-column"],
  },
  {
    name: "people without any place column",
    read: staff,
    text: `nip,grade\n${NIP},III/a\n`,
    kept: 0,
    issues: ["csv/missing-column", "csv/missing-column"],
  },
  {
    name: "a heading twice",
    read: unit,
    text: "unit id,unit name,opd,opd\nU,N,A,B\n",
    kept: 1,
    issues: ["csv/duplicate-heading"],
  },
  {
    name: "a private heading twice",
    read: unit,
    text: "unit id,unit name,opd,NIK,NIK\nU,N,A,1,2\n",
    kept: 1,
    issues: [],
  },
  {
    name: "unknown columns",
    read: unit,
    text: "unit id,unit name,opd,luas,lantai\nU,N,A,1,2\n",
    kept: 1,
    issues: [],
    notices: ["csv/unknown-columns"],
  },
  {
    name: "Windows-1252",
    read: unit,
    text: latin("unit id;unit name;opd\nU;Caf\xe9;A\n"),
    kept: 1,
    issues: [],
    notices: ["csv/windows-1252"],
  },
  {
    name: "UTF-16 without mark",
    read: unit,
    text: Uint8Array.from("unit id;unit name;opd\nU;N;A\n", (c) => c.charCodeAt(0)).reduce((all, c, k) => {
      all[2 * k] = c;
      return all;
    }, new Uint8Array(56)),
    kept: 1,
    issues: [],
    notices: ["csv/utf-16-guessed"],
  },
  {
    name: "lost characters",
    read: unit,
    text: "unit id;unit name;opd\nU;Caf\uFFFD;A\n",
    kept: 1,
    issues: [],
    notices: ["csv/replacement-characters"],
  },
  {
    name: "titles above the headings",
    read: unit,
    text: "DAFTAR UNIT KERJA;;\nTAHUN 2024;;\n\nunit id;unit name;opd\nU;N;A\n",
    kept: 1,
    issues: [],
    notices: ["csv/skipped-lines"],
  },
  {
    name: "column numbers under the headings",
    read: unit,
    text: "unit id;unit name;opd;lintang;bujur\n(1);(2);(3);(4);(5)\nU;N;A;;\n",
    kept: 1,
    issues: [],
    notices: ["csv/skipped-lines"],
  },
  { name: "sep= of Excel", read: unit, text: "sep=|\nunit id|unit name|opd\nU|a;b;c|A\n", kept: 1, issues: [] },
  { name: "old Mac line ends", read: unit, text: "unit id,unit name,opd\rU,N,A\rV,M,A\r", kept: 2, issues: [] },
  { name: "mixed line ends", read: unit, text: "unit id,unit name,opd\r\nU,N,A\nV,M,A\rW,O,A", kept: 3, issues: [] },
  {
    name: "no need column",
    read: position,
    text: "position id,unit id,title,capacity\nX,U1,Guru,3\n",
    kept: 1,
    issues: [],
    notices: ["csv/no-need-column"],
  },
  {
    name: "one agency, two names",
    read: unit,
    text: "unit id,unit name,opd id,opd\nU,N,A,Dinas\nV,M,A,Badan\n",
    kept: 2,
    issues: [],
    notices: ["csv/agency-names-differ"],
  },

  // Rows
  {
    name: "too few cells",
    read: unit,
    text: "unit id,unit name,opd\nU,N\nV,M,A\n",
    kept: 1,
    issues: ["csv/ragged-row"],
  },
  {
    name: "too many cells",
    read: unit,
    text: "unit id,unit name,opd\nU,N,A,more\nV,M,A\n",
    kept: 1,
    issues: ["csv/ragged-row"],
  },
  {
    name: "an empty cell too many is nothing",
    read: unit,
    text: "unit id,unit name,opd\nU,N,A,\n",
    kept: 1,
    issues: [],
  },
  {
    name: "an unquoted delimiter",
    read: unit,
    text: "unit id,unit name,opd\nU,Dinas A, B dan C,A\n",
    kept: 0,
    issues: ["csv/ragged-row"],
  },
  {
    name: "a quote that never closes",
    read: unit,
    text: 'unit id,unit name,opd\nU,"N,A\nV,M,A\nW,O,A\n',
    kept: 2,
    issues: ["csv/unclosed-quote"],
  },
  {
    name: "a quote that swallows rows",
    read: unit,
    text: 'unit id,unit name,opd\nU,N,"A\nV,M,A\nW,O,A"\nX,P,A\n',
    kept: 2,
    issues: ["csv/unclosed-quote", "csv/unclosed-quote"],
  },
  {
    name: "a quote in the middle",
    read: unit,
    text: 'unit id,unit name,opd\nU,Toko "Maju" Jaya,A\n',
    kept: 1,
    issues: [],
  },
  {
    name: "a cell over two lines",
    read: unit,
    text: 'unit id,unit name,opd\nU,"Bidang\nUmum",A\nV,M\n',
    kept: 1,
    issues: ["csv/ragged-row"],
  },
  {
    name: "a row of totals",
    read: unit,
    text: "unit id,unit name,opd\nU,N,A\nJUMLAH,1,\n",
    kept: 1,
    issues: ["csv/total-row"],
  },
  {
    name: "totals in a later cell",
    read: position,
    text: "position id,unit id,title,capacity,required\nX,U1,Guru,3,2\n,,Total,3,2\n",
    kept: 1,
    issues: ["csv/total-row"],
  },
  {
    name: "a signature under the table",
    read: unit,
    text: "unit id;unit name;opd\nU;N;A\n;;Medan, 1 Januari 2025\n",
    kept: 1,
    issues: ["csv/stray-row"],
  },
  {
    name: "no id, no name",
    read: unit,
    text: "unit id,unit name,opd,lintang\n-,null,A,-7\n",
    kept: 0,
    issues: ["csv/missing-value", "csv/missing-value"],
  },
  {
    name: "one unit twice",
    read: unit,
    text: "unit id,unit name,opd\nU,N,A\nU,M,A\n",
    kept: 1,
    issues: ["csv/duplicate-id"],
  },
  {
    name: "one person twice, spelt apart",
    read: staff,
    text: `nip;position id\n${NIP};P1\n'19860926 201505 1 001;P1\n`,
    kept: 1,
    issues: ["csv/duplicate-id"],
  },
  {
    name: "one position twice",
    read: position,
    text: "position id,unit id,title,capacity,required\nX,U1,Guru,3,2\nX,U1,Guru,3,2\n",
    kept: 1,
    issues: ["csv/duplicate-id"],
  },

  {
    name: "the headings again",
    read: unit,
    text: "unit id,unit name,opd\nU,N,A\nUnit ID,Unit Name,OPD\nV,M,A\n",
    kept: 2,
    issues: ["csv/repeated-heading"],
  },

  {
    name: "another table below, columns in another order",
    read: position,
    text: "position id;unit id;title;capacity;required\nX;U1;Guru;3;2\nunit id;position id;title;required;capacity\nU1;Y;Guru;1;4\n",
    kept: 1,
    issues: ["csv/another-table"],
  },
  {
    name: "another table below, of other columns",
    read: unit,
    text: "unit id;unit name;opd\nU;N;A\n\nNo;unit name;opd;lintang\n1;M;A;\n2;O;A;\n",
    kept: 1,
    issues: ["csv/another-table"],
  },
  {
    name: "a row of data that consists of headings, but for its number",
    read: position,
    text: "position id;unit id;title;capacity;required\nunit;U1;jabatan;3;2\n",
    kept: 1,
    issues: [],
  },
  {
    name: "two headings for one need that agree",
    read: position,
    text: post("hasil abk", "2.5"),
    kept: 1,
    issues: [],
    notices: ["csv/second-column"],
  },
  {
    name: "two headings for one need that disagree",
    read: position,
    text: post("hasil abk", "2,8"),
    kept: 0,
    issues: ["csv/columns-disagree"],
    notices: ["csv/second-column"],
  },
  {
    name: "a need under the second heading alone",
    read: position,
    text: "position id;unit id;title;capacity;required;abk\nX;U1;Guru;3;;2\nY;U1;Guru;3;2;\n",
    kept: 1,
    issues: ["csv/columns-disagree"],
    notices: ["csv/second-column"],
  },
  {
    name: "level and field of education beside the level alone",
    read: staff,
    text: person("tingkat pendidikan;pendidikan", "S-1/Sarjana;S1 Hukum"),
    kept: 1,
    issues: [],
    notices: ["csv/second-column"],
  },
  {
    name: "two dates of one post",
    read: staff,
    text: person("tmt jabatan;tmt jab", "01-02-2020;01-03-2020"),
    kept: 1,
    issues: [],
    notices: ["csv/second-column", "csv/columns-disagree"],
  },

  // Places
  {
    name: "an unknown unit id",
    read: position,
    text: "position id,unit id,title,capacity,required\nX,U9,Guru,3,2\n",
    kept: 0,
    issues: ["csv/unknown-unit"],
  },
  {
    name: "a unit by name",
    read: position,
    text: "position id,unit,title,capacity,required\nX,  sd  negeri 1,Guru,3,2\n",
    kept: 1,
    issues: [],
  },
  {
    name: "a unit name that two bear",
    read: position,
    text: "position id,unit,title,capacity,required\nX,sekretariat,Guru,3,2\n",
    kept: 0,
    issues: ["csv/ambiguous-unit"],
  },
  {
    name: "… told apart by the agency",
    read: position,
    text: "position id,unit,opd,title,capacity,required\nX,sekretariat,dinas kesehatan,Guru,3,2\n",
    kept: 1,
    issues: [],
  },
  {
    name: "a unit of another agency",
    read: position,
    text: "position id,unit,opd,title,capacity,required\nX,SD Negeri 1,Dinas Kesehatan,Guru,3,2\n",
    kept: 0,
    issues: ["csv/unknown-unit"],
  },
  {
    name: "a unit name without units",
    read: (text) => readPositionsCsv(text),
    text: "position id,unit,title,capacity,required\nX,SD,Guru,3,2\n",
    kept: 0,
    issues: ["csv/unknown-unit"],
  },
  {
    name: "an unknown position id",
    read: staff,
    text: `nip;position id\n${NIP};P9\n`,
    kept: 0,
    issues: ["csv/unknown-position"],
  },
  {
    name: "an unknown title",
    read: staff,
    text: `nip;unit;jabatan\n${NIP};SD Negeri 1;Kepala\n`,
    kept: 0,
    issues: ["csv/unknown-position"],
  },
  {
    name: "two positions of one title",
    read: staff,
    text: `nip;unit;jabatan\n${NIP};Puskesmas Ampera;Perawat\n`,
    kept: 0,
    issues: ["csv/ambiguous-position"],
  },
  {
    name: "… told apart by the level",
    read: staff,
    text: `nip;unit;jabatan;jenjang\n${NIP};Puskesmas Ampera;Perawat;Mahir\n`,
    kept: 1,
    issues: [],
  },
  {
    name: "a title without a unit",
    read: staff,
    text: `nip;unit;jabatan\n${NIP};;Perawat\n`,
    kept: 0,
    issues: ["csv/unknown-unit"],
  },
  {
    name: "a unit without a title",
    read: staff,
    text: `nip;unit;jabatan\n${NIP};SD Negeri 1;null\n`,
    kept: 0,
    issues: ["csv/unknown-position"],
  },
  {
    name: "neither",
    read: staff,
    text: `nip;unit;jabatan\n${NIP};null;-\n`,
    kept: 1,
    issues: [],
    notices: ["csv/waiting-person"],
  },
  {
    name: "a wish for nowhere",
    read: staff,
    text: person("wishes", "P2:1|Q:2"),
    kept: 1,
    issues: [],
    notices: ["csv/unknown-place"],
  },
  {
    name: "a wish without a rank",
    read: staff,
    text: person("wishes", "P2"),
    kept: 1,
    issues: [],
    notices: ["csv/bad-list"],
  },

  // NIP
  {
    name: "a NIP in scientific notation",
    read: staff,
    text: "nip;position id\n1,98609E+17;P1\n",
    kept: 0,
    issues: ["csv/nip-mangled"],
  },
  {
    name: "a rounded NIP",
    read: staff,
    text: "nip;position id\n198609262015051000;P1\n",
    kept: 0,
    issues: ["csv/nip-mangled"],
  },
  {
    name: "a pseudonym in scientific notation",
    read: staff,
    text: "id;position id\n1.98609E+17;P1\n",
    kept: 0,
    issues: ["csv/id-mangled"],
  },
  { name: "an old NIP", read: staff, text: "nip;position id\n131234567;P1\n", kept: 0, issues: ["csv/bad-nip"] },
  { name: "no NIP", read: staff, text: "nip;position id\n;P1\n", kept: 0, issues: ["csv/missing-value"] },
  {
    name: "a NIP against TANGGAL LAHIR",
    read: staff,
    text: person("tanggal lahir", "27-09-1986"),
    kept: 1,
    issues: [],
    notices: ["csv/nip-disagrees"],
  },
  {
    name: "a NIP against TMT CPNS",
    read: staff,
    text: person("tmt cpns", "01-06-2015"),
    kept: 1,
    issues: [],
    notices: ["csv/nip-disagrees"],
  },
  {
    name: "a NIP against the status",
    read: staff,
    text: person("status", "PPPK"),
    kept: 1,
    issues: [],
    notices: ["csv/status-disagrees"],
  },

  {
    name: "ids of units in scientific notation, and behind ####",
    read: unit,
    text: "unit id;unit name;opd\n3,27601E+12;N;A\n3.27601E+12;M;A\n########;O;A\n1e5;P;A\n'3,27601E+12;Q;A\n",
    kept: 2,
    issues: ["csv/id-mangled", "csv/id-mangled", "csv/id-mangled"],
  },
  {
    name: "ids of agencies and parents in scientific notation",
    read: unit,
    text: "unit id;unit name;opd id;parent id\nU;N;1E+12;\nV;M;A;1,5E+12\n",
    kept: 0,
    issues: ["csv/id-mangled", "csv/id-mangled"],
  },
  {
    name: "ids of positions and of their units in scientific notation",
    read: position,
    text: "position id;unit id;title;capacity;required\n1,2E+11;1,3E+11;Guru;3;2\n",
    kept: 0,
    issues: ["csv/id-mangled", "csv/id-mangled"],
  },

  // Cells
  {
    name: "an impossible day",
    read: staff,
    text: person("tmt jabatan", "31-02-2020"),
    kept: 1,
    issues: [],
    notices: ["csv/bad-date"],
  },
  {
    name: "a year of two digits",
    read: staff,
    text: person("tmt jabatan", "01/02/20"),
    kept: 1,
    issues: [],
    notices: ["csv/bad-date"],
  },
  {
    name: "month before day",
    read: staff,
    text: person("tmt jabatan", "09/26/2015"),
    kept: 1,
    issues: [],
    notices: ["csv/bad-date"],
  },
  {
    name: "a serial number out of range",
    read: staff,
    text: person("tmt jabatan", "99999"),
    kept: 1,
    issues: [],
    notices: ["csv/bad-date"],
  },
  {
    name: "a month named constructor",
    read: staff,
    text: person("tmt jabatan", "1 constructor 2020"),
    kept: 1,
    issues: [],
    notices: ["csv/bad-date"],
  },
  {
    name: "words for a date",
    read: staff,
    text: person("tmt jabatan", "sejak lama"),
    kept: 1,
    issues: [],
    notices: ["csv/bad-date"],
  },
  {
    name: "a grade that became a date",
    read: staff,
    text: person("golongan", "03-Jan"),
    kept: 0,
    issues: ["csv/bad-grade"],
  },
  {
    name: "a grade that does not exist",
    read: staff,
    text: person("golongan", "III/e"),
    kept: 0,
    issues: ["csv/bad-grade"],
  },
  {
    name: "a civil servant's grade without letter",
    read: staff,
    text: person("golongan", "III"),
    kept: 0,
    issues: ["csv/bad-grade"],
  },
  {
    name: "a rank beside another grade",
    read: staff,
    text: person("golongan", "Pembina (III/a)"),
    kept: 0,
    issues: ["csv/bad-grade"],
  },
  {
    name: "contract staff with a civil grade",
    read: staff,
    text: `nip;position id;golongan\n${OTHER};P1;III/a\n`,
    kept: 1,
    issues: [],
    notices: ["csv/grade-disagrees"],
  },
  {
    name: "an unknown level of education",
    read: staff,
    text: person("pendidikan", "Kejar Paket"),
    kept: 0,
    issues: ["csv/bad-education"],
  },
  {
    name: "two levels of education",
    read: staff,
    text: person("pendidikan", "S1/S2"),
    kept: 0,
    issues: ["csv/bad-education"],
  },
  { name: "neither yes nor no", read: staff, text: person("tetap", "mungkin"), kept: 0, issues: ["csv/bad-boolean"] },
  {
    name: "an old mark of performance",
    read: staff,
    text: person("SKP 2023", "85,3"),
    kept: 1,
    issues: [],
    notices: ["csv/bad-predicate"],
  },
  {
    name: "a level of discipline",
    read: staff,
    text: person("hukuman disiplin", "lumayan"),
    kept: 1,
    issues: [],
    notices: ["csv/bad-discipline"],
  },
  {
    name: "half a home",
    read: staff,
    text: `${NIP.slice(0, 0)}nip;position id;lintang rumah;bujur rumah\n${NIP};P1;-7,25;\n`,
    kept: 1,
    issues: [],
    notices: ["csv/bad-location"],
  },
  {
    name: "a latitude beyond the pole",
    read: unit,
    text: "unit id;unit name;opd;lintang;bujur\nU;N;A;-97,2;112\n",
    kept: 1,
    issues: [],
    notices: ["csv/bad-number"],
  },
  {
    name: "coordinates without decimal point",
    read: unit,
    text: "unit id;unit name;opd;lintang;bujur\nU;N;A;-7.250.445;112.750.833\n",
    kept: 1,
    issues: [],
    notices: ["csv/bad-number", "csv/bad-number"],
  },
  {
    name: "competencies without levels",
    read: staff,
    text: person("kompetensi", "Integritas"),
    kept: 0,
    issues: ["csv/bad-list"],
  },
  {
    name: "a competency of level 6",
    read: staff,
    text: person("kompetensi", "Integritas:6"),
    kept: 0,
    issues: ["csv/bad-list"],
  },
  {
    name: "a competency twice",
    read: staff,
    text: person("kompetensi", "Integritas:3|Integritas:4"),
    kept: 0,
    issues: ["csv/bad-list"],
  },
  {
    name: "1.234 with nothing to tell",
    read: position,
    text: "position id;unit id;title;capacity;required\nX;U1;Guru;3;1.234\n",
    kept: 0,
    issues: ["csv/ambiguous-number"],
  },
  {
    name: "1.234 beside 2,5",
    read: position,
    text: "position id;unit id;title;capacity;required\nX;U1;Guru;3;1.234\nY;U1;Guru;3;2,5\n",
    kept: 2,
    issues: [],
    notices: ["csv/number-settled"],
  },
  {
    name: "1.234 beside 2,5 and 2.5",
    read: position,
    text: "position id;unit id;title;capacity;required\nX;U1;Guru;3;1.234\nY;U1;Guru;3;2,5\nZ;U1;Guru;3;2.5\n",
    kept: 2,
    issues: ["csv/ambiguous-number"],
  },
  {
    name: "half a seat",
    read: position,
    text: "position id;unit id;title;capacity;required\nX;U1;Guru;2,5;2\n",
    kept: 0,
    issues: ["csv/bad-number"],
  },
  {
    name: "a negative need",
    read: position,
    text: "position id;unit id;title;capacity;required\nX;U1;Guru;2;-2\n",
    kept: 0,
    issues: ["csv/bad-number"],
  },
  {
    name: "no capacity",
    read: position,
    text: "position id;unit id;title;capacity;required\nX;U1;Guru;;2\n",
    kept: 0,
    issues: ["csv/missing-value"],
  },
  {
    name: "Infinity, NaN, hexadecimal, exponent",
    read: position,
    text: "position id;unit id;title;capacity;required\nX;U1;Guru;2;Infinity\nY;U1;Guru;2;NaN\nZ;U1;Guru;0x10;2\nW;U1;Guru;2;1e3\n",
    kept: 0,
    issues: ["csv/bad-number", "csv/bad-number", "csv/bad-number", "csv/bad-number"],
  },
  {
    name: "class 18",
    read: position,
    text: post("kelas jabatan", "18"),
    kept: 1,
    issues: [],
    notices: ["csv/bad-number"],
  },
  {
    name: "an unknown kind",
    read: position,
    text: post("jenis jabatan", "2"),
    kept: 1,
    issues: [],
    notices: ["csv/bad-kind"],
  },
  {
    name: "an unknown echelon",
    read: position,
    text: post("eselon", "VI.a"),
    kept: 1,
    issues: [],
    notices: ["csv/bad-echelon"],
  },
  {
    name: "education with a field as a requirement",
    read: position,
    text: post("pendidikan minimal", "S1 Hukum"),
    kept: 0,
    issues: ["csv/bad-education"],
  },
  {
    name: "everything wrong in one row",
    read: staff,
    text: `nip;position id;golongan;pendidikan;tmt jabatan;tetap\n1;P9;q;y;z;w\n`,
    kept: 0,
    issues: ["csv/bad-nip", "csv/unknown-position", "csv/bad-grade", "csv/bad-education", "csv/bad-boolean"],
  },
  {
    name: "a competency that objects cannot keep",
    read: staff,
    text: person("kompetensi", "__proto__:3|constructor:2"),
    kept: 0,
    issues: ["csv/bad-list"],
  },
  {
    name: "other keys of Object.prototype",
    read: staff,
    text: person("kompetensi", "toString:3|constructor:2"),
    kept: 1,
    issues: [],
  },

  // What a scenario would refuse without line and column
  {
    name: "a floor above the capacity",
    read: position,
    text: post("minimum", "4"),
    kept: 0,
    issues: ["csv/floor-above-capacity"],
  },
  { name: "a floor as high as the capacity", read: position, text: post("minimum", "3"), kept: 1, issues: [] },
  {
    name: "a lowest grade above the highest",
    read: position,
    text: post("gol min;gol max", "III/d;III/a"),
    kept: 0,
    issues: ["csv/empty-range"],
  },
  {
    name: "grades of two ladders",
    read: position,
    text: post("gol min;gol max", "III/a;IX"),
    kept: 0,
    issues: ["csv/empty-range"],
  },
  { name: "one grade", read: position, text: post("gol min;gol max", "III/a;III/a"), kept: 1, issues: [] },
  {
    name: "contract grades in order",
    read: position,
    text: post("gol min;gol max", "V;IX"),
    kept: 1,
    issues: [],
  },
  {
    name: "many seats",
    read: position,
    text: "position id;unit id;title;capacity;required\nX;U1;Guru;9007199254740991;2\nY;U1;Guru;9007199254740992;2\n",
    kept: 1,
    issues: ["csv/bad-number"],
  },
  {
    name: "a parent that is not in the file",
    read: unit,
    text: "unit id,unit name,opd,parent id\nU,N,A,V\n",
    kept: 1,
    issues: [],
    notices: ["csv/unknown-parent"],
  },
  {
    name: "a parent whose row was left out",
    read: unit,
    text: "unit id,unit name,opd,parent id\nU,N,A,V\nV,,A,\n",
    kept: 1,
    issues: ["csv/missing-value"],
    notices: ["csv/unknown-parent"],
  },
  {
    name: "a unit above itself",
    read: unit,
    text: "unit id,unit name,opd,parent id\nU,N,A,U\n",
    kept: 0,
    issues: ["csv/unit-cycle"],
  },
  {
    name: "three units in a circle",
    read: unit,
    text: "unit id,unit name,opd,parent id\nU,N,A,V\nV,N,A,W\nX,N,A,V\nW,N,A,U\n",
    kept: 3,
    issues: ["csv/unit-cycle"],
    notices: ["csv/unknown-parent"],
  },
  {
    name: "a parent further down",
    read: unit,
    text: "unit id,unit name,opd,parent id\nU,N,A,V\nV,N,A,W\nW,N,A,\n",
    kept: 3,
    issues: [],
  },
  {
    name: "relatives known, unknown and left out",
    read: staff,
    text: `nip;position id;relatives\n${NIP};P1;'19900913 202524 2 014|Budi|198703032010012003\n${OTHER};P1;\n198703032010012003;P9;\n`,
    kept: 2,
    issues: ["csv/unknown-position"],
    notices: ["csv/unknown-relative"],
  },
  {
    name: "a wish of rank 1001",
    read: staff,
    text: person("wishes", "P1:1000|P2:1001"),
    kept: 1,
    issues: [],
    notices: ["csv/bad-list"],
  },
  {
    name: "a post before birth, by the NIP",
    read: staff,
    text: person("tmt jabatan", "01-02-1920"),
    kept: 1,
    issues: [],
    notices: ["csv/impossible-date"],
  },
  {
    name: "a birth after the appointment, against the NIP",
    read: staff,
    text: person("tanggal lahir", "26-09-2016"),
    kept: 1,
    issues: [],
    notices: ["csv/impossible-date"],
  },
  {
    name: "dates of a pseudonym that contradict each other",
    read: staff,
    text: "id;position id;birth date;tmt cpns;tmt jabatan\nX;P1;2010-01-01;2009-01-01;2020-01-01\n",
    kept: 1,
    issues: [],
    notices: ["csv/impossible-date", "csv/impossible-date"],
  },
  {
    name: "an id beyond any length",
    read: unit,
    text: `unit id,unit name,opd\n${"U".repeat(501)},N,A\n${"V".repeat(500)},N,A\n`,
    kept: 1,
    issues: ["csv/too-long"],
  },
  {
    name: "a title beyond any length",
    read: position,
    text: `position id,unit id,title,capacity,required\nX,U1,${"t".repeat(2001)},3,2\nY,U1,${"t".repeat(2000)},3,2\n`,
    kept: 1,
    issues: ["csv/too-long"],
  },
  {
    name: "long items in lists",
    read: staff,
    text: person("jenjang;certificates;wishes", `x;${"c".repeat(2001)};${"P".repeat(501)}:1`),
    kept: 0,
    issues: ["csv/too-long"],
  },
  {
    name: "a long list of short items",
    read: position,
    text: post("certificates", Array.from({ length: 2000 }, (_, k) => `C${k}`).join("|")),
    kept: 1,
    issues: [],
  },
  {
    name: "status, level, home, discipline and merit that cannot be read",
    read: staff,
    text: `nip;position id;status;jenjang;lintang;bujur;hukdis;temuan;aps;kerabat;keberatan;merit;tugas belajar sampai\n${NIP};P1;honorer;${"x".repeat(2001)};100;1;entah;?;?;;nowhere;tinggi;besok\n`,
    kept: 1,
    issues: [],
    notices: [
      "csv/bad-status",
      "csv/too-long",
      "csv/bad-number",
      "csv/bad-discipline",
      "csv/bad-boolean",
      "csv/bad-boolean",
      "csv/unknown-place",
      "csv/bad-number",
      "csv/bad-date",
    ],
  },
  {
    name: "an id of a row that was left out",
    read: unit,
    text: "unit id,unit name,opd\nU,,A\nU,N,A\nU,M,A\n",
    kept: 1,
    issues: ["csv/missing-value", "csv/duplicate-id"],
  },
  {
    name: "one year of performance twice",
    read: staff,
    text: `nip;position id;SKP 2024;Predikat 2024\n${NIP};P1;Baik;Kurang\n`,
    kept: 1,
    issues: ["csv/duplicate-heading"],
  },
];

test.for(cases)("$name", ({ read, text, kept, issues, notices = [] }) => {
  const result = read(text);
  expect({
    kept: result.rows.length,
    issues: result.issues.map(({ code }) => code).sort(),
    notices: result.notices.map(({ code }) => code).sort(),
  }).toEqual({ kept, issues: [...issues].sort(), notices: [...notices].sort() });
  expect(result.rowsRead).toBe(result.rows.length + result.rowsReported);
  for (const { code, path, message } of [...result.issues, ...result.notices]) {
    expect(Object.keys(CSV_CODES)).toContain(code);
    expect(path[0]).toMatch(/^(?:units|positions|staff)\.csv$/);
    expect(message).not.toBe("");
  }
});

test("of another table below, the line is named and every row is counted", () => {
  const head = "unit id;unit name;opd";
  const { issues, rowsRead, rowsReported } = readUnitsCsv(`${head}\nU;N;A\nunit name;unit id;opd\nM;V;A\nO;W;A\n`);
  expect(issues).toMatchObject([{ code: "csv/another-table", path: ["units.csv", 3] }]);
  expect(issues[0]!.message).toContain("its rows (2)");
  expect([rowsRead, rowsReported]).toEqual([4, 3]);
  expect(readUnitsCsv(`${head}\nU;N;A\nUnit ID;Unit Name;OPD\nV;M;A\n`).issues).toMatchObject([
    { code: "csv/repeated-heading" },
  ]);
});

test("paths name the file, the physical line and the heading", () => {
  const text = 'DAFTAR\n\nunit id;unit name;opd;Lintang\n"U";"Bidang\nUmum";A;\n\nV;M;A;abc\nW;;A;\n';
  const { issues, notices } = readUnitsCsv(text, { fileName: "unor.csv" });
  expect(issues.map(({ path }) => path)).toEqual([["unor.csv", 8, "unit name"]]);
  expect(notices.map(({ path }) => path)).toEqual([
    ["unor.csv", 1],
    ["unor.csv", 7, "Lintang"],
  ]);
});

test("an unclosed quote is reported on its own line, and the rows behind it are read", () => {
  const { issues, rows } = readUnitsCsv('unit id,unit name,opd\nU,N,A\nV,"M,A\nW,O,A\nX,"P,A\n');
  expect(issues.map(({ path }) => path[1])).toEqual([3, 5]);
  expect(rows.map(({ id }) => id)).toEqual(["U", "W"]);
});

test("stray quotation marks cost their own rows, not those between them", () => {
  const lines = Array.from({ length: 1000 }, (_, k) => `U${k};${k % 50 === 7 ? '"' : ""}N;A`);
  const { rows, issues, rowsRead } = readUnitsCsv(`unit id;unit name;opd\n${lines.join("\n")}\n`);
  expect([rows.length, issues.length, rowsRead]).toEqual([980, 20, 1000]);
  expect(issues[1]).toMatchObject({ code: "csv/unclosed-quote", path: ["units.csv", 59] });
});

test("a missing column names the heading that was probably meant", () => {
  const { issues } = readUnitsCsv("unit id,unit nmae,opd\nU,N,A\n");
  expect(issues[0]?.hint).toContain('"unit nmae"');
});

test("misspelt headings: every missing column at once, each with the heading that was probably meant", () => {
  const { issues, rowsRead, rowsReported } = staff(`NIPP;UNOR;JABATN NAMA\n${NIP};x;y\n${OTHER};x;y\n`);
  expect(issues.map(({ path, hint }) => [path, hint])).toEqual([
    [["staff.csv", 1, "employee number (NIP) or id"], '"NIPP" is meant for it'],
    [["staff.csv", 1, "title of the position, or a position id"], '"JABATN NAMA" is meant for it'],
  ]);
  expect([rowsRead, rowsReported]).toEqual([2, 2]); // nothing was read, and the count says so
});

test("what names are to wishes: the message asks for ids", () => {
  const cell = (heading: string, text: string): string[] => staff(person(heading, text)).notices.map((n) => n.message);
  expect(cell("wishes", "sd negeri 1:1")).toEqual([
    '"sd negeri 1" is the name of a unit; wishes and objections are given by id',
  ]);
  expect(cell("keberatan", "Perawat: jauh")).toEqual([
    '"Perawat" is the title of a position; wishes and objections are given by id',
  ]);
  expect(cell("keberatan", "U9: jauh")).toEqual(['"U9" is the id of neither a position nor a unit']);
});

test("lists are separated by bars or semicolons", () => {
  const read = (heading: string, text: string): unknown => staff(person(heading, `"${text}"`)).rows[0];
  expect(read("kompetensi", "Audit=3; Komunikasi:2,A; B = 1")).toMatchObject({
    competencies: { Audit: 3, Komunikasi: 2, "A; B": 1 },
  });
  expect(read("sertifikat", "A; B|C")).toMatchObject({ certificates: ["A", "B", "C"] });
});

test("a bad cell that decides nothing is left out, and the rest of the person is read", () => {
  const { rows, notices } = staff(
    `nip;position id;tmt jabatan;SKP 2022;SKP 2023;hukdis;akhir hukdis\n${NIP};P1;besok;85,3;Baik;ringan;lusa\n`,
  );
  expect(rows).toEqual([
    {
      id: NIP,
      positionId: "P1",
      birthDate: "1986-09-26",
      appointedOn: "2015-05-01",
      performance: [{ year: 2023, predicate: "Baik" }], // and no discipline: nobody knows if it is over
    },
  ]);
  expect(notices.map(({ code, path }) => [code, path[1], path[2]])).toEqual([
    ["csv/bad-date", 2, "tmt jabatan"],
    ["csv/bad-predicate", 2, "SKP 2022"],
    ["csv/bad-date", 2, "akhir hukdis"],
  ]);
});

test("what is known to be none is read as none, and an active standing where it is clear", () => {
  const read = (heading: string, text: string): unknown => staff(person(heading, text)).rows[0];
  expect(read("hukdis", "tidak ada")).toMatchObject({ discipline: [] });
  expect(read("tugas belajar sampai", "Tidak")).toMatchObject({ studyLeaveUntil: null });
  expect(read("tugas belajar sampai", "31-08-2027")).toMatchObject({ studyLeaveUntil: "2027-08-31" });
  expect(read("kerabat", "tidak ada")).toMatchObject({ relatives: [] });
  expect(read("aktif", "tidak")).toMatchObject({ active: false });
  expect(read("KEDUDUKAN HUKUM ID", "'01")).toMatchObject({ active: true });
  for (const code of ["02", "71", "99"]) expect(read("KEDUDUKAN HUKUM ID", code)).not.toHaveProperty("active");
});

describe("whether somebody is in active service", () => {
  const read = (headings: string, cells: string): readonly [active: unknown, codes: string[]] => {
    const { rows, issues, notices } = staff(person(headings, cells));
    expect(issues).toEqual([]);
    return [(rows[0] as { active?: boolean }).active, notices.map(({ code }) => code)];
  };
  const BOTH = "KEDUDUKAN HUKUM ID;KEDUDUKAN HUKUM NAMA";

  test.each([
    // What is clear
    [BOTH, "01;Aktif", true, []],
    [BOTH, ";PPPK Aktif", true, []],
    [BOTH, "99;Pensiun", false, ["csv/out-of-service"]],
    ["kedudukan hukum", "PNS aktif", true, []],
    [BOTH, ";Diberhentikan dengan hormat", false, ["csv/out-of-service"]],
    [BOTH, "02;CLTN", false, []],
    ["kedudukan hukum", "Cuti di Luar Tanggungan Negara", false, []],
    ["kedudukan hukum", "Meninggal Dunia", false, ["csv/out-of-service"]],
    ["STATUS", "Pensiun", false, ["csv/out-of-service"]],
    ["STATUS", "Pensiunan PNS", false, ["csv/out-of-service"]],
    ["STATUS", "PNS Aktif", true, []],
    ["AKTIF", "Aktif", true, []],
    ["AKTIF", "Tidak Aktif", false, []],
    ["AKTIF", "Nonaktif", false, []],
    ["AKTIF", "CLTN", false, []],
    ["AKTIF", "ya", true, []],
    // What the file says in words comes before a code that is not known
    ["KEDUDUKAN HUKUM ID;aktif", "99;ya", true, []],
    ["KEDUDUKAN HUKUM NAMA;aktif", "MPP;tidak", false, []],
    // What is not known, or not clear
    ["KEDUDUKAN HUKUM ID", "99", undefined, ["csv/unknown-standing"]],
    [BOTH, "01;Masa Persiapan Pensiun", undefined, ["csv/unknown-standing"]],
    ["kedudukan hukum", "Diberhentikan dari jabatan", undefined, ["csv/unknown-standing"]],
    ["STATUS", "Honorer", undefined, ["csv/bad-status"]],
    ["KEDUDUKAN HUKUM ID;aktif", "01;barangkali", undefined, ["csv/bad-boolean"]],
    // Contradictions
    ["KEDUDUKAN HUKUM ID;aktif", "01;tidak", undefined, ["csv/standing-disagrees"]],
    [BOTH, "01;Pensiun", undefined, ["csv/standing-disagrees"]],
    ["STATUS;AKTIF", "Pensiun;ya", undefined, ["csv/standing-disagrees"]],
  ] as const)("%s: %s", (headings, cells, active, codes) => {
    expect(read(headings, cells)).toEqual([active, codes]);
  });

  test("a standing that many have is told once, and unknown names are not shown", () => {
    const text = `nip;position id;KEDUDUKAN HUKUM ID;KEDUDUKAN HUKUM NAMA\n${NIP};P1;99;\n${OTHER};P1;99;\n199703152024041002;P1;01;Rahasia\n`;
    const { notices } = staff(text);
    expect(notices).toMatchObject([
      { code: "csv/unknown-standing", path: ["staff.csv", 2, "KEDUDUKAN HUKUM ID"] },
      { code: "csv/unknown-standing", path: ["staff.csv", 4, "KEDUDUKAN HUKUM NAMA"] },
    ]);
    expect(notices[0]!.message).toMatch(/"99".*; 1 more of this column likewise$/);
    expect(JSON.stringify(notices)).not.toContain("Rahasia");
  });
});

test.each(["#N/A", "#n/a", "#NV", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "'#N/A", "Err:508"])(
  "a formula that failed is not an empty cell: %s",
  (error) => {
    const codes = ({ issues, notices }: ReadResult<unknown>): unknown =>
      [issues, notices].map((all) => all.map(({ code }) => code));
    const failed = [["csv/spreadsheet-error"], []];
    // What decides costs the row: the need, what a post asks for, who the person is and where.
    expect(codes(position(`position id;unit id;title;capacity;required\nX;U1;Guru;3;${error}\n`))).toEqual(failed);
    expect(codes(position(post("pendidikan minimal", error)))).toEqual(failed);
    expect(codes(position(post("sertifikat", error)))).toEqual(failed);
    expect(codes(staff(person("golongan", error)))).toEqual(failed);
    expect(codes(staff(`nip;position id;golongan\n${NIP};${error};III/a\n`))).toEqual(failed);
    expect(codes(staff(`nip;position id;golongan\n${error};P1;III/a\n`))).toEqual(failed);
    // Of the rest it costs the cell.
    expect(codes(staff(person("tmt jabatan", error)))).toEqual([[], ["csv/spreadsheet-error"]]);
    expect(codes(staff(person("rumpun jabatan", error)))).toEqual([[], ["csv/spreadsheet-error"]]);
  },
);

test('="…" keeps a spreadsheet from making a number of a text, and is no part of it', () => {
  const wrapped = (text: string): string => `="${text}"`;
  const excel = `nip;position id;kerabat\n${wrapped(NIP)};${wrapped("P1")};\n"=""${OTHER}""";P1;19860926.201505.1.001\n`;
  const { rows, issues, notices } = staff(excel);
  expect([issues, notices]).toEqual([[], []]);
  expect(rows).toMatchObject([
    { id: NIP, positionId: "P1" },
    { id: OTHER, positionId: "P1", relatives: [NIP] },
  ]);
  expect(unit(`unit id;unit name;agency id\n="001";="Bagian; Umum";D\n`).issues).toHaveLength(1); // a delimiter still separates
  expect(unit(`unit id,unit name,agency id\n="3,2E+12",Umum,D\n`).issues).toHaveLength(1);
  expect(unit(`unit id;unit name;agency id\n="3,2E+12";Umum;D\n="1"="2";'="x";D\n`).rows).toMatchObject([
    { id: "3,2E+12", name: "Umum" },
    { id: '="1"="2"', name: '="x"' },
  ]);
});

test.each([
  ["a title without a unit", `NIP;UNOR ID;JABATAN NAMA\n${NIP};;Arsiparis\n`],
  ["a unit without a title", `NIP;UNOR ID;JABATAN NAMA\n${NIP};U3;\n`],
])("cells that were merged: %s", (_, text) => {
  expect(staff(text).issues[0]!.hint).toMatch(/unmerge them and fill the value down/);
});

describe("KODE JABATAN in a list of people", () => {
  const codesOf = ({ issues, notices }: ReadResult<unknown>): unknown =>
    [...issues, ...notices].map(({ code }) => code);

  test("the heading of the list of positions holds position ids here, too", () => {
    const alone = staff(`NIP;KODE JABATAN\n${NIP};P2\n${OTHER};P9\n`);
    expect(alone.rows).toMatchObject([{ id: NIP, positionId: "P2" }]);
    expect(codesOf(alone)).toEqual(["csv/unknown-position"]);
    const beside = staff(`NIP;KODE JABATAN;UNOR ID;JABATAN NAMA\n${NIP};P3;U2;Perawat\n${OTHER};;U3;Arsiparis\n`);
    expect(beside.rows).toMatchObject([{ positionId: "P3" }, { positionId: "P4" }]);
    expect(codesOf(beside)).toEqual([]);
  });

  test("codes of titles are not read, and both hints name headings that work", () => {
    const { rows, issues, notices } = staff(
      `NIP;KODE JABATAN;UNOR ID;JABATAN NAMA\n${NIP};4711;U3;Arsiparis\n${OTHER};4712;U2;Perawat\n`,
    );
    expect(rows).toMatchObject([{ id: NIP, positionId: "P4" }]);
    expect(issues).toMatchObject([{ code: "csv/ambiguous-position" }]);
    expect(notices).toMatchObject([{ code: "csv/position-codes", path: ["staff.csv", 1, "KODE JABATAN"] }]);
    for (const { hint } of [...issues, ...notices]) expect(hint).toContain("kode posisi or id posisi");
    for (const heading of ["kode posisi", "id posisi"]) {
      expect(staff(`NIP;${heading}\n${NIP};P2\n`).rows).toMatchObject([{ positionId: "P2" }]);
    }
  });

  test("without positions nobody can tell what the codes are", () => {
    expect(codesOf(readStaffCsv(`NIP;KODE JABATAN\n${NIP};P1\n`))).toEqual(["csv/missing-column"]);
  });

  test("beside position ids they are not read", () => {
    const { rows, notices } = staff(`NIP;KODE JABATAN;id posisi\n${NIP};P2;P1\n`);
    expect(rows).toMatchObject([{ positionId: "P1" }]);
    expect(notices.map(({ code }) => code)).toEqual(["csv/position-codes"]);
  });
});

describe("dates with the month first", () => {
  const dates = (...cells: readonly string[]): ReadResult<unknown> =>
    staff(`id;position id;tmt jabatan\n${cells.map((cell, k) => `S${k};P1;${cell}`).join("\n")}\n`);

  test("one such date in a column, and those that could be read either way are left out", () => {
    const { rows, issues, notices } = dates("12/02/2024", "12/31/2018", "2019-02-01", "05/05/2020", "03/04/2021 08:00");
    expect(issues).toEqual([]);
    expect(rows.map((row) => (row as { positionSince?: string }).positionSince)).toEqual([
      undefined,
      undefined,
      "2019-02-01",
      "2020-05-05",
      undefined,
    ]);
    expect(notices.map(({ code, path }) => [code, path[1]])).toEqual([
      ["csv/ambiguous-date", 2],
      ["csv/bad-date", 3],
      ["csv/ambiguous-date", 6],
      ["csv/month-first", 3],
    ]);
    expect(notices[0]).toMatchObject({
      path: ["staff.csv", 2, "tmt jabatan"],
      hint: expect.stringContaining("YYYY-MM-DD"),
    });
    expect(notices[3]!.message).toContain("(2)");
  });

  test("both orders in one column leave those out too, and the notice names both lines", () => {
    const { notices } = dates("12/31/2018", "31/12/2018", "12/02/2024");
    expect(notices.map(({ code }) => code)).toEqual(["csv/bad-date", "csv/ambiguous-date", "csv/month-first"]);
    expect(notices[2]!.message).toMatch(/first here, and the day comes first on line 3/);
  });

  test("without such a date the day comes first, and one column says nothing about another", () => {
    expect(dates("12/02/2024", "31/02/2024").notices.map(({ code }) => code)).toEqual(["csv/bad-date"]);
    const { rows } = staff("id;position id;tmt jabatan;tmt cpns\nS;P1;12/02/2024;12/31/2018\n");
    expect(rows).toEqual([{ id: "S", positionId: "P1", positionSince: "2024-02-12" }]);
  });

  test("messages do not show dates of birth", () => {
    const { notices } = staff("id;position id;tanggal lahir\nS;P1;12/02/1984\nT;P1;12/31/1988\n");
    expect(notices.map(({ code }) => code)).toEqual(["csv/ambiguous-date", "csv/bad-date", "csv/month-first"]);
    expect(JSON.stringify(notices)).not.toMatch(/1984|1988/);
  });
});

test("dates that contradict each other: the NIP says which are wrong, without it all are left out", () => {
  const read = (text: string): unknown => staff(text).rows[0];
  const known = { birthDate: "1986-09-26", appointedOn: "2015-05-01" };
  expect(read(person("tanggal lahir", "26-09-2016"))).toMatchObject(known);
  expect(read(person("tanggal lahir;tmt cpns", "26-09-2016;01-05-1915"))).toMatchObject(known);
  expect(read(person("tanggal lahir;tmt jabatan", "26-09-1986;01-05-1968"))).toEqual({
    ...known,
    id: NIP,
    positionId: "P1",
  });
  const text = "id;position id;birth date;tmt cpns;tmt jabatan\nX;P1;2010-01-01;2009-01-01;2020-01-01\n";
  expect(read(text)).toEqual({ id: "X", positionId: "P1", positionSince: "2020-01-01" });
});

test("relatives are found by the NIP in any spelling; those not read are left out", () => {
  const head = "nip;position id;relatives\n";
  const { rows } = staff(`${head}${NIP};P1;'19900913 202524 2 014|${NIP.slice(0, 17)}9\n${OTHER};P1;Budi\n`);
  expect(rows).toMatchObject([{ relatives: [OTHER] }, { id: OTHER }]);
  expect(rows[1]).not.toHaveProperty("relatives");
});

test("messages show neither employee numbers nor birth dates", () => {
  const spaced = "19860926 201505 1 001";
  const rows = [
    `${NIP};P1;26-09-1987;01-01-2014;${NIP};${OTHER};${NIP}:1|P9:2;${spaced}`,
    `${NIP};P1;26-13-1986;01-01-2014;;;;`,
    `${NIP}x;P1;;;;;;`,
    `${NIP.slice(1)};P1;;;;;;`,
    `198609262015051000;P1;;;;;;`,
    `1,98609E+17;P1;;;;;;`,
    `198609262015053001;P1;;;;;;`,
    `198613262015051001;P1;;;;;;`,
    `198609262002051001;${NIP};;;;;;`,
    `198609262003051001;P1;;;;;;`,
    `198609262004051001;19860926.201505.1.001;;;;;;`,
  ];
  const { issues, notices } = staff(
    `nip;position id;tanggal lahir;tmt cpns;golongan;relatives;wishes;SKP 2024\n${rows.join("\n")}\n`,
  );
  expect(issues.length + notices.length).toBeGreaterThan(10);
  const texts = [...issues, ...notices].map(({ message, hint }) => `${message} ${hint ?? ""}`).join("\n");
  expect(texts).not.toMatch(/1986|98609|1987|0926|201[45]|26-/);
  expect(texts).toContain("…1001");
  expect(parseNip(NIP.replace("1001", "3001"))).toMatchObject({
    message: "the 15th digit of …3001 is neither 1 nor 2",
  });
});

test("long units of one parent chain, either way up, are linked in no time; the row that closes it is named", () => {
  const count = 20_000;
  const rows = Array.from({ length: count }, (_, k) => `U${k};N;A;U${k + 1}`);
  const head = "unit id;unit name;opd;parent id\n";
  for (const order of [rows, [...rows].reverse()]) {
    const text = `${head}${order.join("\n")}\nU${count};N;A;`;
    expect(readUnitsCsv(text)).toMatchObject({ issues: [], notices: [] });
    const { issues } = readUnitsCsv(`${text}U0\n`);
    expect(issues).toMatchObject([{ code: "csv/unit-cycle", path: ["units.csv", count + 2, "parent id"] }]);
  }
});

// Quadratic work on any of these takes minutes.
const pieces = [" ", "\u200B", "'", '"', "7", ",", "|", ":"];
test.for(pieces)("cells of 200,000 characters are read by every reader: %j", (piece) => {
  const long = `x${piece.repeat(200_000 / piece.length)}x`;
  const quotedCell = `"${long.replaceAll('"', '""')}"`;
  const read = (reader: Case["read"], ids: string, cells: string, others: string): void => {
    const width = others.split(";").length;
    for (const [head, row] of [
      [`${ids};${others}`, `${cells};${Array(width).fill(quotedCell).join(";")}`],
      [ids, cells.replace(/^[^;]*/, quotedCell)],
      [ids, `${cells}${long.slice(1)}`], // without quotation marks, as a careless export has it
      [`${ids};${quotedCell}`, `${cells};`],
    ] as const) {
      const { rows, issues, notices } = reader(`${head}\n${row}\n`);
      expect(rows.length + issues.length + notices.length).toBeGreaterThan(0);
    }
  };
  read(unit, "unit id;unit name;opd", "U;N;A", "parent id;lintang");
  read(
    position,
    "position id;unit;title;capacity",
    "X;SD Negeri 1;Guru;3",
    "required;eselon;gol min;jurusan;kompetensi",
  );
  read(
    staff,
    "nip;unit;jabatan",
    `${NIP};SD Negeri 1;Guru Kelas`,
    "gol;pend;kompetensi;status;tmt cpns;kerabat;wishes;merit",
  );
});

test("the second of two rows with one id names the line of the first", () => {
  const { issues } = readUnitsCsv("unit id,unit name,opd\nU,N,A\n\nU,M,A\n");
  expect(issues[0]).toMatchObject({ path: ["units.csv", 4, "unit id"], message: expect.stringContaining("line 2") });
});

test("a file without headings: its content never reaches a message", () => {
  const result = readStaffCsv(`${NIP},Budi Santoso,Islam\n${OTHER},Siti,Islam\n`);
  expect(JSON.stringify(result)).not.toMatch(/Budi|Islam|1986/);
});

test.for([
  ["a number", () => readUnitsCsv(5 as never), "csv/bad-input"],
  ["null", () => readUnitsCsv(null as never), "csv/bad-input"],
  ["a list of bytes", () => readUnitsCsv([1, 2] as never), "csv/bad-input"],
  ["an unknown option", () => readUnitsCsv("", { filename: "x" } as never), "csv/unknown-option"],
  ["a bad option", () => readUnitsCsv("", { decimal: ";" } as never), "csv/bad-option"],
  ["options that are none", () => readUnitsCsv("", "x" as never), "csv/bad-option"],
  ["units without names", () => readStaffCsv("", { units: [{ id: "U" }] } as never), "csv/bad-option"],
  ["positions that are no list", () => readStaffCsv("", { positions: {} } as never), "csv/bad-option"],
] as const)("the caller's mistake is thrown: %s", ([, call, code]) => {
  expect(call).toThrow(ImbangError);
  expect(call).toThrow(code);
});
