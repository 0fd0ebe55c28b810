/** Clocks and memory of this process. */
import { readFileSync } from "node:fs";

/** What a call returned and what it took. */
export interface Timed<T> {
  readonly value: T;
  /** CPU milliseconds of all threads of the process: compiling and collecting garbage are counted. */
  readonly cpu: number;
  /** Milliseconds on the clock. */
  readonly wall: number;
}

export function timed<T>(work: () => T): Timed<T> {
  const from = performance.now();
  const cpuFrom = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(cpuFrom);
  return { value, cpu: (user + system) / 1000, wall: performance.now() - from };
}

/** MiB that were resident at most since the start. Linux counts a parent's size in `resourceUsage`, not in `VmHWM`. */
export function peakMemory(): number {
  try {
    const [, kibibytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))!;
    return Number(kibibytes) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}
