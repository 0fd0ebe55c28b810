/** `node:worker_threads` without an import, which bundlers for browsers would stumble over. */
interface NodeProcess {
  getBuiltinModule?(name: string): unknown;
}

/** The module, as far as the caller describes it; `undefined` where this is not Node. */
export function nodeThreads<Module>(): Module | undefined {
  const { process } = globalThis as { process?: NodeProcess };
  return process?.getBuiltinModule?.("node:worker_threads") as Module | undefined;
}
