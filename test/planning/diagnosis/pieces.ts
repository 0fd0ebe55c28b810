/**
 * Contradictions and the truth about them, independent of the library: what a caller asked for, cut into pieces that can be
 * left out or bent, and whether the rest can hold, by brute force or by HiGHS on a full model.
 */
import type { Constraint, ConflictMember, RepairStep, ScenarioInput } from "imbang";
import type { Engine } from "imbang/linear";
import { countedPeople, everyPlan, type Place } from "../brute-force.js";
import { judged, nodesOf } from "../constraint-truth.js";
import { fullModel, solveFullModel } from "../full-model.js";
import type { Conditions } from "../random-constraints.js";

/** Something that can be given up by itself. */
export type Piece =
  | {
      readonly kind: "constraint" | "floor";
      readonly id: string;
      readonly node: string;
      readonly constraint: Constraint;
    }
  | { readonly kind: "pin"; readonly staffId: string; readonly node: string }
  | { readonly kind: "veto"; readonly staffId: string };

/** Everything that a question demands. */
export function piecesOf(input: ScenarioInput, conditions: Conditions): Piece[] {
  const pieces: Piece[] = conditions.constraints
    .map((constraint, k) => ({ id: constraint.id ?? `constraint-${k + 1}`, constraint }))
    .filter(({ constraint }) => constraint.hard !== false)
    .flatMap(({ id, constraint }) => split(input, id, constraint));
  if (conditions.maxMoves !== undefined) {
    const constraint: Constraint = { kind: "budget", of: "moves", value: conditions.maxMoves };
    pieces.push({ kind: "constraint", id: "maxMoves", node: "", constraint });
  }
  if (conditions.floors === "hard") {
    for (const { id, minimum = 0, required } of input.positions) {
      const constraint: Constraint = { kind: "floor", node: { positionId: id }, value: minimum };
      if (required !== null && minimum > 0) pieces.push({ kind: "floor", id: "floors", node: id, constraint });
    }
  }
  for (const { id, fixed, positionId, objections = [] } of input.staff) {
    if (fixed === true) pieces.push({ kind: "pin", staffId: id, node: positionId ?? "" });
    if (conditions.objections === "veto" && objections.length > 0) pieces.push({ kind: "veto", staffId: id });
  }
  return pieces;
}

function split(input: ScenarioInput, id: string, constraint: Constraint): Piece[] {
  if (!("node" in constraint) || typeof constraint.node !== "object")
    return [{ kind: "constraint", id, node: "", constraint }];
  const { node } = constraint;
  if (!("each" in node)) return [{ kind: "constraint", id, node: Object.values(node)[0] as string, constraint }];
  const ids = { position: input.positions, unit: input.units, agency: input.agencies }[node.each].map(
    (each) => each.id,
  );
  return ids
    .map((each) => ({ each, own: { [`${node.each}Id`]: each } as never }))
    .filter(({ own }) => nodesOf(input, own)[0]!.size > 0)
    .filter(({ each }) => node.each !== "position" || input.positions.find((p) => p.id === each)!.required !== null)
    .map(({ each, own }) => ({
      kind: "constraint",
      id,
      node: each,
      constraint: { ...constraint, node: own } as Constraint,
    }));
}

/** The pieces that a member of a conflict stands for. */
export function isOf(member: ConflictMember, piece: Piece): boolean {
  if (member.kind !== piece.kind) return false;
  if (piece.kind === "pin" || piece.kind === "veto") return member.staffIds.includes(piece.staffId);
  return member.constraintId === piece.id && member.node === piece.node;
}

/** The pieces after a step; people to recruit are no piece. */
export function afterStep(pieces: readonly Piece[], step: RepairStep): Piece[] {
  return pieces.flatMap((piece): Piece[] => {
    if (piece.kind === "pin") return step.kind === "unpin" && step.staffIds.includes(piece.staffId) ? [] : [piece];
    if (piece.kind === "veto") return step.kind === "overrule" && step.staffIds.includes(piece.staffId) ? [] : [piece];
    if (!("constraintId" in step) || step.constraintId !== piece.id || step.node !== piece.node) return [piece];
    if (step.kind === "drop") return [];
    const value = step.unit === "percent" ? { percent: step.to } : step.to;
    return [{ ...piece, constraint: { ...piece.constraint, value } as Constraint }];
  });
}

/** Whether some plan keeps the pieces. */
export async function canHold(input: ScenarioInput, pieces: readonly Piece[], engine: Engine): Promise<boolean> {
  const pins = new Set(pieces.flatMap((piece) => (piece.kind === "pin" ? [piece.staffId] : [])));
  const vetoes = new Set(pieces.flatMap((piece) => (piece.kind === "veto" ? [piece.staffId] : [])));
  const staff = input.staff.map((person) => ({
    ...person,
    fixed: pins.has(person.id),
    objections: vetoes.has(person.id) ? (person.objections ?? []) : [],
  }));
  const left = { ...input, staff };
  const constraints = pieces.flatMap((piece) => ("constraint" in piece ? [piece.constraint] : []));
  if (countedPeople(left).length > 7) {
    const model = fullModel(left, { constraints, objections: "veto" });
    const answer = await solveFullModel(left, model, [{ name: "moves", node: "position" }], engine);
    if (answer.status === "stopped") throw new Error(answer.reason);
    return answer.status === "solved";
  }
  const counted = countedPeople(left);
  const settled = left.staff
    .filter((person) => !counted.includes(person))
    .map((person): [string, Place] => [person.id, left.positions.find(({ id }) => id === person.positionId)!]);
  let found = false;
  everyPlan(
    left,
    "allow",
    (chosen) => {
      const at = new Map([...settled, ...counted.map((person, k): [string, Place] => [person.id, chosen[k]!])]);
      found ||= judged(left, constraints, {}, at) !== undefined;
    },
    true,
  );
  return found;
}
