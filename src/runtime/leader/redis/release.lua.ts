import type { LuaScript } from './lua-script.ts';

/** Gives the lease up if it is still ours, so that the next leader need not wait for its end. Returns 1 or 0. */
export const RELEASE: LuaScript = {
  name: 'release',
  text: `
-- KEYS[1] the holder's key
-- ARGV[1] holder
if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('DEL', KEYS[1])
end
return 0
`,
};
