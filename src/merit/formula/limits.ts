/** How large a formula may be. Each bound is checked before the step that would suffer from a larger one. */

/** Characters, before the text is looked at. */
export const LONGEST_FORMULA = 1_000;

/** Brackets inside brackets, before the parser recurses into them. */
export const DEEPEST_BRACKETS = 24;

/** Numbers, names and signs, before the text is parsed. */
export const MOST_TOKENS = 400;

/** Nodes of the tree, while it is walked. */
export const MOST_NODES = 400;

/** Depth of the tree, while it is walked. Signs in a row (− − − x, 2^2^2) nest without brackets. */
export const DEEPEST_TREE = 48;

/** Exponents lie between −10 and 10 and are written as numbers. */
export const LARGEST_EXPONENT = 10;

/** Constants lie between −10¹⁵ and 10¹⁵. */
export const LARGEST_CONSTANT = 1e15;
