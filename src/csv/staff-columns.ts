/** The columns of a list of people and the headings under which exports carry them. */
import { type AliasIndex, type ColumnSpec, indexAliases } from "./headings.js";
import { POST_ALIASES } from "./places.js";

/** The columns of the list of people that are read. */
export type StaffColumn =
  | "nip"
  | "id"
  | "position id"
  | "position code"
  | "unit id"
  | "unit name"
  | "agency"
  | "title"
  | "grade"
  | "education"
  | "field"
  | "competencies"
  | "certificates"
  | "status"
  | "cpns or pns"
  | "kind of employee"
  | "legal standing"
  | "legal standing name"
  | "active"
  | "birth date"
  | "appointed on"
  | "position since"
  | "job family"
  | "job level"
  | "study leave until"
  | "discipline"
  | "discipline until"
  | "open findings"
  | "own request"
  | "home latitude"
  | "home longitude"
  | "relatives"
  | "wishes"
  | "objections"
  | "fixed"
  | "merit";

const SPEC: ColumnSpec<StaffColumn> = {
  aliases: {
    nip: ["NIP BARU", "NIP", "NIP NI PPPK", "NI PPPK", "NIP PPPK"],
    id: ["id", "pseudonym", "pseudonim", "staff id", "id pegawai", "kode pegawai", "employee id"],
    "position id": ["position id", "posisi id", "id posisi", "kode posisi", "formasi id", "id formasi"],
    "position code": ["KODE JABATAN", "id jabatan"],
    ...POST_ALIASES,
    grade: [
      "grade",
      "GOL AKHIR NAMA",
      "golongan ruang",
      "gol ruang",
      "golru",
      "golongan",
      "gol",
      "gol akhir",
      "gol ruang akhir",
      "pangkat golongan",
      "pangkat golongan ruang",
      "pangkat gol ruang",
      "pangkat gol",
      "pangkat",
      "pangkat akhir",
    ],
    education: [
      "education",
      "TINGKAT PENDIDIKAN NAMA",
      "tingkat pendidikan",
      "pendidikan terakhir",
      "pendidikan",
      "pend",
      "tingkat",
    ],
    field: ["field", "PENDIDIKAN NAMA", "field of study", "jurusan", "program studi", "prodi", "jenis pendidikan"],
    competencies: ["competencies", "kompetensi"],
    certificates: ["certificates", "sertifikat", "sertifikasi"],
    status: ["status", "status pegawai", "status kepegawaian"],
    "cpns or pns": ["STATUS CPNS PNS"],
    "kind of employee": ["JENIS PEGAWAI NAMA", "jenis pegawai"],
    "legal standing": ["KEDUDUKAN HUKUM ID"],
    "legal standing name": ["KEDUDUKAN HUKUM NAMA", "kedudukan hukum", "nama kedudukan hukum"],
    active: ["active", "aktif", "kedudukan hukum aktif", "status aktif"],
    "birth date": ["birth date", "TANGGAL LAHIR", "tgl lahir", "date of birth"],
    "appointed on": ["appointed on", "TMT CPNS"],
    "position since": ["position since", "TMT JABATAN", "tmt jab"],
    "job family": ["job family", "rumpun jabatan", "rumpun"],
    "job level": ["job level", "jenjang jabatan", "jenjang"],
    "study leave until": ["study leave until", "tugas belajar sampai", "tugas belajar sd", "akhir tugas belajar"],
    discipline: ["discipline", "hukuman disiplin", "tingkat hukuman", "hukdis"],
    "discipline until": ["discipline until", "hukuman disiplin sampai", "akhir hukuman", "akhir hukdis"],
    "open findings": ["open findings", "temuan"],
    "own request": ["own request", "atas permintaan sendiri", "permintaan sendiri", "aps"],
    "home latitude": ["home latitude", "lintang rumah", "latitude", "lintang"],
    "home longitude": ["home longitude", "bujur rumah", "longitude", "bujur"],
    relatives: ["relatives", "kerabat"],
    wishes: ["wishes", "minat", "keinginan", "pilihan"],
    objections: ["objections", "keberatan"],
    fixed: ["fixed", "tetap"],
    merit: ["merit", "nilai merit", "skor merit"],
  },
  required: [{ name: "employee number (NIP) or id", anyOf: ["nip", "id"] }],
  incidental: [
    "status",
    "cpns or pns",
    "kind of employee",
    "legal standing",
    "legal standing name",
    "active",
    "birth date",
    "appointed on",
    "position since",
    "job family",
    "job level",
    "study leave until",
    "discipline",
    "discipline until",
    "open findings",
    "own request",
    "home latitude",
    "home longitude",
    "relatives",
    "wishes",
    "objections",
    "merit",
  ],
};

/** Headings where the file itself must name the position by id. */
export const NEEDS_POSITION_ID: AliasIndex<StaffColumn> = indexAliases({
  ...SPEC,
  required: [
    ...SPEC.required,
    {
      name: "position id",
      anyOf: ["position id"],
      template: ["id posisi", "id formasi"],
      hint: "or pass the positions (the option positions) so that unit and title say which one is held",
    },
  ],
} satisfies ColumnSpec<StaffColumn>);
/** Headings where unit and title may stand for the position. */
export const NEEDS_PLACE: AliasIndex<StaffColumn> = indexAliases({
  ...SPEC,
  required: [
    ...SPEC.required,
    {
      name: "unit, or a position id",
      anyOf: ["unit id", "unit name", "position id", "position code"],
      template: ["UNOR ID", "UNOR NAMA"],
    },
    {
      name: "title of the position, or a position id",
      anyOf: ["title", "position id", "position code"],
      template: ["JABATAN NAMA", "jabatan"],
    },
  ],
} satisfies ColumnSpec<StaffColumn>);
