/** Cities from a seed in which shortages remain that only training closes, and seats and money are scarce. */
import type { Position, ScenarioInput, Staff } from "imbang";
import type { Course } from "../../src/development/index.js";
import { randomNumbers } from "../planning/cities.js";

/** A scenario, the courses, and what they may cost together. */
export interface TrainingCity {
  readonly input: ScenarioInput;
  readonly catalogue: readonly Course[];
  /** Rupiah. */
  readonly budget: number;
}

/** How large a city is. */
export interface TrainingCitySize {
  readonly people: number;
  readonly posts: number;
  readonly units: number;
  /** Kinds of jobs: a person may enter posts of one, some of two. */
  readonly jobs: number;
  readonly courses: number;
}

type Level = 1 | 2 | 3 | 4 | 5;

const MILLION = 1_000_000;

/**
 * Every job has two skills. A post asks one of them or both at levels 2 … 4, people have levels 1 … 4, and one post in four,
 * short of people by half, asks what few have. The courses of a job raise the first skill to 3, the second to 3, or both to
 * 4 for those who passed the first course. Everyone lives somewhere else, so that no two people are alike. The budget is a
 * third of what closing every such shortage would cost, roughly.
 */
export function trainingCity(seed: number, { people, posts, units, jobs, courses }: TrainingCitySize): TrainingCity {
  const random = randomNumbers(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const somewhere = (): { latitude: number; longitude: number } => ({
    latitude: 3.5 + random() / 5,
    longitude: 98.6 + random() / 5,
  });
  const perPost = people / posts;
  const skills = (job: number): readonly [string, string] => [`skill ${job} a`, `skill ${job} b`];

  const jobOf = Array.from({ length: posts }, () => below(jobs));
  const isScarce = jobOf.map(() => random() < 0.25);
  const positions = jobOf.map((job, p): Position => {
    const [a, b] = skills(job);
    const least = isScarce[p]! ? 4 : 2;
    const competencies: Record<string, Level> = { [a]: (least + below(isScarce[p]! ? 1 : 2)) as Level };
    if (isScarce[p]! || random() < 0.5) competencies[b] = (least - below(2)) as Level;
    const need = (0.5 + random()) * perPost * (isScarce[p]! ? 1.5 : 0.9);
    return {
      id: `post-${p}`,
      unitId: `unit-${p % units}`,
      title: `Post ${p}`,
      capacity: Math.ceil(2.2 * perPost),
      required: Math.max(1, Math.round(need * 10) / 10),
      requirements: { certificates: [`job ${job}`], competencies },
    };
  });
  const staff = Array.from({ length: people }, (_, s): Staff => {
    let at = Math.floor(random() ** 1.4 * posts);
    if (isScarce[at]! && random() < 0.5) at = below(posts);
    const job = jobOf[at]!;
    const [a, b] = skills(job);
    const level = (): Level => (1 + Math.floor(random() ** 1.7 * 4)) as Level;
    const held = [`job ${job}`, ...(random() < 0.1 ? [`job ${below(jobs)}`] : [])];
    const others = random() < 0.5 ? {} : { "skill of all": level() };
    return {
      id: `person-${s}`,
      positionId: `post-${at}`,
      certificates: held,
      competencies: { [a]: level(), [b]: level(), ...others },
      home: somewhere(),
    };
  });
  const catalogue = Array.from({ length: courses }, (_, c): Course => {
    const job = c % jobs;
    const [a, b] = skills(job);
    const kind = Math.floor(c / jobs) % 3;
    const raises: Record<string, Level> = kind === 0 ? { [a]: 3 } : kind === 1 ? { [a]: 4, [b]: 4 } : { [b]: 3 };
    return {
      id: `course-${c}`,
      name: `Course ${c}`,
      kind: kind === 1 ? "classical" : "eLearning",
      raises,
      hours: 20 + below(60),
      cost: (kind === 1 ? 8 + below(8) : 1 + below(5)) * MILLION,
      seats: Math.ceil((people / jobs) * (kind === 1 ? 0.06 : 0.08)),
      months: 1 + below(kind === 1 ? 5 : 3),
      ...(kind === 1 ? { prerequisites: [`course-${job}`] } : {}),
    };
  });
  const input: ScenarioInput = {
    asOf: "2026-01-01",
    agencies: [{ id: "agency", name: "Dinas" }],
    units: Array.from({ length: units }, (_, u) => ({
      id: `unit-${u}`,
      agencyId: "agency",
      name: `Unit ${u}`,
      location: somewhere(),
    })),
    positions,
    staff,
  };
  return { input, catalogue, budget: Math.round(people / 10) * MILLION };
}
