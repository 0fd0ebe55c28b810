/** The examples tell cities apart: Kota Bogor and Kab. Bogor are two. */
import { describe, expect, test } from "vitest";
import { findCity } from "../../examples/schools.js";

const names = ["Kota Bogor", "KOTA BOGOR", "Kab. Bogor", "Kabupaten Bogor", "Kota Kotamobagu", "Kotabaru", "Kab.Depok"];

describe("findCity", () => {
  test.for<[string, readonly string[]]>([
    ["Kota Bogor", ["Kota Bogor", "KOTA BOGOR"]],
    ["kab bogor", ["Kab. Bogor", "Kabupaten Bogor"]],
    ["KOTAMOBAGU", ["Kota Kotamobagu"]],
    ["Kotabaru", ["Kotabaru"]],
    ["Kabupaten Depok", ["Kab.Depok"]],
    ["depok", ["Kab.Depok"]],
  ])("%s", ([asked, found]) => {
    expect(names.filter(findCity(names, asked))).toEqual(found);
  });
  test("one name for two cities is a question, no guess; so is a city that is not there", () => {
    expect(() => findCity(names, "Bogor")).toThrow("Bogor may be KOTA BOGOR or Kabupaten Bogor");
    expect(() => findCity(names, "Kota Depok")).toThrow("no school of Kota Depok");
  });
});
