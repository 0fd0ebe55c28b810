/**
 * What the sample city is made of, as data: districts, kinds of units, jobs and what they ask. All of it is invented;
 * titles follow common Indonesian usage so that the files look like those of a real city.
 */

/** Levels of education as the export names them, with the level that the requirement names. */
export const EDUCATION = {
  SD: "Sekolah Dasar",
  SLTA: "SLTA",
  D3: "Diploma III/Sarjana Muda",
  S1: "S-1/Sarjana",
  S2: "S-2",
} as const;

export type Education = keyof typeof EDUCATION;

/** A job: what the list of positions says about every post of this title. */
export interface Job {
  readonly title: string;
  readonly kind: "struktural" | "fungsional" | "pelaksana";
  readonly jobClass: number;
  readonly education: Education;
  /** Accepted fields of study; holders draw theirs from here. */
  readonly fields: readonly string[];
  /** Lowest and highest grade; empty: none asked. */
  readonly grades: readonly [lowest: string, highest: string];
  readonly certificate?: string;
  readonly competency?: string;
  readonly priority?: number;
  /** How much rarer than others its holders are: multiplies the staffing of the unit. Default 1. */
  readonly scarcity?: number;
  /** Share of contract staff (PPPK) among its holders. */
  readonly contract?: number;
}

/** Fields of study of general administration, by level. */
export const SECONDARY: readonly string[] = ["SMA IPA", "SMA IPS", "SMK Administrasi Perkantoran", "SMK Akuntansi"];
export const DIPLOMA: readonly string[] = [
  "Administrasi Perkantoran",
  "Komputerisasi Akuntansi",
  "Manajemen Informatika",
  "Sekretari",
];
export const DEGREE: readonly string[] = [
  "Administrasi Negara",
  "Akuntansi",
  "Ekonomi Pembangunan",
  "Hukum",
  "Ilmu Komunikasi",
  "Ilmu Pemerintahan",
  "Manajemen",
  "Psikologi",
  "Sistem Informasi",
  "Sosiologi",
  "Teknik Sipil",
];
const SERVICE = "Pelayanan publik:2";
const DATA = "Pengelolaan data:2";
const TEACHING = "Sertifikat Pendidik";

const head = (title: string, jobClass: number, fields: readonly string[] = DEGREE): Job => ({
  title,
  kind: "struktural",
  jobClass,
  education: "S1",
  fields,
  grades: ["III/c", ""],
});
const executing = (
  title: string,
  jobClass: number,
  education: Education,
  fields: readonly string[],
  grades: Job["grades"],
  competency?: string,
): Job => ({
  title,
  kind: "pelaksana",
  jobClass,
  education,
  fields,
  grades,
  contract: 0.03,
  ...(competency === undefined ? {} : { competency }),
});
const functional = (title: string, education: Education, fields: readonly string[], more: Partial<Job> = {}): Job => ({
  title,
  kind: "fungsional",
  jobClass: education === "S1" ? 8 : 7,
  education,
  fields,
  grades: ["", ""],
  ...more,
});
const teacher = (subject: string, fields: readonly string[], scarcity = 1): Job =>
  functional(`Guru ${subject}`, "S1", fields, { certificate: TEACHING, contract: 0.15, scarcity });
const carer = (title: string, education: Education, fields: readonly string[], scarcity = 1): Job =>
  functional(title, education, fields, { certificate: `STR ${title}`, contract: 0.12, scarcity });

/** Short codes of the jobs. */
export type JobCode =
  | "bagian"
  | "bidang"
  | "camat"
  | "lurah"
  | "sekolah"
  | "puskesmas"
  | "direktur"
  | "penelaah"
  | "penata"
  | "pengelola"
  | "pengolah"
  | "administrasi"
  | "operator"
  | "penjaga"
  | "arsiparis"
  | "komputer"
  | "keuangan"
  | "auditor"
  | "sdm"
  | "hukum"
  | "pengadaan"
  | "kelas"
  | "olahraga"
  | "matematika"
  | "indonesia"
  | "inggris"
  | "ipa"
  | "ips"
  | "konseling"
  | "informatika"
  | "dokter"
  | "gigi"
  | "spesialis"
  | "perawat"
  | "bidan"
  | "apoteker"
  | "farmasi"
  | "gizi"
  | "sanitasi"
  | "laboratorium"
  | "radiografer"
  | "rekam";

/** Every job. */
export const JOBS: Readonly<Record<JobCode, Job>> = {
  // Heads: appointed by another procedure, so their holders are fixed
  bagian: head("Kepala Bagian", 11),
  bidang: head("Kepala Bidang", 11),
  camat: head("Camat", 12),
  lurah: head("Lurah", 9),
  sekolah: head("Kepala Sekolah", 9, ["Pendidikan Guru Sekolah Dasar", "Pendidikan Matematika", "Pendidikan IPA"]),
  puskesmas: head("Kepala Puskesmas", 9, ["Kesehatan Masyarakat", "Profesi Dokter"]),
  direktur: head("Direktur RSUD", 12, ["Profesi Dokter"]),

  // General administration: open to many
  penelaah: executing("Penelaah Teknis Kebijakan", 7, "S1", DEGREE, ["III/a", ""]),
  penata: executing("Penata Layanan Operasional", 7, "S1", DEGREE, ["III/a", ""], SERVICE),
  pengelola: executing("Pengelola Layanan Operasional", 6, "D3", DIPLOMA, ["II/c", "III/d"]),
  pengolah: executing("Pengolah Data dan Informasi", 6, "D3", DIPLOMA, ["II/c", "III/d"], DATA),
  administrasi: executing("Pengadministrasi Perkantoran", 5, "SLTA", SECONDARY, ["II/a", "III/b"]),
  operator: executing("Operator Layanan Operasional", 5, "SLTA", SECONDARY, ["II/a", "III/b"]),
  penjaga: executing(
    "Pengelola Umum Operasional",
    1,
    "SD",
    ["Sekolah Dasar", "Sekolah Menengah Pertama"],
    ["", "II/d"],
  ),

  // Experts of offices
  arsiparis: functional("Arsiparis", "D3", ["Kearsipan", "Ilmu Perpustakaan", "Administrasi Perkantoran"], {
    certificate: "Sertifikat Arsiparis",
    scarcity: 0.6,
  }),
  komputer: functional("Pranata Komputer", "S1", ["Sistem Informasi", "Teknik Informatika"], { scarcity: 0.55 }),
  keuangan: functional("Analis Keuangan", "S1", ["Akuntansi", "Manajemen"], { grades: ["III/a", ""], scarcity: 0.65 }),
  auditor: functional("Auditor", "S1", ["Akuntansi", "Hukum", "Manajemen", "Teknik Sipil"], {
    certificate: "Sertifikat Auditor",
    grades: ["III/a", ""],
    priority: 2,
    scarcity: 0.55,
  }),
  sdm: functional("Analis SDM Aparatur", "S1", ["Administrasi Negara", "Hukum", "Manajemen", "Psikologi"], {
    grades: ["III/a", ""],
    scarcity: 0.7,
  }),
  hukum: functional("Analis Hukum", "S1", ["Hukum"], { grades: ["III/a", ""], scarcity: 0.7 }),
  pengadaan: functional("Pengelola Pengadaan Barang/Jasa", "S1", DEGREE, {
    certificate: "Sertifikat PBJ Level 1",
    grades: ["III/a", ""],
    scarcity: 0.6,
  }),

  // Schools
  kelas: teacher("Kelas", ["Pendidikan Guru Sekolah Dasar"]),
  olahraga: teacher("PJOK", ["Pendidikan Jasmani"], 0.95),
  matematika: teacher("Matematika", ["Pendidikan Matematika", "Matematika"]),
  indonesia: teacher("Bahasa Indonesia", ["Pendidikan Bahasa Indonesia"]),
  inggris: teacher("Bahasa Inggris", ["Pendidikan Bahasa Inggris"]),
  ipa: teacher("IPA", ["Pendidikan IPA", "Pendidikan Biologi", "Pendidikan Fisika"]),
  ips: teacher("IPS", ["Pendidikan IPS", "Pendidikan Geografi", "Pendidikan Sejarah"], 1.1),
  konseling: teacher("Bimbingan dan Konseling", ["Bimbingan dan Konseling"], 0.7),
  informatika: teacher("Informatika", ["Pendidikan Informatika", "Teknik Informatika"], 0.65),

  // Health
  dokter: carer("Dokter", "S1", ["Profesi Dokter"], 0.85),
  gigi: carer("Dokter Gigi", "S1", ["Profesi Dokter Gigi"], 0.7),
  spesialis: carer("Dokter Spesialis", "S2", ["Penyakit Dalam", "Bedah", "Anak", "Kebidanan dan Kandungan"], 0.65),
  perawat: carer("Perawat", "D3", ["Keperawatan", "Profesi Ners"]),
  bidan: carer("Bidan", "D3", ["Kebidanan"]),
  apoteker: carer("Apoteker", "S1", ["Profesi Apoteker"], 0.8),
  farmasi: carer("Asisten Apoteker", "D3", ["Farmasi"]),
  gizi: carer("Nutrisionis", "D3", ["Gizi"], 0.9),
  sanitasi: carer("Tenaga Sanitasi Lingkungan", "D3", ["Kesehatan Lingkungan"], 0.9),
  laboratorium: carer("Pranata Laboratorium Kesehatan", "D3", ["Analis Kesehatan"], 0.85),
  radiografer: carer("Radiografer", "D3", ["Radiologi"], 0.75),
  rekam: carer("Perekam Medis", "D3", ["Rekam Medis"], 0.75),
};

/** What one kind of unit needs, and how well it is staffed at the centre of the city and at its edge. */
export interface UnitKind {
  /** Lowest and highest need of each post, in people. */
  readonly posts: Readonly<Partial<Record<JobCode, readonly [low: number, high: number]>>>;
  /** People over need at the centre and at the edge, and how far single posts stray from it. */
  readonly staffed: readonly [centre: number, edge: number, spread: number];
}

/** A central office: everything but its head and its experts. */
const OFFICE_POSTS = {
  penelaah: [11, 19],
  penata: [10, 17],
  pengelola: [8, 14],
  pengolah: [4, 8],
  administrasi: [14, 23],
  operator: [5, 9],
  arsiparis: [1, 3],
} as const;

const office = (posts: UnitKind["posts"]): UnitKind => ({
  posts: { ...posts, ...OFFICE_POSTS },
  staffed: [1.3, 1.3, 0.22],
});

export type UnitKindName =
  | "secretariat"
  | "personnel"
  | "finance"
  | "inspectorate"
  | "education"
  | "health"
  | "hospital"
  | "clinic"
  | "primarySchool"
  | "middleSchool"
  | "district"
  | "ward";

export const UNIT_KINDS: Readonly<Record<UnitKindName, UnitKind>> = {
  secretariat: office({ bagian: [1, 1], hukum: [2, 5], komputer: [1, 3] }),
  personnel: office({ bidang: [1, 1], sdm: [6, 10], komputer: [2, 4] }),
  finance: office({ bidang: [1, 1], keuangan: [8, 14], pengadaan: [2, 5] }),
  inspectorate: office({ bidang: [1, 1], auditor: [18, 24] }),
  education: office({ bidang: [1, 1], keuangan: [3, 5], pengadaan: [1, 3] }),
  health: office({ bidang: [1, 1], keuangan: [3, 5], pengadaan: [1, 3] }),
  hospital: {
    posts: {
      direktur: [1, 1],
      spesialis: [20, 26],
      dokter: [32, 38],
      perawat: [190, 215],
      bidan: [48, 58],
      apoteker: [11, 14],
      farmasi: [18, 22],
      gizi: [9, 12],
      sanitasi: [4, 6],
      laboratorium: [15, 19],
      radiografer: [9, 12],
      rekam: [12, 16],
      keuangan: [6, 9],
      penata: [18, 24],
      pengelola: [18, 24],
      administrasi: [48, 56],
      operator: [26, 32],
    },
    staffed: [1.08, 1.08, 0.1],
  },
  clinic: {
    posts: {
      puskesmas: [1, 1],
      dokter: [2.4, 4.6],
      gigi: [1, 1],
      perawat: [11, 17],
      bidan: [8, 13],
      apoteker: [0.9, 1.4],
      farmasi: [1.6, 2.9],
      gizi: [1.2, 2.2],
      sanitasi: [1, 2],
      laboratorium: [1.2, 2.3],
      administrasi: [3.5, 6],
    },
    staffed: [1.12, 0.66, 0.1],
  },
  primarySchool: {
    posts: { sekolah: [1, 1], kelas: [14, 21], olahraga: [1.5, 3], administrasi: [1, 2.4], penjaga: [1, 2] },
    staffed: [1.22, 0.7, 0.12],
  },
  middleSchool: {
    posts: {
      sekolah: [1, 1],
      matematika: [4, 6.5],
      indonesia: [4, 6.5],
      inggris: [3.5, 5.5],
      ipa: [5, 7.5],
      ips: [4, 6.5],
      olahraga: [2.5, 4],
      konseling: [3, 5],
      informatika: [2, 3.5],
      administrasi: [4, 6],
      penjaga: [2, 3],
    },
    staffed: [1.2, 0.72, 0.12],
  },
  district: {
    posts: {
      camat: [1, 1],
      penelaah: [3, 5],
      penata: [5, 8],
      pengelola: [4, 6],
      pengolah: [2, 3.5],
      administrasi: [7, 10],
      operator: [3, 4.5],
    },
    staffed: [1.02, 0.72, 0.15],
  },
  ward: {
    posts: { lurah: [1, 1], penata: [2.2, 4.2], pengelola: [2, 3.6], administrasi: [3, 5.4] },
    staffed: [0.85, 0.55, 0.12],
  },
};

/** A district (*kecamatan*) with its centre, in kilometres east and north of the town hall. */
export interface District {
  readonly name: string;
  readonly east: number;
  readonly north: number;
  /** 0 at the centre of the city, 1 at its edge. */
  readonly remoteness: number;
}

export const DISTRICTS: readonly District[] = [
  { name: "Melati", east: 0.3, north: 0.2, remoteness: 0 },
  { name: "Kenanga", east: -1.6, north: 1.1, remoteness: 0.1 },
  { name: "Cempaka", east: 3.1, north: -1.9, remoteness: 0.4 },
  { name: "Teratai", east: -2.4, north: -3.6, remoteness: 0.5 },
  { name: "Dahlia", east: 1.2, north: 5.4, remoteness: 0.6 },
  { name: "Anggrek", east: 7.6, north: 2.3, remoteness: 0.9 },
  { name: "Seroja", east: -7.2, north: 3.8, remoteness: 0.9 },
  { name: "Flamboyan", east: 4.3, north: -7.9, remoteness: 1 },
];

/** A task as the workload study of a post lists it. */
export interface SampleTask {
  readonly task: string;
  readonly result: string;
  readonly period: "tahun" | "triwulan" | "bulan" | "minggu" | "hari";
  readonly minutes: number;
  /** Share of the post's work. */
  readonly share: number;
}

const work = (
  task: string,
  result: string,
  period: SampleTask["period"],
  minutes: number,
  share: number,
): SampleTask => ({ task, result, period, minutes, share });

/** Units whose posts have a workload study (ABK), heads apart. */
export const WORKLOAD_UNITS: readonly string[] = [
  "SETDA-UMUM",
  "SETDA-ORGANISASI",
  "BKPSDM-MUTASI",
  "BKPSDM-KOMPETENSI",
  "BPKAD-ANGGARAN",
  "BPKAD-ASET",
  "INSPEKTORAT",
];

/** What the posts of those units do; shares add up to 1. */
export const WORKLOAD: Readonly<Partial<Record<JobCode, readonly SampleTask[]>>> = {
  penelaah: [
    work("Menelaah bahan kebijakan", "Telaahan", "bulan", 420, 0.5),
    work("Menyusun konsep naskah dinas", "Naskah", "minggu", 150, 0.3),
    work("Memantau pelaksanaan kegiatan", "Laporan", "triwulan", 900, 0.2),
  ],
  penata: [
    work("Melayani tamu dan pemohon", "Layanan", "hari", 25, 0.6),
    work("Menyiapkan rapat", "Rapat", "minggu", 180, 0.4),
  ],
  pengelola: [
    work("Mengelola barang dan perlengkapan", "Dokumen", "bulan", 240, 0.55),
    work("Menyusun laporan pengelolaan", "Laporan", "triwulan", 600, 0.45),
  ],
  pengolah: [
    work("Memasukkan dan memeriksa data", "Data", "hari", 7.5, 0.7),
    work("Menyajikan data", "Tabel", "bulan", 180, 0.3),
  ],
  administrasi: [
    work("Mencatat surat masuk dan keluar", "Surat", "hari", 12.5, 0.55),
    work("Mengetik naskah dinas", "Naskah", "hari", 40, 0.3),
    work("Menata berkas", "Berkas", "minggu", 60, 0.15),
  ],
  operator: [
    work("Mengoperasikan peralatan kantor", "Kegiatan", "hari", 45, 0.75),
    work("Merawat peralatan kantor", "Kegiatan", "bulan", 240, 0.25),
  ],
  arsiparis: [
    work("Menata arsip inaktif", "Boks", "minggu", 240, 0.6),
    work("Menyusun daftar arsip", "Daftar", "tahun", 1200, 0.4),
  ],
  komputer: [
    work("Memelihara jaringan dan aplikasi", "Kegiatan", "minggu", 300, 0.65),
    work("Membantu pengguna", "Layanan", "hari", 22.5, 0.35),
  ],
  hukum: [
    work("Menelaah rancangan peraturan", "Telaahan", "bulan", 900, 0.7),
    work("Memberi pendapat hukum", "Pendapat", "bulan", 360, 0.3),
  ],
  sdm: [
    work("Memeriksa usul mutasi dan kenaikan pangkat", "Usul", "bulan", 75, 0.6),
    work("Menyusun analisis kebutuhan pegawai", "Dokumen", "tahun", 2400, 0.4),
  ],
  keuangan: [
    work("Memeriksa dokumen anggaran", "Dokumen", "bulan", 150, 0.7),
    work("Menyusun laporan keuangan", "Laporan", "triwulan", 1200, 0.3),
  ],
  pengadaan: [
    work("Memproses paket pengadaan", "Paket", "tahun", 1800, 0.8),
    work("Menyusun rencana umum pengadaan", "Dokumen", "tahun", 3000, 0.2),
  ],
  auditor: [
    work("Melaksanakan audit", "Laporan", "tahun", 7500, 0.75),
    work("Memantau tindak lanjut", "Laporan", "triwulan", 450, 0.25),
  ],
};

/** The health centre with a WISN study, and the hours a year for which one of its people is there. */
export const WISN_UNIT = "PKM-MELATI";
export const WISN_HOURS = 1155;

/** Activities of its cadres with minutes and share of the service; allowances with one of three times. */
export const WISN_ACTIVITIES: Readonly<
  Partial<Record<JobCode, readonly (readonly [name: string, minutes: number, share: number])[]>>
> = {
  perawat: [
    ["Pemeriksaan rawat jalan", 12.5, 0.55],
    ["Tindakan keperawatan", 25, 0.25],
    ["Kunjungan rumah", 75, 0.2],
  ],
  bidan: [
    ["Pemeriksaan kehamilan (ANC)", 30, 0.35],
    ["Pertolongan persalinan", 360, 0.25],
    ["Pelayanan keluarga berencana", 22.5, 0.2],
    ["Posyandu", 240, 0.2],
  ],
};
export const WISN_ALLOWANCES: readonly {
  readonly kind: "penunjang" | "tambahan";
  readonly name: string;
  readonly minutesPerDay?: string;
  readonly hoursPerMonth?: string;
  readonly hoursPerYear?: string;
  readonly people?: string;
}[] = [
  { kind: "penunjang", name: "Pencatatan dan pelaporan", minutesPerDay: "22,5" },
  { kind: "penunjang", name: "Lokakarya mini", hoursPerMonth: "2" },
  { kind: "penunjang", name: "Pelatihan", hoursPerYear: "24" },
  { kind: "tambahan", name: "Penanggung jawab program", hoursPerMonth: "8", people: "2" },
];
