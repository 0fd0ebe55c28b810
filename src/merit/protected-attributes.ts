/**
 * What must never enter a score: sex, religion, age, marital status and the other grounds on which the civil service may
 * not discriminate (UU 20/2023: race, colour and descent, disability, political opinion; pregnancy counts as sex), under their English and Indonesian names and
 * under the names that exports give their columns.
 *
 * A name is taken apart at capitals, digits and signs, so that `usiaPegawai`, `usia_pegawai` and `USIA2024` are seen for
 * what they are; words that merely contain a protected one (*manusia*, *antusias*, management) are not. A name cannot
 * tell everything: a figure that stands in for age under an innocent name is beyond this check, and people must see to it.
 */
import { openDoor } from "../door/index.js";

/** A ground of discrimination, in both languages. */
export interface ProtectedAttribute {
  readonly attribute: "sex" | "religion" | "age" | "maritalStatus" | "descent" | "disability" | "politics" | "identity";
  readonly label: { readonly id: string; readonly en: string };
}

interface Rule extends ProtectedAttribute {
  /** Words that mean it wherever they stand in a name. */
  readonly words: string;
  /** Beginnings of words that mean it: `usiapegawai`, `agamaid`. */
  readonly beginnings: string;
  /** Letters in a row anywhere in the name, its words run together: long enough to mean nothing else. */
  readonly anywhere: string;
  /** Names that mean it where they are the whole name: `suku`, though not *suku dinas*. */
  readonly alone: string;
}

const RULES: readonly Rule[] = [
  {
    attribute: "sex",
    label: { id: "jenis kelamin", en: "sex" },
    words: "sex gender jender male female woman women pria wanita perempuan lelaki lakilaki",
    beginnings: "gender kelamin lakilaki",
    anywhere: "kelamin",
    alone: "jk lp laki l p hamil kehamilan sedanghamil pregnant pregnancy",
  },
  {
    attribute: "religion",
    label: { id: "agama", en: "religion" },
    words:
      "religion religious agama keagamaan beragama seagama islam muslim kristen katolik protestan hindu buddha budha konghucu",
    beginnings: "agama religi muslim",
    anywhere: "religion",
    alone: "faith kepercayaan",
  },
  {
    attribute: "age",
    label: { id: "usia", en: "age" },
    words: "age ages older younger usia berusia umur berumur lahir kelahiran birth birthday born dob ttl tgllhr bornon",
    beginnings: "usia umur lahir birth agegroup ageyears ageband agein",
    anywhere: "tanggallahir tgllahir tahunlahir thnlahir tempatlahir dateofbirth employeeage staffage ageofemployee",
    alone: "generation generasi",
  },
  {
    attribute: "maritalStatus",
    label: { id: "status perkawinan", en: "marital status" },
    words:
      "marital married marriage unmarried divorced widow widower spouse husband wife kawin nikah menikah suami istri isteri duda janda lajang bujang cerai",
    beginnings: "kawin nikah marital perkawinan pernikahan",
    anywhere:
      "statuskawin statusnikah perkawinan pernikahan maritalstatus jeniskawin jumlahanak jmlanak jumlahtanggungan numberofchildren",
    alone: "single anak children tanggungan",
  },
  {
    attribute: "descent",
    label: { id: "suku, ras, keturunan", en: "race or descent" },
    words:
      "race ethnicity ethnic ras etnis etnik keturunan pribumi nationality kewarganegaraan warnakulit skincolor skincolour " +
      "asalusul asaldaerah putradaerah putridaerah aslidaerah",
    beginnings: "ethnic etnis",
    anywhere: "sukubangsa orangasli placeoforigin",
    alone: "suku tribe origin",
  },
  {
    attribute: "disability",
    label: { id: "disabilitas", en: "disability" },
    words: "disability disabled difabel disabilitas kecacatan penyandangcacat cacatfisik",
    beginnings: "disab difabel",
    anywhere: "disabilitas",
    alone: "cacat",
  },
  {
    attribute: "politics",
    label: { id: "pandangan politik", en: "political opinion" },
    words: "partai parpol",
    beginnings: "parpol",
    anywhere:
      "politicalparty politicalopinion politicalaffiliation politicalbackground pandanganpolitik latarbelakangpolitik afiliasipolitik",
    alone: "politics politik party",
  },
  {
    attribute: "identity",
    label: { id: "nomor identitas", en: "an identity number, which holds birth date and sex" },
    words: "nik nip ktp nipbaru niplama",
    beginnings: "",
    anywhere: "",
    alone: "",
  },
];

/** The rules with their lists taken apart, once. */
const LISTS = RULES.map(({ attribute, label, words, beginnings, anywhere, alone }) => ({
  found: { attribute, label },
  words: new Set(listed(words)),
  beginnings: listed(beginnings),
  anywhere: listed(anywhere),
  alone: new Set(listed(alone)),
}));

function listed(words: string): readonly string[] {
  return words.split(" ").filter((word) => word !== "");
}

/**
 * The protected attribute that a name means; `undefined` where it means none.
 *
 * @param name - an identifier or a label; at most 200 characters are looked at.
 * @throws ScenarioError `merit/wrong-type` for a name that is no text
 */
export function protectedAttribute(name: string): ProtectedAttribute | undefined {
  if (typeof name !== "string") {
    const door = openDoor("merit");
    door.report("wrong-type", ["name"], "the name of an indicator is a text");
    door.close();
  }
  for (const words of readings(name.slice(0, 200))) {
    const letters = words.join("");
    const pairs = words.slice(1).map((word, k) => words[k]! + word);
    const rule = LISTS.find(
      (list) =>
        [...words, ...pairs].some((word) => list.words.has(word)) ||
        words.some((word) => list.beginnings.some((beginning) => word.startsWith(beginning))) ||
        list.anywhere.some((part) => letters.includes(part)) ||
        list.alone.has(letters),
    );
    if (rule !== undefined) return rule.found;
  }
  return undefined;
}

/** Letters that figures stand for in disguised names: `us1a`, `4gama`. */
const FIGURES: Readonly<Record<string, string>> = { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t" };

/** The words of a name in lower case without accents; and once more with letters for figures, where it has such. */
function readings(name: string): string[][] {
  const plain = name.normalize("NFKD").replace(/\p{M}+/gu, "");
  const apart = (text: string): string[] =>
    text
      .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter((word) => word !== "");
  const isDisguised = /\p{L}[013457]\p{L}|(?<![\p{L}\d])[013457]\p{L}{2}/u.test(plain);
  return isDisguised ? [apart(plain), apart(plain.replace(/[013457]/g, (figure) => FIGURES[figure]!))] : [apart(plain)];
}
