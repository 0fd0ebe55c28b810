import { fileURLToPath } from "node:url";
import type { ViteUserConfig } from "vitest/config";

const source = (file: string): string => fileURLToPath(new URL(`./src/${file}`, import.meta.url));

/** Tests read the sources; the packed tarball is tested apart (`npm run test:package`). */
const config: ViteUserConfig = {
  resolve: {
    alias: [
      { find: /^imbang$/, replacement: source("index.ts") },
      { find: /^imbang\/linear\/highs$/, replacement: source("linear/highs.ts") },
      { find: /^imbang\/worker\/thread$/, replacement: source("worker/worker-thread.ts") },
      { find: /^imbang\/testing\/arbitraries$/, replacement: source("testing/arbitraries.ts") },
      { find: /^imbang\/(staffing|merit|development|csv|network|linear|worker|testing)$/, replacement: source("$1/index.ts") },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/setup.ts"],
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "tsconfig.json" },
    testTimeout: 120_000,
  },
};

export default config;
