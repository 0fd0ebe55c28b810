/** Faults that a wrong library might have, each with the tests that must notice. */
export interface Mutant {
  readonly name: string;
  /** Below `src/`. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  readonly tests: readonly string[];
}

const kernel = ["test/network/laws.test.ts", "test/network/resumable.test.ts"];
const truth = ["test/planning/brute-force.test.ts"];

export const mutants: readonly Mutant[] = [
  {
    name: "no wrap-around in the block search",
    file: "network/pricing.ts",
    find: "if (arc === arcCount) arc = 0; // wrap round",
    replace: "if (arc === arcCount) arc = inBlock = unread = 0; // wrap round",
    tests: kernel,
  },
  {
    name: "< for <= in the leaving rule",
    file: "network/simplex.ts",
    find: "if (room <= secondRoom) {",
    replace: "if (room < secondRoom) {",
    tests: kernel,
  },
  {
    name: "wrong sign on reverse arcs",
    file: "network/simplex.ts",
    find: "flow[parentArc[node]!]! += upward[node] === 1 ? -amount : amount;",
    replace: "flow[parentArc[node]!]! += upward[node] === 1 ? amount : amount;",
    tests: kernel,
  },
  {
    name: "cap off by one",
    file: "network/simplex.ts",
    find: "capacity[slot] = network.upper[arc]! - lower;",
    replace: "capacity[slot] = network.upper[arc]! - lower + 1;",
    tests: kernel,
  },
  {
    name: "lock with a tolerance (simplex)",
    file: "network/simplex.ts",
    find: "    if (reducedCost === 0) continue;\n    locked[slot] = 1;",
    replace: "    if (Math.abs(reducedCost) <= 1) continue;\n    locked[slot] = 1;",
    tests: kernel,
  },
  {
    name: "lock with a tolerance (face)",
    file: "network/face.ts",
    find: "if (reducedCost === 0) continue;",
    replace: "if (Math.abs(reducedCost) <= 1) continue;",
    tests: kernel,
  },
  {
    name: "lock nothing",
    file: "network/simplex.ts",
    find: "    locked[slot] = 1;\n    side[slot] = 0;",
    replace: "    locked[slot] = 1;",
    tests: kernel,
  },
  {
    name: "costs of phase 1 leak into phase 2",
    file: "network/simplex.ts",
    find: "  cost.fill(0, arcCount);\n",
    replace: "",
    tests: kernel,
  },
  {
    name: "the cost guard forgets the nodes",
    file: "network/validate.ts",
    find: "Math.abs(value) * nodes >= EXACT_LIMIT",
    replace: "Math.abs(value) >= EXACT_LIMIT",
    tests: ["test/network/validate.test.ts", ...kernel],
  },
  {
    name: "verifyFlow skips upper bounds",
    file: "network/verify-flow.ts",
    find: "if (!(amount <= upper[arc]!)) {",
    replace: "if (!(amount <= Infinity)) {",
    tests: ["test/network/verify-flow.test.ts"],
  },
  {
    name: "one component too few searched for other optima",
    file: "network/uniqueness.ts",
    find: "return excess.every((count, number) => isUsed[number] === 0 || count < 0);",
    replace: "return excess.every((count, number) => isUsed[number] === 0 || count <= 0);",
    tests: ["test/network/uniqueness.test.ts"],
  },
  {
    name: "minCostFlow hands out what it did not verify",
    file: "network/min-cost-flow.ts",
    find: "  if (ok) return result;",
    replace: "  if (ok || issues.length > 0) return result;",
    tests: ["test/network/door.test.ts"],
  },
  {
    name: "f is rounded before it is differenced",
    file: "planning/fixed-point.ts",
    find: "slope: (k) => roundHalfUp(K * (numeratorAt(k) - numeratorAt(k - 1)), denominator),",
    replace:
      "slope: (k) => roundHalfUp(K * numeratorAt(k), denominator) - roundHalfUp(K * numeratorAt(k - 1), denominator),",
    tests: ["test/planning/fixed-point.test.ts"],
  },
  {
    name: "ratios by double division",
    file: "planning/fixed-point.ts",
    find: "    slope: (k) => roundHalfUp(K * (numeratorAt(k) - numeratorAt(k - 1)), denominator),",
    replace:
      "    slope: (k) => BigInt(Math.round((SCALE * Number(numeratorAt(k))) / Number(denominator) - (SCALE * Number(numeratorAt(k - 1))) / Number(denominator))),",
    tests: ["test/planning/fixed-point.test.ts"],
  },
  {
    name: "rounding turns equality into a move",
    file: "planning/fixed-point.ts",
    find: "100n * threshold.denominator) + 1n;",
    replace: "100n * threshold.denominator);",
    tests: ["test/planning/fixed-point.test.ts", ...truth],
  },
  {
    name: "priority weighs the surplus, too",
    file: "planning/fixed-point.ts",
    find: "if (short <= 0n) return priority.denominator * percent * short * short;",
    replace: "if (short <= 0n) return priority.numerator * percent * short * short;",
    tests: truth,
  },
  {
    name: "the last person of a post is like any other",
    file: "planning/fixed-point.ts",
    find: "const linear = k === 0 && short < 5n * s ? 5n * s : short;",
    replace: "const linear = short;",
    tests: truth,
  },
  {
    name: "seats of an over-full post cut to its capacity",
    file: "planning/formulate.ts",
    find: "const seats = Math.max(capacity, scenario.incumbentsByPosition.get(id)!.length);",
    replace: "const seats = capacity;",
    tests: truth,
  },
  {
    name: "one seat too many",
    file: "planning/formulate.ts",
    find: "const seats = Math.max(capacity, scenario.incumbentsByPosition.get(id)!.length);",
    replace: "const seats = Math.max(capacity, scenario.incumbentsByPosition.get(id)!.length) + 1;",
    tests: truth,
  },
  {
    name: "over-full posts take people in",
    file: "eligibility/gates.ts",
    find: "if (scenario.incumbentsByPosition.get(position.id)!.length > position.capacity) {",
    replace: "if (scenario.incumbentsByPosition.get(position.id)!.length > position.capacity + 9) {",
    tests: truth,
  },
  {
    name: "people on probation move",
    file: "eligibility/gates.ts",
    find: 'if (person.status === "CPNS") {',
    replace: 'if (person.status === "CPNS" && person.fixed === true) {',
    tests: truth,
  },
  {
    name: "what is unknown is forbidden",
    file: "planning/groups.ts",
    find: 'verdict === "allowed" || (verdict === "unknown" && unknown === "allow")',
    replace: 'verdict === "allowed"',
    tests: truth,
  },
  {
    name: "a bundle of seats at the price of its first",
    file: "planning/formulate.ts",
    find: "isExact: (flow) => rests.every((arc) => flow[arc]! <= 1),",
    replace: "isExact: () => true,",
    tests: ["test/planning/laws.test.ts"],
  },
  {
    name: "ties broken by index",
    file: "planning/hash.ts",
    find: ".sort((a, b) => a.drawn - b.drawn || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))",
    replace: "",
    tests: ["test/planning/identity.test.ts"],
  },
  {
    name: "the people of a group in the order of the rows",
    file: "planning/formulate.ts",
    find: "const drawn = inDrawnOrder(members, options.seed, ({ id }) => id);",
    replace: "const drawn = members;",
    tests: ["test/planning/identity.test.ts"],
  },
  {
    name: "a tie of the lottery left open",
    file: "planning/solve-levels.ts",
    find: "    if (limit !== undefined) break;",
    replace: "    if (limit !== undefined || draw > 0) break;",
    tests: ["test/planning/lottery.test.ts"],
  },
  {
    name: "an interchangeable wish",
    file: "planning/lottery.ts",
    find: "wishes.map((wish) => place(wish, wish.rank)).sort(),",
    replace: "wishes.map((wish) => place(wish, 0)).sort(),",
    tests: truth,
  },
  {
    name: "verifyPlan believes every bound",
    file: "planning/verify-levels.ts",
    find: "if (toBigInt(level.bound) > bound)",
    replace: "if (toBigInt(level.bound) > bound + 10n ** 30n)",
    tests: ["test/planning/verify-plan.test.ts"],
  },
  {
    name: "verifyPlan believes every value",
    file: "planning/verify-levels.ts",
    find: "if (value !== toBigInt(level.value))",
    replace: "if (value > toBigInt(level.value) + 10n ** 30n)",
    tests: ["test/planning/verify-plan.test.ts"],
  },
  {
    name: "planTransfers hands out what it did not verify",
    file: "planning/plan-transfers.ts",
    find: "  if (!ok) {",
    replace: "  if (!ok && issues.length === 0) {",
    tests: ["test/planning/door.test.ts"],
  },
];
