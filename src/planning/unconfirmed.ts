/** What the second engine of `assurance: "high"` does not reach: said, so that nobody takes it for confirmed. */
import type { Issue } from "../errors/index.js";

/** The notice `planning/not-confirmed`. */
export function unconfirmedNotice(what: "levels" | "contradiction"): Issue {
  const claim = what === "levels" ? "the levels under constraints" : "that the conditions contradict each other";
  return {
    code: "planning/not-confirmed",
    path: ["options", "assurance"],
    message: `no second engine confirmed ${claim}: it is asked about networks, and constraints are beyond them`,
    hint:
      what === "levels"
        ? "levels proven by prices need none: `verifyPlan` proves them anew, and names those that rest on a search as `unrepeated`"
        : "plan again with another `engine` to compare",
  };
}
