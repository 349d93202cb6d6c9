/**
 * How far the clocks of two processes are from each other at most, with the time that a statement takes: one tells the same moment
 * otherwise than the other.
 */
export const SKEW_MS = 1_000;

/**
 * Between what a look has read and what it writes, of a process that stood still in between for less than its lease, over a bad network: what
 * begins in between comes too late for it.
 */
export const LOOK_MS = 6_000;
