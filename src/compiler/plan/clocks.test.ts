import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../time/index.ts';
import type { Artefact, NormalisedPipeline } from '../artefact/index.ts';
import { compileArtefact } from '../artefact/index.ts';
import { clocksOf } from './clocks.ts';
import { firingOf, isFire } from './next-fires.ts';
import type { PlanSide } from './plan-side.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 2, 2, 10, 30);
const every = (hours: number): Schedule => ({ kind: 'every', intervalMs: hours * HOUR, timeZone: 'UTC' });
const upstream: Schedule = { kind: 'upstream', timeZone: 'UTC' };

function artefact(name: string, schedule: Schedule, more: Partial<NormalisedPipeline> = {}): Artefact {
  return {
    formatVersion: '1.0',
    project: 'shop',
    environment: 'default',
    pipeline: {
      name,
      tags: [],
      state: 'running',
      schedule,
      misfire: { policy: 'skip', limit: 0 },
      overlap: 'skip',
      dependsOn: [],
      retry: { attempts: 1, backoff: 'fixed', initialMs: 0, maxMs: 0 },
      priority: 50,
      parameters: [],
      work: { argv: ['date'] },
      ...more,
    },
    engine: { name: 'here', type: 'command', config: {} },
    job: { file: 'job.json', template: null },
  };
}

function side(...artefacts: readonly Artefact[]): PlanSide {
  return {
    origin: { kind: 'folder', digest: '' },
    pipelines: new Map(artefacts.map((each) => [each.pipeline.name, compileArtefact(each)])),
    broken: new Set(),
    incomplete: false,
  };
}

describe('clocksOf', () => {
  it('finds the clocks above, each once, through pipelines that have none', () => {
    const last = artefact('last', upstream, { dependsOn: ['middle', 'c'] });
    const all = side(
      artefact('a', every(1)),
      artefact('b', every(1)),
      artefact('c', every(3)),
      artefact('middle', upstream, { dependsOn: ['a', 'b'] }),
      last,
    );
    expect(clocksOf(last, all)).toEqual({ schedules: [every(3), every(1)], window: every(1), held: false });
  });

  it('tells no fires of what any of several starts', () => {
    const any = artefact('any', upstream, { dependsOn: ['a', 'c'], upstreamPolicy: { any: true } });
    const all = side(artefact('a', every(1)), artefact('c', every(3), { state: 'suspended' }), any);
    expect(clocksOf(any, all)).toEqual({ schedules: [], window: every(1), held: false });
  });

  it('knows of none where one of them has none, is not there, or goes round in a circle alone', () => {
    const after = (...dependsOn: readonly string[]): Artefact => artefact('last', upstream, { dependsOn });
    const by = artefact('by-hand', { kind: 'manual', timeZone: 'UTC' });
    expect(clocksOf(after('a', 'by-hand'), side(artefact('a', every(1)), by)).schedules).toEqual([]);
    expect(clocksOf(after('a', 'gone'), side(artefact('a', every(1)))).schedules).toEqual([]);
    expect(clocksOf(after('last'), side(after('last'))).schedules).toEqual([]);
  });

  it('is held by a suspended pipeline anywhere above', () => {
    const last = artefact('last', upstream, { dependsOn: ['a'] });
    expect(clocksOf(last, side(artefact('a', every(1), { state: 'suspended' }))).held).toBe(true);
  });
});

describe('firingOf', () => {
  it('gives the fires at which all clocks above meet', () => {
    const last = artefact('last', upstream, { dependsOn: ['a', 'b'] });
    const firing = firingOf(last, side(artefact('a', every(2)), artefact('b', every(3))), NOW);
    const slots = [12, 18, 24, 30, 36].map((hour) => Date.UTC(2026, 2, 2, hour));
    expect(firing.next).toEqual(slots);
    expect(firing.perDay).toBeUndefined();
    expect(isFire(firing, Date.UTC(2026, 2, 2, 18))).toBe(true);
    expect(isFire(firing, Date.UTC(2026, 2, 2, 14))).toBe(false);
  });

  it('gives none of a suspended pipeline, and of one that nobody fires', () => {
    const held = firingOf(artefact('a', every(1), { state: 'suspended' }), side(), NOW);
    expect(held).toMatchObject({ next: [], perDay: 0 });
    expect(isFire(held, Date.UTC(2026, 2, 2, 11))).toBe(false);
    const byHand = firingOf(artefact('a', { kind: 'manual', timeZone: 'UTC' }), side(), NOW);
    expect(byHand.next).toEqual([]);
    expect(byHand.perDay).toBeUndefined();
    expect(isFire(byHand, NOW)).toBe(false);
  });
});
