import { describe, expect, it } from 'vitest';
import { judgeBacklog } from './dependent-backlog.ts';

const NOW = 1_000_000;
/** Three that are late, by the fire time that they have, and one that is just on time. */
const FIRES = [
  { fireTime: 1, since: NOW - 60_001 },
  { fireTime: 2, since: NOW - 60_000 },
  { fireTime: 3, since: NOW - 200_000 },
  { fireTime: 4, since: NOW - 60_001 },
];
const fates = (misfire: Parameters<typeof judgeBacklog>[1], fires = FIRES) => judgeBacklog(fires, misfire, NOW);

describe('judgeBacklog', () => {
  it('lets all run that are on time, whatever the policy', () => {
    for (const policy of ['skip', 'fire-once', 'catch-up'] as const)
      expect(fates({ policy, limit: 1, afterMs: 200_000 })).toEqual(['runs', 'runs', 'runs', 'runs']);
  });
  it('leaves out what is late, under `skip`', () => {
    expect(fates({ policy: 'skip', limit: 1 })).toEqual(['missed', 'runs', 'missed', 'missed']);
  });
  it('lets the newest stand for all, under `fire-once`', () => {
    expect(fates({ policy: 'fire-once', limit: 1 })).toEqual(['missed', 'missed', 'missed', 'runs']);
  });
  it('makes up for the newest that are late, under `catch-up`', () => {
    expect(fates({ policy: 'catch-up', limit: 2 })).toEqual(['missed', 'runs', 'caught-up', 'caught-up']);
    expect(fates({ policy: 'catch-up', limit: 9 })).toEqual(['caught-up', 'runs', 'caught-up', 'caught-up']);
    expect(fates({ policy: 'catch-up', limit: 0 })).toEqual(['missed', 'runs', 'missed', 'missed']);
  });
});
