/** How an example ends when what it was given is at fault: with a sentence instead of a stack of calls. */
import { ImbangError } from "imbang";

/** Ends an example with this sentence. */
export class Stop extends Error {}

/** Runs an example; the exit code is 1 for what cannot be done, and 2, with `usage`, for options that there are not. */
export async function run(main: () => Promise<void>, usage: string): Promise<void> {
  process.stdout.on("error", endQuietly);
  try {
    await main();
  } catch (error) {
    const isUsage = error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
    const isKnown = error instanceof ImbangError || error instanceof Stop || isUsage;
    if (!isKnown && !isSystemError(error)) throw error;
    console.error(isSystemError(error) ? systemSentence(error) : (error as Error).message);
    if (isUsage) console.error(usage);
    process.exitCode = isUsage ? 2 : 1;
  }
}

/** Whoever reads the output (`| head`) may stop before it ends. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit();
}

/** Whether the operating system refused something: every such error of Node has a number and the call that failed. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "errno" in error && "syscall" in error;
}

/** What each refusal means for a path. */
const REFUSALS: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => `there is no ${path}`,
  ENOTDIR: (path) => `${path} cannot be: what should be a folder in it is a file`,
  EISDIR: (path) => `${path} is a folder, where a file is wanted`,
  EEXIST: (path) => `${path} is a file, where a folder is wanted`,
  EACCES: (path) => `${path} may not be opened: permission is denied`,
  EPERM: (path) => `${path} may not be opened: permission is denied`,
  EROFS: (path) => `${path} cannot be written: the disk is read-only`,
  ENOSPC: (path) => `${path} cannot be written: the disk is full`,
};

/** A refusal in plain words. `where`: the path, for errors that name none. */
export function systemSentence(error: NodeJS.ErrnoException, where?: string): string {
  const { code = "", message } = error;
  const path = where ?? error.path ?? "";
  const say = REFUSALS[code];
  if (say !== undefined && path !== "") return `${say(path)} (${code})`;
  return path === "" || message.includes(path) ? message : `${path}: ${message}`;
}

/**
 * The number that was given for an option, or `undefined` where none was; anything else ends the example at its start.
 *
 * @param least - the smallest that is taken; @param unit - what is counted: "people", "rupiah".
 */
export function numberOption(
  name: string,
  text: string | undefined,
  { unit, least = 0, whole = false }: { readonly unit: string; readonly least?: number; readonly whole?: boolean },
): number | undefined {
  if (text === undefined) return undefined;
  const isWritten = whole ? /^\d+$/.test(text.trim()) : /^\d+(\.\d+)?$/.test(text.trim());
  const value = Number(text);
  if (isWritten && Number.isFinite(value) && value >= least) return value;
  const example = whole ? "with digits alone" : "like 10 or 5.5";
  throw new Stop(
    `--${name} ${JSON.stringify(text)}: wanted is a ${whole ? "whole " : ""}number of ${unit}, from ${least} on, written ${example}`,
  );
}
