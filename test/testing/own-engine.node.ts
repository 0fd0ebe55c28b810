import { test } from "node:test";
import { engineCases, skipReason } from "imbang/testing";
import { exactEngine } from "../../examples/own-engine.js";

for (const engineCase of engineCases()) {
  const engine = exactEngine();
  const skip = skipReason(engineCase, engine) ?? false;
  test(engineCase.name, { skip }, () => engineCase.run(engine));
}
