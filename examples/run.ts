/** How an example ends when what it was given is at fault: with a sentence instead of a stack of calls. */
import { ImbangError } from "imbang";

/** Ends an example with this sentence. */
export class Stop extends Error {}

/** Runs an example; the exit code is 1 for what cannot be done, and 2, with `usage`, for options that there are not. */
export async function run(main: () => Promise<void>, usage: string): Promise<void> {
  try {
    await main();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const isUsage = code.startsWith("ERR_PARSE_ARGS");
    if (!(error instanceof ImbangError || error instanceof Stop || isUsage || code === "ENOENT")) throw error;
    console.error((error as Error).message);
    if (isUsage) console.error(usage);
    process.exitCode = isUsage ? 2 : 1;
  }
}
