/** An engine that counts its own CPU time. */
import type { Engine } from "../src/linear/index.js";

/** The engine; its CPU seconds are added to `spent.cpu`. */
export function timedEngine(engine: Engine, spent: { cpu: number }): Engine {
  return {
    ...engine,
    async solve(program, options) {
      const from = process.cpuUsage();
      try {
        return await engine.solve(program, options);
      } finally {
        const { user, system } = process.cpuUsage(from);
        spent.cpu += (user + system) / 1e6;
      }
    },
  };
}
