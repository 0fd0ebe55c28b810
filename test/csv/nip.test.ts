import { expect, test } from "vitest";
import { parseNip } from "../../src/csv/index.js";

test("a civil servant's number: birth, month of appointment, sequence; never the sex", () => {
  expect(parseNip("'19860926 201505 1 001 ")).toEqual({
    kind: "PNS",
    nip: "198609262015051001",
    birthDate: "1986-09-26",
    appointedOn: "2015-05-01",
    appointedYear: 2015,
    sequence: "001",
    unusualAge: false,
  });
});

test.each([
  "19860926.201505.1.001",
  "19860926-201505-1-001",
  "19860926/201505/1/001",
  '="198609262015051001"',
  '="19860926 201505 1 001"',
  "'19860926.201505.1.001",
])("all 18 digits are there: %s", (text) => {
  expect(parseNip(text)).toMatchObject({ kind: "PNS", nip: "198609262015051001" });
});

test("a contract number has no month of appointment", () => {
  expect(parseNip("199009132025242014")).toEqual({
    kind: "PPPK",
    nip: "199009132025242014",
    birthDate: "1990-09-13",
    appointedYear: 2025,
    sequence: "014",
    unusualAge: false,
  });
});

test.for([
  ["", "csv/bad-nip"],
  ["131234567", "csv/bad-nip"],
  ["19860926201505100", "csv/bad-nip"],
  ["1986092620150510011", "csv/bad-nip"],
  ["19860926201505100A", "csv/bad-nip"],
  ["198602302015051001", "csv/bad-nip"], // 30 February
  ["198613012015051001", "csv/bad-nip"], // month 13
  ["198609262015053001", "csv/bad-nip"], // sex digit 3
  ["198609262015001001", "csv/bad-nip"], // month 00
  ["198609261999051001", "csv/bad-nip"], // appointed at 12
  ["194009262015051001", "csv/bad-nip"], // appointed at 74
  ["198609262015051000", "csv/nip-mangled"],
  ["1.98609E+17", "csv/nip-mangled"],
  ["1,98609E+17", "csv/nip-mangled"],
  ["1,98609e17", "csv/nip-mangled"],
  ["198609262015051000.0", "csv/nip-mangled"],
  ["198609262015051.000", "csv/nip-mangled"], // a number, not a NIP in parts
  ["198.609.262.015.051.001", "csv/bad-nip"],
  ["19860926.201505.1.01", "csv/bad-nip"],
  ["19860926.201505-1.001", "csv/bad-nip"],
  ['="19860926201505100"', "csv/bad-nip"],
  ["198609262015051000,00", "csv/nip-mangled"],
] as const)("%s is refused: %s", ([text, code]) => {
  expect(parseNip(text)).toMatchObject({ kind: "invalid", code });
});

test("a number is no NIP: it is rounded already", () => {
  expect(parseNip(Number("198609262015051001") as never)).toMatchObject({ kind: "invalid", code: "csv/nip-mangled" });
});

test("ages of 16 and 17 are unusual, 18 is not; the birthday counts to the month's first day", () => {
  expect(parseNip("199805022015051001")).toMatchObject({ unusualAge: true }); // 16
  expect(parseNip("199705022015051001")).toMatchObject({ unusualAge: true }); // a day short of 18
  expect(parseNip("199705012015051001")).toMatchObject({ unusualAge: false });
});
