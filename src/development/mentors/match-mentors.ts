/** The call: finds the best mentors, explains and verifies them. */
import { EngineError, type Issue } from "../../errors/index.js";
import { assertScenario, type Scenario } from "../../scenario/index.js";
import { candidatesOf } from "./candidates.js";
import { describePair, describeUnmatched } from "./explain.js";
import { lotteryOf } from "./lottery.js";
import { readMentoringOptions } from "./read-options.js";
import { MENTORING_LEVELS, solveMentoring } from "./solve.js";
import type { Mentoring, MentoringOptions, MentoringSettings, MentorPair } from "./types.js";
import { verifyMentoring } from "./verify-mentoring.js";
import { pairJudge, type People, peopleOf } from "./who-may.js";

/**
 * Finds a mentor for as many mentees as possible, and the best ones: a matching of mentees to mentors in which every mentee
 * has at most one mentor and every mentor at most as many mentees as he or she can take.
 *
 * **Who may mentor whom.** The mentor holds a post, in the same unit or one within `reach`; is not recorded as inactive, on no
 * study leave, serves no severe penalty, does not retire before the mentoring ends, and does not change unit by the plan (who
 * only changes post within the unit stays with its people). The mentee holds a post, is not recorded as inactive, is back from
 * any study leave before the mentoring ends and does not retire before that. The mentor's grade is not below the mentee's and
 * at most `maximumGradeDistance` steps above. And there is something to learn: the mentor's level is above the mentee's in a
 * competency that the mentee's post asks and the mentee is known to lack (basis `competency`). Where no gap is known, or the
 * mentor was never rated in any of what the mentee lacks, the mentor has been longer in the same job: the same job family or,
 * where one of the posts names none, the same title (basis `experience`). Two people may mentor each other in different
 * competencies. What cannot be decided for lack of data lets a pair pass with a check, or with `unknown: "forbid"` bars it.
 *
 * **The floor.** "At least one senior" is read as: no unit lends out the last of its seniors. Of the people of a unit who can
 * mentor at all (all that is asked of a mentor whoever the mentee is), the first `keepSeniors` in the order of seniority
 * (higher grade, longer in the job, lottery) mentor only in their own unit. Whom the floor keeps is fixed by that order and not
 * left to the search: which of them to lend so that most mentees profit is a problem of maximum coverage, for which no
 * exact method is fast, and an order can be read out to those concerned. People who are about to leave or retire are no
 * seniors that a unit could count on, and do not fill the floor.
 *
 * **The goals**, one after the other, each without giving up anything of those before: as few people without a mentor as
 * possible (`unmentored`); least of the known gaps left open (`openGap`, levels of all mentees); mentors as near as possible
 * (`nearness`: same unit 0, neighbour 1, agency 2); of similar grade (`gradeDistance`; where grades do not compare, the most that is allowed
 * is counted); mentees spread over mentors (`sharedMentors`: pairs of mentees who share a mentor); and the published lottery
 * (`tie`), drawn again until one answer is left. So the answer is unique and does not depend on the order of the records.
 *
 * Exact: each goal is a transport problem on what the goals before left open, proven by prices of the mentors' places
 * (`certificate`), which `verifyMentoring` checks from the people up before the answer is returned. O(pairs within reach) and
 * a few transport problems of the pairs that may be.
 *
 * @throws ScenarioError `scenario/not-created`; for options: `development/unknown-key`, `development/unknown-value`,
 * `development/unknown-id`, `development/out-of-range`, `development/not-a-number`, `development/wrong-type`,
 * `development/missing-value`, `development/person-twice`, `development/missing-person`, `development/no-placements`,
 * `development/plan-needed`, `development/too-many`; `development/too-many-pairs` where millions of pairs may be.
 * @throws EngineError `development/wrong-answer` if the answer does not survive verification.
 */
export function matchMentors(scenario: Scenario, options: MentoringOptions = {}): Mentoring {
  assertScenario(scenario);
  const settings = readMentoringOptions(scenario, options);
  const people = peopleOf(scenario, settings);
  const { staff } = people;
  const mentees = menteesOf(scenario, people, settings);
  const judge = pairJudge(people, mentees, settings);
  const candidates = candidatesOf(people, mentees, judge, settings.maximumGradeDistance);
  const seats = Int32Array.from(candidates.mentors, (j) => people.capacityOf(staff[j]!.id));
  const { mentor, levels } = solveMentoring(candidates, seats, (draw) => {
    const lottery = lotteryOf(settings.seed, draw);
    return (row, j) => lottery(staff[mentees[row]!]!.id, j < 0 ? "" : staff[candidates.mentors[j]!]!.id);
  });

  const waiting = people.posts.filter((post) => post === null).length;
  const load = new Int32Array(candidates.mentors.length);
  for (const j of mentor) if (j >= 0) load[j]!++;
  const pairs = mentees.flatMap((i, row) =>
    mentor[row]! < 0 ? [] : [describePair(people, judge, i, candidates.mentors[mentor[row]!]!, settings)],
  );
  const units = new Map(MENTORING_LEVELS.map(({ name, unit }) => [name, unit]));
  const mentoring: Mentoring = {
    settings,
    pairs,
    unmatched: mentees.flatMap((i, row) =>
      mentor[row]! < 0 ? [describeUnmatched(people, judge, i, waiting, settings)] : [],
    ),
    mentors: candidates.mentors.map((j, at) => {
      const { id } = staff[j]!;
      return { mentorId: id, load: load[at]!, capacity: seats[at]!, kept: people.kept.has(id) };
    }),
    levels: levels.map(({ name, value }) => ({ name, value, bound: value, proven: true, unit: units.get(name)! })),
    notices: noticesOf(scenario, people, settings, mentees.length, pairs),
    certificate: levels.map(({ price }) => ({
      mentors: candidates.mentors.flatMap((j, at): [string, number][] =>
        price[at] === 0 ? [] : [[staff[j]!.id, price[at]!]],
      ),
    })),
  };
  const { ok, issues } = verifyMentoring(scenario, mentoring);
  if (ok) return mentoring;
  const message = "the mentoring does not survive verification and is not returned";
  const hint = "this is a fault of the library: please report it with the bundle of this error";
  throw new EngineError([{ code: "development/wrong-answer", path: [], message, hint }, ...issues], { mentoring });
}

/** Who needs a mentor, by number. */
function menteesOf(scenario: Scenario, { staff, posts, lacks }: People, { mentees }: MentoringSettings): number[] {
  const named = typeof mentees === "string" ? undefined : new Set(mentees);
  return staff.flatMap(({ id }, i) => {
    const needs =
      named !== undefined
        ? named.has(id)
        : mentees === "gaps"
          ? lacks[i]!.length > 0
          : posts[i] !== null && posts[i]!.id !== scenario.staffById.get(id)!.positionId;
    return needs ? [i] : [];
  });
}

/** Where the gaps of the data are, one notice a kind of check, and what the caller may have meant otherwise. */
function noticesOf(
  scenario: Scenario,
  { posts, lacks, unrated }: People,
  settings: MentoringSettings,
  mentees: number,
  pairs: readonly MentorPair[],
): Issue[] {
  const notices: Issue[] = [];
  const notice = (code: string, path: Issue["path"], message: string, hint: string): void => {
    notices.push({ code: `development/${code}`, path, message, hint });
  };
  if (mentees === 0) {
    const [message, hint] =
      settings.mentees === "movers"
        ? [
            "nobody gets another post by this plan: there is nobody to mentor",
            "ask for the mentees `gaps`, or name them",
          ]
        : [
            "nobody is known to fall short of what his or her post asks: there is nobody to mentor",
            "gaps are read from requirements.competencies of positions and competencies of staff",
          ];
    notice("no-mentees", ["options", "mentees"], message, hint);
  }
  if (settings.mentees === "gaps") {
    const open = posts.filter((_, i) => lacks[i]!.length === 0 && unrated[i]!.length > 0).length;
    const message = `${open} ${open === 1 ? "person is" : "people are"} not rated in all that the post asks, and ${open === 1 ? "is" : "are"} no mentee without a known gap`;
    if (open > 0) notice("unrated", ["staff", "competencies"], message, "rate them, or name them as mentees");
  }
  if (settings.reach === "neighbours" && scenario.units.length > 1) {
    const isFlat = scenario.units.every(({ parentUnitId }) => parentUnitId === undefined);
    const message = "no unit names the unit above it, so that no unit has neighbours: mentors are of the same unit";
    if (isFlat && mentees > 0)
      notice("no-neighbours", ["units", "parentUnitId"], message, 'reach: "agency" looks in the whole agency');
  }
  const open = new Map<string, number>();
  for (const { checks } of pairs) {
    for (const rule of new Set(checks.map((check) => check.rule))) open.set(rule, (open.get(rule) ?? 0) + 1);
  }
  for (const [rule, count] of [...open].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const message = `${count} of ${pairs.length} pairs ${count === 1 ? "rests" : "rest"} on ${COLUMNS[rule]!}, which is not in the data`;
    notice("unchecked", ["pairs", rule], message, 'look at their checks, or bar them with unknown: "forbid"');
  }
  return notices;
}

/** By rule of a check. */
const COLUMNS: Readonly<Record<string, string>> = {
  grade: "a comparison of grades",
  studyLeave: "whether the mentor is on study leave",
  discipline: "whether the mentor serves a severe penalty, and until when",
  retirement: "when the mentor retires",
  menteeStudyLeave: "whether the mentee is on study leave",
  menteeRetirement: "when the mentee retires",
  menteeCompetencies: "the ratings of the mentee",
  mentorCompetencies: "the ratings of the mentor",
  experience: "since when they are in the job",
};
