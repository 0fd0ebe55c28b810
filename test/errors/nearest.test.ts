/** "Did you mean" helps with words. The id of a person has no near one: the nearest is somebody else. */
import { applyRepair, createScenario, diagnoseShortage, planTransfers, ScenarioError, whyIneligible } from "imbang";
import { withCompetencies } from "imbang/development";
import { expect, test } from "vitest";
import { nearest } from "../../src/errors/index.js";

test("numbers have no near ones", () => {
  expect(nearest("teacher-nort", ["teacher-north"])).toBe("teacher-north");
  expect(nearest("197003171999032902", ["197003171999032901"])).toBeUndefined();
  expect(nearest("1970-0317", ["19700318", "1970031X"])).toBeUndefined();
  expect(nearest("1970031X", ["19700317"])).toBeUndefined();
});

const input = {
  asOf: "2026-01-01",
  agencies: [{ id: "dinas", name: "Dinas" }],
  units: [{ id: "unit", agencyId: "dinas", name: "Unit" }],
  positions: [{ id: "teacher", unitId: "unit", title: "Guru", capacity: 5, required: 2 }],
  staff: ["197003171999032901", "pegawai-0061"].map((id) => ({ id, positionId: "teacher" })),
};

test.each(["197003171999032902", "pegawai-0062"])("no door proposes another person for %s", async (id) => {
  const scenario = createScenario(input);
  const plan = await planTransfers(scenario);
  if (plan.status !== "optimal") throw new Error(plan.status);
  const [first, second] = plan.placements;
  const related = { ...input, staff: [{ ...input.staff[0]!, relatives: [id] }, input.staff[1]!] };
  const options = { constraints: [{ id: "pair", kind: "apart", staffIds: [id, "pegawai-0061"] }] } as const;
  const repair = { steps: [{ kind: "unpin", staffIds: [id] }] };
  const doors: readonly (() => unknown)[] = [
    () => createScenario(related),
    () => planTransfers(scenario, options),
    () => whyIneligible(scenario, id, "teacher"),
    () => diagnoseShortage(scenario, { ...plan, placements: [first!, { ...second!, staffId: id }] }),
    () => applyRepair(scenario, {}, repair as never),
    () => withCompetencies(input, [{ staffId: id, competency: "Audit", level: 3 }]),
  ];
  for (const door of doors) {
    const refused: unknown = await Promise.resolve()
      .then(door)
      .catch((error: unknown) => error);
    if (!(refused instanceof ScenarioError)) throw new Error(`${String(door)} took the id`);
    const { message } = refused;
    expect(message).toContain("unknown-id");
    expect(message).not.toContain("you meant");
  }
});
