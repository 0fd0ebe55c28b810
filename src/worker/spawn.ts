/** Where threads come from: the Worker of browsers (and Deno and Bun), or the worker threads of Node. */
import { ImbangError } from "../errors/index.js";
import { nodeThreads } from "./node-threads.js";

/** What a call needs of a worker. The workers of browsers and of `node:worker_threads` both fit. */
export interface WorkerLike {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  terminate(): unknown;
}

/** Hears what a worker has to say. */
export interface Listener {
  message(data: unknown): void;
  /** The worker is gone, or will not do any more. */
  lost(reason: string): void;
}

type WorkerClass = new (url: string | URL, options: { type: "module"; name?: string }) => WorkerLike;

/**
 * Starts the thread file: by default `worker-thread.js`, which lies beside this module in the package.
 *
 * The pattern `new Worker(new URL(…, import.meta.url), …)` stands here to the letter: bundlers look for it.
 *
 * @throws ImbangError `worker/not-available` where the platform has no workers, `worker/not-started` where one cannot be made.
 */
export function startWorker(url: string | URL | undefined): WorkerLike {
  try {
    if (typeof Worker === "function") {
      return url === undefined
        ? new Worker(new URL("./worker-thread.js", import.meta.url), { type: "module" })
        : new Worker(url, { type: "module" });
    }
    const threads = nodeThreads<{ readonly Worker: WorkerClass }>();
    // Built at run time, so that no bundler for browsers takes it for a second file to carry along.
    if (threads !== undefined)
      return new threads.Worker(asUrl(url ?? import.meta.url.replace(/[^/]*$/, "worker-thread.js")), {
        type: "module",
      });
  } catch (cause) {
    throw notStarted(cause instanceof Error ? cause.message : String(cause), cause);
  }
  const message = "this platform offers no worker threads";
  const hint = "import the call from `imbang`, `imbang/network` or `imbang/linear`, or pass `createWorker`";
  throw new ImbangError([{ code: "worker/not-available", path: [], message, hint }]);
}

/** The thread file could not be loaded, or is not the file it should be. */
export function notStarted(reason: string, cause?: unknown): ImbangError {
  const message = `the worker cannot be started: ${reason}`;
  const hint =
    "the bundler did not carry `worker-thread.js` along: build `imbang/worker/thread` as a file of its own and pass its address as `workerUrl`";
  const issue = { code: "worker/not-started", path: ["options", "workerUrl"], message, hint };
  return new ImbangError([issue], cause === undefined ? undefined : { cause });
}

/** Listens to a worker of either kind. */
export function listen(worker: WorkerLike, { message, lost }: Listener): void {
  if ("on" in worker && typeof worker.on === "function") {
    const on = worker.on.bind(worker) as (name: string, listener: (value: unknown) => void) => void;
    on("message", message);
    on("messageerror", () => lost("a message could not be read"));
    on("error", (error) => lost(reasonOf(error)));
    on("exit", (code) => lost(`it ended with exit code ${String(code)}`));
    return;
  }
  const target = worker as unknown as EventTarget;
  target.addEventListener("message", (event) => message((event as MessageEvent).data));
  target.addEventListener("messageerror", () => lost("a message could not be read"));
  target.addEventListener("error", (event) => {
    event.preventDefault(); // it is reported where the call was made
    lost((event as Partial<ErrorEvent>).message || "its script could not be loaded");
  });
}

/** Node takes paths as texts and everything else as a URL. */
function asUrl(address: string | URL): string | URL {
  return typeof address === "string" && /^[a-z][a-z0-9+.-]+:/i.test(address) ? new URL(address) : address;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error ? `${error.message} (${String(error.code)})` : error.message;
}
