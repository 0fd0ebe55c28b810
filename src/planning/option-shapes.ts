/** Shapes that the options of several calls share, with complaints that say what is needed. */
import * as z from "zod";

/** Seconds; `Infinity` is as good as leaving the limit out. */
export const secondsShape: z.ZodType = z.union([z.number().min(0), z.literal(Infinity)]);

export const seedShape: z.ZodType<string | number> = z.custom<string | number>(
  (value) => typeof value === "string" || Number.isSafeInteger(value),
  "a text or a whole number is needed",
);

export const signalShape: z.ZodType<AbortSignal> = z.custom<AbortSignal>(
  isSignal,
  "an AbortSignal is needed, the `signal` of an AbortController",
);

export const listenerShape: z.ZodType = z.custom((value) => typeof value === "function", "a function is needed");

function isSignal(value: unknown): boolean {
  return typeof value === "object" && value !== null && "aborted" in value && "addEventListener" in value;
}
