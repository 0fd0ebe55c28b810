/**
 * Tests the package as a user gets it: packs it, installs the tarball into an empty folder, imports every entry point in
 * Node, plans a small city with it, and bundles `imbang` for the browser to see that nothing heavy came along.
 *
 *     npm run test:package
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "imbang-package-"));

/** What must not be inside the bundle of `imbang`, and which edit would have brought it there. */
const FORBIDDEN: readonly [pattern: RegExp, cause: string][] = [
  [/csv-parse|csv-stringify/, "something outside src/csv imports it"],
  [/mathjs/, "something outside src/merit imports it"],
  [/WebAssembly|\.wasm/, "an engine with WASM is imported by the core instead of on demand"],
  [/["'`]node:|\brequire\(/, "the core uses Node"],
];
/**
 * Largest minified size of the core in bytes. It moves when someone decides that it should: last for rules, constraints,
 * diagnosis and exchange, which took it from 380 to 505 kB.
 */
const MOST_BYTES = 560_000;

/** Largest minified size of `imbang/merit`: the parser of mathjs is 140 kB of it, what comes with the scenario as much. */
const MOST_BYTES_OF_MERIT = 340_000;

/** Entry points that import an optional peer; the user who wants them installs it. */
const NEEDS_PEER: readonly string[] = ["./testing/arbitraries"];

let failures = 0;
function check(name: string, holds: boolean, detail = ""): void {
  console.log(`${holds ? "ok  " : "FAIL"} ${name}${holds ? "" : `: ${detail}`}`);
  if (!holds) failures++;
}

try {
  execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], { cwd: root });
  const tarball = readdirSync(folder).find((file) => file.endsWith(".tgz"))!;
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "user", private: true, type: "module" }));
  execFileSync("npm", ["install", "--silent", "--no-audit", "--no-fund", "--prefer-offline", `./${tarball}`], {
    cwd: folder,
  });

  const { exports, files } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    exports: Record<string, unknown>;
    files: string[];
  };
  check("the tarball holds what `files` promises", files.length > 0 && tarball.startsWith("imbang-"));
  const entries = Object.keys(exports).filter((entry) => entry !== "./package.json");
  const importAll = (entry: string): void => {
    const name = entry.replace(".", "imbang");
    const names = node(`import * as all from ${JSON.stringify(name)}; console.log(Object.keys(all).join(" "))`);
    check(`import ${name} in Node`, names.trim().length > 0, "it exports nothing");
    check(
      `require ${name} in Node`,
      node(`const all = require(${JSON.stringify(name)}); console.log(typeof all)`, "commonjs").trim() === "object",
    );
  };
  for (const entry of entries) if (!NEEDS_PEER.includes(entry)) importAll(entry);
  const plan = node(`
    import { createScenario, planTransfers, verifyPlan } from "imbang";
    import { readUnitsCsv } from "imbang/csv";
    import { minCostFlow } from "imbang/network";
    const { rows: units, agencies } = readUnitsCsv("unit id;unit name;agency\\nu;SD 1;Dinas\\nv;SD 2;Dinas\\n");
    const position = (id) => ({ id, unitId: id, title: "Guru", capacity: 9, required: 3 });
    const scenario = createScenario({ asOf: "2026-01-01", agencies, units, positions: [position("u"), position("v")],
      staff: Array.from({ length: 6 }, (_, k) => ({ id: String(k), positionId: "u" })) });
    const plan = await planTransfers(scenario);
    const { status } = minCostFlow({ nodeCount: 1, tail: new Int32Array(0), head: new Int32Array(0), upper: new Float64Array(0),
      cost: new Float64Array(0), supply: new Float64Array(1) });
    console.log(plan.status, plan.transfers.length, verifyPlan(scenario, plan).ok, status);
  `).trim();
  check("plan a transfer with the installed package", plan === "optimal 3 true optimal", plan);
  const planned = node(`
    import { createScenario, planTransfers } from "imbang";
    import * as worker from "imbang/worker";
    const position = (id) => ({ id, unitId: "u", title: "Guru", capacity: 9, required: 3 });
    const scenario = createScenario({ asOf: "2026-01-01", agencies: [{ id: "d", name: "Dinas" }],
      units: [{ id: "u", agencyId: "d", name: "SD" }], positions: [position("p"), position("q")],
      staff: Array.from({ length: 6 }, (_, k) => ({ id: String(k), positionId: "p" })) });
    const [here, there] = [await planTransfers(scenario), await worker.planTransfers(scenario)];
    const missing = await worker.planTransfers(scenario, { engine: "highs" }).catch((error) => error.issues[0].code);
    console.log(JSON.stringify(here.transfers) === JSON.stringify(there.transfers), there.status, missing);
  `).trim();
  check(
    "plan in a worker of the installed package, which then ends by itself",
    planned === "true optimal linear/engine-unavailable",
    planned,
  );
  const ranked = node(`
    import { rankByMerit, rankRobustness } from "imbang/merit";
    import { readIndicatorsCsv, writeRankingCsv } from "imbang/csv";
    const scale = { from: 0, to: 100 };
    const indicators = [{ id: "hadir", weight: 0, scale }, { id: "nilai", weight: 1, scale, formula: "min(hadir, 90)" }];
    const { rows } = readIndicatorsCsv("id;hadir\\nb;80,5\\na;95\\n", { indicators });
    const ranking = rankByMerit(rows, { asOf: "2026-01-01", indicators });
    const refused = (() => { try { rankByMerit(rows, { asOf: "2026-01-01", indicators: [{ ...indicators[1], formula: "hadir.constructor" }] }); }
      catch (error) { return error.issues[0].code; } })();
    console.log(ranking.people.map(({ id, score }) => id + score).join(" "), rankRobustness(ranking).certain.join(), refused,
      writeRankingCsv(ranking).split("\\r\\n").length);
  `).trim();
  check("rank by merit with the installed package", ranked === "a90 b80.5 a merit/formula-unknown-name 4", ranked);
  const trained = node(`
    import { createScenario } from "imbang";
    import { readCoursesCsv } from "imbang/csv";
    import { matchMentors, planTraining, verifyTraining } from "imbang/development";
    const scenario = createScenario({ asOf: "2026-01-01", agencies: [{ id: "d", name: "Inspektorat" }],
      units: [{ id: "u", agencyId: "d", name: "Kantor" }],
      positions: [{ id: "p", unitId: "u", title: "Admin", capacity: 6, required: 2 },
        { id: "q", unitId: "u", title: "Auditor", capacity: 4, required: 2, requirements: { competencies: { Audit: 3 } } }],
      staff: ["a", "b", "c", "d"].map((id) => ({ id, positionId: "p", competencies: { Audit: 2 } })) });
    const { rows } = readCoursesCsv("kode;nama pelatihan;bentuk;kompetensi;JP;biaya;bulan;kuota\\nk1;Audit;klasikal;Audit=3;40;Rp 1.500.000;2;1\\n");
    const plan = await planTraining(scenario, rows);
    const { pairs, unmatched } = matchMentors(scenario, { plan });
    console.log(plan.status, plan.trainings.map(({ courseIds, cost }) => courseIds + " " + cost).join(), verifyTraining(scenario, plan).ok,
      pairs.length + unmatched.length);
  `).trim();
  check("train, then transfer with the installed package", trained === "optimal k1 1500000 true 1", trained);
  const missing = node(`
    import { highs } from "imbang/linear/highs";
    console.log(await highs().then(() => "loaded", (error) => error.issues[0].code));
  `).trim();
  check("without highs installed, its engine says so", missing === "linear/engine-unavailable", missing);

  execFileSync(
    "npm",
    ["install", "--silent", "--no-audit", "--no-fund", "--prefer-offline", "fast-check@4", "highs@1.15.3"],
    {
      cwd: folder,
    },
  );
  for (const entry of NEEDS_PEER) importAll(entry);
  const solved = node(`
    import { javascriptLpSolver, } from "imbang/linear";
    import { highs } from "imbang/linear/highs";
    import { engineCases } from "imbang/testing";
    const [first] = engineCases().filter(({ needs }) => needs.length === 0);
    for (const engine of [javascriptLpSolver(), await highs()]) await first.run(engine);
    console.log("passed");
  `).trim();
  check("with highs installed, both engines pass an engine case", solved === "passed", solved);

  const bundle = await build({
    stdin: { contents: `export * from "imbang";`, resolveDir: folder },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const text = bundle.outputFiles[0]!.text;
  const inputs = Object.keys(bundle.metafile.inputs).join("\n");
  for (const [pattern, cause] of FORBIDDEN) {
    const found = pattern.exec(inputs)?.[0] ?? pattern.exec(text)?.[0];
    check(
      `the browser bundle of imbang is free of ${String(pattern)}`,
      found === undefined,
      `found ${found}: ${cause}`,
    );
  }
  check(`the browser bundle of imbang is at most ${MOST_BYTES} bytes (${text.length})`, text.length <= MOST_BYTES);
  const csv = await build({
    stdin: {
      contents: ["csv", "network", "staffing", "merit", "development", "linear", "testing"]
        .map((name) => `export * as ${name} from "imbang/${name}";`)
        .join(""),
      resolveDir: folder,
    },
    bundle: true,
    format: "esm",
    platform: "browser",
    write: false,
    logLevel: "silent",
  });
  check("the other entry points bundle for the browser, too", csv.outputFiles.length === 1);
  const merit = await build({
    stdin: { contents: `export * from "imbang/merit";`, resolveDir: folder },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const meritText = merit.outputFiles[0]!.text;
  check(
    `the browser bundle of imbang/merit has mathjs and is at most ${MOST_BYTES_OF_MERIT} bytes (${meritText.length})`,
    Object.keys(merit.metafile.inputs).some((input) => input.includes("mathjs")) &&
      meritText.length <= MOST_BYTES_OF_MERIT,
  );
  check("imbang/merit generates no code", !/\beval\(|new Function\(|["'`]node:/.test(meritText));
  const others = await build({
    stdin: {
      contents: ["csv", "network", "staffing", "linear", "worker", "testing"]
        .map((name) => `export * as ${name} from "imbang/${name}";`)
        .join(""),
      resolveDir: folder,
    },
    bundle: true,
    format: "esm",
    platform: "browser",
    external: ["highs"],
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  check(
    "no other entry point brings mathjs",
    !Object.keys(others.metafile.inputs).some((input) => input.includes("mathjs")),
    "something outside src/merit imports it",
  );
  const threads = await build({
    entryPoints: { page: "imbang/worker", "worker-thread": "imbang/worker/thread" },
    absWorkingDir: folder,
    outdir: "bundled",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    external: ["highs"], // its own loader speaks of Node and needs its file beside it
    write: false,
    logLevel: "silent",
  });
  const page = threads.outputFiles.find(({ path }) => path.endsWith("page.js"))!.text;
  check(
    "the worker and its thread file bundle for the browser, and stay two files",
    page.includes('new Worker(new URL("./worker-thread.js", import.meta.url)') &&
      threads.outputFiles.some(({ path, text: code }) => path.endsWith("worker-thread.js") && code.length > 0) &&
      threads.outputFiles.every(({ text: code }) => !/from ?"node:|\beval\(|new Function\(/.test(code)),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (failures > 0) {
  console.error(`${failures} checks of the packed tarball failed`);
  process.exitCode = 1;
}

function node(code: string, type: "module" | "commonjs" = "module"): string {
  const file = join(folder, type === "module" ? "try.mjs" : "try.cjs");
  writeFileSync(file, code);
  return execFileSync("node", [file], { cwd: folder, encoding: "utf8" });
}
