/** A day of UTC, or of a calendar whose clock is read as if it were UTC. */
export const DAY_MS = 86_400_000;
