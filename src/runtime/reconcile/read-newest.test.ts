import { beforeEach, describe, expect, it } from 'vitest';
import { sampleArtefact, sampleCompilation } from '../../../test/support/runtime/sample-artefact.ts';
import { OperatingError } from '../errors.ts';
import { createVirtualClock, createWake, type VirtualClock } from '../observe/index.ts';
import type { DesiredState, Log, Source, Wake } from '../ports/index.ts';
import { createNewestReader } from './read-newest.ts';

const START = 1_700_000_000_000;
const log: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => log,
};

describe('createNewestReader', () => {
  let clock: VirtualClock;
  let wake: Wake;
  /** Readings that began, in their order: each ends when it is told to. */
  let readings: { readonly signal: AbortSignal | undefined; end(desired: DesiredState | Error): void }[];
  const never = new AbortController().signal;

  const source: Source = {
    kind: 'git',
    read: ({ signal } = {}) =>
      new Promise((resolve, reject) => {
        const end = (desired: DesiredState | Error): void =>
          desired instanceof Error ? reject(desired) : resolve(desired);
        readings.push({ signal, end });
      }),
    async watch() {},
  };
  const state = (revision: string): DesiredState => ({
    revision,
    compilation: sampleCompilation([sampleArtefact('a')]),
  });
  beforeEach(() => {
    clock = createVirtualClock(START);
    wake = createWake(clock);
    readings = [];
  });
  const create = () => createNewestReader({ source, clock, log, wake });

  it('gives up a reading that does not end once something newer has waited for it', async () => {
    const read = create();
    const stuck = read({}, never);
    await clock.advance(3_600_000);
    expect(readings[0]?.signal?.aborted).toBe(false);
    wake.wake();
    await clock.advance(30_000);
    expect(await stuck).toBeUndefined();
    expect(readings[0]?.signal?.aborted).toBe(true);

    const newer = read({}, never);
    // what comes late of the one that was given up is nobody's
    readings[0]?.end(state('old'));
    readings[1]?.end(state('new'));
    expect(await newer).toMatchObject({ revision: 'new' });
  });

  it('keeps a nudge that came during a reading, so that the newer state is read after it', async () => {
    const reading = create()({}, never);
    wake.wake();
    await clock.advance(1_000);
    readings[0]?.end(state('one'));
    expect(await reading).toMatchObject({ revision: 'one' });
    expect(await wake.wait(0, never)).toBe(true);
    expect(await wake.wait(0, AbortSignal.abort())).toBe(false);
  });

  it('has more patience each time, so that a reading ends also under a stream of changes', async () => {
    const read = create();
    for (const patience of [30_000, 60_000, 120_000]) {
      const reading = read({}, never);
      let isOver = false;
      void reading.then(() => (isOver = true));
      wake.wake();
      await clock.advance(patience - 1);
      expect(isOver).toBe(false);
      await clock.advance(1);
      expect(await reading).toBeUndefined();
    }
    const last = read({}, never);
    wake.wake();
    await clock.advance(79_000);
    readings.at(-1)?.end(state('slow'));
    expect(await last).toMatchObject({ revision: 'slow' });
  });

  it('passes on what the source says of itself, and ends with its process', async () => {
    const denied = create()({}, never);
    readings[0]?.end(new OperatingError('SOURCE_DENIED', 'no', { retryable: true }));
    expect(await denied).toMatchObject({ code: 'SOURCE_DENIED' });

    const stop = new AbortController();
    const stopped = create()({}, stop.signal);
    stop.abort();
    expect(await stopped).toBeUndefined();
    expect(readings[1]?.signal?.aborted).toBe(true);
  });
});
