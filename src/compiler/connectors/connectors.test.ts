import { describe, expect, test } from 'vitest';
import { TARGET_NAMES } from '../connector/index.ts';
import { CONNECTOR_NAMES, CONNECTORS } from './index.ts';

/** What a target calls the function for a source and for a sink. */
const EMITTERS = {
  flinkx: { source: 'reader', sink: 'writer' },
  chunjun: { source: 'reader', sink: 'writer' },
  'flink-sql': { source: 'source', sink: 'sink' },
  local: { source: 'sourceConnection', sink: 'sinkConnection' },
} as const;

describe.each(CONNECTOR_NAMES)('connector %s', async (name) => {
  const connector = await CONNECTORS[name]?.load();

  test('is listed under its own name, with the datasource types of its spec', () => {
    expect(connector?.spec.name).toBe(name);
    expect(connector?.spec.datasourceTypes).toEqual(CONNECTORS[name]?.serves);
  });

  test('prints for every target that its spec claims, and for no other', () => {
    for (const target of TARGET_NAMES) {
      const claimed = connector?.spec.source[target] !== undefined || connector?.spec.sink[target] !== undefined;
      const emitter = target === 'command' ? undefined : connector?.[target];
      expect({ target, emits: emitter !== undefined }).toEqual({ target, emits: claimed });
    }
  });

  test('describes every option', () => {
    for (const side of [connector?.spec.source, connector?.spec.sink]) {
      for (const spec of Object.values(side ?? {})) {
        for (const [option, { description }] of Object.entries(spec.options))
          expect({ option, described: description.length > 10 }).toEqual({ option, described: true });
      }
    }
  });

  test('prints each side that its spec claims, and says which modes a sink has', () => {
    for (const target of TARGET_NAMES) {
      if (target === 'command') continue;
      const emitter: object = connector?.[target] ?? {};
      for (const role of ['source', 'sink'] as const) {
        const claimed = connector?.spec[role][target];
        const emits = EMITTERS[target][role] in emitter;
        expect({ target, role, emits }).toEqual({ target, role, emits: claimed !== undefined });
        if (role === 'sink' && claimed !== undefined) expect(claimed.modes?.length).toBeGreaterThan(0);
      }
    }
  });
});
