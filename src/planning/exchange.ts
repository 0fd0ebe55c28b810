/** Voluntary exchange: swaps, rings and chains that leave nobody worse off than staying. */
import { judgeTransfer } from "../eligibility/index.js";
import { EngineError, type Issue } from "../errors/index.js";
import { assertScenario, byId, type Scenario } from "../scenario/index.js";
import { analyzePlacement, analyzeStaffing } from "../staffing/index.js";
import { auditOf } from "./exchange/audit.js";
import { deferredAcceptance, meritPlaces } from "./exchange/deferred-acceptance.js";
import { GOALS } from "./exchange/goals.js";
import { type Assignment, everyoneAtHome, type Market, marketOf } from "./exchange/market.js";
import { type ExchangeOptions, type ResolvedExchange, resolveExchange } from "./exchange/options.js";
import { reasonsOfDeferred, reasonsOfExchange } from "./exchange/reasons.js";
import { solveExchange } from "./exchange/solve-exchange.js";
import { tradesOf } from "./exchange/trades.js";
import type { Exchange, ExchangeBalance } from "./exchange/types.js";
import { verifyExchange } from "./exchange/verify-exchange.js";
import { type Geography, geographyOf } from "./geography.js";
import { inputDigest } from "./input-digest.js";
import { type Stop, yieldToEventLoop } from "./level-solver.js";
import { levelUnit } from "./levels.js";
import { levelValues } from "./level-values.js";
import type { Placement, Transfer } from "./types.js";

/**
 * Finds the exchange of posts that people agree to: everyone ends up at a place that he or she likes at least as well as
 * staying, nobody passes a capacity, no post falls below its floor (or below the people it has, where they are fewer).
 *
 * Preferences: wishes by rank, then staying; objections and posts of which a person says nothing come after staying, so
 * **whoever states no wish is not moved**: silence is no consent. Waiting people take any post they do not object to.
 *
 * Where a kinship rule keeps two people apart who may both move, the one later in the order of merit stays.
 *
 * Two mechanisms (`options.mechanism`). `exchange` is the best exchange of all, goal by goal: as many people as possible
 * gain; those who gain get the best of their wishes (sum of steps); few move; balance is kept as far as possible; the
 * published lottery. `deferredAcceptance` is what ministries use (holders first, then merit), for comparison.
 *
 * | property                                  | `exchange`                         | `deferredAcceptance`             |
 * | ----------------------------------------- | ---------------------------------- | -------------------------------- |
 * | nobody worse off than staying             | yes, by construction               | yes: holders come first          |
 * | Pareto-efficient for the people           | yes, among all exchanges that keep the options of consent, floors and capacities | no |
 * | most people gain                          | yes                                | no                               |
 * | strategy-proof                            | no                                 | yes (Dubins & Freedman 1981; Roth 1982) |
 * | no justified envy (merit)                 | no                                 | yes, but for people held by a floor |
 *
 * Pareto, proof: an exchange that is no worse for anybody and better for somebody lets at least the same people gain; if no
 * more of them, then their steps sum to less: it is better on the first or the second goal. With `consent: "strict"` that is
 * said of exchanges in which everyone who moves gains. Deferred acceptance: J. Combe, O. Tercieux and C. Terrier, *Review
 * of Economic Studies* 89 (2022), who show how much it leaves undone. Claims and counter-examples are tests.
 *
 * The result tells the balance that is given up or gained, who would like what else and why not, who envies with reason, and
 * the trades in words. It is verified from the people up (`verifyExchange`) before it is returned. The same scenario gives
 * the same exchange, whatever the order of its records. Yields to the event loop some 20 times a second.
 *
 * @throws ScenarioError `scenario/not-created`; `planning/…` for options that cannot be used.
 * @throws EngineError `planning/wrong-answer` if the answer does not survive verification: no such exchange is returned.
 */
export async function voluntaryExchange(scenario: Scenario, options: ExchangeOptions = {}): Promise<Exchange> {
  const startedAt = performance.now();
  const elapsed = (): number => (performance.now() - startedAt) / 1000;
  assertScenario(scenario);
  const resolved = resolveExchange(scenario, options);
  const { settings, seed, signal, timeLimit, onProgress } = resolved;
  await yieldToEventLoop(); // an abort that is already under way should be seen before the work begins
  const geography = geographyOf(scenario);
  const market = marketOf(scenario, settings, seed);
  const digest = await inputDigest(scenario);

  const found = await (async () => {
    if (settings.mechanism === "deferredAcceptance") {
      const deferred = deferredAcceptance(market, seed);
      const reasonFor = reasonsOfDeferred(deferred);
      return { assignment: deferred.assignment, reasonFor, levels: [], certificate: [], limit: undefined };
    }
    const stops = { deadline: startedAt + timeLimit * 1000, signal };
    const solved = await solveExchange(market, seed, stops, ({ index, level, incumbent, bound }) =>
      onProgress?.({
        level,
        index: index + 1,
        count: GOALS.length,
        incumbent: Number(incumbent),
        bound: Number(bound),
        gap: Number(incumbent - bound),
        elapsed: elapsed(),
      }),
    );
    const certificate = solved.prices.map((prices) => ({
      positions: market.posts.flatMap(({ position }, p): [string, number][] =>
        prices[p] === 0 ? [] : [[position.id, prices[p]!]],
      ),
    }));
    const { assignment, levels, limit } = solved;
    return { assignment, reasonFor: reasonsOfExchange(market, solved), levels, certificate, limit };
  })();

  const { assignment, limit } = found;
  const placements = placementsOf(scenario, market, assignment);
  const transfers = transfersOf(scenario, placements, geography);
  const heads = headCounts(placements);
  const exchange: Exchange = {
    status: limit === undefined ? "optimal" : "feasible",
    limit: limit ?? null,
    settings,
    levels: found.levels,
    transfers,
    placements,
    trades: tradesOf(scenario, placements),
    before: analyzeStaffing(scenario),
    after: analyzePlacement(scenario, ({ id }) => heads.get(id) ?? 0),
    balance: balanceOf(scenario, market, placements, resolved, geography),
    audit: auditOf(scenario, market, assignment, meritPlaces(market, seed), found.reasonFor, settings.unknown),
    notices: [...scenario.notices, ...noticesOf(market, limit)],
    run: { elapsed: elapsed(), seed, inputDigest: digest, certificate: found.certificate },
  };
  const { ok, issues } = verifyExchange(scenario, exchange);
  if (!ok) {
    const message = "the exchange does not survive verification and is not returned";
    const hint = "this is a fault of the library: please report it with the bundle of this error";
    throw new EngineError([{ code: "planning/wrong-answer", path: [], message, hint }, ...issues], { exchange });
  }
  return { ...exchange, run: { ...exchange.run, elapsed: elapsed() } };
}

/** Everyone, by staff id. */
function placementsOf(scenario: Scenario, { traders, posts }: Market, assignment: Assignment): Placement[] {
  const traded = new Map(
    traders.map(({ person }, i) => {
      const post = assignment[i]!;
      return [person.id, post < 0 ? null : posts[post]!.position.id];
    }),
  );
  return [...scenario.staff].sort(byId).map(({ id, positionId }) => {
    const at = traded.get(id);
    return { staffId: id, positionId: at === undefined ? positionId : at };
  });
}

function transfersOf(scenario: Scenario, placements: readonly Placement[], geography: Geography): Transfer[] {
  return placements.flatMap(({ staffId, positionId }): Transfer[] => {
    const person = scenario.staffById.get(staffId)!;
    if (positionId === null || positionId === person.positionId) return [];
    const to = scenario.positionById.get(positionId)!;
    const from = person.positionId === null ? undefined : scenario.positionById.get(person.positionId)!;
    const open = judgeTransfer(scenario, person, to).filter(({ verdict }) => verdict === "unknown");
    return [
      {
        staffId,
        fromPositionId: person.positionId,
        toPositionId: positionId,
        sameUnit: from?.unitId === to.unitId,
        distance: geography.distanceTo(person, to),
        checks: open.map(({ rule, text }) => ({ rule, text })),
      },
    ];
  });
}

function headCounts(placements: readonly Placement[]): Map<string, number> {
  const heads = new Map<string, number>();
  for (const { positionId } of placements) {
    if (positionId !== null) heads.set(positionId, (heads.get(positionId) ?? 0) + 1);
  }
  return heads;
}

function balanceOf(
  scenario: Scenario,
  market: Market,
  placements: readonly Placement[],
  { told, moveThreshold, compareWith }: ResolvedExchange,
  geography: Geography,
): ExchangeBalance[] {
  const valuesOf = (each: readonly Placement[]): bigint[] =>
    levelValues(scenario, each, told, { moveThreshold, geography });
  const staying = valuesOf(placementsOf(scenario, market, everyoneAtHome(market)));
  const exchanged = valuesOf(placements);
  const planned = compareWith === undefined ? undefined : valuesOf(compareWith.placements);
  return told.map(({ name, node }, k) => ({
    name,
    node,
    ...levelUnit(name),
    staying: Number(staying[k]!),
    exchange: Number(exchanged[k]!),
    plan: planned === undefined ? null : Number(planned[k]!),
  }));
}

function noticesOf({ traders, posts }: Market, limit: Stop | undefined): Issue[] {
  const notices: Issue[] = [];
  if (traders.length === 0) {
    const message = "nobody wishes for a place that he or she may take: there is nothing to exchange";
    notices.push({ code: "planning/no-traders", path: ["staff"], message, hint: "wishes are read from staff.wishes" });
  }
  if (limit !== undefined) {
    const message = `the exchange among ${traders.length} people and ${posts.length} posts was stopped: ${limit}`;
    notices.push({
      code: "planning/stopped",
      path: [],
      message,
      hint: "it leaves nobody worse off, but may not be the best",
    });
  }
  return notices;
}
