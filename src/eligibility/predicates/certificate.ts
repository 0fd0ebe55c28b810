/** Posts of some titles ask for a certificate, whether or not their records say so. */
import { plainText } from "../../scenario/index.js";
import { aboutPair } from "../question.js";
import type { Predicate } from "./predicate.js";

/**
 * Titles and certificates are told by how they begin, in whole words: "STR" names "STR Perawat", "perawat" names "Perawat
 * Terampil". A post whose own requirements name such a certificate is left to them.
 */
export const certificate: Predicate<"certificate"> = ({ certificate: wanted, titles }) => {
  const words = titles.map(plainText);
  const name = plainText(wanted);
  const isOne = (text: string): boolean => beginsWith(plainText(text), name);
  return aboutPair<boolean | null, boolean>(
    {
      ofPerson: ({ certificates }) => certificates?.some(isOne) ?? null,
      ofPosition: ({ title, requirements }) => {
        const plain = plainText(title);
        return words.some((word) => beginsWith(plain, word)) && requirements?.certificates?.some(isOne) !== true;
      },
      isMet: (holds, asks) => !asks || (holds ?? undefined),
    },
    (_, { title }) => ({
      forbidden: {
        id: `${wanted} disyaratkan untuk ${title}, tidak dimiliki`,
        en: `${wanted} is required for ${title}, not held`,
      },
      unknown: {
        id: `${wanted} disyaratkan untuk ${title}, sertifikat tidak tercatat`,
        en: `${wanted} is required for ${title}, no certificates are recorded`,
      },
      missing: ["staff", "certificates"],
    }),
  );
};

function beginsWith(text: string, words: string): boolean {
  return text === words || text.startsWith(`${words} `);
}
