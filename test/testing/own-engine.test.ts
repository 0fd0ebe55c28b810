import { engineCases, skipReason } from "imbang/testing";
import { test } from "vitest";
import { exactEngine } from "../../examples/own-engine.js";

test.for(engineCases())("$name", async (engineCase, { skip }) => {
  const engine = exactEngine();
  const reason = skipReason(engineCase, engine);
  if (reason !== undefined) return skip(reason);
  return engineCase.run(engine);
});
