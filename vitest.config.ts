import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { ViteUserConfig } from "vitest/config";

const source = (file: string): string => fileURLToPath(new URL(`./src/${file}`, import.meta.url));

/**
 * Tests read the sources; the packed tarball is tested apart (`npm run test:package`). Tests of types (`*.test-d.ts`) are
 * part of the program that `npm run check` compiles: nothing of them would be left to run.
 */
const config: ViteUserConfig = {
  resolve: {
    alias: [
      { find: /^imbang$/, replacement: source("index.ts") },
      { find: /^imbang\/linear\/highs$/, replacement: source("linear/highs.ts") },
      { find: /^imbang\/worker\/thread$/, replacement: source("worker/worker-thread.ts") },
      { find: /^imbang\/testing\/arbitraries$/, replacement: source("testing/arbitraries.ts") },
      {
        find: /^imbang\/(staffing|merit|development|csv|network|linear|worker|testing)$/,
        replacement: source("$1/index.ts"),
      },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/setup.ts"],
    maxWorkers: availableParallelism(), // the default leaves one core idle: of two, that is half
    testTimeout: 120_000,
  },
};

export default config;
