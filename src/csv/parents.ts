/** Links from units to the units above them, which must not run in a circle. */

/** Links of children to parents; refuses the one that would close a circle. Near-linear in the number of links. */
export class ParentLinks {
  /** The parent, or any unit above it: {@link top} shortens the way. */
  private readonly above = new Map<string, string>();

  /**
   * Puts `child`, which has no parent so far, below `parent`. Answers `false`, and links nothing, where `parent` is
   * the child itself or stands below it.
   */
  link(child: string, parent: string): boolean {
    if (this.top(parent) === child) return false;
    this.above.set(child, parent);
    return true;
  }

  private top(id: string): string {
    let at = id;
    for (;;) {
      const next = this.above.get(at);
      if (next === undefined) return at;
      const beyond = this.above.get(next);
      if (beyond === undefined) return next;
      this.above.set(at, beyond);
      at = beyond;
    }
  }
}
