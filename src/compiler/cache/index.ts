export { cacheKey, openCache, type Cache } from './cache.ts';
