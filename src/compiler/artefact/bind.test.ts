import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunTimeContext, RunTimeValue } from '../../time/index.ts';
import {
  bind,
  canonicalJson,
  compileArtefact,
  fillSecrets,
  launchValues,
  type Artefact,
  type Template,
  type TextPart,
} from './index.ts';

const CONTEXT: RunTimeContext = {
  fireTime: Date.UTC(2026, 0, 2, 3, 4, 5),
  previousFireTime: Date.UTC(2026, 0, 1, 3, 4, 5),
  timeZone: 'UTC',
  cursor: undefined,
  parameters: { who: "o'br\\ien" },
  environment: 'prod',
  pipeline: 'orders',
};

const PASSWORD: RunTimeValue = { kind: 'secret', provider: 'env', name: 'PW' };
const WHO: RunTimeValue = { kind: 'parameter', name: 'who' };
const BIZDATE: RunTimeValue = { kind: 'time', base: 'bizdate', offsets: [], format: 'yyyyMMdd' };

function artefact(template: Template, incremental?: { column: string; type: string; from?: string }): Artefact {
  return {
    formatVersion: '1.0',
    project: 'shop',
    environment: 'prod',
    pipeline: {
      name: 'orders',
      tags: [],
      state: 'running',
      schedule: { kind: 'manual', timeZone: 'UTC' },
      misfire: { policy: 'fire-once', limit: 1 },
      overlap: 'skip',
      dependsOn: [],
      retry: { attempts: 1, backoff: 'fixed', initialMs: 0, maxMs: 0 },
      priority: 0,
      parameters: [],
      ...(incremental === undefined ? {} : { incremental }),
      work: {},
    },
    engine: {
      name: 'batch',
      type: 'local',
      config: { url: { $text: ['http://', { hole: { kind: 'env', name: 'H' } }] } },
    },
    job: { file: 'job.json', template },
  };
}

describe('bind', () => {
  it('refuses the milliseconds of FlinkX as the position of a time: a database would find no row after them', () => {
    const at = (type: string, cursor: string): string =>
      JSON.stringify(
        bind(artefact({ $text: [{ hole: { kind: 'cursor' } }] }, { column: 'seen', type }), { ...CONTEXT, cursor })
          .template,
      );
    expect(() => at('timestamp(3)', '1704072200000')).toThrow('was set by another engine');
    expect(() => at('date', '1704067200000')).toThrow(RangeError);
    expect(at('timestamp(3)', '2026-01-02 00:00:00.5')).toBe('"2026-01-02 00:00:00.5"');
    expect(at('int64', '1704072200000')).toBe('"1704072200000"');
  });

  it('fills run-time values and says which', () => {
    const bound = bind(artefact({ path: { $text: ['pt=', { hole: BIZDATE }] } }), CONTEXT);
    expect(bound.template).toEqual({ path: 'pt=20260101' });
    expect(bound.values).toEqual({ '${bizdate}': '20260101' });
  });

  it('leaves secrets and env references for the launch', () => {
    const bound = bind(artefact({ password: { $text: [{ hole: PASSWORD }] } }), CONTEXT);
    expect(bound.template).toEqual({ password: { $text: [{ hole: PASSWORD }] } });
    expect(bound.engine).toEqual({ url: { $text: ['http://', { hole: { kind: 'env', name: 'H' } }] } });
    expect(bound.values).toEqual({});
  });

  it('escapes values for the literal that they stand in', () => {
    const standard = artefact({ $text: ["= '", { hole: WHO, escape: 'sql-string' }, "'"] });
    const mysql = artefact({ $text: ["= '", { hole: WHO, escape: 'mysql-string' }, "'"] });
    expect(bind(standard, CONTEXT).template).toBe("= 'o''br\\ien'");
    expect(bind(mysql, CONTEXT).template).toBe("= 'o''br\\\\ien'");
  });

  it('chooses by the cursor, which begins at `from`', () => {
    const start: Template = { $text: [{ whenCursor: [{ hole: { kind: 'cursor' } }], otherwise: [] }] };
    expect(bind(artefact(start), CONTEXT).template).toBe('');
    expect(bind(artefact(start), { ...CONTEXT, cursor: '42' }).template).toBe('42');
    const from = { column: 'id', type: 'int64', from: '7' };
    expect(bind(artefact(start, from), CONTEXT).template).toBe('7');
    expect(bind(artefact(start, from), { ...CONTEXT, cursor: '42' }).template).toBe('42');
  });

  it('is pure: same artefact and context, same bytes', () => {
    const job = artefact({ path: { $text: ['pt=', { hole: BIZDATE }] } });
    expect(canonicalJson(bind(job, CONTEXT))).toBe(canonicalJson(bind(structuredClone(job), { ...CONTEXT })));
  });
});

const value: fc.Arbitrary<RunTimeValue> = fc.constantFrom<RunTimeValue>(
  BIZDATE,
  WHO,
  PASSWORD,
  { kind: 'env', name: 'HOST', fallback: 'here' },
  { kind: 'environment' },
  { kind: 'pipeline' },
);
const hole = fc.record(
  { hole: value, escape: fc.constantFrom('sql-string', 'mysql-string') },
  { requiredKeys: ['hole'] },
) as fc.Arbitrary<TextPart>;
const part: fc.Arbitrary<TextPart> = fc.oneof(
  fc.string(),
  hole,
  fc.record({ whenCursor: fc.array(hole, { maxLength: 2 }), otherwise: fc.array(fc.string(), { maxLength: 2 }) }),
);
const { template } = fc.letrec<{ template: Template }>((tie) => ({
  template: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.record({ $text: fc.array(part, { maxLength: 4 }) }),
    fc.array(tie('template'), { maxLength: 3 }),
    fc.dictionary(fc.string({ maxLength: 5 }), tie('template'), { maxKeys: 3 }),
  ),
}));

describe('fillSecrets', () => {
  it('never leaves a hole and never breaks the JSON, whatever the values hold', async () => {
    await fc.assert(
      fc.asyncProperty(template, fc.string({ unit: 'binary' }), fc.string(), async (job, secret, who) => {
        const context = { ...CONTEXT, parameters: { who }, cursor: who };
        const bound = bind(artefact(job), context);
        expect(canonicalJson(bound.template)).not.toContain('whenCursor');
        const filled = await fillSecrets(bound.template, async () => secret);
        expect(JSON.parse(JSON.stringify(filled))).toEqual(filled);
        expect(hasHole(filled)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('resolves each reference once and puts it in escaped', async () => {
    const asked: string[] = [];
    const filled = await fillSecrets(
      { a: { $text: ["'", { hole: PASSWORD, escape: 'sql-string' }, "'"] }, b: { $text: [{ hole: PASSWORD }] } },
      async (reference) => {
        asked.push(reference.name);
        return `it's "quoted"`;
      },
    );
    expect(filled).toEqual({ a: `'it''s "quoted"'`, b: `it's "quoted"` });
    expect(asked).toEqual(['PW']);
  });

  it('refuses a template that was not bound', async () => {
    await expect(fillSecrets({ $text: [{ hole: BIZDATE }] }, async () => '')).rejects.toThrow('not bound');
  });
});

describe('launchValues', () => {
  it('names what a bound job waits for, each once', () => {
    const job = [{ $text: [{ hole: PASSWORD }, { hole: PASSWORD }] }];
    expect(launchValues(job)).toEqual([PASSWORD]);
  });
});

describe('compileArtefact', () => {
  it('names the bytes by their digest; what is stored can be read back', () => {
    const compiled = compileArtefact(artefact({ a: 1 }));
    expect(compiled.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(compileArtefact(JSON.parse(compiled.bytes) as Artefact).digest).toBe(compiled.digest);
  });
});

function hasHole(json: unknown): boolean {
  if (typeof json !== 'object' || json === null) return false;
  return '$text' in json || Object.values(json).some(hasHole);
}
