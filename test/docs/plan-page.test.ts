import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { applyPatch } from 'diff';
import pc from 'picocolors';
import { describe, expect, test, vi } from 'vitest';
import { commitBase } from '../../src/cli/plan/commit-base.ts';
import { makePlan } from '../../src/cli/plan/make-plan.ts';
import { planText } from '../../src/cli/views/plan/plan-text.ts';
import {
  bySeriousness,
  MEANINGS,
  REASONS,
  toPlanDocument,
  type Meaning,
  type PlanDocument,
} from '../../src/compiler/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { commitAll, git } from '../support/git-repository.ts';
import { examplesIn } from '../support/page-examples.ts';
import { parsePlanCase } from '../support/plan-case.ts';
import { tempDir } from '../support/temp-dir.ts';

const FILE = path.resolve(import.meta.dirname, '..', '..', 'docs', 'plan.md');
const GOLDENS = path.resolve(import.meta.dirname, '..', 'golden', 'plan');
const NOW = Date.parse('2026-03-02T10:00:00Z');

/** `UPDATE_GOLDEN=1` writes outputs, meanings and consequences, and a row without a `when` for a new reason. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

interface Row {
  readonly reason: string;
  readonly meaning: string;
  readonly when: string;
  readonly consequence: string;
}

const ROW = /^\| `([A-Z_]+)` \| (.*?) \| (.*?) \| (.*) \|$/;

function rowsOf(page: string): readonly Row[] {
  return page.split('\n').flatMap((line) => {
    const [, reason, meaning = '', when = '', consequence = ''] = ROW.exec(line) ?? [];
    return reason === undefined ? [] : [{ reason, meaning, when, consequence }];
  });
}

function lineOf({ reason, meaning, when, consequence }: Row): string {
  return `| \`${reason}\` | ${meaning} | ${when} | ${consequence} |`;
}

/** What the golden plans say of each reason. */
function saidInGoldens(): ReadonlyMap<string, { meanings: Set<Meaning>; consequences: Set<string> }> {
  const said = new Map<string, { meanings: Set<Meaning>; consequences: Set<string> }>();
  for (const name of readdirSync(GOLDENS).filter((each) => each.endsWith('.txt'))) {
    const { expected } = parsePlanCase(readFileSync(path.join(GOLDENS, name), 'utf8'));
    const { changes } = JSON.parse(expected) as PlanDocument; // a golden has a plan's changes
    for (const { reason, meaning, consequence } of changes.flatMap(({ findings }) => findings)) {
      const of = said.get(reason) ?? { meanings: new Set(), consequences: new Set() };
      of.meanings.add(meaning);
      of.consequences.add(consequence.replaceAll('|', '\\|'));
      said.set(reason, of);
    }
  }
  return said;
}

/** The row as the goldens have it: a consequence that is one of theirs stays. */
function renewed(row: Row, said: ReturnType<typeof saidInGoldens>): Row {
  const of = said.get(row.reason);
  if (of === undefined) return row;
  const [shortest = ''] = [...of.consequences].toSorted((a, b) => a.length - b.length);
  return {
    ...row,
    meaning: bySeriousness(of.meanings).join(', '),
    consequence: of.consequences.has(row.consequence) ? row.consequence : shortest,
  };
}

function withRenewedRows(page: string): string {
  const said = saidInGoldens();
  const known = new Map(rowsOf(page).map((row) => [row.reason, row]));
  const lines = page.split('\n').flatMap((line) => {
    const [, reason] = ROW.exec(line) ?? [];
    const row = reason === undefined ? undefined : known.get(reason);
    if (row === undefined) return [line];
    const rows = [renewed(row, said)];
    // reasons that are not on the page yet follow the one that is told before them
    const place = REASONS.findIndex((each) => each.reason === reason);
    for (const { reason: next } of place < 0 ? [] : REASONS.slice(place + 1)) {
      if (known.has(next)) break;
      rows.push(renewed({ reason: next, meaning: '', when: '', consequence: '' }, said));
    }
    return rows.map(lineOf);
  });
  return lines.join('\n');
}

/** The plan of the page's example, against the commit before its diff. */
async function planOfExample(page: string): Promise<PlanDocument> {
  await using folder = await tempDir();
  const root = folder.path;
  const files = examplesIn(page);
  const [, patch = ''] = /^```diff\n([\s\S]*?)^```$/m.exec(page) ?? [];
  await writeBaseProject(root, files);
  for (const kind of ['AUTHOR', 'COMMITTER']) vi.stubEnv(`GIT_${kind}_DATE`, '2026-03-02T09:00:00Z');
  await commitAll(root, 'base');
  vi.unstubAllEnvs();
  await git(root, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
  const file = 'pipelines/orders-to-ods.yaml';
  const changed = applyPatch(files[file] ?? '', patch);
  if (changed === false) throw new Error('the diff of the page does not fit its file');
  writeFileSync(path.join(root, file), changed);
  const { plan } = await makePlan(root, commitBase(root, 'origin/main'), { environment: 'default' }, NOW);
  return toPlanDocument(plan);
}

function outputIn(page: string, kind: 'text' | 'full'): string | undefined {
  return new RegExp(`^\`\`\`plan ${kind}\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(page)?.[1];
}

function outputOf(document: PlanDocument, kind: 'text' | 'full'): string {
  const paint = pc.createColors(false);
  const text = planText(document, { paint, width: 110, full: kind === 'full', quiet: false, catalogue: undefined });
  return `${text}\n`;
}

describe('docs/plan.md', async () => {
  if (UPDATE) {
    const page = readFileSync(FILE, 'utf8');
    const document = await planOfExample(page);
    const withOutputs = page.replaceAll(
      /^(```plan (text|full)\n)[\s\S]*?^```$/gm,
      (_, fence: string, kind: string) => `${fence}${outputOf(document, kind === 'full' ? 'full' : 'text')}\`\`\``,
    );
    writeFileSync(FILE, withRenewedRows(withOutputs));
  }
  const page = readFileSync(FILE, 'utf8');
  const rows = rowsOf(page);

  test('has every reason once', () => {
    expect(rows.map(({ reason }) => reason).toSorted()).toEqual(REASONS.map(({ reason }) => reason).toSorted());
  });

  test.each(rows)('says of $reason what golden plans say', ({ reason, meaning, when, consequence }) => {
    const said = saidInGoldens().get(reason);
    expect(meaning).toBe(bySeriousness(said?.meanings ?? []).join(', '));
    expect(said?.consequences ?? []).toContain(consequence);
    expect(when).not.toBe('');
  });

  test.each(['text', 'full'] as const)('shows what the program says of its example: %s', async (kind) => {
    const shown = outputIn(page, kind);
    expect(shown).toBe(outputOf(await planOfExample(page), kind));
  });

  test('explains every meaning and every action', () => {
    for (const word of MEANINGS) expect(page).toMatch(new RegExp(`^\\| \`${word}\` \\| `, 'm'));
    for (const word of ['create', 'change', 'replace', 'delete', 'move'])
      expect(page).toMatch(new RegExp(`^\\| \`.\` \\| ${word} \\| `, 'm'));
  });
});
