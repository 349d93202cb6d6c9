import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { REASONS } from '../../src/compiler/index.ts';
import { planAs } from '../../src/cli/views/plan/emit-plan.ts';
import { parsePlanCase, planOfCase, toldOf } from '../support/plan-case.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { tempDir } from '../support/temp-dir.ts';

const FOLDER = path.join(import.meta.dirname, 'plan');
const CASES = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));

describe('a change and its plan', () => {
  const [whole, line] = [publishedSchema('plan'), publishedSchema('plan-line')];

  test.each(CASES)('%s', async (name) => {
    const file = path.join(FOLDER, name);
    const planCase = parsePlanCase(readFileSync(file, 'utf8'));
    await using folder = await tempDir();
    const plan = await planOfCase(folder.path, planCase);
    expect(plan.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const told = toldOf(plan);
    const printed = async (format: 'json' | 'jsonl'): Promise<string> =>
      planAs(format, plan, { files: [], prefix: '', exitCode: 0 }, 'en');
    whole(JSON.parse(await printed('json')));
    expect(whole.errors ?? []).toEqual([]);
    for (const each of (await printed('jsonl')).trimEnd().split('\n')) {
      line(JSON.parse(each));
      expect(line.errors ?? []).toEqual([]);
    }
    if (process.env['UPDATE_GOLDEN']) writeFileSync(file, `${planCase.text}-- expect --\n${told}`);
    else expect(told).toBe(planCase.expected);
  });

  test.each(['plan', 'plan-line'])('every reason is in the schema of %s, and no other', (name) => {
    const url = new URL(`../../schemas/${name}.schema.json`, import.meta.url);
    const { definitions } = JSON.parse(readFileSync(url, 'utf8'));
    expect(definitions.reason.examples).toEqual(REASONS.map(({ reason }) => reason));
  });

  test('every reason that a case tells is in the table', () => {
    const table = new Set(REASONS.map(({ reason }) => reason));
    const told = CASES.flatMap((name) => [
      ...readFileSync(path.join(FOLDER, name), 'utf8').matchAll(/"reason": "(.*?)"/g),
    ]).map(([, reason]) => reason ?? '');
    expect(told.filter((reason) => !table.has(reason))).toEqual([]);
  });

  test('every reason has a case', () => {
    const texts = CASES.map((name) => readFileSync(path.join(FOLDER, name), 'utf8')).join('\n');
    const without = REASONS.filter(({ reason }) => !texts.includes(`"reason": "${reason}"`));
    expect(without.map(({ reason }) => reason)).toEqual([]);
  });
});
