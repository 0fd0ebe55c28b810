/**
 * Makes the sample city in `examples/data/`: units, positions and people of Kota Harapan Baru, a city that does not
 * exist. The same seed gives the same bytes on every machine.
 *
 *     npx tsx examples/make-sample.ts [--out DIR] [--seed TEXT]
 *
 * The files look like exports that people really have: `staff.csv` like a SIASN "Export Data ASN" (semicolons, cells
 * behind apostrophes, `dd-mm-yyyy`, `null`) with columns that a personnel office adds at the end; `positions.csv` like a
 * *peta jabatan* (decimal comma). Nobody in them is real: names are numbers, NIK are zeros, the city lies in the Java
 * Sea, and the employee numbers end in 901 and above, where real ones start at 001 for each date and never get so far.
 *
 * Three more files tell where needs come from, for some of the units: `workload.csv` in the template of workload studies
 * (ABK), `wisn.csv` for two cadres of one puskesmas, `schools.csv` with classes, pupils and teachers of every school.
 * They were drawn up apart from the list of positions, so their needs differ somewhat from those that stand there, and
 * they hold no planted fault. They are drawn from a seed of their own: the other files do not depend on them.
 *
 * `indicators.csv` tells how people did their work in 2025: figures for a ranking by merit, with last year's score and the
 * result of an assessment beside them. It, too, has a seed of its own. Some cells are empty, as they are in life.
 *
 * Three files are about learning: `courses.csv`, a catalogue; `training.csv`, what people have been through; and
 * `competencies.csv`, a column a competency, how far they have got in what the posts of experts ask
 * (`competency-standards.ts`). They, too, have a seed of their own and change nothing in the others.
 *
 * The city is skewed as real ones are: central offices have too many people for general administration and too few
 * experts, kelurahan, puskesmas and schools at the edge are short of everyone. Faults are planted on purpose, so that
 * what becomes of them can be seen; `PLANTED` counts every one.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { COMPETENCY_STANDARDS } from "./competency-standards.js";
import {
  DEGREE,
  DIPLOMA,
  type District,
  DISTRICTS,
  EDUCATION,
  type Education,
  type Job,
  type JobCode,
  JOBS,
  SECONDARY,
  UNIT_KINDS,
  type UnitKind,
  type UnitKindName,
  WISN_ACTIVITIES,
  WISN_ALLOWANCES,
  WISN_HOURS,
  WISN_UNIT,
  WORKLOAD,
  WORKLOAD_UNITS,
} from "./sample-catalogue.js";
import { OTHER_TRAINING, SAMPLE_COURSES } from "./sample-courses.js";

/** The day for which the city is drawn up. */
export const SAMPLE_DAY = "2026-01-01";

/** The seed of the files in `examples/data/`. */
export const SAMPLE_SEED = "Kota Harapan Baru";

/** What is wrong or unusual in the files on purpose: how often readers report each code. */
export const PLANTED: {
  readonly issues: Readonly<Record<string, number>>;
  readonly notices: Readonly<Record<string, number>>;
} = {
  issues: {
    "csv/bad-grade": 2, // III without its letter
    "csv/bad-nip": 1, // 17 digits
    "csv/bad-number": 1, // "tiga" for 3
    "csv/duplicate-id": 1, // a person listed twice
    "csv/nip-mangled": 1, // opened and saved in a spreadsheet
    "csv/ragged-row": 1, // a semicolon inside an address
    "csv/total-row": 1, // JUMLAH under the positions
    "csv/unknown-position": 2, // a title with a typing error
    "csv/unknown-unit": 3, // an office that no longer exists: two people and a post
  },
  notices: {
    "csv/bad-date": 1, // a year of two digits since when the post is held; the person is read without it
    "csv/nip-disagrees": 2, // another birth date in the column than in the NIP
    "csv/waiting-person": 20, // back from study leave or secondment, without a post
  },
};

/** The names of the files: the city itself, and the studies of its work. */
export const CITY_FILES = ["units.csv", "positions.csv", "staff.csv"] as const;
export const STUDY_FILES = ["workload.csv", "wisn.csv", "schools.csv"] as const;
export const MERIT_FILES = ["indicators.csv"] as const;
export const DEVELOPMENT_FILES = ["courses.csv", "training.csv", "competencies.csv"] as const;

/** The files, by name. */
export type SampleFiles = Readonly<
  Record<
    | (typeof CITY_FILES)[number]
    | (typeof STUDY_FILES)[number]
    | (typeof MERIT_FILES)[number]
    | (typeof DEVELOPMENT_FILES)[number],
    string
  >
>;

interface SampleUnit {
  readonly id: string;
  readonly name: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly parentId: string;
  readonly kind: UnitKindName;
  readonly district: District;
}

interface Post {
  readonly id: string;
  readonly unit: SampleUnit;
  readonly code: JobCode;
  readonly job: Job;
  /** Need in hundredths of a person; `null`: not studied. */
  need: number | null;
  readonly minimum: number;
  capacity: number;
  people: number;
}

type Row = Record<string, string>;
type Status = "PNS" | "PPPK" | "CPNS";

/** Draws the city. */
export function sampleCity(seed: string = SAMPLE_SEED): SampleFiles {
  const random = new Random(seed);
  const units = makeUnits();
  const posts = makePosts(units, random);
  const staff = makeStaff(posts, units, random);
  const studies = new Random(`${seed}, studies`);
  const development = new Random(`${seed}, development`);
  return {
    "units.csv": csv(units.map((unit) => unitRow(unit, random))),
    "positions.csv": csv([...posts.map(positionRow), ...faultyPositions(units[0]!)]),
    "staff.csv": staffCsv(staff),
    "workload.csv": csv(workloadRows(posts, studies)),
    "wisn.csv": csv(wisnRows(posts, studies)),
    "schools.csv": csv(schoolRows(units, posts, studies)),
    "indicators.csv": csv(indicatorRows(staff, new Random(`${seed}, merit`))),
    "courses.csv": csv(courseRows()),
    "training.csv": csv(trainingRows(staff, development)),
    "competencies.csv": csv(competencyRows(staff, development)),
  };
}

/** sfc32 (C. Doty-Humphrey, PractRand), seeded from a text by FNV-1a and splitmix32. 32-bit integers only. */
class Random {
  private readonly state = new Uint32Array(4);

  constructor(seed: string) {
    let hash = 0x811c9dc5;
    for (let k = 0; k < seed.length; k++) hash = Math.imul(hash ^ seed.charCodeAt(k), 0x01000193);
    for (let k = 0; k < 4; k++) {
      hash = (hash + 0x9e3779b9) | 0;
      let mixed = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      this.state[k] = mixed ^ (mixed >>> 15);
    }
    for (let k = 0; k < 15; k++) this.next();
  }

  /** A whole number 0 … 2³² − 1. */
  next(): number {
    const [a, b, c, counter] = this.state as unknown as [number, number, number, number];
    const drawn = (a + b + counter) >>> 0;
    this.state.set([b ^ (b >>> 9), c + (c << 3), ((c << 21) | (c >>> 11)) + drawn, counter + 1]);
    return drawn;
  }

  /** In [0, 1). */
  fraction(): number {
    return this.next() / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.fraction() * (high - low + 1));
  }

  chance(share: number): boolean {
    return this.fraction() < share;
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

function makeUnits(): SampleUnit[] {
  const centre = DISTRICTS[0]!;
  const unit = (
    agency: readonly [id: string, name: string],
    kind: UnitKindName,
    id: string,
    name: string,
    district = centre,
    parentId = "",
  ): SampleUnit => ({ id, name, agencyId: agency[0], agencyName: agency[1], parentId, kind, district });

  const setda = ["SETDA", "Sekretariat Daerah"] as const;
  const bkpsdm = ["BKPSDM", "Badan Kepegawaian dan Pengembangan SDM"] as const;
  const bpkad = ["BPKAD", "Badan Pengelolaan Keuangan dan Aset Daerah"] as const;
  const disdik = ["DISDIK", "Dinas Pendidikan"] as const;
  const dinkes = ["DINKES", "Dinas Kesehatan"] as const;
  const code = (name: string): string => name.toUpperCase().replaceAll(" ", "-");
  return [
    unit(setda, "secretariat", "SETDA-UMUM", "Bagian Umum"),
    unit(setda, "secretariat", "SETDA-ORGANISASI", "Bagian Organisasi"),
    unit(setda, "secretariat", "SETDA-HUKUM", "Bagian Hukum"),
    unit(setda, "secretariat", "SETDA-PEREKONOMIAN", "Bagian Perekonomian"),
    unit(setda, "secretariat", "SETDA-KESRA", "Bagian Kesejahteraan Rakyat"),
    unit(bkpsdm, "personnel", "BKPSDM-MUTASI", "Bidang Mutasi dan Promosi"),
    unit(bkpsdm, "personnel", "BKPSDM-KOMPETENSI", "Bidang Pengembangan Kompetensi"),
    unit(bpkad, "finance", "BPKAD-ANGGARAN", "Bidang Anggaran"),
    unit(bpkad, "finance", "BPKAD-ASET", "Bidang Aset"),
    unit(["INSPEKTORAT", "Inspektorat"], "inspectorate", "INSPEKTORAT", "Inspektorat"),
    unit(disdik, "education", "DISDIK", "Kantor Dinas Pendidikan"),
    unit(dinkes, "health", "DINKES", "Kantor Dinas Kesehatan"),
    unit(dinkes, "hospital", "RSUD", "RSUD Harapan Baru", DISTRICTS[1], "DINKES"),
    ...DISTRICTS.map((district) =>
      unit(dinkes, "clinic", `PKM-${code(district.name)}`, `Puskesmas ${district.name}`, district, "DINKES"),
    ),
    ...DISTRICTS.flatMap((district, k) =>
      (k < 2 ? [1, 2] : [1]).map((number) => {
        const name = `SD Negeri ${number} ${district.name}`;
        return unit(disdik, "primarySchool", code(name), name, district, "DISDIK");
      }),
    ),
    ...[0, 1, 3, 4, 7].map((k, index) => {
      const name = `SMP Negeri ${index + 1} Harapan Baru`;
      return unit(disdik, "middleSchool", `SMP-NEGERI-${index + 1}`, name, DISTRICTS[k], "DISDIK");
    }),
    ...DISTRICTS.flatMap((district) => {
      const id = `KEC-${code(district.name)}`;
      const agency = [id, `Kecamatan ${district.name}`] as const;
      return [
        unit(agency, "district", id, `Kantor Kecamatan ${district.name}`, district),
        ...["Barat", "Timur"].map((side) =>
          unit(
            agency,
            "ward",
            `KEL-${code(district.name)}-${code(side)}`,
            `Kelurahan ${district.name} ${side}`,
            district,
            id,
          ),
        ),
      ];
    }),
  ];
}

/** The one unit whose place nobody has measured. */
const UNMEASURED = "KEL-DAHLIA-TIMUR";

/** A point in the open Java Sea stands for the town hall. */
const TOWN_HALL = { latitude: -5.3, longitude: 109.4 };
const KILOMETRES_PER_DEGREE = 110.7;

function unitRow({ id, name, agencyId, agencyName, parentId, district }: SampleUnit, random: Random): Row {
  const [east, north] = [district.east, district.north].map((km) => km + random.whole(-70, 70) / 100);
  const degrees = (origin: number, km: number): string =>
    (origin + km / KILOMETRES_PER_DEGREE).toFixed(5).replace(".", ",");
  return {
    "UNOR ID": id,
    "UNOR NAMA": name,
    "OPD ID": agencyId,
    "NAMA OPD": agencyName,
    "DIATASAN ID": parentId,
    KECAMATAN: district.name,
    LINTANG: id === UNMEASURED ? "" : degrees(TOWN_HALL.latitude, north!),
    BUJUR: id === UNMEASURED ? "" : degrees(TOWN_HALL.longitude, east!),
  };
}

/** Posts that nobody holds, though they are needed. */
const VACANT: readonly (readonly [unitId: string, job: JobCode])[] = [
  ["PKM-FLAMBOYAN", "dokter"],
  ["PKM-FLAMBOYAN", "farmasi"],
  ["PKM-SEROJA", "gigi"],
  ["PKM-SEROJA", "sanitasi"],
  ["PKM-ANGGREK", "gigi"],
  ["PKM-DAHLIA", "laboratorium"],
  ["SD-NEGERI-1-FLAMBOYAN", "olahraga"],
  ["SMP-NEGERI-5", "konseling"],
  ["SETDA-KESRA", "arsiparis"],
  ["BPKAD-ASET", "pengadaan"],
];

/** Posts of a kind for which no workload study was made; more people than the establishment allows in others. */
const NOT_STUDIED = 12;
const OVER_FULL = 8;

function makePosts(units: readonly SampleUnit[], random: Random): Post[] {
  const posts = units.flatMap((unit) => {
    const { posts: needed }: UnitKind = UNIT_KINDS[unit.kind];
    return Object.entries(needed).map(([code, [low, high]]) =>
      makePost(unit, code as JobCode, random.whole(low * 100, high * 100), random),
    );
  });
  const general = (post: Post): boolean => post.job.kind !== "struktural" && post.people >= 4;
  for (const post of random.shuffle(posts.filter(general)).slice(0, NOT_STUDIED)) post.need = null;
  const crowded = posts.filter((post) => general(post) && post.need !== null && post.people * 100 > post.need + 200);
  for (const post of random.shuffle(crowded).slice(0, OVER_FULL)) post.capacity = post.people - random.whole(1, 2);
  return posts;
}

function makePost(unit: SampleUnit, code: JobCode, need: number, random: Random): Post {
  const job: Job = JOBS[code];
  const { staffed }: UnitKind = UNIT_KINDS[unit.kind];
  const [centre, edge, spread] = staffed;
  const isHead = job.kind === "struktural";
  const isVacant = VACANT.some(([unitId, vacant]) => unitId === unit.id && vacant === code);
  const average = (centre + (edge - centre) * unit.district.remoteness) * (job.scarcity ?? 1);
  const ratio = average + spread * (2 * random.fraction() - 1);
  const people = isHead ? 1 : isVacant ? 0 : Math.max(1, Math.round((need * ratio) / 100));
  const serves = ["clinic", "primarySchool", "middleSchool", "ward"].includes(unit.kind);
  return {
    id: `${unit.id}/${code}`,
    unit,
    code,
    job,
    need,
    minimum: isHead ? 1 : serves ? Math.max(1, Math.floor(need / 200)) : 0,
    capacity: isHead ? 1 : Math.max(Math.ceil(need / 100), people) + (random.chance(0.3) ? 1 : 0),
    people,
  };
}

/** 342 → 3,42; 300 → 3 */
function hundredths(value: number): string {
  return String(value / 100).replace(".", ",");
}

function positionRow({ id, unit, job, need, minimum, capacity }: Post): Row {
  return {
    "KODE JABATAN": id,
    "UNOR ID": unit.id,
    "UNOR NAMA": unit.name,
    "NAMA JABATAN": job.title,
    "JENIS JABATAN": job.kind,
    "KELAS JABATAN": String(job.jobClass),
    FORMASI: String(capacity),
    KEBUTUHAN: need === null ? "" : hundredths(need),
    MINIMUM: minimum === 0 ? "" : String(minimum),
    PRIORITAS: job.priority === undefined ? "" : String(job.priority),
    "GOLONGAN MINIMAL": job.grades[0],
    "GOLONGAN MAKSIMAL": job.grades[1],
    "PENDIDIKAN MINIMAL": job.education === "SD" ? "" : job.education,
    JURUSAN: job.fields.join("|"),
    SERTIFIKAT: job.certificate ?? "",
    KOMPETENSI: job.competency ?? "",
  };
}

/** Two posts that cannot be read, and a row that is none. */
function faultyPositions(unit: SampleUnit): Row[] {
  const post: Post = {
    id: `${unit.id}/pramu`,
    unit,
    code: "operator",
    job: JOBS.operator,
    need: 300,
    minimum: 0,
    capacity: 3,
    people: 0,
  };
  const elsewhere = { ...post, id: "ARSIP-LAMA/operator", unit: { ...unit, id: "ARSIP-LAMA", name: "Kantor Arsip" } };
  return [
    { ...positionRow(post), "NAMA JABATAN": "Pramu Bakti", KEBUTUHAN: "tiga" },
    positionRow(elsewhere),
    { "KODE JABATAN": "", "UNOR ID": "", "UNOR NAMA": "JUMLAH", FORMASI: "3500" },
  ];
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

function makeStaff(posts: readonly Post[], units: readonly SampleUnit[], random: Random): Row[] {
  const people = new People(units, random);
  const rows = posts.flatMap((post) => Array.from({ length: post.people }, () => people.holder(post)));
  const waiting: readonly JobCode[] = ["administrasi", "penata", "pengelola", "perawat", "kelas"];
  for (let k = 0; k < PLANTED.notices["csv/waiting-person"]!; k++) {
    rows.push(people.waiting(JOBS[waiting[k % waiting.length]!]));
  }
  return plantFaults(random.shuffle(rows), random);
}

/** Invents people, one after another. */
class People {
  private readonly units: readonly SampleUnit[];
  private readonly random: Random;
  private readonly sequence = new Map<string, number>();
  private count = 0;

  constructor(units: readonly SampleUnit[], random: Random) {
    this.units = units;
    this.random = random;
  }

  holder({ unit, job }: Post): Row {
    const { random } = this;
    const isHead = job.kind === "struktural";
    const status = isHead ? "PNS" : random.chance(job.contract ?? 0) ? "PPPK" : random.chance(0.02) ? "CPNS" : "PNS";
    const row = this.person(job, status);
    const others = this.units.filter(({ kind, id }) => kind === unit.kind && id !== unit.id);
    const elsewhere = this.units.filter(({ district }) => district !== unit.district);
    const feeling = random.whole(1, 100);
    return {
      ...row,
      "JABATAN NAMA": job.title,
      "UNOR ID": unit.id,
      "UNOR NAMA": unit.name,
      MINAT: feeling <= 3 && others.length > 0 ? `${random.pick(others).id}:1` : "",
      KEBERATAN: feeling >= 98 ? `${random.pick(elsewhere).id}: jarak` : "",
      TETAP: isHead || random.chance(0.01) ? "ya" : "tidak",
    };
  }

  waiting(job: Job): Row {
    return { ...this.person(job, "PNS"), "TMT JABATAN": "null" };
  }

  private person(job: Job, status: Status): Row {
    const { random } = this;
    const isHead = job.kind === "struktural";
    const number = String(++this.count).padStart(4, "0");
    const career = this.career(status, isHead);
    const education = this.education(job);
    const sex = random.pick(["1", "2"]);
    const appointment = status === "PPPK" ? `${career.appointed.slice(0, 4)}21` : career.appointed.slice(0, 6);
    const certificates = [
      ...(status === "PPPK" ? ["Orientasi PPPK"] : status === "PNS" ? ["Latsar"] : []),
      ...(job.certificate === undefined || random.chance(0.02) ? [] : [job.certificate]),
      ...(isHead || job.kind === "fungsional" || education !== "S1" || !random.chance(0.06)
        ? []
        : [random.pick(["Sertifikat PBJ Level 1", "Sertifikat Auditor"])]),
    ];
    const rating = (): number => (random.chance(0.05) ? 1 : random.whole(2, 4));
    // Of some people one thing is missing: a grade, a level or a field of study, certificates, or ratings.
    const missing = random.chance(0.015) ? random.pick(["grade", "level", "field", "certificates"]) : "nothing";
    const isRated = job.kind !== "fungsional" && !random.chance(0.08);
    const performance = ["Baik", "Baik", "Baik", "Baik", "Sangat Baik", "Butuh Perbaikan"];
    return {
      "NIP BARU": `'${this.nip(career.born, appointment, sex)}`,
      NAMA: `Pegawai ${number}`,
      "TEMPAT LAHIR NAMA": "Harapan Baru",
      "TANGGAL LAHIR": dayFirst(career.born),
      "JENIS KELAMIN": sex === "1" ? "M" : "F",
      "AGAMA NAMA": "contoh",
      "JENIS KAWIN NAMA": "contoh",
      NIK: `'${"0".repeat(16)}`,
      "NOMOR HP": `'0000-0000-${number}`,
      EMAIL: `pegawai${number}@contoh.example`,
      ALAMAT: `Jalan Contoh ${random.whole(1, 200)}`,
      "KEDUDUKAN HUKUM ID": status === "PPPK" ? "'71" : "'01",
      "STATUS CPNS PNS": status === "PPPK" ? "null" : status === "CPNS" ? "C" : "P",
      "TMT CPNS": dayFirst(career.appointed),
      "GOL AKHIR NAMA": missing === "grade" ? "null" : this.grade(job, education, status, career.years),
      "JENIS JABATAN NAMA": `Jabatan ${job.kind}`,
      "JABATAN NAMA": "null",
      "TMT JABATAN": random.chance(0.02) ? "null" : this.positionSince(career.years),
      "TINGKAT PENDIDIKAN NAMA": missing === "level" ? "null" : EDUCATION[education],
      "PENDIDIKAN NAMA": missing === "field" ? "null" : this.field(job, education),
      "UNOR ID": "null",
      "UNOR NAMA": "null",
      "SKP 2024": status === "CPNS" ? "null" : random.pick(performance),
      SERTIFIKAT: missing === "certificates" ? "" : certificates.join("|"),
      KOMPETENSI: isRated ? `Pelayanan publik:${rating()}|Pengelolaan data:${rating()}` : "",
      MINAT: "",
      KEBERATAN: "",
      TETAP: "tidak",
    };
  }

  /** Days as `YYYYMMDD`, and whole years of service. */
  private career(status: Status, isHead: boolean): { born: string; appointed: string; years: number } {
    const { random } = this;
    const year = Number(SAMPLE_DAY.slice(0, 4)) - 1;
    const days = two(random.whole(1, 28));
    const month = two(random.whole(1, 12));
    const entry = two(random.pick([1, 3, 4, 12]));
    const age = status === "CPNS" ? random.whole(22, 29) : isHead ? random.whole(42, 56) : random.whole(26, 57);
    const years =
      status === "CPNS" ? 0 : status === "PPPK" ? random.whole(1, 4) : Math.max(1, age - random.whole(20, 31));
    return { born: `${year - age}${month}${days}`, appointed: `${year - years}${entry}01`, years };
  }

  /** Unique, and beyond every real one: sequences 901 … 999. */
  private nip(born: string, appointment: string, sex: string): string {
    const stem = born + appointment + sex;
    const sequence = this.sequence.get(stem) ?? 901;
    this.sequence.set(stem, sequence + 1);
    return `${stem}${sequence}`;
  }

  private education({ education }: Job): Education {
    const higher: Partial<Record<Education, Education>> = { SD: "SLTA", SLTA: "D3", D3: "S1", S1: "S2" };
    return this.random.chance(education === "S1" ? 0.1 : 0.03) ? (higher[education] ?? education) : education;
  }

  /** Those who studied further in general administration did so in any field; experts stay with theirs. */
  private field(job: Job, own: Education): string {
    const further: Partial<Record<Education, readonly string[]>> = { SLTA: SECONDARY, D3: DIPLOMA, S1: DEGREE };
    const studiedFurther = job.kind === "pelaksana" && own !== job.education;
    return this.random.pick(studiedFurther ? (further[own] ?? job.fields) : job.fields);
  }

  /** A step about every four years, within what the job allows but for a few. */
  private grade({ grades }: Job, education: Education, status: Status, years: number): string {
    const [first, last, contract] = CAREER[education];
    if (status === "PPPK") return contract;
    const earned = Math.min(GRADES.indexOf(first) + Math.floor(years / 4), GRADES.indexOf(last));
    if (this.random.chance(0.01)) return GRADES[earned]!;
    const lowest = grades[0] === "" ? 0 : GRADES.indexOf(grades[0]);
    const highest = grades[1] === "" ? GRADES.length - 1 : GRADES.indexOf(grades[1]);
    return GRADES[Math.min(Math.max(earned, lowest), highest)]!;
  }

  private positionSince(years: number): string {
    const month = two(this.random.whole(1, 12));
    return dayFirst(`${2025 - this.random.whole(0, Math.min(years, 9))}${month}01`);
  }
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** 19860926 → 26-09-1986 */
function dayFirst(day: string): string {
  return `${day.slice(6)}-${day.slice(4, 6)}-${day.slice(0, 4)}`;
}

/** Spoils the records that `PLANTED` counts, all of ordinary people; `rows` stay in their order. */
function plantFaults(rows: Row[], random: Random): Row[] {
  const ordinary = random.shuffle(
    rows.filter((row) => row["UNOR ID"] !== "null" && row["STATUS CPNS PNS"] === "P" && row["TETAP"] === "tidak"),
  );
  const spoil = (change: (row: Row) => Row, times = 1, suits: (row: Row) => boolean = () => true): void => {
    for (let k = 0; k < times; k++) {
      const [row] = ordinary.splice(ordinary.findIndex(suits), 1);
      Object.assign(row!, change(row!));
    }
  };
  const mangled = (nip: string): string => `${nip[1]},${nip.slice(2, 7)}E+17`;
  const typist = ({ "JABATAN NAMA": title }: Row): boolean => title === JOBS.administrasi.title;
  spoil((row) => ({ "NIP BARU": mangled(row["NIP BARU"]!) }));
  spoil((row) => ({ "NIP BARU": row["NIP BARU"]!.slice(0, -1) }));
  spoil(() => ({ "GOL AKHIR NAMA": "III" }), 2);
  spoil(() => ({ "UNOR ID": "ARSIP-LAMA", "UNOR NAMA": "Kantor Arsip" }), 2);
  spoil(() => ({ "JABATAN NAMA": "Pengadministrasi Perkantorn" }), 2, typist);
  spoil(() => ({ "TMT JABATAN": "01-03-21" }));
  spoil((row) => ({ ALAMAT: `${row["ALAMAT"]}; RT 2` }));
  spoil((row) => ({ "TANGGAL LAHIR": `01${row["TANGGAL LAHIR"]!.slice(2, 6)}1965` }), 2);
  return [...rows, { ...ordinary[0]! }];
}

/** What one person works a year, in minutes, and how often each period comes (PermenPANRB 1/2020). */
const MINUTES_PER_YEAR = 75_000;
const PERIODS_PER_YEAR = { tahun: 1, triwulan: 4, bulan: 12, minggu: 50, hari: 250 } as const;

/** The need in hundredths of a person that a study found: near the one on the list of positions. */
function studied({ need, people }: Post, random: Random): number {
  return Math.round(((need ?? people * 80) * random.whole(85, 115)) / 100);
}

/** 7.5 → 7,5 */
function decimalComma(value: number): string {
  return String(value).replace(".", ",");
}

/** Whole above 10, else tenths: nobody counts finer. */
function counted(volume: number): string {
  return decimalComma(volume >= 10 ? Math.round(volume) : Math.max(1, Math.round(volume * 10)) / 10);
}

/** Tasks of every post but the head's, in the template of workload studies. */
function workloadRows(posts: readonly Post[], random: Random): Row[] {
  return posts.flatMap((post) => {
    const tasks = WORKLOAD_UNITS.includes(post.unit.id) ? (WORKLOAD[post.code] ?? []) : [];
    const minutes = (studied(post, random) / 100) * MINUTES_PER_YEAR;
    return tasks.map((one): Row => ({
      kode_unit: post.unit.id,
      kode_jabatan: post.id,
      tahun: "2025",
      uraian_tugas: one.task,
      hasil_kerja: one.result,
      volume: counted((minutes * one.share) / one.minutes / PERIODS_PER_YEAR[one.period]),
      satuan_periode: one.period,
      norma_waktu: decimalComma(one.minutes),
    }));
  });
}

/** How much of the time of a health centre's people goes to those who come. */
const SERVICE_SHARE = 0.8;

function wisnRows(posts: readonly Post[], random: Random): Row[] {
  return posts.flatMap((post) => {
    const activities = post.unit.id === WISN_UNIT ? WISN_ACTIVITIES[post.code] : undefined;
    if (activities === undefined) return [];
    const place = { "KODE UNIT": post.unit.id, JABATAN: post.job.title };
    const minutes = (studied(post, random) / 100) * WISN_HOURS * 60 * SERVICE_SHARE;
    const rows = activities.map(([name, each, share]): Row => ({
      ...place,
      JENIS: "kegiatan",
      KEGIATAN: name,
      "VOLUME PER TAHUN": String(Math.round((minutes * share) / each)),
      MENIT: decimalComma(each),
      "MENIT PER HARI": "",
      "JAM PER BULAN": "",
      "JAM PER TAHUN": "",
      ORANG: "",
    }));
    const allowances = WISN_ALLOWANCES.map(
      ({ kind, name, minutesPerDay, hoursPerMonth, hoursPerYear, people }): Row => ({
        ...place,
        JENIS: kind,
        KEGIATAN: name,
        "MENIT PER HARI": minutesPerDay ?? "",
        "JAM PER BULAN": hoursPerMonth ?? "",
        "JAM PER TAHUN": hoursPerYear ?? "",
        ORANG: people ?? "",
      }),
    );
    return [...rows, ...allowances];
  });
}

/** Classes come from the need for class teachers in SD, and for teachers of mathematics (5 of 24 hours) in SMP. */
function schoolRows(units: readonly SampleUnit[], posts: readonly Post[], random: Random): Row[] {
  const schools = units.filter(({ kind }) => kind === "primarySchool" || kind === "middleSchool");
  return schools.map((unit): Row => {
    const own = posts.filter((post) => post.unit === unit);
    const isPrimary = unit.kind === "primarySchool";
    const leading = own.find(({ code }) => code === (isPrimary ? "kelas" : "matematika"))!;
    const classes = Math.round((studied(leading, random) / 100) * (isPrimary ? 1 : 24 / 5));
    const teachers = own.filter(({ job }) => job.title.startsWith("Guru "));
    return {
      "UNOR ID": unit.id,
      Nama_Sekolah: unit.name,
      Bentuk_Pendidikan: isPrimary ? "SD" : "SMP",
      Status: "Negeri",
      Kecamatan: unit.district.name,
      Rombel: String(classes),
      Peserta_Didik_Total: String(classes * random.whole(24, 30)),
      Guru_Total: String(teachers.reduce((sum, { people }) => sum + people, 0)),
    };
  });
}

/** Shares of cells that nobody filled in, and of people who think more of their work than others do. */
const UNRATED = 0.015;
const NOT_ASSESSED = 0.04;
const GENEROUS = 0.08;

/** How everyone with a readable number did in 2025. What a person can and wants shows in all figures, each with its own noise. */
function indicatorRows(staff: readonly Row[], random: Random): Row[] {
  const numbers = staff.map((row) => row["NIP BARU"]!).filter((nip) => /^'\d{18}$/.test(nip));
  return [...new Set(numbers)].map((nip): Row => {
    const ability = (random.fraction() + random.fraction() + random.fraction()) / 3;
    const effort = (random.fraction() + random.fraction() + 2 * ability) / 4;
    const points = (low: number, high: number, talent: number, noise: number): number => {
      const value = low + (high - low) * (talent + noise * (2 * random.fraction() - 1));
      return Math.round(Math.min(Math.max(value, low), high));
    };
    const planned = random.whole(24, 60);
    const supervisor = points(45, 100, (ability + effort) / 2, 0.2);
    const isGenerous = random.chance(GENEROUS);
    const own = Math.min(100, supervisor + (isGenerous ? random.whole(20, 35) : random.whole(-6, 9)));
    return {
      NIP: nip,
      "KEHADIRAN (%)": decimalComma(points(840, 1000, effort, 0.35) / 10),
      "TUGAS DIRENCANAKAN": String(planned),
      "TUGAS SELESAI": String(Math.round((planned * points(60, 108, (ability + effort) / 2, 0.25)) / 100)),
      INOVASI: String(5 * Math.round(points(0, 100, ability, 0.4) / 5)),
      "PERILAKU KERJA": String(points(50, 100, effort, 0.3)),
      "PENILAIAN ATASAN": random.chance(UNRATED) ? "" : String(supervisor),
      "PENILAIAN REKAN KERJA": String(points(50, 100, (ability + effort) / 2, 0.3)),
      "PENILAIAN DIRI": String(own),
      "JAM PELATIHAN (JP)": String(random.chance(0.2) ? 0 : 2 * random.whole(2, 24)),
      POTENSI: random.chance(NOT_ASSESSED) ? "" : decimalComma(points(350, 1000, ability, 0.25) / 10),
      "NILAI 2024": random.chance(0.03) ? "" : decimalComma(points(450, 980, (ability + effort) / 2, 0.15) / 10),
    };
  });
}

function courseRows(): Row[] {
  return SAMPLE_COURSES.map((course): Row => ({
    "KODE PELATIHAN": course.code,
    "NAMA PELATIHAN": course.name,
    BENTUK: course.kind,
    KOMPETENSI: course.competencies ?? "",
    SERTIFIKAT: course.certificate ?? "",
    JP: String(course.hours),
    "BIAYA PER PESERTA": course.cost === 0 ? "gratis" : `Rp ${thousands(course.cost)}`,
    KUOTA: String(course.seats ?? ""),
    BULAN: String(course.months),
    PRASYARAT: course.prerequisites ?? "",
    "PELUANG LULUS": course.passes ?? "",
  }));
}

/** 9500000 → 9.500.000 */
function thousands(value: number): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, ".");
}

/** People with a readable number, each once. */
function readable(staff: readonly Row[]): Row[] {
  const rows = staff.filter((row) => /^'\d{18}$/.test(row["NIP BARU"]!));
  return [...new Map(rows.map((row) => [row["NIP BARU"]!, row])).values()];
}

/** Half of all people have been to something in the last two years; nobody to one introduction twice. */
function trainingRows(staff: readonly Row[], random: Random): Row[] {
  const common = SAMPLE_COURSES.filter((course) => course.common === true);
  return readable(staff).flatMap((person) => {
    if (random.chance(0.5)) return [];
    const [first, second] = random.shuffle([...common]);
    const courses = random.chance(0.3) ? [first!, second!] : [first!];
    return courses.map((course): Row => {
      const [name, hours] = random.chance(0.4) ? random.pick(OTHER_TRAINING) : [course.name, course.hours];
      const isOfCatalogue = name === course.name;
      return {
        NIP: person["NIP BARU"]!,
        "KODE PELATIHAN": isOfCatalogue ? course.code : "",
        "NAMA PELATIHAN": name,
        JP: String(hours),
        "TANGGAL SELESAI": dayFirst(
          `${random.pick([2024, 2025])}${two(random.whole(1, 12))}${two(random.whole(1, 28))}`,
        ),
        LULUS: isOfCatalogue ? (random.chance(0.05) ? "tidak" : "ya") : "",
      };
    });
  });
}

/** Share of those people who were not assessed. */
const NOT_RATED = 0.05;

/** Levels of experts in what their post asks, and of everyone with a degree or a diploma in general administration. */
function competencyRows(staff: readonly Row[], random: Random): Row[] {
  const names = [...new Set(Object.values(COMPETENCY_STANDARDS).flatMap((asked) => Object.keys(asked)))];
  return readable(staff).flatMap((person) => {
    const own = Object.keys(COMPETENCY_STANDARDS[person["JABATAN NAMA"]!] ?? {});
    const isGeneral =
      person["JENIS JABATAN NAMA"] === "Jabatan pelaksana" &&
      [EDUCATION.D3, EDUCATION.S1, EDUCATION.S2].some((level) => level === person["TINGKAT PENDIDIKAN NAMA"]);
    if ((own.length === 0 && !isGeneral) || random.chance(NOT_RATED)) return [];
    const level = (name: string): string => {
      if (own.includes(name)) return String(random.chance(0.15) ? 2 : random.whole(3, 4));
      return String(random.chance(0.03) ? 3 : random.whole(1, 2));
    };
    return [
      {
        NIP: person["NIP BARU"]!,
        "TANGGAL ASESMEN": dayFirst(`2025${two(random.whole(3, 11))}${two(random.whole(1, 28))}`),
        ...Object.fromEntries(
          names.map((name) => [name.toUpperCase(), isGeneral || own.includes(name) ? level(name) : ""]),
        ),
      },
    ];
  });
}

/** As the export writes it: no quotation marks, not even where a cell holds a semicolon. */
function staffCsv(rows: readonly Row[]): string {
  return lines(rows, (cell) => cell);
}

function csv(rows: readonly Row[]): string {
  return lines(rows, (cell) => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
}

/** The headings are the keys of the first row. */
function lines(rows: readonly Row[], write: (cell: string) => string): string {
  const headings = Object.keys(rows[0]!);
  const records = rows.map((row) => headings.map((heading) => write(row[heading] ?? "")));
  return [headings, ...records].map((cells) => `${cells.join(";")}\n`).join("");
}

/** Writes the files and says how large they are. */
function main(): void {
  const { values } = parseArgs({ options: { out: { type: "string" }, seed: { type: "string" } } });
  const folder = values.out ?? fileURLToPath(new URL("data", import.meta.url));
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(sampleCity(values.seed))) {
    writeFileSync(join(folder, name), content);
    const rows = content.split("\n").length - 2;
    console.log(`${name}: ${rows} rows, ${Math.ceil(content.length / 1000)} kB`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
