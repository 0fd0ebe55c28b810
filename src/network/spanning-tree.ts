/**
 * The rooted spanning tree of the network simplex: parents, children, depths and potentials in typed arrays.
 *
 * Source: Ahuja, Magnanti and Orlin (1993), §11.3, with the book's `pred` and `depth`; in place of its `thread` each
 * node keeps its children in a doubly linked list, so a subtree moves without its order being rebuilt.
 *
 * Invariants, held between calls:
 *   T1  every node but the root has a parent; depth[node] = depth[parent] + 1; the root has depth 0
 *   T2  the children of a node, from `firstChild` along `nextSibling`, are exactly the nodes that name it as parent
 *   T3  cost − potential[tail] + potential[head] = 0 on every tree arc; potential[root] = 0
 */

/** Length nodeCount + 1 each; node nodeCount is the root, which stands outside the network. −1 = none. */
export interface SpanningTree {
  readonly root: number;
  readonly parent: Int32Array;
  /** The arc between a node and its parent. */
  readonly parentArc: Int32Array;
  /** 1 where that arc runs from the node to its parent, 0 where it runs down to the node. */
  readonly upward: Uint8Array;
  readonly firstChild: Int32Array;
  readonly nextSibling: Int32Array;
  readonly previousSibling: Int32Array;
  readonly depth: Int32Array;
  readonly potential: Float64Array;
}

/** A root and no links yet: call `link` for every node, then `measureTree`. */
export function createSpanningTree(nodeCount: number): SpanningTree {
  const size = nodeCount + 1;
  return {
    root: nodeCount,
    parent: new Int32Array(size).fill(-1),
    parentArc: new Int32Array(size).fill(-1),
    upward: new Uint8Array(size),
    firstChild: new Int32Array(size).fill(-1),
    nextSibling: new Int32Array(size).fill(-1),
    previousSibling: new Int32Array(size).fill(-1),
    depth: new Int32Array(size),
    potential: new Float64Array(size),
  };
}

/** Hangs a node without a parent under `parent`. O(1). */
export function link(tree: SpanningTree, node: number, parent: number, arc: number, upward: number): void {
  const { firstChild, nextSibling, previousSibling } = tree;
  const sibling = firstChild[parent]!;
  tree.parent[node] = parent;
  tree.parentArc[node] = arc;
  tree.upward[node] = upward;
  nextSibling[node] = sibling;
  previousSibling[node] = -1;
  if (sibling >= 0) previousSibling[sibling] = node;
  firstChild[parent] = node;
}

/** Takes a node, with its subtree, out of its parent's children. O(1). */
function unlink(tree: SpanningTree, node: number): void {
  const { firstChild, nextSibling, previousSibling } = tree;
  const next = nextSibling[node]!;
  const previous = previousSibling[node]!;
  if (next >= 0) previousSibling[next] = previous;
  if (previous >= 0) nextSibling[previous] = next;
  else firstChild[tree.parent[node]!] = next;
}

/** Computes depths (T1) and potentials (T3) from the links, for these costs by arc. O(nodes). */
export function measureTree(tree: SpanningTree, cost: Float64Array): void {
  const { root, parent, parentArc, upward, depth, potential } = tree;
  depth[root] = 0;
  potential[root] = 0;
  for (let node = nextInSubtree(tree, root, root); node >= 0; node = nextInSubtree(tree, node, root)) {
    const above = parent[node]!;
    const arcCost = cost[parentArc[node]!]!;
    depth[node] = depth[above]! + 1;
    potential[node] = potential[above]! + (upward[node] === 1 ? arcCost : -arcCost);
  }
}

/** The deepest node that lies above (or is) both. O(depth). */
export function apexOf(tree: SpanningTree, first: number, second: number): number {
  const { parent, depth } = tree;
  let left = first;
  let right = second;
  while (depth[left]! > depth[right]!) left = parent[left]!;
  while (depth[right]! > depth[left]!) right = parent[right]!;
  while (left !== right) {
    left = parent[left]!;
    right = parent[right]!;
  }
  return left;
}

/**
 * Cuts the subtree of `cut` from its parent and hangs it under `outer` by an arc between `inner` (in the subtree) and
 * `outer` (outside it); adds `shift` to the potentials of the whole subtree. O(size of the subtree).
 *
 * @param upward 1 if the new arc runs from `inner` to `outer`.
 */
export function rehang(
  tree: SpanningTree,
  cut: number,
  inner: number,
  outer: number,
  arc: number,
  upward: number,
  shift: number,
): void {
  const { parent, parentArc, depth, potential } = tree;

  // The path inner … cut turns upside down: each node of it becomes the parent of the one above.
  let node = inner;
  let newParent = outer;
  let newArc = arc;
  let newUpward = upward;
  for (;;) {
    const above = parent[node]!;
    const oldArc = parentArc[node]!;
    const oldUpward = tree.upward[node]!;
    unlink(tree, node);
    link(tree, node, newParent, newArc, newUpward);
    if (node === cut) break;
    newParent = node;
    newArc = oldArc;
    newUpward = 1 - oldUpward;
    node = above;
  }

  for (let below = inner; below >= 0; below = nextInSubtree(tree, below, inner)) {
    depth[below] = depth[parent[below]!]! + 1;
    potential[below]! += shift;
  }
}

/** The node after `node` in a walk (parents first) through the subtree of `top`; −1 after the last. */
function nextInSubtree(tree: SpanningTree, node: number, top: number): number {
  const { firstChild, nextSibling, parent } = tree;
  const child = firstChild[node]!;
  if (child >= 0) return child;
  for (let at = node; at !== top; at = parent[at]!) {
    const sibling = nextSibling[at]!;
    if (sibling >= 0) return sibling;
  }
  return -1;
}
