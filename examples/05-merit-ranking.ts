/**
 * Who deserves it, and how sure is that: ranks the people who hold one post by figures that everyone can check, says why,
 * how far the ranking hangs on its weights, and what becomes of the result: nine boxes, recognition, coaching, and a plan of
 * transfers in which need decides where seats are and merit who gets them.
 *
 *     npx tsx examples/05-merit-ranking.ts [--data DIR] [--title TEXT] [--seats N] [--out DIR]
 *
 * DIR holds what `make-sample.ts` writes. Writes `ranking.csv` to the folder of `--out` (default `out`).
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  auditMerit,
  createScenario,
  type Level,
  planTransfers,
  type Position,
  type ScenarioInput,
  type Staff,
} from "imbang";
import { type IndicatorRow, readIndicatorsCsv, writeRankingCsv } from "imbang/csv";
import {
  assessmentGaps,
  comparePeriods,
  compareRanked,
  explainScore,
  type Indicator,
  inForce,
  type MeritScheme,
  rankByMerit,
  type Ranking,
  rankRobustness,
  type Robustness,
  smallestSwap,
  TALENT_BOXES,
  TALENT_CUT_OFFS,
  type TalentPool,
  talentPool,
  withMerit,
} from "imbang/merit";
import { heading, printNotices } from "./city-report.js";
import { bytesOf, headFiles, outFolder, printNeeded, readCityFiles, stopAtEmpty, writeFiles } from "./files.js";
import { SAMPLE_DAY } from "./make-sample.js";
import { numberOption, run, Stop } from "./run.js";
import { percent, table, whole } from "./table.js";

const USAGE = "usage: 05-merit-ranking.ts [--data DIR] [--title TEXT] [--seats N] [--out DIR]";

const PERCENT = { from: 0, to: 100 };

/** What an agency would publish before anyone is ranked. */
const SCHEME: MeritScheme = {
  asOf: SAMPLE_DAY,
  indicators: [
    { id: "attendance", label: { id: "kehadiran", en: "attendance" }, weight: 15, scale: { from: 80, to: 100 } },
    { id: "planned", label: { id: "tugas direncanakan", en: "tasks planned" }, weight: 0, scale: { from: 0, to: 200 } },
    { id: "done", label: { id: "tugas selesai", en: "tasks done" }, weight: 0, scale: { from: 0, to: 200 } },
    {
      id: "completion",
      label: { id: "penyelesaian tugas", en: "task completion" },
      weight: 25,
      scale: PERCENT,
      formula: "if(planned == 0, 0, min(100, 100 * done / planned))",
    },
    { id: "innovation", label: { id: "inovasi", en: "innovation" }, weight: 10, scale: PERCENT },
    { id: "conduct", label: { id: "perilaku kerja", en: "conduct" }, weight: 15, scale: PERCENT },
    {
      id: "supervisor",
      label: { id: "penilaian atasan", en: "assessment by the supervisor" },
      weight: 20,
      scale: PERCENT,
      missing: "exclude",
    },
    { id: "peers", label: { id: "penilaian rekan kerja", en: "assessment by peers" }, weight: 10, scale: PERCENT },
    { id: "self", label: { id: "penilaian diri", en: "self-assessment" }, weight: 0, scale: PERCENT },
    {
      id: "training",
      label: { id: "jam pelatihan", en: "hours of training" },
      weight: 5,
      scale: { from: 0, to: 40 },
      outside: "clamp",
    },
  ],
  tieBreaks: ["completion", "conduct"],
  seed: "Kota Harapan Baru 2026",
};

/** Headings of the file that are neither the id nor the label of an indicator. */
const HEADINGS: Readonly<Record<string, readonly string[]>> = {
  attendance: ["KEHADIRAN (%)"],
  training: ["JAM PELATIHAN (JP)"],
};

/** Beside the scheme: the result of an assessment, and the score of the year before. */
const BESIDE: readonly Pick<Indicator, "id" | "label" | "scale">[] = [
  { id: "potential", label: { id: "potensi", en: "potential" }, scale: PERCENT },
  { id: "last_year", label: { id: "nilai 2024", en: "score of 2024" }, scale: PERCENT },
];

const TITLE = "Penata Layanan Operasional";
const SEATS = 10;
/** Rows shown of each list. */
const SHOWN = 10;
const SPREAD = 0.2;
/** What is stated before anyone is named. */
const RECOGNITION = { score: 88, change: 15 };
const COACHING = { score: 60, change: 15 };
const GAP = 20;
/** Letters across a box of the picture. */
const WIDTH = 19;

/** Need first, then merit, then the rest of what people would like. */
const POLICY: readonly Level[] = ["floors", "waiting", "balance", "moves", "merit", "fit"];

interface City {
  readonly input: ScenarioInput;
  readonly staff: readonly Staff[];
  readonly positionById: ReadonlyMap<string, Position>;
  readonly unitOf: (person: Staff) => string;
  readonly agencyOf: (person: Staff) => string;
  readonly nameOfAgency: (id: string) => string;
  readonly figures: ReadonlyMap<string, IndicatorRow["values"]>;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: "string" },
      title: { type: "string" },
      seats: { type: "string" },
      out: { type: "string" },
    },
  });
  const out = outFolder(values.out ?? "out");
  const title = values.title ?? TITLE;
  const seats = numberOption("seats", values.seats, { unit: "seats", least: 1, whole: true }) ?? SEATS;
  const city = readCity(values.data ?? fileURLToPath(new URL("data", import.meta.url)));

  printScheme();
  const candidates = city.staff.filter(({ positionId }) => city.positionById.get(positionId ?? "")?.title === title);
  if (candidates.length === 0) throw new Stop(`nobody holds the post ${title}`);
  const ranking = rank(city, candidates);
  heading(`Ranking of ${title} (peringkat)`);
  printRanking(city, ranking, candidates.length);
  printWhy(ranking);
  const robustness = rankRobustness(ranking, { spread: SPREAD, seats, top: 50 });
  printRobustness(robustness);

  // From here on everyone: boxes, gaps and periods are about the whole city.
  const everyone = rank(city, city.staff);
  printBoxes(boxes(city, everyone));
  printGaps(everyone);
  printPeriods(city, everyone);
  await printPlan(city, everyone);

  writeFiles(out, {
    "ranking.csv": writeRankingCsv(ranking, { robustness, excel: true, language: "id" }),
  });
}

function readCity(folder: string): City {
  headFiles(folder);
  const { units, positions, staff } = readCityFiles(folder);
  stopAtEmpty({ "units.csv": units, "positions.csv": positions, "staff.csv": staff });
  const columns = [...SCHEME.indicators, ...BESIDE].map((one) => ({ ...one, headings: HEADINGS[one.id] ?? [] }));
  const indicators = readIndicatorsCsv(bytesOf(join(folder, "indicators.csv")), { indicators: columns });
  console.log(`\n${whole(staff.rows.length)} people (pegawai); what was left out of their list: example 01.`);
  printNeeded({ "indicators.csv": indicators });
  const positionById = new Map(positions.rows.map((position) => [position.id, position]));
  const unitById = new Map(units.rows.map((unit) => [unit.id, unit]));
  const nameById = new Map(units.agencies.map(({ id, name }) => [id, name]));
  const unitOf = ({ positionId }: Staff): string => positionById.get(positionId ?? "")?.unitId ?? "";
  return {
    input: {
      asOf: SAMPLE_DAY,
      agencies: units.agencies,
      units: units.rows,
      positions: positions.rows,
      staff: staff.rows,
    },
    staff: staff.rows,
    positionById,
    unitOf,
    agencyOf: (person) => unitById.get(unitOf(person))?.agencyId ?? "",
    nameOfAgency: (id) => nameById.get(id) ?? id,
    figures: new Map(indicators.rows.map(({ id, values }) => [id, values])),
  };
}

function rank({ figures }: City, people: readonly Staff[]): Ranking {
  const beside = new Set(BESIDE.map(({ id }) => id));
  return rankByMerit(
    people.map(({ id }) => ({
      id,
      values: Object.fromEntries(Object.entries(figures.get(id) ?? {}).filter(([name]) => !beside.has(name))),
    })),
    SCHEME,
  );
}

function printScheme(): void {
  heading("The scheme (skema penilaian)");
  console.log(
    table(
      ["indicator (indikator)", "weight (bobot)", "0 points", "100 points", "calculated (rumus)"],
      SCHEME.indicators.map(({ label, weight, scale, formula }) => [
        `${label!.en} (${label!.id})`,
        String(weight),
        String(scale.from),
        String(scale.to),
        formula ?? "",
      ]),
    ),
  );
  console.log("\nTies go by task completion, then by conduct, then by a published lottery (undian).");
  console.log("Sex, religion, age and marital status cannot be indicators: the library refuses them.");
}

function printRanking(city: City, { people, excluded, notices }: Ranking, candidates: number): void {
  const weighted = SCHEME.indicators.filter(({ weight }) => weight > 0);
  const column = (id: string): number => SCHEME.indicators.findIndex((one) => one.id === id);
  const unitOf = new Map(city.staff.map((person) => [person.id, city.unitOf(person)]));
  console.log(
    `${candidates} people, ${people.length} of them ranked, ${excluded.length} without a figure that is needed.\n`,
  );
  console.log("Points of each indicator, 0 to 100, and the score of all by their weights:\n");
  console.log(
    table(
      ["place", "NIP", "unit", "score (nilai)", ...weighted.map(({ id }) => id)],
      people
        .slice(0, SHOWN)
        .map(({ place, id, score, points }) => [
          String(place),
          id,
          unitOf.get(id)!,
          score.toFixed(4),
          ...weighted.map((one) => (points[column(one.id)]! / 1e6).toFixed(1)),
        ]),
    ),
  );
  printNotices(notices);
}

function printWhy(ranking: Ranking): void {
  heading("Why (alasan)");
  const [first, second] = ranking.people;
  if (first === undefined || second === undefined) return;
  const { parts, score } = explainScore(ranking, first.id);
  console.log(`NIP ${first.id}: ${score.toFixed(4)} points, the exact sum of\n`);
  console.log(
    table(
      ["indicator", "points", "weight", "adds (menambah)", "lost (hilang)"],
      parts
        .filter(({ weight }) => weight > 0)
        .map(({ label, points, weight, contribution, lost }) => [
          `${label.en} (${label.id})`,
          points.toFixed(2),
          percent(weight),
          contribution.toFixed(4),
          lost.toFixed(4),
        ]),
    ),
  );
  const comparison = compareRanked(ranking, first.id, second.id);
  const pieces = comparison.parts
    .filter(({ units }) => units !== 0)
    .map(({ indicator, gap }) => `${indicator} ${gap > 0 ? "+" : ""}${gap.toFixed(4)}`);
  console.log(`\nBefore NIP ${second.id} by ${comparison.gap.toFixed(4)} points: ${pieces.join(", ")}.`);
  const swap = smallestSwap(ranking, first.id, second.id);
  if (swap.status === "never") console.log("No weights would turn these two round.");
  if (swap.status !== "weights") return;
  const share = (value: number): string => `${(100 * value).toFixed(2)} %`;
  const changes = swap.changes.map(({ indicator, from, to }) => `${indicator} ${share(from)} → ${share(to)}`);
  console.log(
    `The smallest change of weights that would turn these two round moves ${share(swap.moved!)} of all weight: ${changes.join(", ")}.`,
  );
}

function printRobustness({ people, samples, seed, seats, certain, box }: Robustness): void {
  heading("How far it hangs on the weights (ketahanan peringkat)");
  const ranges = box.filter(({ high }) => high > 0).map(({ indicator, low, high }) => `${indicator} ${low}–${high}`);
  console.log(
    `Every weight may go up or down by ${percent(SPREAD)}, all together stay what they are: ${ranges.join(", ")}.`,
  );
  console.log(
    `Outer places are exact: no such weights give another one. Inner places and shares come from ${whole(samples)}`,
  );
  console.log(
    `draws of weights (seed “${seed}”); a share is that of draws in which the person is among the first ${seats}.\n`,
  );
  console.log(
    table(
      ["place", "NIP", "outer best", "outer worst", "inner best", "inner worst", `first ${seats}`, "± (std. error)"],
      people
        .slice(0, SHOWN + 5)
        .map(({ place, id, outer, inner, win }) => [
          String(place),
          id,
          String(outer.best),
          String(outer.worst),
          String(inner.best),
          String(inner.worst),
          `${(100 * win!.share).toFixed(1)} %`,
          `${(100 * win!.standardError).toFixed(1)} %`,
        ]),
    ),
  );
  console.log(`\nAmong the first ${seats} whatever these weights (pasti): ${certain.length} people.`);
}

/** Performance by the score of the ranking, potential by the assessment. */
function boxes({ figures }: City, { people, excluded }: Ranking): TalentPool {
  const performance = new Map(people.map(({ id, score }) => [id, score]));
  return talentPool(
    [...people, ...excluded].map(({ id }) => ({
      id,
      performance: performance.get(id) ?? null,
      potential: figures.get(id)?.["potential"] ?? null,
    })),
    inForce(TALENT_CUT_OFFS.publicWorks).value,
  );
}

/** The boxes as a picture: performance upwards, potential to the right. */
function printBoxes({ counts, pool, rotation, unplaced }: TalentPool): void {
  heading("Nine boxes (sembilan kotak)");
  const { value: cuts, legalBasis } = inForce(TALENT_CUT_OFFS.publicWorks);
  const { value: rules } = inForce(TALENT_BOXES);
  console.log(
    `Cut-offs ${cuts.performance.middle} and ${cuts.performance.high} on both axes, as in ${legalBasis}; your agency has its own.\n`,
  );
  const thirds = ["high", "middle", "low"] as const;
  const rows = { high: "above (di atas)", middle: "meets (sesuai)", low: "below (di bawah)" };
  const line = (left: string, fill: string, joint: string, right: string): string =>
    `${" ".repeat(18)}${left}${[0, 1, 2].map(() => fill.repeat(WIDTH)).join(joint)}${right}`;
  console.log("performance");
  console.log(line("┌", "─", "┬", "┐"));
  for (const [k, performance] of thirds.entries()) {
    const own = (["low", "middle", "high"] as const).map((potential) =>
      rules.find((one) => one.performance === performance && one.potential === potential)!,
    );
    const cells = own.map(({ box }) => ` ${box}: ${whole(counts[box])}`.padEnd(WIDTH));
    console.log(`${rows[performance].padEnd(18)}│${cells.join("│")}│`);
    if (k < 2) console.log(line("├", "─", "┼", "┤"));
  }
  console.log(line("└", "─", "┴", "┘"));
  console.log(
    `potential${" ".repeat(10)}${["low (rendah)", "middle (menengah)", "high (tinggi)"].map((one) => one.padEnd(WIDTH + 1)).join("")}`.trimEnd(),
  );
  console.log();
  console.log(
    table(
      ["box (kotak)", "people", "recommended (rekomendasi)"],
      rules.map(({ box, actions }) => [String(box), whole(counts[box]), actions.map(({ en }) => en).join("; ")]),
    ),
  );
  console.log(
    `\nPool (kelompok rencana suksesi, boxes 7 to 9): ${whole(pool.length)} people; boxes that name rotation (4, 7, 8): ${whole(rotation.length)}.`,
  );
  console.log(
    `Without a box, for a figure is missing and nobody is put into box 1 for that: ${unplaced.length} people.`,
  );
}

function printGaps(everyone: Ranking): void {
  heading("Self-assessment against the supervisor (penilaian diri dan atasan)");
  const { flagged, compared, meanGap } = assessmentGaps(everyone, {
    self: "self",
    other: "supervisor",
    threshold: GAP,
  });
  const above = flagged.filter(({ gap }) => gap > 0).length;
  console.log(
    `${whole(compared)} people compared; on average people see themselves ${meanGap!.toFixed(1)} points higher.\n` +
      `At least ${GAP} points apart: ${flagged.length} people, ${above} of them see themselves higher. A reason to talk, not a verdict.\n`,
  );
  console.log(
    table(
      ["NIP", "self (diri)", "supervisor (atasan)", "gap (selisih)"],
      flagged.slice(0, 5).map(({ id, self, other, gap }) => [id, String(self), String(other), String(gap)]),
    ),
  );
}

function printPeriods(city: City, everyone: Ranking): void {
  heading("2024 and 2025 (perbandingan periode)");
  const scores = new Map(everyone.people.map(({ id, score }) => [id, Math.round(score * 100) / 100]));
  const at = (person: Staff, score: number | null): Parameters<typeof comparePeriods>[0][number] => ({
    id: person.id,
    score,
    ...(city.agencyOf(person) === "" ? {} : { agencyId: city.agencyOf(person), unitId: city.unitOf(person) }),
  });
  const found = comparePeriods(
    city.staff.map((person) => at(person, city.figures.get(person.id)?.["last_year"] ?? null)),
    city.staff.map((person) => at(person, scores.get(person.id) ?? null)),
    { recognition: RECOGNITION, coaching: COACHING },
  );
  const signed = (value: number): string => `${value > 0 ? "+" : ""}${value.toFixed(2)}`;
  console.log(
    table(
      ["agency (OPD)", "people", "2024", "2025", "change", "95 % low", "95 % high"],
      [...found.agencies, { ...found.everyone, id: "everyone (seluruhnya)" }].map(
        ({ id, people, before, after, change }) => [
          city.nameOfAgency(id),
          whole(people),
          before?.toFixed(2) ?? "",
          after?.toFixed(2) ?? "",
          change === null ? "" : signed(change.mean),
          change?.interval == null ? "" : signed(change.interval.low),
          change?.interval == null ? "" : signed(change.interval.high),
        ],
      ),
    ),
  );
  for (const [what, criteria, list] of [
    [
      "Recognition (penghargaan)",
      `a score of at least ${RECOGNITION.score}, or ${RECOGNITION.change} points more than before`,
      found.recognition,
    ],
    [
      "Coaching (pembinaan)",
      `a score below ${COACHING.score}, or ${COACHING.change} points less than before`,
      found.coaching,
    ],
  ] as const) {
    console.log(`\n${what}: ${criteria}: ${list.length} people, the first of them:\n`);
    console.log(
      table(
        ["NIP", "score", "change", "why (alasan)"],
        list
          .slice(0, 5)
          .map(({ id, score, change, reasons }) => [
            id,
            score.toFixed(2),
            change === null ? "" : signed(change),
            reasons.map((one) => `${one.en} (${one.id})`).join("; "),
          ]),
      ),
    );
  }
  printNotices(found.notices);
}

async function printPlan({ input, positionById }: City, ranking: Ranking): Promise<void> {
  heading("A plan whose seats go by merit (rencana mutasi menurut merit)");
  const scenario = createScenario(withMerit(input, ranking));
  const plan = await planTransfers(scenario, { policy: POLICY });
  if (plan.status !== "optimal") throw new Stop(`the plan is ${plan.status}`);
  const meritOf = new Map(scenario.staff.map(({ id, merit }) => [id, merit]));
  const wished = new Set(scenario.staff.flatMap(({ id, wishes = [] }) => (wishes.length > 0 ? [id] : [])));
  const moved = plan.transfers.filter(({ staffId }) => wished.has(staffId));
  console.log(
    `${plan.transfers.length} transfers, ${moved.length} of them of people who had said where they would go.`,
  );
  console.log("The highest scores among these (nilai tertinggi):\n");
  console.log(
    table(
      ["NIP", "score (nilai)", "from (dari)", "to (ke)"],
      moved
        .sort((a, b) => (meritOf.get(b.staffId) ?? 0) - (meritOf.get(a.staffId) ?? 0))
        .slice(0, SHOWN)
        .map(({ staffId, fromPositionId, toPositionId }) => [
          staffId,
          meritOf.get(staffId)?.toFixed(2) ?? "",
          fromPositionId ?? "",
          toPositionId,
        ]),
    ),
  );
  const { cases, byReason } = auditMerit(scenario, plan);
  console.log(`\nPeople of less merit on a place that somebody would rather have: ${cases.length} cases, because`);
  for (const [reason, count] of Object.entries(byReason)) console.log(`  ${reason}: ${count}`);
  for (const { text, wantedPositionId } of cases.slice(0, 3)) {
    console.log(`\n- ${positionById.get(wantedPositionId)?.title}: ${text.id}\n  (${text.en})`);
  }
}

await run(main, USAGE);
