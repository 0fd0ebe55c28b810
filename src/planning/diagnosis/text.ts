/** Sentences in both languages, made side by side so that neither is forgotten. */
import type { Scenario } from "../../scenario/index.js";

/** A sentence in Indonesian and in English. */
export interface Text {
  readonly id: string;
  readonly en: string;
}

/** A name by which people know a position, unit or agency; the id where there is none. */
export function nameOf(scenario: Scenario, nodeId: string): string {
  const position = scenario.positionById.get(nodeId);
  if (position !== undefined) return `${position.title} (${scenario.unitById.get(position.unitId)!.name})`;
  return scenario.unitById.get(nodeId)?.name ?? scenario.agencyById.get(nodeId)?.name ?? nodeId;
}

/** "a, b and c". Long lists are cut: the data hold all of them. */
export function listed(names: readonly string[], most = 6): Text {
  const shown = names.length > most ? names.slice(0, most - 1) : names;
  const more = names.length - shown.length;
  const join = (and: string, others: string): string => {
    const parts = more > 0 ? [...shown, `${more} ${others}`] : [...shown];
    if (parts.length < 2) return parts.join("");
    return `${parts.slice(0, -1).join(", ")} ${and} ${parts.at(-1)!}`;
  };
  return { id: join("dan", "lainnya"), en: join("and", "others") };
}

/** "1 person", "2 people". */
export function people(count: number): Text {
  return { id: `${count} orang`, en: count === 1 ? "1 person" : `${count} people` };
}

/** Texts one after the other. */
export function joined(texts: readonly Text[], separator: string): Text {
  return { id: texts.map(({ id }) => id).join(separator), en: texts.map(({ en }) => en).join(separator) };
}

/** The first letter large, a full stop at the end. */
export function asSentence({ id, en }: Text): Text {
  const finish = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  return { id: finish(id), en: finish(en) };
}
