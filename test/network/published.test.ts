import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { NetworkError } from "../../src/errors/index.js";
import { flowCost } from "../../src/network/exact-sum.js";
import { minCostFlow } from "../../src/network/index.js";
import { advance, createSimplex, currentFlow } from "../../src/network/simplex.js";
import type { FlowNetwork } from "../../src/network/types.js";
import { networkIssues } from "../../src/network/validate.js";
import { type Arc, expectProof, makeNetwork } from "./networks.js";

const data = new URL("../../../shared/data/", import.meta.url);
const flowFolder = new URL("min-cost-flow/", data);
const assignmentFolder = new URL("assignment/", data);
/** The published data is not part of the repository (licences, size): without it there is nothing to compare with. */
const hasFlows = existsSync(flowFolder);
const hasAssignments = existsSync(assignmentFolder);

const numbersOf = (file: URL): number[] => readFileSync(file, "utf8").trim().split(/\s+/).map(Number);

/** `n m answer`, n supplies, m lines `from to lower upper cost`. */
function readFlowCase(file: URL): FlowNetwork {
  const [header, ...lines] = readFileSync(file, "utf8").trim().split("\n");
  const [nodeCount, arcCount] = header!.trim().split(/\s+/).map(Number) as [number, number];
  const values = lines.join(" ").trim().split(/\s+/).filter(Boolean).map(Number);
  expect(values).toHaveLength(nodeCount + 5 * arcCount);
  const arcs = Array.from({ length: arcCount }, (_, arc): Arc => {
    const at = nodeCount + 5 * arc;
    return [values[at]!, values[at + 1]!, values[at + 4]!, values[at + 3]!, values[at + 2]!];
  });
  return makeNetwork(values.slice(0, nodeCount), arcs);
}

describe.skipIf(!hasFlows)("min-cost-flow: 43 published cases (skipped where ../shared/data is absent)", () => {
  const rows = hasFlows
    ? readFileSync(new URL("expected.csv", flowFolder), "utf8")
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => line.split(","))
    : [];

  test("all 43 are here", () => {
    expect(rows).toHaveLength(43);
    expect(rows.filter(([, , , , fits]) => fits!.trim() === "False")).toHaveLength(12);
  });

  for (const [file, , , expected] of rows.filter(([, , , , fits]) => fits!.trim() === "True")) {
    test(`${file}: ${expected}`, () => {
      const network = readFlowCase(new URL(file!, flowFolder));
      expect(answerOf(network)).toBe(expected);
    });
  }

  for (const [file, , , expected] of rows.filter(([, , , , fits]) => fits!.trim() === "False")) {
    test(`${file}: ${expected}, refused as beyond 2^53`, () => {
      const network = readFlowCase(new URL(file!, flowFolder));
      // Refused for the answer, not for the input: every guard on the input passes …
      expect(networkIssues(network)).toEqual([]);
      expect(codesOf(() => minCostFlow(network))).toEqual(["network/objective-out-of-range"]);
      // … and the kernel itself stays exact beyond 2^53.
      const simplex = createSimplex(network);
      expect(advance(simplex, Infinity)).toBe("optimal");
      expect(String(flowCost(network.cost, currentFlow(simplex)))).toBe(expected);
    });
  }
});

describe.skipIf(!hasAssignments)("OR-Library assignment as flow (skipped where ../shared/data is absent)", () => {
  const optima = hasAssignments
    ? (JSON.parse(readFileSync(new URL("optima.json", assignmentFolder), "utf8")) as Record<string, number>)
    : {};

  test("all 5 are here", () => {
    expect(Object.keys(optima)).toHaveLength(5);
  });

  for (const [name, optimum] of Object.entries(optima)) {
    test(`${name}: ${optimum}`, () => {
      const [size, ...values] = numbersOf(new URL(`${name}.txt`, assignmentFolder)) as [number, ...number[]];
      const isSparse = name.startsWith("assignp");
      const arcs = Array.from({ length: isSparse ? values.length / 3 : size * size }, (_, arc): Arc => {
        if (isSparse) return [values[3 * arc]! - 1, size + values[3 * arc + 1]! - 1, values[3 * arc + 2]!];
        return [Math.floor(arc / size), size + (arc % size), values[arc]!];
      });
      const network = makeNetwork(
        Array.from({ length: 2 * size }, (_, node) => (node < size ? 1 : -1)),
        arcs,
      );
      expect(expectProof(network, minCostFlow(network))).toBe(optimum);
    });
  }
});

function answerOf(network: FlowNetwork): string {
  const result = minCostFlow(network);
  return String(expectProof(network, result) ?? result.status);
}

function codesOf(call: () => unknown): string[] {
  try {
    call();
  } catch (error) {
    if (error instanceof NetworkError) return error.issues.map(({ code }) => code);
    throw error;
  }
  return [];
}
