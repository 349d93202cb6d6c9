export { createMemoryCache } from './memory-cache.ts';
export { cacheKey, openCache, type Cache } from './cache.ts';
export { readTextFile, writeTextFile, type TextFile } from './text-file.ts';
