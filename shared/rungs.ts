/** Apart from the plan's schema, which the window does not load. */

/** The ladder: each rung does more than the one before it, and each is tried at most once. */
export const rungs = ['leftovers', 'interpreter', 'package', 'layer', 'cache', 'environment', 'python'] as const;

/**
 * Id of the layer that no manifest has: damaged packages that somebody installed beside the stack.
 * They are installed again at their version where an index still has it.
 */
export const otherPackages = 'other-packages';
