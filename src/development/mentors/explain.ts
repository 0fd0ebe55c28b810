/** Pairs and missing mentors in words and figures. */
import type { BothLanguages, Check } from "../../planning/index.js";
import type { PairJudge, People } from "./who-may.js";
import { closedBy, gapOf } from "./who-may.js";
import type {
  CompetencyClosed,
  MentorCondition,
  MentoringSettings,
  MentorPair,
  UnitRelation,
  UnmatchedMentee,
} from "./types.js";

/** A pair by the numbers of its people. */
export function describePair(
  people: People,
  judge: PairJudge,
  mentee: number,
  mentor: number,
  { months, maximumGradeDistance }: MentoringSettings,
): MentorPair {
  const { staff, posts, lacks, unrated, availability, near } = people;
  const [menteeId, mentorId] = [staff[mentee]!.id, staff[mentor]!.id];
  const unitId = posts[mentor]!.unitId;
  const { relation } = near(posts[mentee]!.unitId).find((each) => each.unitId === unitId)!;
  const competencies = closedBy(staff[mentor]!, lacks[mentee]!);
  const gapClosed = competencies.reduce((sum, { from, to }) => sum + to - from, 0);
  const gradeDistance = judge.gradeDistance(mentee, mentor) ?? null;
  const basis = competencies.length > 0 ? "competency" : "experience";
  const checks: Check[] = [...availability[mentor]!.checks];
  if (gradeDistance === null) checks.push(gradesUnknown(maximumGradeDistance));
  if (unrated[mentee]!.length > 0) checks.push(menteeUnrated(unrated[mentee]!));
  if (basis === "experience") {
    if (lacks[mentee]!.length > 0) checks.push(mentorUnrated(lacks[mentee]!.map(({ competency }) => competency)));
    if (people.since[mentee] === undefined || people.since[mentor] === undefined) checks.push(EXPERIENCE_UNKNOWN);
  }
  return {
    menteeId,
    mentorId,
    basis,
    competencies,
    gapClosed,
    gapLeft: gapOf(lacks[mentee]!) - gapClosed,
    relation,
    gradeDistance,
    checks,
    text: pairText(menteeId, mentorId, competencies, relation, gradeDistance, months),
  };
}

const RELATIONS: Readonly<Record<UnitRelation, BothLanguages>> = {
  sameUnit: { id: "unit yang sama", en: "the same unit" },
  neighbour: { id: "unit tetangga", en: "a neighbouring unit" },
  agency: { id: "perangkat daerah yang sama", en: "the same agency" },
};

function pairText(
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

function gradesUnknown(most: number): Check {
  return {
    rule: "grade",
    text: {
      id: `golongan mentor dan peserta tidak dapat dibandingkan: mentor tidak boleh di bawah, dan paling banyak ${most} tingkat di atas`,
      en: `the grades of mentor and mentee cannot be compared: the mentor's must not be lower, and at most ${most} steps higher`,
    },
  };
}

function menteeUnrated(names: readonly string[]): Check {
  return {
    rule: "menteeCompetencies",
    text: {
      id: `kompetensi peserta belum dinilai: ${names.join(", ")}`,
      en: `competencies of the mentee are not rated yet: ${names.join(", ")}`,
    },
  };
}

function mentorUnrated(names: readonly string[]): Check {
  return {
    rule: "mentorCompetencies",
    text: {
      id: `kompetensi mentor belum dinilai: ${names.join(", ")}`,
      en: `competencies of the mentor are not rated yet: ${names.join(", ")}`,
    },
  };
}

const EXPERIENCE_UNKNOWN: Check = {
  rule: "experience",
  text: {
    id: "TMT jabatan mentor atau peserta tidak tercatat: siapa yang lebih lama di jabatan ini belum diketahui",
    en: "since when mentor or mentee is in the job is not recorded: who has been longer is not known",
  },
};

/** Conditions in the order in which they are looked at and listed. */
const CONDITIONS: readonly MentorCondition[] = [
  "menteeWithoutPost",
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

/** Why a mentee has no mentor: everyone else on the staff list under the first condition that stands in the way. */
export function describeUnmatched(
  people: People,
  judge: PairJudge,
  mentee: number,
  waiting: number,
  settings: MentoringSettings,
): UnmatchedMentee {
  const { staff, posts, availability, inUnit, near, lacks } = people;
  const counts = new Map<MentorCondition, number>();
  const count = (condition: MentorCondition, by: number): void => {
    counts.set(condition, (counts.get(condition) ?? 0) + by);
  };
  const others = staff.length - 1;
  const post = posts[mentee]!;
  if (post === null) count("menteeWithoutPost", others);
  else {
    let within = 0;
    for (const { unitId, relation } of near(post.unitId)) {
      for (const other of inUnit.get(unitId) ?? []) {
        if (other === mentee) continue;
        within++;
        count(availability[other]!.barrier ?? judge.barrier(mentee, other, relation) ?? "full", 1);
      }
    }
    count("withoutPost", waiting);
    count("tooFar", others - waiting - within);
  }
  const reasons = CONDITIONS.flatMap((condition) => {
    const found = counts.get(condition) ?? 0;
    return found === 0 ? [] : [{ condition, count: found, text: reasonText(condition, found, settings) }];
  });
  const menteeId = staff[mentee]!.id;
  const none =
    others === 0
      ? { id: "tidak ada pegawai lain", en: "there is nobody else" }
      : { id: reasons.map(({ text }) => text.id).join("; "), en: reasons.map(({ text }) => text.en).join("; ") };
  return {
    menteeId,
    gap: gapOf(lacks[mentee]!),
    reasons,
    text: {
      id: `tidak ada mentor untuk ${menteeId}: ${none.id}`,
      en: `there is no mentor for ${menteeId}: ${none.en}`,
    },
  };
}

const REACHES: Readonly<Record<MentoringSettings["reach"], BothLanguages>> = {
  unit: { id: "unit peserta", en: "the mentee's unit" },
  neighbours: {
    id: "unit peserta dan unit tetangganya",
    en: "the mentee's unit and its neighbours",
  },
  agency: { id: "perangkat daerah peserta dan unit tetangganya", en: "the mentee's agency and neighbouring units" },
};

function reasonText(condition: MentorCondition, count: number, settings: MentoringSettings): BothLanguages {
  const { months, maximumGradeDistance, reach, keepSeniors } = settings;
  const person = (one: string, many: string): string => (count === 1 ? `1 person ${one}` : `${count} people ${many}`);
  switch (condition) {
    case "menteeWithoutPost":
      return { id: "peserta belum memegang jabatan", en: "the mentee holds no post" };
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
