import type { LuaScript } from './lua-script.ts';

/** Prolongs the lease if it is still ours. Returns 1, or 0 when it is not. */
export const RENEW: LuaScript = {
  name: 'renew',
  text: `
-- KEYS[1] the holder's key
-- ARGV[1] holder    ARGV[2] time to live in milliseconds
if redis.call('GET', KEYS[1]) == ARGV[1] then
  return redis.call('PEXPIRE', KEYS[1], ARGV[2])
end
return 0
`,
};
