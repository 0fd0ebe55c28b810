/**
 * Makes a city of any size as three files, in the dialect that people have (semicolons, decimal comma, apostrophes,
 * `dd-mm-yyyy`, `null`) and without faults: every row can be read. The same options give the same bytes everywhere.
 *
 *     npx tsx bench/big-city.ts --out DIR [--seed 1] [--people 20000] [--positions 5000] [--asked 3]
 *
 * Units are agencies' offices, kecamatan, kelurahan, puskesmas, schools and hospitals in the proportions of a large city,
 * with the jobs of the sample city (`examples/sample-catalogue.ts`); needs are scaled so that there are as many people as
 * asked for. Staffing is skewed: full in the centre, thin at the edge. Posts ask for grades, education, fields of study,
 * certificates and some of the competencies of their job family; most people are rated in all of these, so hardly two are
 * alike. `asked`, the competencies that a post asks for on average, decides how many posts a person may enter: with
 * none a class teacher may go to every primary school, with 3 to about a third of them.
 *
 * Nobody in it is real: names are numbers, NIK are zeros, the city lies in the Java Sea, and employee numbers end in 901
 * and above, where real ones start at 001 for each date.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  DEGREE,
  EDUCATION,
  type Education,
  type Job,
  JOBS,
  type JobCode,
  UNIT_KINDS,
  type UnitKind,
  type UnitKindName,
} from "../examples/sample-catalogue.js";
import { randomNumbers } from "../test/planning/cities.js";

/** The day for which a city is drawn up. */
export const CITY_DAY = "2026-01-01";

/** What a city is like. */
export interface CityOptions {
  readonly seed: number;
  readonly people: number;
  readonly positions: number;
  /** Competencies that a post asks for on average, 0 … 4. */
  readonly asked: number;
}

export const CITY_DEFAULTS: CityOptions = { seed: 1, people: 20_000, positions: 5_000, asked: 3 };

/** The files, by name. */
export type CityFiles = Readonly<Record<"units.csv" | "positions.csv" | "staff.csv", string>>;

/** A city from a seed. O(people + positions). */
export function bigCity(options: Partial<CityOptions> = {}): CityFiles {
  const { seed, people, positions, asked } = { ...CITY_DEFAULTS, ...options };
  const draw = new Draw(seed);
  const units = makeUnits(positions, draw);
  const waiting = Math.round(people * WAITING);
  const posts = makePosts(units, positions, people - waiting, asked, draw);
  const registry = new Registry(units, draw);
  const staff = posts.flatMap((post) => Array.from({ length: post.people }, () => registry.holder(post)));
  for (let k = 0; k < waiting; k++) staff.push(registry.waiting(JOBS[WAITING_JOBS[k % WAITING_JOBS.length]!]));
  return {
    "units.csv": csv(units.map((unit) => unitRow(unit, draw))),
    "positions.csv": csv(posts.map(positionRow)),
    "staff.csv": csv(draw.shuffle(staff)),
  };
}

/** Share of people without a post, and the jobs they come from. */
const WAITING = 0.015;
const WAITING_JOBS: readonly JobCode[] = ["kelas", "administrasi", "perawat", "penata", "pengelola", "bidan"];

/** Share of posts without a workload study, of posts with more holders than the establishment allows. */
const NOT_STUDIED = 0.015;
const OVER_FULL = 0.01;

/** Kinds of units and how many of a thousand units are of each. */
type Kind = "office" | "kindergarten" | Exclude<UnitKindName, OfficeKind>;
type OfficeKind = "secretariat" | "personnel" | "finance" | "inspectorate" | "education" | "health";
const SHARES: readonly (readonly [kind: Kind, share: number])[] = [
  ["primarySchool", 510],
  ["ward", 170],
  ["kindergarten", 110],
  ["office", 70],
  ["middleSchool", 62],
  ["clinic", 47],
  ["district", 24],
  ["hospital", 3],
];

const KINDERGARTEN_TEACHER: Job = {
  ...JOBS.kelas,
  title: "Guru Taman Kanak-Kanak",
  fields: ["Pendidikan Guru PAUD"],
};

/** The agencies with offices in the centre; each has several, in turn. */
const AGENCIES: readonly (readonly [id: string, name: string, kind: OfficeKind])[] = [
  ["SETDA", "Sekretariat Daerah", "secretariat"],
  ["SETWAN", "Sekretariat DPRD", "secretariat"],
  ["BKPSDM", "Badan Kepegawaian dan Pengembangan SDM", "personnel"],
  ["BPKAD", "Badan Pengelolaan Keuangan dan Aset Daerah", "finance"],
  ["BAPENDA", "Badan Pendapatan Daerah", "finance"],
  ["BAPPEDA", "Badan Perencanaan Pembangunan Daerah", "finance"],
  ["INSPEKTORAT", "Inspektorat", "inspectorate"],
  ["DISDIK", "Dinas Pendidikan", "education"],
  ["DINKES", "Dinas Kesehatan", "health"],
  ["DINSOS", "Dinas Sosial", "secretariat"],
  ["DISDUKCAPIL", "Dinas Kependudukan dan Pencatatan Sipil", "secretariat"],
  ["DISHUB", "Dinas Perhubungan", "secretariat"],
  ["DISKOMINFO", "Dinas Komunikasi dan Informatika", "personnel"],
  ["DISNAKER", "Dinas Tenaga Kerja", "secretariat"],
  ["DISPERINDAG", "Dinas Perindustrian dan Perdagangan", "finance"],
  ["DISPORA", "Dinas Pemuda dan Olahraga", "secretariat"],
  ["DLH", "Dinas Lingkungan Hidup", "secretariat"],
  ["DPMPTSP", "Dinas Penanaman Modal dan PTSP", "finance"],
  ["DPUPR", "Dinas Pekerjaan Umum dan Penataan Ruang", "finance"],
  ["SATPOLPP", "Satuan Polisi Pamong Praja", "secretariat"],
];

/** Competencies by job family: what posts ask for, and what their holders are rated in. */
const COMPETENCIES = {
  Umum: ["Pelayanan publik", "Pengelolaan data", "Korespondensi", "Komunikasi", "Kerja sama"],
  Keahlian: ["Analisis", "Penyusunan laporan", "Pengelolaan data", "Komunikasi", "Kerja sama"],
  Pendidikan: ["Pedagogik", "Pengelolaan kelas", "Literasi digital", "Komunikasi", "Kerja sama"],
  Kesehatan: ["Asuhan pasien", "Gawat darurat", "Promosi kesehatan", "Komunikasi", "Kerja sama"],
  Pimpinan: ["Manajerial", "Perekat bangsa", "Pengambilan keputusan", "Komunikasi", "Kerja sama"],
} as const;

type Family = keyof typeof COMPETENCIES;

/** Heads are appointed by another procedure: their posts ask for a course that only heads have taken. */
const LEADERSHIP = "Diklat Kepemimpinan";

function familyOf({ title, kind, certificate }: Job): Family {
  if (kind === "struktural") return "Pimpinan";
  if (kind === "pelaksana") return "Umum";
  if (title.startsWith("Guru ")) return "Pendidikan";
  return certificate?.startsWith("STR ") === true ? "Kesehatan" : "Keahlian";
}

interface District {
  readonly name: string;
  /** Kilometres from the town hall. */
  readonly east: number;
  readonly north: number;
  /** 0 at the centre of the city, 1 at its edge. */
  readonly remoteness: number;
}

interface CityUnit {
  readonly id: string;
  readonly name: string;
  readonly agency: readonly [id: string, name: string];
  readonly parentId: string;
  readonly kind: Kind;
  readonly district: District;
  readonly jobs: readonly JobNeed[];
  readonly staffed: UnitKind["staffed"];
}

interface JobNeed {
  readonly code: string;
  readonly job: Job;
  readonly low: number;
  readonly high: number;
}

interface Post {
  readonly id: string;
  readonly unit: CityUnit;
  readonly job: Job;
  /** Need in hundredths of a person; `null`: not studied. */
  readonly need: number | null;
  readonly minimum: number;
  readonly priority: number;
  readonly capacity: number;
  readonly people: number;
  readonly lowestGrade: string;
  readonly asked: ReadonlyMap<string, number>;
}

type Row = Readonly<Record<string, string>>;
type Status = "PNS" | "PPPK" | "CPNS";

/** Draws from one stream of random numbers. */
class Draw {
  private readonly next: () => number;

  constructor(seed: number) {
    this.next = randomNumbers(seed);
  }

  /** In [0, 1). */
  fraction(): number {
    return this.next();
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** From −1 to 1, most often near 0. */
  deviation(): number {
    return this.next() + this.next() - 1;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.whole(0, items.length - 1)]!;
  }

  /** Fisher–Yates, in place. */
  shuffle<Item>(items: Item[]): Item[] {
    for (let k = items.length - 1; k > 0; k--) {
      const other = this.whole(0, k);
      [items[k], items[other]] = [items[other]!, items[k]!];
    }
    return items;
  }
}

/** Units until they have enough posts; at every size each kind has its share as nearly as whole units allow. */
function makeUnits(positions: number, draw: Draw): CityUnit[] {
  const kinds: Kind[] = [];
  const count = new Map(SHARES.map(([kind]) => [kind, 0]));
  const total = SHARES.reduce((sum, [, share]) => sum + share, 0);
  for (let posts = 0; posts < positions;) {
    const lag = ([kind, share]: (typeof SHARES)[number]): number =>
      (share / total) * (kinds.length + 1) - count.get(kind)!;
    const [kind] = SHARES.reduce((a, b) => (lag(b) > lag(a) ? b : a));
    posts += jobsOf(kind, count.get(kind)!).length;
    kinds.push(kind);
    count.set(kind, count.get(kind)! + 1);
  }

  const districts = makeDistricts(Math.max(1, count.get("district")!), draw);
  const made = new Map<Kind, number>();
  return kinds.map((kind) => {
    const k = made.get(kind) ?? 0;
    made.set(kind, k + 1);
    return makeUnit(kind, k, districts, count.get("district")!);
  });
}

const NAMES = ["Melati", "Kenanga", "Cempaka", "Teratai", "Dahlia", "Anggrek", "Seroja", "Flamboyan", "Kamboja"];

function makeDistricts(count: number, draw: Draw): District[] {
  return Array.from({ length: count }, (_, k) => {
    const remoteness = count === 1 ? 0.5 : k / (count - 1);
    const [east, north] = [draw.whole(-100, 100) / 100, draw.whole(-100, 100) / 100];
    const reach = (1 + 14 * remoteness) / Math.max(0.1, Math.abs(east), Math.abs(north));
    const round = Math.floor(k / NAMES.length);
    return {
      name: NAMES[k % NAMES.length]! + (round === 0 ? "" : ` ${round + 1}`),
      east: east * reach,
      north: north * reach,
      remoteness,
    };
  });
}

function makeUnit(kind: Kind, k: number, districts: readonly District[], districtOffices: number): CityUnit {
  const at = k % districts.length;
  const district = districts[at]!;
  const number = numbered(k + 1, 3);
  const kecamatan = [`KEC-${numbered(at + 1, 2)}`, `Kecamatan ${district.name}`] as const;
  const disdik = ["DISDIK", "Dinas Pendidikan"] as const;
  const dinkes = ["DINKES", "Dinas Kesehatan"] as const;
  const unit = (id: string, name: string, agency: CityUnit["agency"], more: Partial<CityUnit> = {}): CityUnit => ({
    id,
    name,
    agency,
    parentId: "",
    kind,
    district,
    jobs: jobsOf(kind, k),
    staffed: UNIT_KINDS[kind === "kindergarten" || kind === "office" ? "primarySchool" : kind].staffed,
    ...more,
  });
  switch (kind) {
    case "office": {
      const [id, name, officeKind] = AGENCIES[k % AGENCIES.length]!;
      const bureau = Math.floor(k / AGENCIES.length) + 1;
      return unit(`${id}-${numbered(bureau, 2)}`, `Bidang ${bureau} ${name}`, [id, name], {
        district: districts[0]!,
        staffed: UNIT_KINDS[officeKind].staffed,
      });
    }
    case "district":
      return unit(`${kecamatan[0]}-00`, `Kantor ${kecamatan[1]}`, kecamatan);
    case "ward": {
      const local = Math.floor(k / districts.length) + 1;
      const parentId = at < districtOffices ? `${kecamatan[0]}-00` : "";
      return unit(`${kecamatan[0]}-${numbered(local, 2)}`, `Kelurahan ${district.name} ${local}`, kecamatan, {
        parentId,
      });
    }
    case "clinic":
      return unit(`PKM-${number}`, `Puskesmas ${district.name} ${k + 1}`, dinkes);
    case "hospital":
      return unit(`RSUD-${number}`, `RSUD Harapan Baru ${k + 1}`, dinkes);
    case "kindergarten":
      return unit(`TK-${number}`, `TK Negeri ${k + 1} ${district.name}`, disdik);
    case "primarySchool":
      return unit(`SD-${number}`, `SD Negeri ${k + 1} ${district.name}`, disdik);
    default:
      return unit(`SMP-${number}`, `SMP Negeri ${k + 1} Harapan Baru`, disdik);
  }
}

function jobsOf(kind: Kind, k: number): JobNeed[] {
  if (kind === "kindergarten") {
    return [
      { code: "sekolah", job: JOBS.sekolah, low: 1, high: 1 },
      { code: "tk", job: KINDERGARTEN_TEACHER, low: 2.5, high: 6 },
      { code: "penjaga", job: JOBS.penjaga, low: 1, high: 1.6 },
    ];
  }
  const { posts }: UnitKind = UNIT_KINDS[kind === "office" ? AGENCIES[k % AGENCIES.length]![2] : kind];
  return Object.entries(posts).map(([code, [low, high]]) => ({ code, job: JOBS[code as JobCode], low, high }));
}

/** The first `count` posts of the units, with needs and holders so that `holders` people hold them. */
function makePosts(units: readonly CityUnit[], count: number, holders: number, asked: number, draw: Draw): Post[] {
  const drafts = units
    .flatMap((unit) => unit.jobs.map((need) => ({ unit, ...need })))
    .slice(0, count)
    .map(({ unit, code, job, low, high }) => {
      const [centre, edge, spread] = unit.staffed;
      const average = (centre + (edge - centre) * unit.district.remoteness) * (job.scarcity ?? 1);
      const isHead = job.kind === "struktural";
      return {
        id: `${unit.id}/${code}`,
        unit,
        job,
        isHead,
        need: isHead ? 1 : low + (high - low) * draw.fraction(),
        ratio: isHead ? 1 : average + spread * draw.deviation(),
      };
    });
  const heads = drafts.filter(({ isHead }) => isHead).length;
  const unscaled = drafts.reduce((sum, { isHead, need, ratio }) => sum + (isHead ? 0 : need * ratio), 0);
  const scale = (holders - heads) / unscaled;
  if (!(scale > 0)) throw new RangeError(`${holders} people are too few for ${heads} units`);
  const people = apportion(
    drafts.map(({ isHead, need, ratio }) => (isHead ? 1 : need * ratio * scale)),
    holders,
  );
  return drafts.map(({ id, unit, job, isHead, need }, p): Post => {
    const hundredths = isHead ? 100 : Math.max(20, Math.round(100 * need * scale));
    const serves = unit.kind !== "office" && unit.kind !== "hospital" && unit.kind !== "district";
    const isOverFull = !isHead && people[p]! * 100 > hundredths + 100 && draw.chance(OVER_FULL * 5);
    const seats = Math.max(Math.ceil(hundredths / 100), people[p]!) + (draw.chance(0.3) ? 1 : 0);
    return {
      id,
      unit,
      job,
      need: !isHead && draw.chance(NOT_STUDIED) ? null : hundredths,
      minimum: isHead ? 1 : serves ? Math.floor(hundredths / 200) : 0,
      priority: job.priority ?? (familyOf(job) === "Kesehatan" && unit.district.remoteness > 0.7 ? 1.5 : 1),
      capacity: isHead ? 1 : isOverFull ? people[p]! - 1 : seats,
      people: people[p]!,
      lowestGrade: lowestGrade(job, draw),
      asked: isHead ? new Map<string, number>() : askedLevels(job, asked, draw),
    };
  });
}

/** Whole numbers near `shares` that add up to `total`, as the shares do: largest remainders. */
function apportion(shares: readonly number[], total: number): number[] {
  const counts = shares.map(Math.floor);
  const byRemainder = shares
    .map((share, p) => ({ p, remainder: share - counts[p]! }))
    .sort((a, b) => b.remainder - a.remainder || a.p - b.p);
  let left = total - counts.reduce((sum, count) => sum + count, 0);
  for (let k = 0; left > 0; k++, left--) counts[byRemainder[k]!.p]!++;
  return counts;
}

/** Some posts of experts, teachers and carers are of a higher level (*jenjang*) and ask for a grade. */
function lowestGrade({ kind, education, grades }: Job, draw: Draw): string {
  const level = draw.fraction();
  if (kind !== "fungsional" || level < 0.6) return grades[0];
  if (education === "D3") return "II/c";
  return level < 0.85 ? "III/a" : "III/c";
}

function askedLevels(job: Job, average: number, draw: Draw): Map<string, number> {
  const count = Math.max(0, Math.min(5, average + draw.whole(-1, 1)));
  const names = draw.shuffle([...COMPETENCIES[familyOf(job)]]).slice(0, average === 0 ? 0 : count);
  return new Map(names.map((name) => [name, draw.pick([2, 3, 3, 4, 4])]));
}

/** A point in the open Java Sea stands for the town hall. */
const TOWN_HALL = { latitude: -5.3, longitude: 109.4 };
const KILOMETRES_PER_DEGREE = 110.7;

/** Latitude and longitude of a point somewhere in a district. */
function pointIn({ east, north }: District, reach: number, draw: Draw): readonly [latitude: string, longitude: string] {
  const degrees = (origin: number, km: number): string =>
    (origin + (km + reach * draw.deviation()) / KILOMETRES_PER_DEGREE).toFixed(5).replace(".", ",");
  return [degrees(TOWN_HALL.latitude, north), degrees(TOWN_HALL.longitude, east)];
}

function unitRow({ id, name, agency, parentId, district }: CityUnit, draw: Draw): Row {
  const [latitude, longitude] = pointIn(district, 1.5, draw);
  return {
    "UNOR ID": id,
    "UNOR NAMA": name,
    "OPD ID": agency[0],
    "NAMA OPD": agency[1],
    "DIATASAN ID": parentId,
    KECAMATAN: district.name,
    LINTANG: latitude,
    BUJUR: longitude,
  };
}

function positionRow({ id, unit, job, need, minimum, priority, capacity, lowestGrade, asked }: Post): Row {
  return {
    "KODE JABATAN": id,
    "UNOR ID": unit.id,
    "UNOR NAMA": unit.name,
    "NAMA JABATAN": job.title,
    "JENIS JABATAN": job.kind,
    "RUMPUN JABATAN": familyOf(job),
    "KELAS JABATAN": String(job.jobClass),
    FORMASI: String(capacity),
    KEBUTUHAN: need === null ? "" : decimalComma(need / 100),
    MINIMUM: minimum === 0 ? "" : String(minimum),
    PRIORITAS: priority === 1 ? "" : decimalComma(priority),
    "GOLONGAN MINIMAL": lowestGrade,
    "GOLONGAN MAKSIMAL": job.grades[1],
    "PENDIDIKAN MINIMAL": job.education === "SD" ? "" : job.education,
    JURUSAN: job.fields.join("|"),
    SERTIFIKAT: job.kind === "struktural" ? LEADERSHIP : (job.certificate ?? ""),
    KOMPETENSI: levelList(asked),
  };
}

const GRADES = "I/a I/b I/c I/d II/a II/b II/c II/d III/a III/b III/c III/d IV/a IV/b IV/c IV/d IV/e".split(" ");

/** First and last grade in a career that starts with this education, and the grade of contract staff. */
const CAREER: Readonly<Record<Education, readonly [first: string, last: string, contract: string]>> = {
  SD: ["I/a", "II/a", "I"],
  SLTA: ["II/a", "III/b", "V"],
  D3: ["II/c", "III/d", "VII"],
  S1: ["III/a", "IV/b", "IX"],
  S2: ["III/b", "IV/c", "X"],
};

/** Of ten ratings. */
const RATINGS: readonly number[] = [1, 1, 2, 2, 2, 3, 3, 3, 4, 5];

/** Invents people, one after another. */
class Registry {
  private readonly draw: Draw;
  private readonly sequence = new Map<string, number>();
  private readonly byKind = new Map<Kind, CityUnit[]>();
  private readonly units: readonly CityUnit[];
  private count = 0;

  constructor(units: readonly CityUnit[], draw: Draw) {
    this.draw = draw;
    this.units = units;
    for (const unit of units) this.byKind.set(unit.kind, [...(this.byKind.get(unit.kind) ?? []), unit]);
  }

  holder(post: Post): Row {
    const { draw } = this;
    const { unit, job } = post;
    const isHead = job.kind === "struktural";
    const status = isHead ? "PNS" : draw.chance(job.contract ?? 0) ? "PPPK" : draw.chance(0.02) ? "CPNS" : "PNS";
    const feeling = draw.whole(1, 100);
    const wish = draw.pick(this.byKind.get(unit.kind)!);
    const objection = draw.pick(this.units);
    return {
      ...this.person(job, status, unit.district, post),
      "JABATAN NAMA": job.title,
      "UNOR ID": unit.id,
      "UNOR NAMA": unit.name,
      MINAT: feeling <= 3 && wish !== unit ? `${wish.id}:1` : "",
      KEBERATAN: feeling >= 98 && objection !== unit ? `${objection.id}: jarak` : "",
      TETAP: isHead || draw.chance(0.01) ? "ya" : "tidak",
    };
  }

  waiting(job: Job): Row {
    return this.person(job, "PNS", this.draw.pick(this.units).district, undefined);
  }

  private person(job: Job, status: Status, district: District, post: Post | undefined): Row {
    const { draw } = this;
    const number = numbered(++this.count, 5);
    const career = this.career(status, job.kind === "struktural");
    const education = this.education(job);
    const certificates = [
      ...(status === "PPPK" ? ["Orientasi PPPK"] : status === "PNS" ? ["Latsar"] : []),
      ...(job.kind === "struktural" ? [LEADERSHIP] : []),
      ...(job.certificate === undefined || draw.chance(0.01) ? [] : [job.certificate]),
      ...(job.kind === "pelaksana" && education === "S1" && draw.chance(0.06) ? ["Sertifikat PBJ Level 1"] : []),
    ];
    const home = draw.chance(0.6) ? pointIn(district, 6, draw) : ["", ""];
    return {
      "NIP BARU": `'${career.nip}`,
      NAMA: `Pegawai ${number}`,
      "TEMPAT LAHIR NAMA": "Harapan Baru",
      "TANGGAL LAHIR": dayFirst(career.born),
      "JENIS KELAMIN": career.sex === "1" ? "M" : "F",
      "AGAMA NAMA": "contoh",
      "JENIS KAWIN NAMA": "contoh",
      NIK: `'${"0".repeat(16)}`,
      "NOMOR HP": `'0000-0000-${number}`,
      EMAIL: `pegawai${number}@contoh.example`,
      ALAMAT: `Jalan Contoh ${draw.whole(1, 200)}`,
      "KEDUDUKAN HUKUM ID": status === "PPPK" ? "'71" : "'01",
      "STATUS CPNS PNS": status === "PPPK" ? "null" : status === "CPNS" ? "C" : "P",
      "TMT CPNS": dayFirst(career.appointed),
      "GOL AKHIR NAMA": this.grade(job, education, status, career.years, post),
      "JENIS JABATAN NAMA": `Jabatan ${job.kind}`,
      "JABATAN NAMA": "null",
      "TMT JABATAN": post === undefined ? "null" : this.positionSince(career.years),
      "TINGKAT PENDIDIKAN NAMA": EDUCATION[education],
      "PENDIDIKAN NAMA": draw.pick(job.kind === "pelaksana" && education === "S1" ? DEGREE : job.fields),
      "UNOR ID": "null",
      "UNOR NAMA": "null",
      "SKP 2024": status === "CPNS" ? "null" : draw.pick(["Baik", "Baik", "Baik", "Sangat Baik", "Butuh Perbaikan"]),
      SERTIFIKAT: certificates.join("|"),
      KOMPETENSI: draw.chance(0.05) ? "" : levelList(this.ratings(job, post)),
      MINAT: "",
      KEBERATAN: "",
      TETAP: "tidak",
      "LINTANG RUMAH": home[0]!,
      "BUJUR RUMAH": home[1]!,
    };
  }

  /** Days as `YYYYMMDD`, whole years of service, and an employee number: unique, and beyond every real one. */
  private career(
    status: Status,
    isHead: boolean,
  ): Record<"born" | "appointed" | "sex" | "nip", string> & { years: number } {
    const { draw } = this;
    const year = Number(CITY_DAY.slice(0, 4)) - 1;
    for (;;) {
      const age = status === "CPNS" ? draw.whole(22, 29) : isHead ? draw.whole(42, 56) : draw.whole(26, 57);
      const served = Math.max(1, age - draw.whole(20, 31));
      const years = status === "CPNS" ? 0 : status === "PPPK" ? draw.whole(1, 4) : served;
      const born = `${year - age}${numbered(draw.whole(1, 12), 2)}${numbered(draw.whole(1, 28), 2)}`;
      const appointed = `${year - years}${numbered(draw.pick([1, 3, 4, 12]), 2)}01`;
      const sex = draw.pick(["1", "2"]);
      const stem = born + (status === "PPPK" ? `${appointed.slice(0, 4)}21` : appointed.slice(0, 6)) + sex;
      const sequence = this.sequence.get(stem) ?? 901;
      if (sequence > 999) continue;
      this.sequence.set(stem, sequence + 1);
      return { born, appointed, sex, nip: `${stem}${sequence}`, years };
    }
  }

  private education({ education }: Job): Education {
    const higher: Partial<Record<Education, Education>> = { SD: "SLTA", SLTA: "D3", D3: "S1", S1: "S2" };
    return this.draw.chance(education === "S1" ? 0.1 : 0.04) ? (higher[education] ?? education) : education;
  }

  /** A step about every four years, within what the post allows. */
  private grade(job: Job, education: Education, status: Status, years: number, post: Post | undefined): string {
    const [first, last, contract] = CAREER[education];
    if (status === "PPPK") return contract;
    const earned = Math.min(GRADES.indexOf(first) + Math.floor(years / 4), GRADES.indexOf(last));
    const lowest = post?.lowestGrade ?? job.grades[0];
    const highest = job.grades[1] === "" ? GRADES.length - 1 : GRADES.indexOf(job.grades[1]);
    return GRADES[Math.min(Math.max(earned, GRADES.indexOf(lowest)), highest)]!;
  }

  /** All but a few meet what their own post asks. */
  private ratings(job: Job, post: Post | undefined): Map<string, number> {
    const { draw } = this;
    const isFit = !draw.chance(0.03);
    return new Map(
      COMPETENCIES[familyOf(job)].map((name) => {
        const rating = draw.pick(RATINGS);
        return [name, isFit ? Math.max(rating, post?.asked.get(name) ?? 1) : rating];
      }),
    );
  }

  private positionSince(years: number): string {
    const { draw } = this;
    return dayFirst(`${2025 - draw.whole(0, Math.min(years, 9))}${numbered(draw.whole(1, 12), 2)}01`);
  }
}

function levelList(levels: ReadonlyMap<string, number>): string {
  return Array.from(levels, ([name, level]) => `${name}:${level}`).join("|");
}

function numbered(value: number, digits: number): string {
  return String(value).padStart(digits, "0");
}

/** 3.42 → 3,42 */
function decimalComma(value: number): string {
  return String(value).replace(".", ",");
}

/** 19860926 → 26-09-1986 */
function dayFirst(day: string): string {
  return `${day.slice(6)}-${day.slice(4, 6)}-${day.slice(0, 4)}`;
}

/** The headings are the keys of the first row; no cell needs quotation marks. */
function csv(rows: readonly Row[]): string {
  const headings = Object.keys(rows[0]!);
  const records = rows.map((row) => headings.map((heading) => row[heading]!).join(";"));
  return `${[headings.join(";"), ...records].join("\n")}\n`;
}

/** Writes a city into a folder. */
export function writeCity(folder: string, options: Partial<CityOptions> = {}): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(bigCity(options))) writeFileSync(join(folder, name), content);
}

function main(): void {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ options: { out: text, seed: text, people: text, positions: text, asked: text } });
  const options = { ...CITY_DEFAULTS };
  for (const key of ["seed", "people", "positions", "asked"] as const) {
    if (values[key] !== undefined) Object.assign(options, { [key]: Number(values[key]) });
  }
  const folder = values.out ?? join("out", "big-city");
  writeCity(folder, options);
  console.log(`${folder}: ${options.people} people, ${options.positions} positions, seed ${options.seed}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
