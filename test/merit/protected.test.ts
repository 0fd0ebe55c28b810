/** Sex, religion, age, marital status and the like cannot be indicators, under whatever plain or disguised name. */
import { describe, expect, test } from "vitest";
import { protectedAttribute, rankByMerit, USUAL_INDICATORS } from "../../src/merit/index.js";

const refused: Readonly<Record<string, readonly string[]>> = {
  sex: [
    "sex",
    "Gender",
    "jenis kelamin",
    "JENIS KELAMIN",
    "jenis_kelamin",
    "jenisKelamin",
    "jeniskelamin",
    "JK",
    "L/P",
    "pria",
    "wanita",
    "laki-laki",
    "lakiLaki",
    "isMale",
    "female_staff",
    "s3x",
    "perempuan2024",
    "hamil",
    "kehamilan",
    "pregnant",
  ],
  religion: [
    "agama",
    "AGAMA NAMA",
    "agama_id",
    "religion",
    "Religious_group",
    "keagamaan",
    "islam",
    "4gama",
    "agamaPegawai",
    "kepercayaan",
  ],
  age: [
    "age",
    "usia",
    "USIA2024",
    "usia_pegawai",
    "usiaPegawai",
    "us1a",
    "umur",
    "umurPegawai",
    "tanggal lahir",
    "TANGGAL LAHIR",
    "tgl_lahir",
    "tglLahir",
    "tgllahir",
    "tahunlahir",
    "TTL",
    "birth_date",
    "birthYear",
    "dateofbirth",
    "DOB",
    "tempat lahir",
    "older_than_50",
    "age_group",
    "agegroup",
    "ágé",
  ],
  maritalStatus: [
    "status kawin",
    "statuskawin",
    "status_perkawinan",
    "JENIS KAWIN NAMA",
    "marital_status",
    "married",
    "menikah",
    "nikah",
    "jumlah anak",
    "jumlahAnak",
    "janda",
    "suami_istri",
    "single",
    "jmlAnak",
    "jumlah_tanggungan",
  ],
  descent: [
    "suku",
    "ras",
    "etnis",
    "ethnicity",
    "suku bangsa",
    "keturunan",
    "warna_kulit",
    "warnaKulit",
    "skin colour",
    "asal_usul",
    "asal daerah",
    "putra_daerah",
    "orang asli Papua",
    "nationality",
    "kewarganegaraan",
    "place_of_origin",
  ],
  disability: ["disabilitas", "isDisabled", "difabel", "kecacatan", "kondisi_kecacatan", "penyandang cacat"],
  politics: [
    "partai",
    "political party",
    "parpol",
    "latar_belakang_politik",
    "afiliasi politik",
    "political_affiliation",
  ],
  identity: ["NIP", "NIP BARU", "nik", "no_ktp"],
};

const allowed = [
  "attendance",
  "kehadiran",
  "management",
  "manajemen",
  "package_delivery",
  "percentage",
  "coverage",
  "usage",
  "average_score",
  "stage",
  "agenda",
  "agency_rating",
  "agent",
  "sumber daya manusia",
  "manusia",
  "antusias",
  "antusiasme",
  "sumur_bor",
  "kumur",
  "tenaga masyarakat",
  "lembaga masyarakat",
  "agen derma",
  "keragaman",
  "ragam",
  "pelayanan anak",
  "kunjungan ibu hamil",
  "suku dinas",
  "tingkat cacat produk",
  "originality",
  "dokumen asli",
  "asal surat",
  "warna laporan",
  "kebijakan politik hukum",
  "kepercayaan masyarakat",
  "third party audits",
  "single submission",
  "pelatihan",
  "kelas",
  "trace",
  "terasi",
  "beras",
  "kerasan",
  "nipah",
  "teknik",
  "nikel",
  "message",
  "language",
  "experience_years",
  "masa kerja",
  "assessment",
  "SKP 2024",
  "i1",
  "x35",
  "p4k",
  "hadir",
  "kinerja",
  "IPM",
  "gol_ruang",
];

describe.for(Object.entries(refused))("%s", ([attribute, names]) => {
  test.for(names)("%s", (name) => {
    expect(protectedAttribute(name)?.attribute).toBe(attribute);
  });
});

test.for(allowed)("%s is no protected attribute", (name) => {
  expect(protectedAttribute(name)).toBeUndefined();
});

test("the usual indicators are none, by id and by label", () => {
  for (const [id, { label }] of Object.entries(USUAL_INDICATORS)) {
    for (const name of [id, label!.id, label!.en]) expect(protectedAttribute(name), name).toBeUndefined();
  }
});

test("a scheme with one is refused with the reason, at the id and at either label", () => {
  const scale = { from: 0, to: 60 };
  try {
    rankByMerit([], {
      asOf: "2026-01-01",
      indicators: [
        { id: "usia", weight: 1, scale },
        { id: "x", weight: 1, scale, label: { id: "jenis kelamin", en: "x" } },
        { id: "y", weight: 1, scale, label: { id: "y", en: "date of birth" } },
        { id: "z", weight: 1, scale, label: { id: "аgama", en: "z" } }, // Cyrillic а
        { id: "tanggal lahir", weight: 1, scale },
      ],
    });
    expect.unreachable();
  } catch (error) {
    const { issues } = error as { issues: { code: string; path: readonly unknown[]; message: string }[] };
    expect(issues.map(({ code, path }) => [code, path.slice(2).join(".")])).toEqual([
      ["merit/protected-attribute", "0.id"],
      ["merit/protected-attribute", "1.label.id"],
      ["merit/protected-attribute", "2.label.en"],
      ["merit/bad-name", "3.label.id"],
      ["merit/bad-name", "4.id"],
      ["merit/protected-attribute", "4.id"],
    ]);
    expect(issues[0]!.message).toBe('"usia" means age (usia): merit must not depend on it');
  }
});
