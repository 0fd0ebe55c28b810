/** The rooms of the house and who may enter which (the table of the contributing guide). */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** What each room may import at run time; itself always. */
const allowed: Record<string, readonly string[]> = {
  errors: [],
  regulation: ["errors"],
  scenario: ["errors", "regulation"],
  door: ["errors", "scenario"],
  staffing: ["errors", "regulation", "scenario", "door"],
  merit: ["errors", "regulation", "scenario", "door"],
  eligibility: ["errors", "regulation", "scenario"],
  network: ["errors"],
  linear: ["errors"],
  planning: ["errors", "regulation", "scenario", "staffing", "eligibility", "network", "linear"],
  development: ["errors", "regulation", "scenario", "door", "eligibility", "merit", "network", "linear", "planning"],
  worker: ["errors", "scenario", "network", "linear", "planning"],
  csv: ["errors"],
  testing: ["errors", "scenario", "eligibility", "linear"],
};

/** Rooms that may read the types of any other room. */
const readsAnyType = new Set(["csv"]);

/** Which room may use which package. Nothing else may be imported. */
const packages: Record<string, readonly string[]> = {
  scenario: ["zod"],
  planning: ["zod"],
  linear: ["javascript-lp-solver", "highs"],
  merit: ["mathjs"],
  csv: ["csv-parse", "csv-stringify"],
  testing: ["fast-check"],
};

const src = fileURLToPath(new URL("../src", import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

function importsOf(text: string): Import[] {
  const statements = text.matchAll(/^(?:import|export)\s+(type\s+)?([^;]*?)\s*from\s+"([^"]+)"/gm);
  const found = Array.from(statements, ([, type, names, target]) => {
    const named = /^\{([^}]*)\}$/
      .exec(names!)?.[1]
      ?.split(",")
      .map((name) => name.trim())
      .filter(Boolean);
    const allTypes = named !== undefined && named.length > 0 && named.every((name) => name.startsWith("type "));
    return { target: target!, typeOnly: type !== undefined || allTypes };
  });
  const bare = Array.from(text.matchAll(/^import\s+"([^"]+)"/gm), ([, target]) => ({
    target: target!,
    typeOnly: false,
  }));
  const lazy = Array.from(text.matchAll(/import\("([^"]+)"\)/g), ([, target]) => ({
    target: target!,
    typeOnly: false,
  }));
  return [...found, ...bare, ...lazy];
}

test("every folder of src is a room on the map", () => {
  const rooms = new Set(files.filter((file) => file.includes(sep)).map((file) => file.split(sep)[0]!));
  expect(Object.keys(allowed)).toEqual(expect.arrayContaining([...rooms]));
  expect(files.filter((file) => !file.includes(sep))).toEqual(["index.ts"]);
});

test.for(Object.keys(allowed))("src/%s imports only what the map allows", (room) => {
  const inRoom = files.filter((name) => name.startsWith(`${room}${sep}`));
  for (const file of inRoom) {
    const path = join(src, file);
    for (const { target, typeOnly } of importsOf(readFileSync(path, "utf8"))) {
      if (!target.startsWith(".")) {
        const name = target.split("/")[0]!;
        expect(packages[room] ?? [], `${file} imports the package ${target}`).toContain(name);
        continue;
      }
      const from = relative(src, join(dirname(path), target)).split(sep)[0]!;
      if (typeOnly && readsAnyType.has(room)) continue;
      expect([room, ...allowed[room]!], `${file} imports ${target}`).toContain(from);
      expect(existsSync(join(dirname(path), target.replace(/\.js$/, ".ts"))), `${file}: ${target} exists`).toBe(true);
    }
  }
});

test("no default exports, no barrels but entry points, no utils", () => {
  for (const file of files) {
    expect(readFileSync(join(src, file), "utf8"), file).not.toMatch(/^export default/m);
    expect(file).not.toMatch(/utils?\.ts$|helpers?\.ts$/);
    if (file !== "index.ts") expect(readFileSync(join(src, file), "utf8"), file).not.toMatch(/^export \*/m);
  }
});

test("the kernel knows no people", () => {
  const words = /\b(staff|person|people|position|employee|agency|transfer|pegawai|mutasi)\b/i;
  for (const file of files.filter((name) => name.startsWith(`network${sep}`))) {
    const text = readFileSync(join(src, file), "utf8");
    // The destinations of a transport problem are called positions, seats and all: its public names are a contract.
    const read = file.includes(`transport${sep}`) ? text.replaceAll(/\bpositions?\b/gi, "") : text;
    expect(words.exec(read)?.[0], file).toBeUndefined();
  }
});

test("nothing in the library draws lots in secret, looks at the clock of the world or talks to the network", () => {
  for (const file of files) {
    const text = readFileSync(join(src, file), "utf8");
    expect(text, file).not.toMatch(
      /Math\.random|Date\.now|new Date\(\)|\bfetch\(|XMLHttpRequest|localeCompare|node:(fs|http|https|net)/,
    );
  }
});
