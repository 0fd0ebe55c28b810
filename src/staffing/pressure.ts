/**
 * Workload pressure: a WISN ratio in words. The manual leaves the cut-offs to each study, and published ones differ, so
 * they are always asked for and never assumed.
 */
import { type Door, openDoor, type Path } from "../door/index.js";
import { isBelow, ratioOf } from "./tolerance.js";

/** Labels by the WISN ratio existing / required. */
export interface PressureCutOffs {
  /**
   * From the lowest ratio up: a ratio `below` this one, and not below an earlier one, has the label. A ratio that
   * differs from a cut-off by 10⁻⁹ of it or less is taken to meet it.
   */
  readonly bands: readonly { readonly below: number; readonly label: string }[];
  /** Label of every ratio that no band holds. */
  readonly otherwise: string;
}

/** People against need as WISN states it. */
export interface WisnComparison {
  /** People there ("current"). */
  readonly existing: number;
  /** WISN difference: existing − required. */
  readonly gap: number;
  /** WISN ratio: existing / required; `null` where nobody is needed. */
  readonly ratio: number | null;
  /** Workload pressure in the words of the cut-offs; `null` where there is no ratio. */
  readonly pressure: string | null;
}

/**
 * WISN difference, ratio and pressure of a need that is already known.
 *
 * @throws ScenarioError `staffing/missing-value`, `staffing/wrong-type`, `staffing/not-a-number`,
 * `staffing/out-of-range`, `staffing/unknown-key`, `staffing/bands-with-holes`
 */
export function wisnGap(figures: {
  readonly existing: number;
  readonly required: number;
  readonly cutOffs: PressureCutOffs;
}): WisnComparison {
  const door = openDoor("staffing");
  const given = door.record(figures, ["figures"], ["existing", "required", "cutOffs"]);
  const existing = door.number(given["existing"], ["figures", "existing"], { what: "the number of people" });
  const required = door.number(given["required"], ["figures", "required"], {
    what: "the need",
    most: Number.MAX_VALUE,
  });
  const cutOffs = readCutOffs(door, given["cutOffs"], ["figures", "cutOffs"], true);
  door.close();
  const ratio = ratioOf(existing, required);
  const band = cutOffs!.bands.find(({ below }) => ratio !== null && isBelow(ratio, below));
  return {
    existing,
    gap: existing - required,
    ratio,
    pressure: ratio === null ? null : (band?.label ?? cutOffs!.otherwise),
  };
}

/** Reads cut-offs; where they are needed and left out that is an issue. */
export function readCutOffs(door: Door, value: unknown, path: Path, needed: boolean): PressureCutOffs | undefined {
  if (value === undefined) {
    if (needed) {
      const hint = "{ bands: [{ below: 0.5, label: … }, …], otherwise: … }: no cut-offs are common to all countries";
      door.report("missing-value", path, "a value is missing: the cut-offs of the workload pressure are needed", hint);
    }
    return undefined;
  }
  const given = door.record(value, path, ["bands", "otherwise"]);
  if (typeof given["otherwise"] !== "string") {
    door.report("missing-value", [...path, "otherwise"], "the label of all higher ratios is needed");
  }
  let last = 0;
  const list = door.list(given["bands"], [...path, "bands"], "cut-offs");
  for (let k = 0; k < list.length; k++) {
    const at = [...path, "bands", k];
    const band = door.record(list[k], at, ["below", "label"]);
    const before = door.issues.length;
    const below = door.number(band["below"], [...at, "below"], { what: "the cut-off", above: 0 });
    const readable = door.issues.length === before;
    if (typeof band["label"] !== "string") door.report("missing-value", [...at, "label"], "a label is needed");
    if (!readable) continue;
    if (below <= last) {
      door.report("bands-with-holes", [...at, "below"], `a cut-off of ${below} stands after one of ${last}`);
    }
    last = below;
  }
  return value as PressureCutOffs;
}
