/** From the heading row to the columns that a reader knows: aliases, columns that are never read, and what is missing. */
import type { Issue } from "../errors/index.js";
import { issueAt } from "./problem.js";
import { nearestShort } from "./suggest.js";
import { foldHeading } from "./text.js";

/** The columns that one kind of file may have. */
export interface ColumnSpec<Key extends string> {
  /** Accepted headings of each column, the preferred first; where a file has several, the first of the list is read. */
  readonly aliases: Readonly<Record<Key, readonly string[]>>;
  /** Columns without which no row can be read: of each group one suffices. The text names the group in messages. */
  readonly required: readonly RequiredColumn<Key>[];
  /**
   * Columns without which a person is still known: a bad cell is left out with a notice, and the row is kept. A bad cell of
   * any other column leaves the row out. Columns of a year (`SKP 2024`) are all of this kind.
   */
  readonly incidental: readonly Key[];
  /** Headings that the reader does not know may be columns of the file's own: one known heading then makes a heading row. */
  readonly open?: boolean;
}

/** Columns of which a file needs one. */
export interface RequiredColumn<Key extends string> {
  /** What the messages call them. */
  readonly name: string;
  readonly anyOf: readonly Key[];
  /** Headings that people know from their templates, which the hint leads with. Default: the first aliases. */
  readonly template?: readonly string[];
  readonly hint?: string;
}

/** Where a column stands, and its heading as the file writes it. */
export interface Column {
  readonly index: number;
  readonly heading: string;
}

/** A column of a yearly predicate of performance, such as `SKP 2024`. */
export interface YearColumn extends Column {
  readonly year: number;
}

/** What a heading row says. */
export interface HeadingRow<Key extends string> {
  readonly columns: ReadonlyMap<Key, Column>;
  /** Further columns under other headings of the same meaning. They are not read, only compared. */
  readonly seconds: ReadonlyMap<Key, readonly Column[]>;
  readonly years: readonly YearColumn[];
  /** Columns whose headings the reader does not know; those that are never read are not among them. */
  readonly unknown: readonly Column[];
  /** Number of cells up to the last heading that is not empty. */
  readonly width: number;
  readonly issues: readonly Issue[];
  readonly notices: readonly Issue[];
}

/**
 * Headings that are known and never read: what a plan does not need, personal data above all. Nothing about them
 * appears in rows or messages.
 */
const NEVER_READ: readonly string[] = [
  // SIASN, Export Data ASN
  "PNS ID,NIP LAMA,NAMA,GELAR DEPAN,GELAR BELAKANG,TEMPAT LAHIR ID,TEMPAT LAHIR NAMA,JENIS KELAMIN,AGAMA ID,AGAMA NAMA",
  "JENIS KAWIN ID,JENIS KAWIN NAMA,NIK,NOMOR HP,EMAIL,EMAIL GOV,ALAMAT,NPWP NOMOR,BPJS,JENIS PEGAWAI ID",
  "KEDUDUKAN HUKUM NAMA,KARTU ASN VIRTUAL,NOMOR SK CPNS,TANGGAL SK CPNS,NOMOR SK PNS,TANGGAL SK PNS,TMT PNS",
  "GOL AWAL ID,GOL AWAL NAMA,GOL AKHIR ID,TMT GOLONGAN,MK TAHUN,MK BULAN,JENIS JABATAN ID,JABATAN ID",
  "TINGKAT PENDIDIKAN ID,PENDIDIKAN ID,NAMA SEKOLAH,TAHUN LULUS,KPKN ID,KPKN NAMA,LOKASI KERJA ID,LOKASI KERJA NAMA",
  "INSTANSI INDUK ID,INSTANSI INDUK NAMA,INSTANSI KERJA ID,INSTANSI KERJA NAMA,SATUAN KERJA INDUK ID,SATUAN KERJA INDUK NAMA",
  "JENIS PEGAWAI NAMA,JENIS JABATAN NAMA,SATUAN KERJA KERJA ID,SATUAN KERJA KERJA NAMA,IS VALID NIK,FLAG IKD,STATUS ASN",
  // Nominatif lists and common variants
  "NO,NOMOR,NO URUT,NAMA LENGKAP,NAMA PEGAWAI,NAMA GELAR,NAME,FULL NAME,TEMPAT LAHIR,TTL,TEMPAT TANGGAL LAHIR",
  "TEMPAT TGL LAHIR,JK,L/P,KELAMIN,SEX,GENDER,AGAMA,RELIGION,STATUS KAWIN,STATUS PERKAWINAN,STATUS NIKAH,MARITAL STATUS",
  "JENIS KAWIN,NO KTP,KTP,NO KK,KK,HP,NO HP,NOMOR TELEPON,NO TELEPON,TELEPON,TELP,PHONE,MOBILE,WA,NO WA,WHATSAPP",
  "E MAIL,EMAIL DINAS,ALAMAT RUMAH,ADDRESS,RT,RW,KELURAHAN,KECAMATAN,DESA,KODE POS,NPWP,NO NPWP,NO BPJS,BPJS KESEHATAN",
  "TASPEN,KARPEG,NO KARPEG,KARIS,KARSU,KARIS KARSU,GOLONGAN DARAH,GOL DARAH,SUKU,FOTO,REKENING,NO REKENING,GAJI,GAJI POKOK",
  "NAMA SUAMI,NAMA ISTRI,NAMA SUAMI ISTRI,NAMA PASANGAN,NAMA IBU,NAMA AYAH,NAMA ANAK,JUMLAH ANAK,TMT GOLRU,TMT GOL,TMT PANGKAT",
  "THN,BLN,TAHUN,BULAN,MASA KERJA,THN PENDIDIKAN,TMT PENSIUN,TMT KGB,KET,KETERANGAN,USIA,UMUR,AGE",
];

const PRIVATE: ReadonlySet<string> = new Set(NEVER_READ.flatMap((line) => line.split(",").map(foldHeading)));

const YEAR_HEADING =
  /^(?:skp|predikat|predikatkinerja|predikatskp|kinerja|nilaiskp|performance|predicate)((?:19|20)\d\d)$/;

/** Aliases by folded heading, with their rank in the list; built once per reader. */
export interface AliasIndex<Key extends string> {
  readonly spec: ColumnSpec<Key>;
  readonly byHeading: ReadonlyMap<string, { readonly key: Key; readonly rank: number }>;
}

/** Prepares the aliases of a specification for look-up. Where two columns claim one alias, the first keeps it. */
export function indexAliases<Key extends string>(spec: ColumnSpec<Key>): AliasIndex<Key> {
  const byHeading = new Map<string, { key: Key; rank: number }>();
  for (const [key, names] of Object.entries(spec.aliases) as [Key, readonly string[]][]) {
    for (const [rank, name] of names.entries()) {
      const folded = foldHeading(name);
      if (!byHeading.has(folded)) byHeading.set(folded, { key, rank });
    }
  }
  return { spec, byHeading };
}

/** The headings to advise where the column is missing, the best known first. */
export function headingsFor<Key extends string>(
  { anyOf, template = [] }: RequiredColumn<Key>,
  { aliases }: ColumnSpec<Key>,
): readonly string[] {
  return [...new Set([...template, ...anyOf.flatMap((key) => aliases[key])])];
}

/** No known heading is longer, generous spaces included. */
const LONGEST_KNOWN = 60;

/** How many cells of a record are headings that the reader knows, those that are never read included. */
export function countKnown<Key extends string>(cells: readonly string[], { byHeading }: AliasIndex<Key>): number {
  const seen = new Set<string>();
  for (const cell of cells) {
    if (cell.length > LONGEST_KNOWN) continue;
    const folded = foldHeading(cell);
    if (byHeading.has(folded) || PRIVATE.has(folded) || YEAR_HEADING.test(folded)) seen.add(folded);
  }
  return seen.size;
}

/** Whether every column that is needed is among the headings of a record. */
export function hasRequired<Key extends string>(
  cells: readonly string[],
  { spec, byHeading }: AliasIndex<Key>,
): boolean {
  const keys = new Set(
    cells.map((cell) => (cell.length > LONGEST_KNOWN ? undefined : byHeading.get(foldHeading(cell))?.key)),
  );
  return spec.required.every(({ anyOf }) => anyOf.some((key) => keys.has(key)));
}

/**
 * Whether a record amid the data is a row of headings: at least three known ones, at least half of its cells, and no
 * digit in the others, which would make a row of data of it.
 */
export function isHeadingRow<Key extends string>(cells: readonly string[], aliases: AliasIndex<Key>): boolean {
  // First what most rows of data fail at once.
  if (cells.some((cell) => /\d/.test(cell) && countKnown([cell], aliases) === 0)) return false;
  const known = countKnown(cells, aliases);
  return known >= 3 && 2 * known >= cells.filter((cell) => cell.trim() !== "").length;
}

/** What is compared in search of misspelt headings: the start of a row of headings. */
const NEAR_CELLS = 100;

/**
 * How many cells of a record are headings or nearly so, where at least half of them are; else 0. A cell with a digit
 * that is no known heading makes a row of data of the record: nothing in it may pass for a heading.
 */
export function countNear<Key extends string>(cells: readonly string[], aliases: AliasIndex<Key>): number {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  if (filled.length > NEAR_CELLS || filled.some((cell) => cell.length > LONGEST_KNOWN)) return 0;
  const unknown = filled.filter((cell) => countKnown([cell], aliases) === 0);
  if (unknown.some((cell) => /\d/.test(cell))) return 0;
  const near = unknown.filter((cell) => nearestShort(foldHeading(cell), aliases.byHeading.keys()) !== undefined);
  const count = filled.length - unknown.length + near.length;
  return near.length > 0 && count >= filled.length / 2 ? count : 0;
}

/**
 * Finds the columns in a heading row. Everything that is missing is reported at once.
 *
 * @param line - physical line of the heading row.
 */
export function readHeadings<Key extends string>(
  cells: readonly string[],
  aliases: AliasIndex<Key>,
  fileName: string,
  line: number,
): HeadingRow<Key> {
  const { spec, byHeading } = aliases;
  const found = new Map<Key, (Column & { readonly rank: number })[]>();
  const years = new Map<number, YearColumn>();
  const issues: Issue[] = [];
  const unknown: Column[] = [];
  const seen = new Map<string, number>();
  let width = 0;
  for (const [index, cell] of cells.entries()) {
    const heading = cell.trim().replace(/\s+/g, " ");
    if (heading === "") continue;
    width = index + 1;
    const folded = foldHeading(heading);
    const match = byHeading.get(folded);
    const year = YEAR_HEADING.exec(folded)?.[1];
    const earlier = seen.get(folded);
    const sameYear = year === undefined ? undefined : years.get(Number(year))?.index;
    const first = match === undefined ? sameYear : earlier;
    if (first !== undefined) {
      issues.push(
        issueAt([fileName, line, heading], {
          code: "csv/duplicate-heading",
          message: `column ${index + 1} bears the same heading as column ${first + 1}, which is read`,
          hint: "remove or rename one of them",
        }),
      );
      continue;
    }
    if (earlier === undefined) seen.set(folded, index);
    if (match !== undefined) {
      const same = found.get(match.key);
      const column = { index, heading, rank: match.rank };
      if (same === undefined) found.set(match.key, [column]);
      else same.push(column);
    } else if (year !== undefined) {
      years.set(Number(year), { index, heading, year: Number(year) });
    } else if (!PRIVATE.has(folded)) {
      unknown.push({ index, heading });
    }
  }
  const columns = new Map<Key, Column>();
  const seconds = new Map<Key, readonly Column[]>();
  const notices: Issue[] = [];
  for (const [key, [first, ...others]] of [...found].map(([key, same]) => [key, byRank(same)] as const)) {
    columns.set(key, first!);
    if (others.length > 0) seconds.set(key, others);
    for (const { heading } of others) {
      notices.push(
        issueAt([fileName, line, heading], {
          code: "csv/second-column",
          message: `"${heading.slice(0, LONGEST_KNOWN)}" means the same as "${first!.heading.slice(0, LONGEST_KNOWN)}", which is read`,
          hint: "remove the one that does not count",
        }),
      );
    }
  }
  const candidates = unknown.slice(0, NEAR_CELLS).map(({ heading }) => heading);
  for (const group of spec.required) {
    const { name, anyOf, hint } = group;
    if (anyOf.some((key) => columns.has(key))) continue;
    const accepted = headingsFor(group, spec);
    const near = accepted.map((heading) => nearestShort(heading, candidates)).find((heading) => heading !== undefined);
    const advice =
      near === undefined ? `add a column headed ${accepted.slice(0, 3).join(", ")}` : `"${near}" is meant for it`;
    issues.push(
      issueAt([fileName, line, name], {
        code: "csv/missing-column",
        message: `no column with the ${name}; no row was read`,
        hint: hint === undefined ? advice : `${advice}; ${hint}`,
      }),
    );
  }
  if (unknown.length > 0) {
    const shown = candidates.map((heading) => `"${heading.slice(0, 60)}"`);
    const rest = unknown.length - shown.length;
    notices.push(
      issueAt([fileName, line], {
        code: "csv/unknown-columns",
        message: `columns that are not read: ${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`,
      }),
    );
  }
  const byYear = [...years.values()].sort((a, b) => a.year - b.year);
  return { columns, seconds, years: byYear, unknown, width, issues, notices };
}

function byRank<One extends { readonly rank: number }>(columns: readonly One[]): readonly One[] {
  return [...columns].sort((a, b) => a.rank - b.rank);
}
