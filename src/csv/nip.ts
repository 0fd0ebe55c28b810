/**
 * The employee number (*NIP* of civil servants, *NI PPPK* of contract staff): 18 digits that say when a person was
 * born and appointed. There is no check digit; this is what can be checked without one.
 *
 * Source: Perka BKN 22/2007 and 43/2007 (as reported by Tempo) for civil servants: birth `YYYYMMDD`, appointment
 * `YYYYMM`, sex `1|2`, sequence `NNN`. Contract staff: birth `YYYYMMDD`, year of appointment `YYYY`, contract code
 * `FF` (seen: 21 and above), sex, sequence `NNN` (secondary pages, **unverified**).
 */
import { isoDate } from "./dates.js";
import type { CsvCode } from "./codes.js";
import { lastDigits } from "./problem.js";
import { plainText } from "./text.js";

/** What a valid employee number says. The sex digit is checked and never handed on. */
export interface Nip {
  /** Civil servant (`YYYYMM` of appointment) or contract staff (`YYYY` and a contract code above 12). */
  readonly kind: "PNS" | "PPPK";
  /** The 18 digits, without spaces. A text, never a number: a number would be rounded. */
  readonly nip: string;
  readonly birthDate: string;
  /** First day of the month of appointment; civil servants only. */
  readonly appointedOn?: string;
  readonly appointedYear: number;
  /** `001` … `999`. */
  readonly sequence: string;
  /** Appointed before the 18th birthday (of contract staff: before the year of it). Unusual but possible. */
  readonly unusualAge: boolean;
}

/** Why a text is no employee number. */
export interface NipFailure {
  readonly kind: "invalid";
  readonly code: Extract<CsvCode, "csv/bad-nip" | "csv/nip-mangled">;
  readonly message: string;
  readonly hint?: string;
}

const EXPORT_AGAIN =
  "export again with the column formatted as text (in a spreadsheet: Data > From Text/CSV, column type Text); the lost digits cannot be restored";
const YOUNGEST = 16;
const OLDEST = 60;
const USUAL_YOUNGEST = 18;

/** A number in scientific notation, as a spreadsheet shows long digit strings. */
function isScientific(text: string): boolean {
  return /^\d(?:[.,]\d+)?e\+?\d{1,3}$/i.test(text.trim());
}

/** Birth, appointment, sex and sequence, written apart; `198609262015051.000` is a number and not of this form. */
const PARTS = /^(\d{8})([-./])(\d{6})\2(\d)\2(\d{3})$/;

/** The 18 digits of an employee number in any spelling; of another text what is left without spaces and marks. */
export function nipDigits(text: string): string {
  const nip = plainText(text.replace(/[\s\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g, ""));
  return nip.replace(PARTS, "$1$3$4$5");
}

/**
 * Reads an employee number, with or without spaces, a leading apostrophe or `="…"` around it, and dots, hyphens or slashes
 * between its parts. Messages show its last four digits at most, for the first eight are a birth date.
 *
 * Checked: 18 digits; a real birth date; age at appointment 16 … 60; sex digit 1 or 2; sequence not `000` (which is
 * also what a spreadsheet's rounding leaves).
 */
export function parseNip(text: string): Nip | NipFailure {
  if (typeof text !== "string") {
    return { kind: "invalid", code: "csv/nip-mangled", message: "a NIP is a text, not a number", hint: EXPORT_AGAIN };
  }
  const nip = nipDigits(text);
  if (isScientific(nip) || /^\d{15,21}[.,]0+$/.test(nip)) {
    return {
      kind: "invalid",
      code: "csv/nip-mangled",
      message: "the NIP was turned into a number",
      hint: EXPORT_AGAIN,
    };
  }
  if (!/^\d{18}$/.test(nip)) {
    const found = /^\d+$/.test(nip) ? `${nip.length} digits` : "other characters";
    const hint = /^\d{9}$/.test(nip) ? "this is the old NIP (NIP LAMA); give the one with 18 digits" : undefined;
    return invalid(`a NIP has 18 digits, found ${found}`, hint);
  }
  const name = lastDigits(nip);
  const sequence = nip.slice(15);
  if (sequence === "000") {
    return {
      kind: "invalid",
      code: "csv/nip-mangled",
      message: "the NIP ends in 000: it was rounded",
      hint: EXPORT_AGAIN,
    };
  }
  const birthYear = Number(nip.slice(0, 4));
  const birthDate = isoDate(birthYear, Number(nip.slice(4, 6)), Number(nip.slice(6, 8)));
  if (birthDate === null) return invalid(`${name} does not start with a birth date (YYYYMMDD)`);
  if (!/[12]/.test(nip.charAt(14))) return invalid(`the 15th digit of ${name} is neither 1 nor 2`);

  const appointedYear = Number(nip.slice(8, 12));
  const month = Number(nip.slice(12, 14));
  if (month === 0) return invalid(`${name} has 00 where the month of appointment or the contract code stands`);
  const kind = month <= 12 ? "PNS" : "PPPK";
  const appointedOn = `${nip.slice(8, 12)}-${nip.slice(12, 14)}-01`;
  const beforeBirthday = kind === "PNS" && appointedOn.slice(5) < birthDate.slice(5);
  const age = appointedYear - birthYear - (beforeBirthday ? 1 : 0);
  if (age < YOUNGEST || age > OLDEST) {
    return invalid(`by ${name} its holder was appointed before turning ${YOUNGEST} or after turning ${OLDEST + 1}`);
  }
  return {
    kind,
    nip,
    birthDate,
    ...(kind === "PNS" ? { appointedOn } : {}),
    appointedYear,
    sequence,
    unusualAge: age < USUAL_YOUNGEST,
  };
}

function invalid(message: string, hint?: string): NipFailure {
  return { kind: "invalid", code: "csv/bad-nip", message, ...(hint === undefined ? {} : { hint }) };
}
