/**
 * Random tests draw from a fixed seed, so that a change is judged by the same cases as the one before it. To search
 * further: `FAST_CHECK_SEED=random npm run test:unit`, or a number to repeat a run.
 */
import * as fc from "fast-check";

const asked = process.env["FAST_CHECK_SEED"];
if (asked !== "random") fc.configureGlobal({ seed: asked === undefined ? 20_260_101 : Number(asked) });
