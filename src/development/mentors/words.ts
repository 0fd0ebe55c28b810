/** Mentoring in both languages: words for what was found elsewhere. Decides nothing. */
import type { BothLanguages, Check } from "../../planning/index.js";
import type { CompetencyClosed, MentorCondition, MentoringSettings, UnitRelation, UnmatchedReason } from "./types.js";

const RELATIONS: Readonly<Record<UnitRelation, BothLanguages>> = {
  sameUnit: { id: "unit yang sama", en: "the same unit" },
  neighbour: { id: "unit tetangga", en: "a neighbouring unit" },
  agency: { id: "perangkat daerah yang sama", en: "the same agency" },
};

/** A pair in one sentence. */
export function pairText(
  menteeId: string,
  mentorId: string,
  competencies: readonly CompetencyClosed[],
  relation: UnitRelation,
  gradeDistance: number | null,
  months: number,
): BothLanguages {
  const id = competencies.map(
    ({ competency, from, to, required }) => `${competency} dari tingkat ${from} ke ${to} (disyaratkan ${required})`,
  );
  const en = competencies.map(
    ({ competency, from, to, required }) => `${competency} from level ${from} to ${to} (${required} required)`,
  );
  const steps =
    gradeDistance === null
      ? { id: "golongan tidak dapat dibandingkan", en: "grades cannot be compared" }
      : gradeDistance === 0
        ? { id: "golongan sama", en: "the same grade" }
        : {
            id: `golongan mentor ${gradeDistance} tingkat di atas`,
            en: `the mentor's grade is ${gradeDistance} ${gradeDistance === 1 ? "step" : "steps"} higher`,
          };
  const what =
    competencies.length > 0
      ? { id: id.join(", "), en: en.join(", ") }
      : { id: "atas dasar pengalaman lebih lama di jabatan yang sama", en: "by longer experience in the same job" };
  const period = `${months} ${months === 1 ? "month" : "months"}`;
  return {
    id: `${mentorId} mendampingi ${menteeId} selama ${months} bulan: ${what.id}; ${RELATIONS[relation].id}; ${steps.id}`,
    en: `${mentorId} mentors ${menteeId} for ${period}: ${what.en}; ${RELATIONS[relation].en}; ${steps.en}`,
  };
}

type CheckName =
  | "studyLeave"
  | "discipline"
  | "disciplineEnd"
  | "birthDate"
  | "retirementAge"
  | "menteeStudyLeave"
  | "menteeBirthDate"
  | "menteeRetirementAge"
  | "experience";

/** Checks whose words are always the same, by what is not on record. */
export const CHECKS: Readonly<Record<CheckName, Check>> = {
  studyLeave: {
    rule: "studyLeave",
    text: {
      id: "tugas belajar mentor tidak tercatat",
      en: "whether the mentor is on study leave is not recorded",
    },
  },
  discipline: {
    rule: "discipline",
    text: {
      id: "hukuman disiplin mentor tidak tercatat",
      en: "whether the mentor serves a disciplinary penalty is not recorded",
    },
  },
  disciplineEnd: {
    rule: "discipline",
    text: {
      id: "akhir hukuman disiplin berat mentor tidak tercatat",
      en: "the end of a severe disciplinary penalty of the mentor is not recorded",
    },
  },
  birthDate: {
    rule: "retirement",
    text: {
      id: "tanggal lahir mentor tidak tercatat: bisa jadi pensiun sebelum pendampingan selesai",
      en: "the mentor's date of birth is not recorded: retirement may come before the mentoring ends",
    },
  },
  retirementAge: {
    rule: "retirement",
    text: {
      id: "batas usia pensiun jabatan mentor tidak diketahui: bisa jadi pensiun sebelum pendampingan selesai",
      en: "the retirement age of the mentor's post is not known: retirement may come before the mentoring ends",
    },
  },
  menteeStudyLeave: {
    rule: "menteeStudyLeave",
    text: {
      id: "tugas belajar peserta tidak tercatat",
      en: "whether the mentee is on study leave is not recorded",
    },
  },
  menteeBirthDate: {
    rule: "menteeRetirement",
    text: {
      id: "tanggal lahir peserta tidak tercatat: bisa jadi pensiun sebelum pendampingan selesai",
      en: "the mentee's date of birth is not recorded: retirement may come before the mentoring ends",
    },
  },
  menteeRetirementAge: {
    rule: "menteeRetirement",
    text: {
      id: "batas usia pensiun jabatan peserta tidak diketahui: bisa jadi pensiun sebelum pendampingan selesai",
      en: "the retirement age of the mentee's post is not known: retirement may come before the mentoring ends",
    },
  },
  experience: {
    rule: "experience",
    text: {
      id: "TMT jabatan mentor atau peserta tidak tercatat: siapa yang lebih lama di jabatan ini belum diketahui",
      en: "since when mentor or mentee is in the job is not recorded: who has been longer is not known",
    },
  },
};

export function gradesUnknown(most: number): Check {
  return {
    rule: "grade",
    text: {
      id: `golongan mentor dan peserta tidak dapat dibandingkan: mentor tidak boleh di bawah, dan paling banyak ${most} tingkat di atas`,
      en: `the grades of mentor and mentee cannot be compared: the mentor's must not be lower, and at most ${most} steps higher`,
    },
  };
}

export function menteeUnrated(names: readonly string[]): Check {
  return {
    rule: "menteeCompetencies",
    text: {
      id: `kompetensi peserta belum dinilai: ${names.join(", ")}`,
      en: `competencies of the mentee are not rated yet: ${names.join(", ")}`,
    },
  };
}

export function mentorUnrated(names: readonly string[]): Check {
  return {
    rule: "mentorCompetencies",
    text: {
      id: `kompetensi mentor belum dinilai: ${names.join(", ")}`,
      en: `competencies of the mentor are not rated yet: ${names.join(", ")}`,
    },
  };
}

/** Conditions in the order in which they are looked at and listed. */
export const CONDITIONS: readonly MentorCondition[] = [
  "menteeWithoutPost",
  "menteeNotActive",
  "menteeStudyLeave",
  "menteeRetiring",
  "menteeUndecided",
  "withoutPost",
  "tooFar",
  "notActive",
  "studyLeave",
  "discipline",
  "retiring",
  "changesUnit",
  "noCapacity",
  "keptForOwnUnit",
  "lowerGrade",
  "gradeTooFar",
  "nothingToTeach",
  "otherJob",
  "notLonger",
  "undecided",
  "full",
];

const REACHES: Readonly<Record<MentoringSettings["reach"], BothLanguages>> = {
  unit: { id: "unit peserta", en: "the mentee's unit" },
  neighbours: {
    id: "unit peserta dan unit tetangganya",
    en: "the mentee's unit and its neighbours",
  },
  agency: { id: "perangkat daerah peserta dan unit tetangganya", en: "the mentee's agency and neighbouring units" },
};

/** So many people under one condition. */
export function reasonText(condition: MentorCondition, count: number, settings: MentoringSettings): BothLanguages {
  const { months, maximumGradeDistance, reach, keepSeniors } = settings;
  const person = (one: string, many: string): string => (count === 1 ? `1 person ${one}` : `${count} people ${many}`);
  switch (condition) {
    case "menteeWithoutPost":
      return { id: "peserta belum memegang jabatan", en: "the mentee holds no post" };
    case "menteeNotActive":
      return { id: "peserta tidak berstatus aktif", en: "the mentee is not active" };
    case "menteeStudyLeave":
      return {
        id: `tugas belajar peserta belum selesai ketika ${months} bulan pendampingan berakhir`,
        en: `the mentee is on study leave for all the ${months} months of mentoring`,
      };
    case "menteeRetiring":
      return {
        id: `peserta pensiun sebelum ${months} bulan pendampingan selesai`,
        en: `the mentee retires before the ${months} months of mentoring end`,
      };
    case "menteeUndecided":
      return { id: "data peserta kurang untuk memutuskan", en: "the mentee cannot be judged for lack of data" };
    case "withoutPost":
      return { id: `${count} orang belum memegang jabatan`, en: person("holds no post", "hold no post") };
    case "tooFar":
      return {
        id: `${count} orang bekerja di luar ${REACHES[reach].id}`,
        en: person(`works outside ${REACHES[reach].en}`, `work outside ${REACHES[reach].en}`),
      };
    case "notActive":
      return { id: `${count} orang tidak berstatus aktif`, en: person("is not active", "are not active") };
    case "studyLeave":
      return { id: `${count} orang sedang tugas belajar`, en: person("is on study leave", "are on study leave") };
    case "discipline":
      return {
        id: `${count} orang sedang menjalani hukuman disiplin berat`,
        en: person("serves a severe disciplinary penalty", "serve severe disciplinary penalties"),
      };
    case "retiring":
      return {
        id: `${count} orang pensiun sebelum ${months} bulan pendampingan selesai`,
        en: person(
          `retires before the ${months} months of mentoring end`,
          `retire before the ${months} months of mentoring end`,
        ),
      };
    case "changesUnit":
      return {
        id: `${count} orang pindah unit dalam rencana ini`,
        en: person("changes unit by the plan", "change unit by the plan"),
      };
    case "noCapacity":
      return {
        id: `${count} orang tidak diberi tempat untuk peserta`,
        en: person("is to take no mentees", "are to take no mentees"),
      };
    case "keptForOwnUnit": {
      const first = keepSeniors === 1 ? "" : `${keepSeniors} `;
      return {
        id: `${count} orang termasuk ${first}pegawai paling senior di unitnya dan hanya mendampingi di unit itu`,
        en: person(
          `is among the ${first}most senior of another unit and mentors only there`,
          `are among the ${first}most senior of other units and mentor only there`,
        ),
      };
    }
    case "lowerGrade":
      return {
        id: `${count} orang bergolongan lebih rendah dari peserta`,
        en: person("has a lower grade than the mentee", "have a lower grade than the mentee"),
      };
    case "gradeTooFar":
      return {
        id: `${count} orang bergolongan lebih dari ${maximumGradeDistance} tingkat di atas peserta`,
        en: person(
          `stands more than ${maximumGradeDistance} grades above the mentee`,
          `stand more than ${maximumGradeDistance} grades above the mentee`,
        ),
      };
    case "nothingToTeach":
      return {
        id: `${count} orang tidak lebih tinggi dalam kompetensi yang kurang`,
        en: person(
          "has no higher level in what the mentee lacks",
          "have no higher level in anything that the mentee lacks",
        ),
      };
    case "otherJob":
      return {
        id: `${count} orang memegang jabatan lain, dan tidak ada kompetensi yang dapat dibandingkan`,
        en: person(
          "holds another job, and no competencies can be compared",
          "hold other jobs, and no competencies can be compared",
        ),
      };
    case "notLonger":
      return {
        id: `${count} orang tidak lebih lama di jabatan yang sama`,
        en: person("has not been in the same job for longer", "have not been in the same job for longer"),
      };
    case "undecided":
      return {
        id: `${count} orang datanya kurang untuk memutuskan`,
        en: person("cannot be judged for lack of data", "cannot be judged for lack of data"),
      };
    case "full":
      return {
        id: `${count} orang dapat mendampingi tetapi sudah penuh`,
        en: person("could mentor but has no place left", "could mentor but have no place left"),
      };
  }
}

/** Why a mentee has no mentor, in one sentence. */
export function unmatchedText(menteeId: string, reasons: readonly UnmatchedReason[]): BothLanguages {
  const none =
    reasons.length === 0
      ? { id: "tidak ada pegawai lain", en: "there is nobody else" }
      : { id: reasons.map(({ text }) => text.id).join("; "), en: reasons.map(({ text }) => text.en).join("; ") };
  return {
    id: `tidak ada mentor untuk ${menteeId}: ${none.id}`,
    en: `there is no mentor for ${menteeId}: ${none.en}`,
  };
}
