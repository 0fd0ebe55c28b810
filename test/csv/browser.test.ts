import { runInNewContext } from "node:vm";
import { build } from "esbuild";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

test("the room bundles for browsers and runs without Buffer, process or any other global of Node", async () => {
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL("../../src/csv/index.ts", import.meta.url))],
    bundle: true,
    platform: "browser",
    format: "iife",
    globalName: "csv",
    write: false,
    logLevel: "silent",
  });
  const script = `${bundle.outputFiles[0]!.text}
    const bytes = new TextEncoder().encode("unit id;unit name;opd\\nU;Caf\u00e9;A\\n");
    const plan = { transfers: [{ staffId: "=1", fromPositionId: null, toPositionId: "P", sameUnit: false, distance: 1500, checks: [] }] };
    JSON.stringify([csv.readUnitsCsv(bytes).rows, csv.writePlanCsv(plan)]);`;
  // The globals that a browser has as well; the language's own come with the context.
  const answer: unknown = runInNewContext(script, { TextEncoder, TextDecoder });
  expect(JSON.parse(String(answer))).toEqual([
    [{ id: "U", agencyId: "A", name: "Café" }],
    "staff_id,from_position,to_position,same_unit,distance_km,checks\r\n'=1,,P,no,0.002,\r\n",
  ]);
});
