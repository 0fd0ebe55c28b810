/** The course catalogue of the sample city, as data. Invented; names, hours and prices follow what agencies publish. */

/** A course as the file lists it: competencies `Name=level`, the cost in rupiah, seats and share of passes where known. */
export interface SampleCourse {
  readonly code: string;
  readonly name: string;
  readonly kind: "klasikal" | "e-learning" | "coaching" | "magang";
  readonly competencies?: string;
  readonly certificate?: string;
  readonly hours: number;
  readonly cost: number;
  readonly seats?: number;
  readonly months: number;
  readonly passes?: string;
  readonly prerequisites?: string;
  /** An introduction that many people have been through. */
  readonly common?: boolean;
}

export const SAMPLE_COURSES: readonly SampleCourse[] = [
  { code: "AUD-0", name: "Dasar-dasar Pengawasan Intern", kind: "e-learning", competencies: "Pengawasan intern=2", hours: 30, cost: 350_000, months: 1, passes: "95%", common: true },
  { code: "AUD-1", name: "Pelatihan Pembentukan Auditor Ahli Pertama", kind: "klasikal", competencies: "Pengawasan intern=3", certificate: "Sertifikat Auditor", hours: 120, cost: 9_500_000, seats: 6, months: 4, passes: "80%", prerequisites: "AUD-0" },
  { code: "AUD-2", name: "Magang Pengawasan di Inspektorat Provinsi", kind: "magang", competencies: "Pengawasan intern=3", hours: 160, cost: 4_250_000, seats: 2, months: 6, passes: "90%", prerequisites: "AUD-0" },
  { code: "PBJ-0", name: "Pengantar Pengadaan Barang/Jasa", kind: "e-learning", competencies: "Pengadaan barang/jasa=1", hours: 20, cost: 0, months: 0, common: true },
  { code: "PBJ-1", name: "Pelatihan dan Sertifikasi PBJ Level 1", kind: "klasikal", competencies: "Pengadaan barang/jasa=2", certificate: "Sertifikat PBJ Level 1", hours: 50, cost: 4_500_000, seats: 10, months: 2, passes: "70%", prerequisites: "PBJ-0" },
  { code: "ARS-0", name: "Pengelolaan Arsip Dinamis", kind: "e-learning", competencies: "Kearsipan=1", hours: 24, cost: 250_000, months: 1, passes: "97%", common: true },
  { code: "ARS-1", name: "Pelatihan Fungsional Arsiparis", kind: "klasikal", competencies: "Kearsipan=2", certificate: "Sertifikat Arsiparis", hours: 80, cost: 5_200_000, seats: 8, months: 3, passes: "90%", prerequisites: "ARS-0" },
  { code: "KEU-1", name: "Bimtek Penatausahaan Keuangan Daerah", kind: "klasikal", competencies: "Keuangan daerah=2", hours: 24, cost: 2_750_000, seats: 30, months: 1, passes: "95%", common: true },
  { code: "KEU-2", name: "Pelatihan Analis Keuangan Daerah", kind: "klasikal", competencies: "Keuangan daerah=3", hours: 60, cost: 6_500_000, seats: 12, months: 2, passes: "85%", prerequisites: "KEU-1" },
  { code: "SDM-1", name: "Pelatihan Analis SDM Aparatur", kind: "klasikal", competencies: "Manajemen ASN=3", hours: 60, cost: 5_750_000, seats: 10, months: 2, passes: "90%" },
  { code: "SDM-2", name: "Coaching Manajemen Talenta", kind: "coaching", competencies: "Manajemen ASN=3", hours: 24, cost: 1_800_000, seats: 4, months: 5, passes: "75%" },
  { code: "HUK-1", name: "Pelatihan Perancangan Peraturan Daerah", kind: "klasikal", competencies: "Perancangan peraturan=3", hours: 90, cost: 7_250_000, seats: 6, months: 3, passes: "85%" },
  { code: "TIK-0", name: "Literasi Data untuk ASN", kind: "e-learning", competencies: "Pengelolaan data=2|Sistem informasi=1", hours: 20, cost: 0, months: 0, common: true },
  { code: "TIK-1", name: "Pelatihan Administrasi Sistem Informasi", kind: "klasikal", competencies: "Sistem informasi=3|Pengelolaan data=3", hours: 80, cost: 6_900_000, seats: 8, months: 3, passes: "80%", prerequisites: "TIK-0" },
  { code: "TIK-2", name: "Magang Pusat Data Provinsi", kind: "magang", competencies: "Sistem informasi=4", hours: 200, cost: 3_600_000, seats: 3, months: 6, passes: "85%", prerequisites: "TIK-1" },
  { code: "LAY-1", name: "Pelayanan Prima", kind: "e-learning", competencies: "Pelayanan publik=2", hours: 20, cost: 150_000, months: 0, passes: "98%", common: true },
  { code: "LAY-2", name: "Coaching Pelayanan Publik", kind: "coaching", competencies: "Pelayanan publik=3", hours: 16, cost: 900_000, seats: 20, months: 2, passes: "90%", prerequisites: "LAY-1" },
  { code: "PPG-1", name: "Pendidikan Profesi Guru", kind: "klasikal", certificate: "Sertifikat Pendidik", hours: 400, cost: 8_500_000, seats: 5, months: 12, passes: "85%" },
]; // prettier-ignore

/** Training that is on record and in no catalogue. */
export const OTHER_TRAINING: readonly (readonly [name: string, hours: number])[] = [
  ["Seminar Reformasi Birokrasi", 6],
  ["Workshop Penyusunan SKP", 8],
  ["Sosialisasi Antikorupsi", 4],
  ["Bimtek Tata Naskah Dinas", 16],
  ["Webinar Keamanan Informasi", 3],
];
