import type { Options } from "tsup";

/** One file per entry point; `tsc` writes the declarations (docs/decisions/0001-packaging.md). */
const config: Options = {
  entry: {
    index: "src/index.ts",
    staffing: "src/staffing/index.ts",
    merit: "src/merit/index.ts",
    development: "src/development/index.ts",
    csv: "src/csv/index.ts",
    network: "src/network/index.ts",
    linear: "src/linear/index.ts",
    "linear-highs": "src/linear/highs.ts",
    worker: "src/worker/index.ts",
    "worker-thread": "src/worker/worker-thread.ts",
    testing: "src/testing/index.ts",
    "testing-arbitraries": "src/testing/arbitraries.ts",
  },
  format: "esm",
  target: "es2022",
  platform: "neutral",
  splitting: true,
  sourcemap: true,
  clean: true,
  dts: false,
};

export default config;
