import { fileURLToPath } from 'node:url';

/** Root of the repository; every tool works there, wherever it was called from. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
