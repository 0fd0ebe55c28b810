/** Items, steps of repairs and whole conflicts in words, in both languages, with names and numbers. */
import type { Scenario } from "../../scenario/index.js";
import { KIND_NAMES } from "../constraints/kind-names.js";
import type { Constraint, PlanEvent } from "../constraints/types.js";
import { amountOf, type ConstraintItem, type Item } from "./items.js";
import type { KeptApart } from "./kept-apart.js";
import { asSentence, joined, listed, nameOf, people, type Text } from "./text.js";
import type { ConflictCounts, RepairStep } from "./types.js";

/** Rules that a sentence names with the people whom they alone keep out. */
const NAMED_RULES = 4;

const NODE_NAMES = {
  position: { id: "jabatan", en: "position" },
  unit: { id: "unit", en: "unit" },
  agency: { id: "instansi", en: "agency" },
} as const;

/** What an item demands. */
export function describeItem(scenario: Scenario, item: Item): Text {
  switch (item.kind) {
    case "pin": {
      const [who, where] = [listed(item.staffIds), item.positionId];
      const count = people(item.staffIds.length);
      if (where === null) {
        const losing = item.staffIds.filter((id) => scenario.staffById.get(id)!.positionId !== null);
        const waiting = item.staffIds.filter((id) => !losing.includes(id));
        const [old, late] = [listed(waiting), listed(losing)];
        const texts: Text[] = [];
        if (waiting.length > 0)
          texts.push({ id: `${old.id} ditetapkan tetap menunggu`, en: `${old.en} must go on waiting (fixed)` });
        if (losing.length > 0)
          texts.push({
            id: `${late.id} ditetapkan tidak dipindahkan dan menurut hukum tidak boleh tetap pada jabatannya, jadi menunggu`,
            en: `${late.en} must wait (fixed, and by law not to stay in the present post)`,
          });
        return joined(texts, ", ");
      }
      const name = nameOf(scenario, where);
      return {
        id: `${count.id} ditetapkan tetap pada ${name}: ${who.id}`,
        en: `${count.en} of ${name} ${item.staffIds.length === 1 ? "is" : "are"} fixed: ${who.en}`,
      };
    }
    case "veto": {
      const [who] = item.staffIds;
      return { id: `keberatan ${who} mengikat`, en: `the objections of ${who} are binding` };
    }
    case "waiver":
      return { id: `aturan ${item.ruleId} berlaku`, en: `the rule ${item.ruleId} holds` };
    default:
      return describeConstraint(scenario, item);
  }
}

function describeConstraint(scenario: Scenario, item: ConstraintItem): Text {
  const { constraint } = item;
  const [amount, name] = [amountOf(item), item.node === "" ? "" : nameOf(scenario, item.node)];
  switch (constraint.kind) {
    case "floor":
      return {
        id: `${name} harus memiliki sekurangnya ${people(amount).id}`,
        en: `${name} must keep at least ${people(amount).en}`,
      };
    case "inflowCap":
      return { id: `paling banyak ${amount} orang masuk ke ${name}`, en: `at most ${amount} may come to ${name}` };
    case "outflowCap":
      return { id: `paling banyak ${amount} orang keluar dari ${name}`, en: `at most ${amount} may leave ${name}` };
    case "mix": {
      const trait = describeTrait(constraint);
      const share = typeof constraint.value === "number" ? people(amount) : { id: `${amount} %`, en: `${amount} %` };
      return {
        id: `sekurangnya ${share.id} pegawai ${name} harus ${trait.id}`,
        en: `at least ${share.en} of those at ${name} must have ${trait.en}`,
      };
    }
    case "budget": {
      const [from, of] = name === "" ? ["", ""] : [` dari ${name}`, ` from ${name}`];
      if (constraint.of === "moves")
        return {
          id: `paling banyak ${amount} perpindahan${from}`,
          en: `at most ${amount} ${amount === 1 ? "move" : "moves"}${of}`,
        };
      if (constraint.of === "distance")
        return {
          id: `jarak pindah${from} paling banyak ${amount} km`,
          en: `transfers${of} of at most ${amount} km together`,
        };
      return { id: `biaya pindah${from} paling banyak ${amount}`, en: `transfers${of} that cost at most ${amount}` };
    }
    case "together":
    case "apart": {
      const [who, node] = [listed(constraint.staffIds), NODE_NAMES[constraint.node ?? "unit"]];
      return constraint.kind === "together"
        ? { id: `${who.id} harus dalam satu ${node.id}`, en: `${who.en} must be in one ${node.en}` }
        : { id: `${who.id} tidak boleh dalam satu ${node.id}`, en: `no two of ${who.en} may be in one ${node.en}` };
    }
    case "ifThen": {
      const [cause, effect] = [describeEvent(scenario, constraint.if), describeEvent(scenario, constraint.then)];
      return { id: `jika ${cause.id}, maka ${effect.id}`, en: `if ${cause.en}, then ${effect.en}` };
    }
  }
}

function describeTrait({ of }: Extract<Constraint, { kind: "mix" }>): Text {
  const parts: Text[] = [];
  if (of.minGrade !== undefined)
    parts.push({ id: `bergolongan ${of.minGrade} ke atas`, en: `grade ${of.minGrade} or above` });
  if (of.jobLevels !== undefined) {
    const levels = of.jobLevels.join("/");
    parts.push({ id: `berjenjang ${levels}`, en: `the job level ${levels}` });
  }
  if (of.minYearsInPost !== undefined)
    parts.push({ id: `${of.minYearsInPost} tahun dalam jabatan`, en: `${of.minYearsInPost} years in post` });
  if (of.certificates !== undefined) {
    const names = of.certificates.join(", ");
    parts.push({ id: `bersertifikat ${names}`, en: `the certificates ${names}` });
  }
  return { id: joined(parts, " dan ").id, en: joined(parts, " and ").en };
}

function describeEvent(scenario: Scenario, event: PlanEvent): Text {
  const { staffId } = event;
  if ("moves" in event)
    return event.moves
      ? { id: `${staffId} pindah`, en: `${staffId} moves` }
      : { id: `${staffId} tidak pindah`, en: `${staffId} does not move` };
  const name = nameOf(scenario, "positionId" in event ? event.positionId : event.unitId);
  return { id: `${staffId} di ${name}`, en: `${staffId} is at ${name}` };
}

const UNITS: Readonly<Record<Extract<RepairStep, { kind: "relax" }>["unit"], Text & { readonly one: string }>> = {
  people: { id: "orang", en: "people", one: "person" },
  moves: { id: "perpindahan", en: "moves", one: "move" },
  percent: { id: "persen", en: "percent", one: "percent" },
  kilometres: { id: "km", en: "km", one: "km" },
  money: { id: "satuan uang", en: "units of money", one: "unit of money" },
};

/** What a step asks somebody to decide. `item`: the item that it bends, if it bends one. */
export function describeStep(scenario: Scenario, step: RepairStep, item: Item | undefined): Text {
  switch (step.kind) {
    case "relax": {
      const what = relaxed(scenario, item as ConstraintItem);
      const unit = UNITS[step.unit];
      return {
        id: `${step.to < step.from ? "turunkan" : "naikkan"} ${what.id} dari ${step.from} menjadi ${step.to} ${unit.id}`,
        en: `${step.to < step.from ? "lower" : "raise"} ${what.en} from ${step.from} to ${step.to} ${step.to === 1 ? unit.one : unit.en}`,
      };
    }
    case "drop": {
      const text = describeItem(scenario, item!);
      return { id: `lepaskan syarat "${text.id}"`, en: `give up the condition "${text.en}"` };
    }
    case "unpin": {
      const who = listed(step.staffIds);
      return { id: `izinkan ${who.id} dipindahkan`, en: `let ${who.en} be transferred` };
    }
    case "overrule": {
      const who = listed(step.staffIds);
      return { id: `kesampingkan keberatan ${who.id}`, en: `overrule the objections of ${who.en}` };
    }
    case "waive": {
      const [who, count] = [listed(step.staffIds), people(step.staffIds.length)];
      return {
        id: `kecualikan ${count.id} dari aturan ${step.ruleId}: ${who.id}`,
        en: `waive the rule ${step.ruleId} for ${count.en}: ${who.en}`,
      };
    }
    case "recruit": {
      const [count, name] = [people(step.people), nameOf(scenario, step.positionId)];
      return { id: `tambah ${count.id} dari luar pada ${name}`, en: `recruit ${count.en} for ${name}` };
    }
  }
}

function relaxed(scenario: Scenario, { constraint, node }: ConstraintItem): Text {
  const [what, name] = [KIND_NAMES[constraint.kind], node === "" ? undefined : nameOf(scenario, node)];
  return name === undefined
    ? { id: what.id, en: `the ${what.en}` }
    : { id: `${what.id} ${name}`, en: `the ${what.en} of ${name}` };
}

/** A conflict as one sentence. `relatives`: people whom members name, and whom a rule keeps apart. */
export function describeConflict(
  scenario: Scenario,
  members: readonly Item[],
  counts: ConflictCounts | undefined,
  relatives: readonly KeptApart[] = [],
): Text {
  if (members.length === 0)
    return {
      id: "Syarat-syarat ini tidak dapat dipenuhi bersama; penyebabnya belum ditemukan ketika batas tercapai.",
      en: "These conditions cannot all hold; a limit came before the reason was found.",
    };
  const floors = members.filter(isFloor);
  const told = (item: Item): boolean => isFloor(item) || item.kind === "pin" || item.kind === "veto" || isOutflow(item);
  if (counts === undefined || floors.length === 0) {
    const all = members.map((item) => describeItem(scenario, item));
    const why = apartTexts(relatives);
    if (all.length === 1) {
      const only = joined([all[0]!, ...why], "; ");
      return asSentence({ id: `tidak dapat dipenuhi: ${only.id}`, en: `this cannot hold: ${only.en}` });
    }
    const numbered = joined(
      [...all.map(({ id, en }, k) => ({ id: `(${k + 1}) ${id}`, en: `(${k + 1}) ${en}` })), ...why],
      "; ",
    );
    return asSentence({
      id: `tidak dapat dipenuhi bersama: ${numbered.id}`,
      en: `these cannot all hold: ${numbered.en}`,
    });
  }
  const names = listed([...new Set(floors.map(({ node }) => nameOf(scenario, node)))]);
  const { wanted, attainable, seats, present, eligible } = counts;
  const parts: Text[] = [
    {
      id: `${names.id} harus memiliki ${people(wanted).id}, tetapi paling banyak ${people(attainable).id} dapat berada di sana`,
      en: `${names.en} must keep ${people(wanted).en}, but at most ${people(attainable).en} can be there`,
    },
    {
      id: `${present} sudah di sana, ${eligible} lainnya boleh masuk menurut aturan`,
      en: `${present} ${present === 1 ? "is" : "are"} there today, ${eligible} more may come by the rules`,
    },
    ...heldTexts(scenario, counts),
    ...(attainable < withoutRelatives(counts)
      ? [
          ...apartTexts(counts.apart),
          {
            id: `dari semuanya paling banyak ${attainable} sekaligus`,
            en: `of all these at most ${attainable} at once`,
          },
        ]
      : []),
    ...(seats === 0
      ? [{ id: "jabatannya belum dianalisis atau tanpa formasi", en: "its posts have no workload study, or no seats" }]
      : []),
    ...(seats > 0 && seats < wanted
      ? [
          {
            id: `formasinya hanya ${seats}`,
            en: seats === 1 ? "there is only 1 seat" : `there are only ${seats} seats`,
          },
        ]
      : []),
    ...blockedTexts(counts),
    ...undecidedTexts(counts.undecided),
  ];
  const others = members.filter((item) => !told(item)).map((item) => describeItem(scenario, item));
  const [first, ...rest] = parts;
  const given = joined(others, "; ");
  const tail = others.length === 0 ? [] : [{ id: `dengan syarat: ${given.id}`, en: `given: ${given.en}` }];
  const detail = joined([...rest, ...tail], "; ");
  return asSentence({ id: `${first!.id}: ${detail.id}`, en: `${first!.en}: ${detail.en}` });
}

/** Whom the numbers of the sentence leave, one by one; the seats have a part of their own. */
function withoutRelatives({ seats, present, eligible, pinned, vetoed, capped, leaving }: ConflictCounts): number {
  const sum = (list: readonly { readonly people: number }[]): number =>
    list.reduce((all, each) => all + each.people, 0);
  return Math.min(seats, present - sum(leaving) + eligible - pinned - vetoed - sum(capped));
}

/** People whom a rule keeps apart, by rule. */
function apartTexts(apart: readonly KeptApart[]): Text[] {
  return [...new Set(apart.map(({ rule }) => rule))].map((id) => {
    const pairs = apart.filter(({ rule }) => rule === id);
    const { text } = pairs[0]!;
    const who = listed(pairs.map(({ staffIds }) => staffIds.join("–")));
    return { id: `"${text.id}" memisahkan ${who.id}`, en: `"${text.en}" keeps apart ${who.en}` };
  });
}

/** Whom rules keep out: the first rules that do so alone, and everyone else in one number, so that nobody is left out. */
function blockedTexts({ blocked, blockedBySeveral }: ConflictCounts): Text[] {
  const texts: Text[] = blocked.slice(0, NAMED_RULES).map(({ people: count, text }) => ({
    id: `${count} lagi terhalang hanya oleh "${text.id}"`,
    en: `${count} more ${count === 1 ? "is" : "are"} blocked by "${text.en}" alone`,
  }));
  const byOthers = blocked.slice(NAMED_RULES).reduce((sum, { people: count }) => sum + count, 0);
  const rest = byOthers + blockedBySeveral;
  if (rest === 0) return texts;
  const [id, en] =
    byOthers === 0
      ? ["beberapa aturan sekaligus", "several rules at once"]
      : ["aturan lain atau beberapa aturan sekaligus", "other rules or by several at once"];
  return [
    ...texts,
    { id: `${rest} lagi terhalang ${id}`, en: `${rest} more ${rest === 1 ? "is" : "are"} blocked by ${en}` },
  ];
}

/** People whom missing data keep out. */
export function undecidedTexts({ people: count, columns }: ConflictCounts["undecided"]): Text[] {
  if (count === 0) return [];
  const names = listed(columns);
  return [
    {
      id: `${count} lagi tertahan karena data belum ada (${names.id})`,
      en: `${count} more ${count === 1 ? "is" : "are"} kept out for missing data (${names.en})`,
    },
  ];
}

function heldTexts(scenario: Scenario, { pinned, vetoed, capped, leaving }: ConflictCounts): Text[] {
  const texts: Text[] = leaving.map(({ people: count, text }) => ({
    id: `${count} dari yang di sana harus keluar menurut hukum ("${text.id}")`,
    en: `${count} of those there must leave by law ("${text.en}")`,
  }));
  if (pinned > 0)
    texts.push({ id: `${pinned} di antaranya ditetapkan tetap`, en: `${pinned} of them fixed elsewhere` });
  if (vetoed > 0) texts.push({ id: `${vetoed} di antaranya keberatan`, en: `${vetoed} of them objecting` });
  for (const { node, people: count } of capped) {
    const name = nameOf(scenario, node);
    texts.push({ id: `${count} tertahan batas keluar ${name}`, en: `${count} held by the outflow cap of ${name}` });
  }
  return texts;
}

/** Whether an item is a floor, hard minimums included. */
export function isFloor(item: Item): item is ConstraintItem {
  return "constraint" in item && item.constraint.kind === "floor";
}

function isOutflow(item: Item): boolean {
  return "constraint" in item && item.constraint.kind === "outflowCap";
}
