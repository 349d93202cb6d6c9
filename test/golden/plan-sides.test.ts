import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pc from 'picocolors';
import { expect, test } from 'vitest';
import { planAs } from '../../src/cli/views/plan/emit-plan.ts';
import { planText } from '../../src/cli/views/plan/plan-text.ts';
import { layPlanCase, parsePlanCase, planFrom, type PlanSource } from '../support/plan-case.ts';
import { tempDir } from '../support/temp-dir.ts';

const FOLDER = path.join(import.meta.dirname, 'plan');
const CASES = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));
const paint = pc.createColors(false);

test.each(CASES)('%s is the same bytes wherever its sides come from', async (name) => {
  const planCase = parsePlanCase(readFileSync(path.join(FOLDER, name), 'utf8'));
  await using folder = await tempDir();
  await layPlanCase(folder.path, planCase);
  const told = async (source: PlanSource): Promise<Readonly<Record<string, string>>> => {
    const plan = await planFrom(folder.path, planCase, source);
    const printed = async (format: 'json' | 'jsonl' | 'markdown' | 'html'): Promise<string> =>
      planAs(format, plan, { files: [], prefix: '', exitCode: 0 }, 'en');
    return {
      json: await printed('json'),
      jsonl: await printed('jsonl'),
      markdown: await printed('markdown'),
      html: await printed('html'),
      text: planText(plan, { paint, width: undefined, full: true, quiet: false, catalogue: undefined }),
    };
  };
  const compiled = await told('compiled');
  expect(await told('stored')).toEqual(compiled);
  await planFrom(folder.path, planCase, 'cached'); // fills the cache
  expect(await told('cached')).toEqual(compiled);
});
