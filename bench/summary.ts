/** Medians and spread over the seeds, size by size and solver by solver. */
import type { Row } from "./campaign.js";
import type { Form, Size } from "./instances.js";
import type { Measured, SolverName } from "./outcome.js";
import { growthExponent, type Spread, spread } from "./statistics.js";

/** All answers to the instances of one form and size. */
export interface Group {
  readonly form: Form;
  /** As built, not as asked for; arcs are those of a person, rounded. */
  readonly size: Size;
  /** Median over the seeds. */
  readonly arcs: number;
  readonly rows: readonly Row[];
}

/** Groups in the order of the rows; those in which nothing of ours was measured are left out. */
export function groupsOf(rows: readonly Row[]): Group[] {
  const byKey = new Map<string, Row[]>();
  for (const row of rows) {
    const { people, positions, arcs } = row.task.size;
    const key = [row.task.form, people, positions, arcs].join(" ");
    byKey.set(key, [...(byKey.get(key) ?? []), row]);
  }
  return Array.from(byKey.values()).flatMap((rows) => {
    const own = measuredOf(rows, "imbang");
    if (own.length === 0) return [];
    const { people, positions } = own[0]!;
    const arcs = spread(own.map((outcome) => outcome.arcs)).median;
    return [{ form: rows[0]!.task.form, size: { people, positions, arcs: Math.round(arcs / people) }, arcs, rows }];
  });
}

/** What one solver took on the instances of a group, in the order of the seeds. */
export function measuredOf(rows: readonly Row[], solver: SolverName): Measured[] {
  return rows.flatMap(({ task, outcome }) =>
    task.solver === solver && outcome.status === "measured" ? [outcome] : [],
  );
}

/** A figure of one solver over the seeds; `undefined` if it has none. */
export function figure(
  { rows }: Group,
  solver: SolverName,
  of: (outcome: Measured) => number | undefined,
): Spread | undefined {
  const values = measuredOf(rows, solver).flatMap((outcome) => of(outcome) ?? []);
  return values.length === 0 ? undefined : spread(values);
}

/** CPU of ours over the CPU of others on the same instance (the fastest of them), over the seeds. */
export function ratio(group: Group, which: "first" | "steady", others: readonly SolverName[]): Spread | undefined {
  const ratios = group.rows.flatMap(({ task, outcome }) => {
    if (task.solver !== "imbang" || outcome.status !== "measured") return [];
    const rivals = group.rows.flatMap((row) =>
      row.task.seed === task.seed && others.includes(row.task.solver) && row.outcome.status === "measured"
        ? [row.outcome.cpu]
        : [],
    );
    const own = which === "first" ? outcome.cpu : outcome.steady!.cpu;
    return rivals.length < others.length ? [] : [own / Math.min(...rivals)];
  });
  return ratios.length === 0 ? undefined : spread(ratios);
}

/** The smallest and the largest number of people between which growth is fitted. */
const GROWTH = { from: 5_000, to: 50_000 } as const;

/** Exponents of our CPU time against arcs over the pure sizes from 5,000 to 50,000 people, through the medians. */
export function growth(groups: readonly Group[]): { readonly first: number; readonly steady: number } | undefined {
  const pure = groups.filter(
    ({ form, size }) => form === "pure" && size.people >= GROWTH.from && size.people <= GROWTH.to,
  );
  if (new Set(pure.map(({ arcs }) => arcs)).size < 2) return undefined;
  const exponentOf = (of: (outcome: Measured) => number | undefined): number =>
    growthExponent(pure.map((group) => [group.arcs, figure(group, "imbang", of)!.median] as const));
  return { first: exponentOf(({ cpu }) => cpu), steady: exponentOf(({ steady }) => steady?.cpu) };
}
