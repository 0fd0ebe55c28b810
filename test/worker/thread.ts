/** The thread file built from the sources, for tests: a worker runs JavaScript only. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { afterAll, beforeAll } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
let folder: string;

/** Builds it before the tests of a file and takes it away after them; inside the project, so that it finds its packages. */
export function useThread(): void {
  beforeAll(async () => {
    const cache = join(root, "node_modules", ".cache");
    mkdirSync(cache, { recursive: true });
    folder = mkdtempSync(join(cache, "imbang-thread-"));
    await build({
      entryPoints: [join(root, "src/worker/worker-thread.ts")],
      outdir: folder,
      outExtension: { ".js": ".mjs" },
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      target: "es2022",
      packages: "external",
      logLevel: "silent",
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
}

/** Where it lies. */
export function threadUrl(): URL {
  return pathToFileURL(join(folder, "worker-thread.mjs"));
}

/** Makes workers and keeps them in sight. `memory`: megabytes that each may use. */
export function workerMaker(memory?: number): { readonly made: Worker[]; createWorker(): Worker } {
  const made: Worker[] = [];
  return {
    made,
    createWorker() {
      const worker = new Worker(
        threadUrl(),
        memory === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: memory } },
      );
      made.push(worker);
      return worker;
    },
  };
}

/** Whether a worker has ended: Node then gives it the id −1. */
export async function hasEnded(worker: Worker): Promise<boolean> {
  for (let patience = 0; worker.threadId !== -1 && patience < 200; patience++) {
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return worker.threadId === -1;
}
