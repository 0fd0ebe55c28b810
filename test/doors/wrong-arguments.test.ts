/** Whatever is passed to whichever call, nobody meets a TypeError: it is an answer, or an error with codes. */
import * as core from "imbang";
import * as csv from "imbang/csv";
import * as linear from "imbang/linear";
import * as network from "imbang/network";
import { highs } from "imbang/linear/highs";
import * as staffing from "imbang/staffing";
import * as testing from "imbang/testing";
import * as worker from "imbang/worker";
import { describe, expect, test } from "vitest";
import * as development from "../../src/development/index.js";
import { ImbangError } from "../../src/errors/index.js";
import * as merit from "../../src/merit/index.js";

const WRONG = [undefined, null, 1, "x", [], {}, () => 1, new Map(), Symbol("s"), 5n, NaN, new Date(NaN)];
const SECOND = [undefined, null, {}, [], 1, "x"];
const THIRD = [undefined, null, {}, 1];

const rooms = { core, csv, development, linear, merit, network, staffing, testing, worker };

describe.each(Object.entries(rooms))("%s", (_, room) => {
  const calls = Object.entries(room).filter(([name, call]) => typeof call === "function" && !/^[A-Z]/.test(name));

  test.each(calls)("%s", async (_name, call) => {
    const raw = new Set<string>();
    for (const first of WRONG) {
      for (const second of SECOND) {
        for (const third of THIRD) {
          try {
            await (call as (...values: unknown[]) => unknown)(first, second, third);
          } catch (error) {
            if (!(error instanceof ImbangError)) raw.add(String(error));
          }
        }
      }
    }
    expect([...raw]).toEqual([]);
  });
});

test("highs", async () => {
  for (const options of [null, 1, "x", [], () => 1, Symbol("s"), 5n])
    await expect(highs(options as never)).rejects.toMatchObject({ issues: [{ code: "linear/wrong-options" }] });
});
