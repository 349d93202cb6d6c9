import pc from 'picocolors';
import { describe, expect, test } from 'vitest';
import { planAs } from '../../src/cli/views/plan/emit-plan.ts';
import { planText } from '../../src/cli/views/plan/plan-text.ts';
import { withDrift } from '../../src/cli/plan/with-drift.ts';
import { toPlanDocument, type Drift, type PlanDocument } from '../../src/compiler/index.ts';
import { catalogueOf, type Language } from '../../src/message/index.ts';
import { driftMessage, unseenMessage, type DriftFact } from '../../src/runtime/drift/index.ts';
import { compiledValues, planBetween } from '../support/plan-of-values.ts';
import { publishedSchema } from '../support/published-schema.ts';

const values = (priority: number) => ({
  project: { name: 'shop', edition: 2026, engines: { here: { type: 'local' } }, defaults: { engine: 'here' } },
  datasources: [],
  pipelines: [{ name: 'orders', schedule: 'manual', command: ['true'], priority }],
});
const FACTS: readonly DriftFact[] = [
  { reason: 'ARTEFACT_DAMAGED', pipeline: 'orders', engine: '', recorded: `sha256:${'a'.repeat(64)}` },
  { reason: 'JOB_MISSING', pipeline: 'payments-to-ods', engine: 'stream', run: '01JRUN', job: 'c0ffee' },
];
const driftOf = (fact: DriftFact): Drift => {
  const { reason, pipeline, engine, job = 'none' } = fact;
  return { reason, pipeline, engine, job, message: driftMessage(fact) };
};

async function planOf(facts: readonly DriftFact[], language: Language = 'en', priority = 1): Promise<PlanDocument> {
  const plan = planBetween(compiledValues(values(1)), compiledValues(values(priority)));
  const unseen = { kind: 'unreachable', engine: 'batch', code: 'ENGINE_UNREACHABLE', error: 'no answer' } as const;
  const notes = facts.length === 0 ? [] : [unseenMessage(unseen)];
  return toPlanDocument(withDrift(plan, { drift: facts.map(driftOf), notes }), await catalogueOf(language));
}

const textOf = async (document: PlanDocument, language: Language, quiet = false): Promise<string> =>
  planText(document, {
    paint: pc.createColors(false),
    width: 100,
    full: false,
    quiet,
    catalogue: await catalogueOf(language),
  });

describe('a plan with what engines really run', () => {
  const told = { files: [], prefix: '', exitCode: 0 };

  test.each(['en', 'zh'] as const)('is told to people in %s', async (language) => {
    const document = await planOf(FACTS, language, 2);
    const markdown = await planAs('markdown', document, told, language);
    const text = await textOf(document, language);
    await expect(`${text}\n\n${'='.repeat(40)}\n${markdown}`).toMatchFileSnapshot(`drift/plan.${language}.txt`);
    const html = await planAs('html', document, told, language);
    for (const { reason, message } of document.drift ?? []) {
      expect(html).toContain(`>${reason}<`);
      expect(html.replace(/<[^>]*>/g, '')).toContain(message.replaceAll('`', '').slice(0, 20));
    }
  });

  test('is told to programs as its schemas say: in the document, and on a line each', async () => {
    const document = await planOf(FACTS);
    const [whole, line] = [publishedSchema('plan'), publishedSchema('plan-line')];
    const json: unknown = JSON.parse(await planAs('json', document, told, 'en'));
    whole(json);
    expect(whole.errors ?? []).toEqual([]);
    expect(json).toMatchObject({ drift: [{ reason: 'ARTEFACT_DAMAGED' }, { reason: 'JOB_MISSING', job: 'c0ffee' }] });
    const lines = (await planAs('jsonl', document, told, 'en')).trimEnd().split('\n');
    const kinds = lines.map((each) => {
      const parsed: unknown = JSON.parse(each);
      line(parsed);
      expect(line.errors ?? []).toEqual([]);
      return typeof parsed === 'object' && parsed !== null && 'drift' in parsed ? 'drift' : 'other';
    });
    expect(kinds).toEqual(['drift', 'drift', 'other']);
  });

  test('says also that nothing drifts, and nothing at all where nobody looked', async () => {
    const none = await planOf([]);
    expect(await textOf(none, 'en')).toMatch(/^no changes: .*\nno drift found$/);
    expect(await textOf(none, 'en', true)).toBe('');
    expect(await planAs('markdown', none, told, 'en')).toContain('no drift found');
    expect(await planAs('html', none, told, 'en')).toContain('no drift found');
    const { drift: _, ...unlooked } = none;
    expect(await textOf(unlooked, 'en')).not.toContain('drift');
    expect(await planAs('markdown', unlooked, told, 'en')).not.toContain('drift');
  });

  test('tells what drifts where nothing changes, also when asked to be quiet', async () => {
    const document = await planOf(FACTS);
    expect(document.changes).toEqual([]);
    expect(await textOf(document, 'en', true)).toMatch(/^! orders .*ARTEFACT_DAMAGED$/m);
  });

  test('a plan with thousands of them stays within the bounds of a comment', async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => ({ ...FACTS[1], pipeline: `p${index}` }) as DriftFact);
    const document = await planOf(many);
    const markdown = await planAs('markdown', document, told, 'en');
    expect(Buffer.byteLength(markdown)).toBeLessThan(60_000);
    expect(markdown).toContain('and 4970 more');
    expect((await textOf(document, 'en')).split('\n').length).toBeLessThan(200);
  });
});
