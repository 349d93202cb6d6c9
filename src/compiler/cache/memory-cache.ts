import type { Cache } from './cache.ts';

/**
 * A cache for a process that loads the same project again and again, as an editor's server does. What one load
 * did not ask for is gone after the next `save`.
 */
export function createMemoryCache(): Cache {
  let before = new Map<string, string>();
  let used = new Map<string, string>();
  return {
    get(key) {
      const json = used.get(key) ?? before.get(key);
      if (json === undefined) return undefined;
      used.set(key, json);
      return JSON.parse(json);
    },
    put(key, value) {
      used.set(key, JSON.stringify(value));
    },
    save() {
      before = used;
      used = new Map();
      return Promise.resolve();
    },
  };
}
