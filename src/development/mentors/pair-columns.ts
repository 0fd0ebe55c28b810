/** Pairs of people in columns that grow: there may be millions, and a list of plain numbers would end the process. */

/** Pairs that may be, in one mentoring. Solving takes some ten times the memory of these columns. */
export const MOST_PAIRS = 8_000_000;

/** What is counted of pairs, in the order in which they were put in. */
export interface PairColumns {
  readonly person: Int32Array;
  readonly closes: Int32Array;
  readonly away: Uint8Array;
  readonly steps: Uint8Array;
}

/** Collects pairs. */
export interface PairCollector {
  /** Pairs put in; above the most that are kept, one more than that. */
  readonly count: number;
  readonly isTooFull: boolean;
  add(person: number, closes: number, away: number, steps: number): void;
  columns(): PairColumns;
}

/** @param most - pairs that are kept; whoever collects more has to ask whether it `isTooFull` */
export function collectPairs(most: number): PairCollector {
  let size = Math.min(1024, most);
  let person = new Int32Array(size);
  let closes = new Int32Array(size);
  let away = new Uint8Array(size);
  let steps = new Uint8Array(size);
  let count = 0;
  const grow = (): void => {
    size = Math.min(2 * size, most);
    [person, closes] = [longer(person, new Int32Array(size)), longer(closes, new Int32Array(size))];
    [away, steps] = [longer(away, new Uint8Array(size)), longer(steps, new Uint8Array(size))];
  };
  return {
    get count() {
      return count;
    },
    get isTooFull() {
      return count > most;
    },
    add(who, levels, distance, grades) {
      if (count >= most) {
        count = most + 1;
        return;
      }
      if (count === size) grow();
      person[count] = who;
      closes[count] = levels;
      away[count] = distance;
      steps[count++] = grades;
    },
    columns() {
      const all = Math.min(count, most);
      return {
        person: person.subarray(0, all),
        closes: closes.subarray(0, all),
        away: away.subarray(0, all),
        steps: steps.subarray(0, all),
      };
    },
  };
}

function longer<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
