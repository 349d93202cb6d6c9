import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRuntimeLab, type RuntimeLab } from '../../../test/support/runtime/runtime-lab.ts';
import { createWake } from '../observe/index.ts';
import { followNudges } from './follow-nudges.ts';

describe('followNudges', () => {
  const scope = { project: 'shop', environment: 'default' };
  let lab: RuntimeLab;
  beforeEach(async () => void (lab = await createRuntimeLab()));
  afterEach(() => lab.close());

  it('nudges the reconciler of the leader within half a second, once for however many there were', async () => {
    const lease = { held: true };
    const reconciler = createWake(lab.clock);
    const stop = new AbortController();
    const following = followNudges({ ...lab, scope, lease, reconciler }, stop.signal);
    const isNudged = (): Promise<boolean> => reconciler.wait(0, AbortSignal.abort());

    await lab.clock.advance(1_000);
    expect(await isNudged()).toBe(true);
    await lab.clock.advance(1_000);
    expect(await isNudged()).toBe(false);
    for (let each = 0; each < 100; each++) await lab.store.nudgeSource(scope);
    await lab.clock.advance(500);
    expect(await isNudged()).toBe(true);
    await lab.clock.advance(5_000);
    expect(await isNudged()).toBe(false);

    await lab.store.nudgeSource({ ...scope, environment: 'test' });
    await lab.clock.advance(500);
    expect(await isNudged()).toBe(false);
    stop.abort();
    await following;
  });

  it('hands on what was told of between the reading of a new leader and its first look', async () => {
    const lease = { held: false };
    const reconciler = createWake(lab.clock);
    const stop = new AbortController();
    const following = followNudges({ ...lab, scope, lease, reconciler }, stop.signal);
    const isNudged = (): Promise<boolean> => reconciler.wait(0, AbortSignal.abort());
    await lab.store.nudgeSource(scope);
    await lab.clock.advance(500);
    expect(await isNudged()).toBe(false);
    lease.held = true;
    await lab.store.nudgeSource(scope);
    await lab.clock.advance(500);
    expect(await isNudged()).toBe(true);
    await lab.clock.advance(5_000);
    expect(await isNudged()).toBe(false);
    stop.abort();
    await following;
  });
});
