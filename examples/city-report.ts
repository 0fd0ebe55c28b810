/** What examples 01 and 03 print: reading, gaps, plan, before and after, transfers in plain words, and what is left. */
import {
  type Check,
  type FeasiblePlan,
  type Issue,
  judgeTransfer,
  type OptimalPlan,
  type Scenario,
  type StaffingAnalysis,
  type StaffingRow,
  type Transfer,
} from "imbang";
import { CSV_CODES, type ReadResult } from "imbang/csv";
import { percent, table, whole } from "./table.js";

type PlanWithTransfers = OptimalPlan | FeasiblePlan;

/** How many examples stand under each kind of issue. */
const EXAMPLES = 2;
/** Different checks shown. */
const CHECKS = 8;
/** Rows shown from either end of a ranking. */
const SHOWN = 6;

export function heading(text: string): void {
  console.log(`\n${text}\n${"═".repeat(text.length)}`);
}

/** Files with their rows, then what was left out and what is unusual, by reason. */
export function printReading(files: Readonly<Record<string, ReadResult<unknown>>>): void {
  const results = Object.entries(files);
  console.log();
  console.log(
    table(
      ["file", "rows", "read", "left out"],
      results.map(([name, { rowsRead, rows, rowsReported }]) => [
        name,
        whole(rowsRead),
        whole(rows.length),
        whole(rowsReported),
      ]),
    ),
  );
  const meaning: Readonly<Record<string, string>> = CSV_CODES;
  for (const [title, issues] of [
    ["Left out (tidak dibaca); nothing in these rows counts below:", results.flatMap(([, { issues }]) => issues)],
    [
      "Unusual and read as it stands, or a cell left out without its row (janggal):",
      results.flatMap(([, { notices }]) => notices),
    ],
  ] as const) {
    if (issues.length === 0) continue;
    console.log(`\n${title}`);
    for (const [code, group] of byCode(issues)) {
      console.log(`  ${code} ×${group.length}: ${(meaning[code] ?? "").replace(/^notice: /, "")}`);
      for (const { path, message, hint } of group.slice(0, EXAMPLES)) {
        // A message quotes the cell; a birth date is nobody's business here.
        const isPrivate = path.some((step) => /lahir|birth/i.test(String(step)));
        console.log(`    ${place(path)}${isPrivate ? "" : `: ${message}${hint === undefined ? "" : ` – ${hint}`}`}`);
      }
      printRest(group.length);
    }
  }
  console.log();
}

/** Notices of a scenario or a plan, by code. */
export function printNotices(notices: readonly Issue[]): void {
  if (notices.length === 0) return;
  console.log("\nNotices (catatan):");
  for (const [code, group] of byCode(notices)) {
    console.log(`  ${code} ×${group.length}`);
    for (const { message } of group.slice(0, EXAMPLES)) console.log(`    ${message}`);
    printRest(group.length);
  }
}

function printRest(count: number): void {
  if (count > EXAMPLES) console.log(`    … and ${count - EXAMPLES} more`);
}

/** `["staff.csv", 12, "NIP BARU"]` → `staff.csv line 12, NIP BARU` */
function place([file, line, column]: Issue["path"]): string {
  return `${file}${line === undefined ? "" : ` line ${line}`}${column === undefined ? "" : `, ${column}`}`;
}

function byCode(issues: readonly Issue[]): [code: string, issues: Issue[]][] {
  const groups = new Map<string, Issue[]>();
  for (const issue of issues) {
    const group = groups.get(issue.code);
    if (group === undefined) groups.set(issue.code, [issue]);
    else group.push(issue);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The city in figures, its agencies, and the units at either end. */
export function printGaps(scenario: Scenario, analysis: StaffingAnalysis): void {
  const { agencies, units, positions, staff, agencyById, unitById } = scenario;
  console.log(
    `${agencies.length} agencies (OPD), ${units.length} units, ${positions.length} posts (jabatan), ` +
      `${whole(staff.length)} people (pegawai), ${staff.filter(({ positionId }) => positionId === null).length} of them waiting (menunggu)\n`,
  );
  console.log(staffingTable("agency (OPD)", ranked(analysis.agencies), (id) => agencyById.get(id)!.name));
  const order = ranked(analysis.units);
  console.log("\nUnits with the fewest people for their need (paling kurang):\n");
  console.log(staffingTable("unit", order.slice(0, SHOWN), (id) => unitById.get(id)!.name));
  console.log("\nUnits with the most (paling lebih):\n");
  console.log(staffingTable("unit", order.slice(-SHOWN).reverse(), (id) => unitById.get(id)!.name));
}

/** Worst staffed first; what was not studied is left out. */
function ranked(rows: readonly StaffingRow[]): StaffingRow[] {
  return rows.filter(({ ratio }) => ratio !== null).sort((a, b) => a.ratio! - b.ratio! || (a.id < b.id ? -1 : 1));
}

function staffingTable(what: string, rows: readonly StaffingRow[], nameOf: (id: string) => string): string {
  return table(
    [what, "need (kebutuhan)", "people (bezetting)", "staffed", "short (kurang)", "above need (lebih)"],
    rows.map(({ id, required, existing, ratio, shortage, surplus }) => [
      nameOf(id),
      tenths(required!),
      whole(existing),
      percent(ratio),
      tenths(shortage),
      tenths(surplus),
    ]),
  );
}

/** What the plan does, and how good each level is. */
export function printPlan(plan: PlanWithTransfers, verified: boolean): void {
  const { status, transfers, levels, settings } = plan;
  const moves = transfers.filter(({ fromPositionId }) => fromPositionId !== null);
  const waiting = plan.placements.filter(({ positionId }) => positionId === null).length;
  const kilometres = moves.flatMap(({ distance }) => (distance === null ? [] : [distance / 1e6]));
  const mean =
    total(
      kilometres.map((km) => ({ km })),
      "km",
    ) / Math.max(1, kilometres.length);
  console.log(`
${status === "optimal" ? "Optimal: no plan is better, proven at every level" : `The best plan found until the run was stopped (${plan.status === "feasible" ? plan.limit : ""})`}; verified from the people up: ${verified ? "yes" : "NO"}.
${moves.length} people move (mutasi), ${moves.filter(({ sameUnit }) => sameUnit).length} of them within their unit; ${transfers.length - moves.length} waiting people get a post, ${waiting} wait on.
${kilometres.length === 0 ? "How far people move (jarak) is not known." : `A move takes people ${mean.toFixed(1)} km on average, ${Math.max(...kilometres).toFixed(1)} km at most.`}
${transfers.filter(({ checks }) => checks.length > 0).length} transfers need a check (perlu diperiksa) first, because a fact is not in the data.
${levels.some(({ name }) => name === "balance") ? `Threshold (ambang): ${settings.moveThreshold} percentage points.\n` : ""}`);
  console.log(
    table(
      ["level (tingkat)", "value", "proven bound", "unit"],
      levels
        .filter(({ name }) => name !== "tie")
        .map(({ name, value, bound, unit, scale }) =>
          // A sum of squares says nothing to a reader; that it is proven does.
          name === "balance" || name === "squaredBalance"
            ? [name, "", value === bound ? "proven" : "", "evenness of staffing (see below)"]
            : [name, figure(value / scale), figure(bound / scale), unit],
        ),
    ),
  );
}

/** What must be looked up before any letter goes out, and for how many transfers. */
export function printChecks({ transfers }: PlanWithTransfers): void {
  const counts = checkCounts(transfers);
  if (counts.length === 0) return console.log("Nothing: every rule was decided from the data.");
  for (const { count, text } of counts.slice(0, CHECKS)) {
    console.log(`  ${whole(count).padStart(5)} ×  ${text.en}\n           ${text.id}`);
  }
  if (counts.length > CHECKS) console.log(`  … and ${counts.length - CHECKS} more`);
}

interface CheckCount {
  readonly text: Check["text"];
  readonly count: number;
}

/** Equal checks of all transfers, the most frequent first. */
function checkCounts(transfers: readonly Transfer[]): readonly CheckCount[] {
  const counts = new Map<string, CheckCount>();
  for (const { text } of transfers.flatMap(({ checks }) => checks)) {
    counts.set(text.en, { text, count: (counts.get(text.en)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.text.en < b.text.en ? -1 : 1));
}

/** The figures of the city, side by side. */
export function printBeforeAfter({ before, after }: PlanWithTransfers): void {
  type Figure = (analysis: StaffingAnalysis) => string;
  const people =
    (key: "shortage" | "surplus"): Figure =>
    ({ positions }) =>
      tenths(total(positions, key));
  const count =
    (list: "positions" | "units", test: (row: StaffingRow) => boolean): Figure =>
    (analysis) =>
      whole(analysis[list].filter(test).length);
  const range =
    (list: "units" | "agencies"): Figure =>
    (analysis) => {
      const ratios = analysis[list].flatMap(({ ratio }) => (ratio === null ? [] : [ratio]));
      return `${percent(Math.min(...ratios))} – ${percent(Math.max(...ratios))}`;
    };
  const below = ({ ratio }: StaffingRow): boolean => ratio !== null && ratio < 0.9;
  const above = ({ ratio }: StaffingRow): boolean => ratio !== null && ratio > 1.1;
  const figures: readonly (readonly [what: string, of: Figure])[] = [
    ["people short (kurang)", people("shortage")],
    ["people above need (lebih)", people("surplus")],
    ["posts short by one person or more", count("positions", ({ shortage }) => shortage >= 1)],
    ["posts one person or more above need", count("positions", ({ surplus }) => surplus >= 1)],
    ["posts below 90 %", count("positions", below)],
    ["posts above 110 %", count("positions", above)],
    ["posts with a need and nobody there (kosong)", count("positions", ({ ratio }) => ratio === 0)],
    ["units below 90 %", count("units", below)],
    ["units above 110 %", count("units", above)],
    ["staffing, worst – best unit", range("units")],
    ["staffing, worst – best agency", range("agencies")],
  ];
  console.log(
    table(
      ["", "before (sebelum)", "after (sesudah)"],
      figures.map(([what, of]) => [what, of(before), of(after)]),
    ),
  );
}

/** Transfers to the posts that were worst off, a placement, and those that need a check; in plain words. */
export function printTransfers(scenario: Scenario, plan: PlanWithTransfers): void {
  const [before, after] = [plan.before, plan.after].map(
    ({ positions }) => new Map(positions.map((row) => [row.id, row.ratio])),
  ) as [Map<string, number | null>, Map<string, number | null>];
  const worstFirst = [...plan.transfers].sort(
    (a, b) => (before.get(a.toPositionId) ?? 0) - (before.get(b.toPositionId) ?? 0) || (a.staffId < b.staffId ? -1 : 1),
  );
  const isMove = ({ fromPositionId }: Transfer): boolean => fromPositionId !== null;
  // What half of the transfers share stands in the list of checks, once.
  const shared = new Set(
    checkCounts(plan.transfers).flatMap(({ text, count }) => (2 * count > plan.transfers.length ? [text.en] : [])),
  );
  const ownChecks = ({ checks }: Transfer): readonly Check[] => checks.filter(({ text }) => !shared.has(text.en));
  const plain = worstFirst.filter((transfer) => isMove(transfer) && ownChecks(transfer).length === 0);
  const shown = new Set([
    ...plain.slice(0, SHOWN),
    ...worstFirst.filter((transfer) => !isMove(transfer)).slice(0, 1),
    ...worstFirst.filter((transfer) => ownChecks(transfer).length > 0).slice(0, EXAMPLES),
  ]);
  const name = (positionId: string): string => {
    const position = scenario.positionById.get(positionId)!;
    const staffed = `${percent(before.get(positionId) ?? null)} → ${percent(after.get(positionId) ?? null)}`;
    return `${position.title} at ${scenario.unitById.get(position.unitId)!.name} (${staffed})`;
  };
  for (const transfer of shown) {
    const { staffId, fromPositionId, toPositionId, distance } = transfer;
    const way = distance === null ? "" : `, ${(distance / 1e6).toFixed(1)} km`;
    console.log(
      fromPositionId === null
        ? `• NIP ${staffId}, waiting (menunggu), takes\n    ${name(toPositionId)}${way}`
        : `• NIP ${staffId} moves from (dari) ${name(fromPositionId)}\n    to (ke) ${name(toPositionId)}${way}`,
    );
    for (const { text } of ownChecks(transfer)) console.log(`    check (periksa): ${text.en} / ${text.id}`);
  }
  console.log(`… and ${plan.transfers.length - shown.size} more in transfers.csv`);
}

/**
 * Splits the shortage that is left: what more transfers would close, what needs people whom the city does not have.
 *
 * @param least - the least shortage that any transfers reach; `null` where it is not known.
 */
export function printRemainder(scenario: Scenario, plan: PlanWithTransfers, least: number | null): void {
  const left = total(plan.after.positions, "shortage");
  const short = plan.after.positions.filter(({ shortage }) => shortage > 0);
  const withoutCandidate = short.filter(({ id }) => !hasCandidate(scenario, plan, id));
  const nobody = total(withoutCandidate, "shortage");
  console.log(`\nOf ${tenths(left)} people still short (kurang) after the plan:\n`);
  const rows =
    least === null
      ? []
      : [
          [
            tenths(left - least),
            "more transfers could close (dapat ditutup dengan mutasi), at less gain than a move must bring",
          ],
          [
            tenths(least - nobody),
            "recruitment alone can (hanya dengan rekrutmen): all who may take the post are needed where they are",
          ],
        ];
  rows.push([
    tenths(nobody),
    "recruitment or training alone can (rekrutmen atau pelatihan): nobody else in the city may take the post",
  ]);
  for (const [people, why] of rows) console.log(`  ${people!.padStart(6)}  ${why}`);
  console.log("\nShort by title (menurut jabatan), people, and how much of it in posts that nobody else may take:\n");
  console.log(
    table(
      ["title (jabatan)", "short (kurang)", "nobody eligible"],
      byTitle(scenario, short)
        .slice(0, SHOWN * 2)
        .map(([title, rows]) => [
          title,
          tenths(total(rows, "shortage")),
          tenths(
            total(
              rows.filter((row) => withoutCandidate.includes(row)),
              "shortage",
            ),
          ),
        ]),
    ),
  );
}

/** Whether anyone whom the plan puts elsewhere may take the post. */
function hasCandidate(scenario: Scenario, plan: PlanWithTransfers, positionId: string): boolean {
  const position = scenario.positionById.get(positionId)!;
  return plan.placements.some((placement) => {
    if (placement.positionId === positionId) return false;
    const person = scenario.staffById.get(placement.staffId)!;
    return judgeTransfer(scenario, person, position).every(({ verdict }) => verdict !== "forbidden");
  });
}

/** Most short first. */
function byTitle(scenario: Scenario, rows: readonly StaffingRow[]): [title: string, rows: StaffingRow[]][] {
  const groups = new Map<string, StaffingRow[]>();
  for (const row of rows) {
    const { title } = scenario.positionById.get(row.id)!;
    groups.set(title, [...(groups.get(title) ?? []), row]);
  }
  return [...groups].sort(
    ([a, first], [b, second]) => total(second, "shortage") - total(first, "shortage") || (a < b ? -1 : 1),
  );
}

/** Adds up one measure, in the order of the rows. */
export function total<Key extends string>(rows: readonly Readonly<Record<Key, number>>[], key: Key): number {
  return rows.reduce((sum, row) => sum + row[key], 0);
}

/** 94.4099999 → 94.4 */
export function tenths(value: number): string {
  return (Math.round(value * 10) / 10 + 0).toFixed(1);
}

/** 983888.3232 → 983,888.323 */
export function figure(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 3 });
}
