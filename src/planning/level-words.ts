/** What a level pursues, in words that fit into a sentence: "giving it would worsen …". */
import type { PlanLevel } from "./levels.js";

/** In Indonesian and English, by level. */
export const LEVEL_WORDS: Readonly<Record<PlanLevel["name"], { readonly id: string; readonly en: string }>> = {
  floors: { id: "jumlah minimum pegawai jabatan", en: "the floors of posts" },
  waiting: { id: "penempatan pegawai yang menunggu", en: "the placement of waiting people" },
  shortage: { id: "kekurangan pegawai", en: "the shortage of staff" },
  shortageWithMoves: {
    id: "kekurangan pegawai terhadap jumlah perpindahan",
    en: "shortage against the number of moves",
  },
  balance: { id: "keseimbangan beban kerja", en: "the balance of workload" },
  squaredBalance: { id: "keseimbangan beban kerja", en: "the balance of workload" },
  leximin: { id: "keadaan jabatan yang paling kekurangan", en: "the staffing of the worst-off posts" },
  overTenured: { id: "batas lama masa jabatan", en: "the limit on tenure" },
  moves: { id: "jumlah perpindahan", en: "the number of moves" },
  merit: { id: "pilihan pegawai dengan merit lebih tinggi", en: "the choice of people of higher merit" },
  objections: { id: "keberatan pegawai", en: "the objections of people" },
  wishes: { id: "keinginan pegawai", en: "the wishes of people" },
  competencyGap: { id: "kesesuaian kompetensi", en: "the fit of competencies" },
  distance: { id: "jarak perpindahan", en: "the distance of moves" },
  trainingCost: { id: "biaya pelatihan", en: "the cost of training" },
  trainingMonths: { id: "lama pelatihan", en: "the months of training" },
  tie: { id: "hasil undian yang diumumkan", en: "the published lottery" },
};
