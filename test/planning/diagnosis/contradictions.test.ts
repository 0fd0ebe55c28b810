/** Generated contradictions: conflict, menu and sentence, each checked against an independent truth. */
import { createScenario, type RepairStep, type ScenarioInput } from "imbang";
import { highs } from "imbang/linear/highs";
import { expect, test } from "vitest";
import { anyQuestion, type Contradiction, contradictions, floorQuestion } from "./contradictions.js";
import { countedPeople } from "../brute-force.js";
import { countsByForce } from "./counts.js";
import { afterStep, canHold, isOf, type Piece, piecesOf } from "./pieces.js";

const families = [
  { label: "30 of any kind, up to 7 people, against brute force", count: 30, seed: 1, questions: anyQuestion(7, 5) },
  { label: "40 of floors, up to 7 people, against brute force", count: 40, seed: 2, questions: floorQuestion(7) },
  { label: "15 of any kind, up to 40 people, against HiGHS", count: 15, seed: 3, questions: anyQuestion(40, 8) },
  { label: "20 of floors, up to 40 people, against HiGHS", count: 20, seed: 4, questions: floorQuestion(40) },
] as const;
const kinds = new Map<string, number>();
const stepKinds = new Map<string, number>();

test.for(families)("$label: conflicts are minimal, repairs work and are no larger than needed", async (family) => {
  const engine = await highs();
  const found = await contradictions(family.questions, { ...family, engine });
  for (const each of found) {
    const { input, conditions, plan } = each;
    const { diagnosis } = plan;
    const pieces = piecesOf(input, conditions);
    const holds = (list: readonly Piece[], at: ScenarioInput = input): Promise<boolean> => canHold(at, list, engine);

    expect(diagnosis.limit, diagnosis.sentence.en).toBeUndefined();
    expect(diagnosis.isMinimal).toBe(true);
    const { conflict } = diagnosis;
    expect(conflict.length).toBeGreaterThan(0);
    const involved = pieces.filter((piece) => conflict.some((member) => isOf(member, piece)));
    expect(await holds(involved), diagnosis.sentence.en).toBe(false);
    for (const member of conflict) {
      kinds.set(member.kind, (kinds.get(member.kind) ?? 0) + 1);
      const others = involved.filter((piece) => !isOf(member, piece));
      expect(others.length).toBeLessThan(involved.length);
      expect(await holds(others), `${diagnosis.sentence.en} without ${member.text.en}`).toBe(true);
    }

    expect(diagnosis.repairs.length, diagnosis.sentence.en).toBeGreaterThan(0);
    expect(diagnosis.repairs.length).toBeLessThanOrEqual(5);
    const costs = diagnosis.repairs.map(({ cost }) => cost);
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
    for (const { steps, text } of diagnosis.repairs) {
      for (const { kind } of steps) stepKinds.set(kind, (stepKinds.get(kind) ?? 0) + 1);
      if (steps.some(({ kind }) => kind === "waive")) continue; // see waivers.test.ts
      const at = withRecruits(input, steps);
      const recruited = at.staff
        .slice(input.staff.length)
        .map((person): Piece => ({ kind: "pin", staffId: person.id, node: "" }));
      const after = [...steps.reduce(afterStep, pieces), ...recruited];
      expect(await holds(after, at), text.en).toBe(true);
      // No step can be left out, none can be a unit smaller.
      for (const step of steps) {
        if (step.kind === "recruit") continue;
        const without = steps.filter((other) => other !== step).reduce(afterStep, pieces);
        expect(await holds([...without, ...recruited], at), `${text.en} without ${JSON.stringify(step)}`).toBe(false);
        for (const smaller of smallerSteps(step)) {
          const less = steps.map((other) => (other === step ? smaller : other)).reduce(afterStep, pieces);
          expect(await holds([...less, ...recruited], at), `${text.en} with ${JSON.stringify(smaller)}`).toBe(false);
        }
      }
    }
    sentenceIsTrue(each);
    if (countedPeople(input).length <= 7)
      expect(diagnosis.counts).toEqual(countsByForce(input, involved, diagnosis.counts));
  }
});

test("every kind of member and every kind of step has come up", () => {
  expect([...kinds.keys()].sort()).toEqual(["constraint", "floor", "pin", "veto"]);
  expect([...stepKinds.keys()].sort()).toEqual(["drop", "overrule", "recruit", "relax", "unpin", "waive"]);
});

/** A unit less of what a step gives. */
function smallerSteps(step: RepairStep): RepairStep[] {
  if (step.kind === "unpin")
    return step.staffIds.map((id) => ({ ...step, staffIds: step.staffIds.filter((other) => other !== id) }));
  if (step.kind !== "relax") return [];
  const to = step.to < step.from ? step.to + 1 : step.to - 1;
  return [{ ...step, to: step.to < step.from ? Math.min(step.from, to) : Math.max(step.from, to) }];
}

function withRecruits(input: ScenarioInput, steps: readonly RepairStep[]): ScenarioInput {
  let number = 0;
  const recruits = steps.flatMap((step) =>
    step.kind === "recruit"
      ? Array.from({ length: step.people }, () => ({ id: `new-${++number}`, positionId: step.positionId, fixed: true }))
      : [],
  );
  return { ...input, staff: [...input.staff, ...recruits] };
}

/** Every place that a floor of the conflict names is named, and so is everybody; ids of nobody else are. */
function sentenceIsTrue({ input, plan }: Contradiction): void {
  const { sentence, conflict } = plan.diagnosis;
  const scenario = createScenario(input);
  for (const language of ["id", "en"] as const) {
    for (const { node, constraintId, kind } of conflict) {
      if (node === "" || kind === "pin" || constraintId === "") continue;
      const position = scenario.positionById.get(node);
      const name = position?.title ?? scenario.unitById.get(node)?.name ?? scenario.agencyById.get(node)!.name;
      const isHeld = plan.diagnosis.counts !== undefined && scenario.positionById.get(node) === undefined;
      if (!isHeld) expect(sentence[language]).toContain(name);
    }
    expect(sentence[language]).toMatch(/^[A-Z0-9].*\.$/);
    expect(sentence[language]).not.toContain("undefined");
  }
}
