import type { LuaScript } from './lua-script.ts';

/** Takes the lease if it is free or already ours. Returns the number of the term, 0 when another holds it. */
export const ACQUIRE: LuaScript = {
  name: 'acquire',
  text: `
-- KEYS[1] the holder's key, expires with the lease    KEYS[2] the counter of terms, never expires
-- ARGV[1] holder                                      ARGV[2] time to live in milliseconds
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return redis.call('INCR', KEYS[2])
`,
};
