import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MEANINGS, type ChangeDocument, type PlanDocument } from '../../src/compiler/index.ts';
import { parsePlanCase, planOfCase } from './plan-case.ts';

const GOLDENS = path.resolve(import.meta.dirname, '..', 'golden', 'plan');

/** Cases with between them every action and meaning, values of all kinds, fires, run-time values and readers. */
const CASES = [
  'added-renamed-removed',
  'data-columns',
  'data-writing',
  'downstream-columns',
  'run-time-values',
  'schedule-daily-to-hourly-window',
  'state-incremental',
  'time-zone',
];

/** What a name or a value may hold that means something where it is shown. */
const NASTY = [
  'a|b|c',
  '`ticks` ``two`` ```three',
  '<b>bold</b><script>document.title="script ran"</script>',
  '@everyone and #1',
  'line one\nline two\r\n| table | row |',
  `long-${'x'.repeat(200)}`,
  '[link](javascript:alert(1)) ![image](https://example.com/x.png)',
  '</details></code></pre>',
  '订单同步-每日全量',
  '\u202Eright to left',
];

/** A plan of everything that plans show, made from golden cases, with names that mean something to Markdown and HTML. */
export async function richPlan(folder: string): Promise<PlanDocument> {
  const documents: PlanDocument[] = [];
  for (const name of CASES) {
    const planCase = parsePlanCase(readFileSync(path.join(GOLDENS, `${name}.txt`), 'utf8'));
    documents.push(await planOfCase(path.join(folder, name), planCase));
  }
  const changes = documents.flatMap((document, index) =>
    document.changes.map((change) => ({ ...change, pipeline: `${change.pipeline}-${index}` })),
  );
  const [first] = documents;
  const model =
    changes.find(({ values, runTimeValues }) => values.length > 0 && runTimeValues.length > 0) ?? changes[0];
  if (first === undefined || model === undefined) throw new Error('the golden cases have no change');
  return planWith(first, [...changes, ...NASTY.map((text) => nasty(model, text))]);
}

/** The document with other changes, counted. */
export function planWith(document: PlanDocument, changes: readonly ChangeDocument[]): PlanDocument {
  const count = (of: (change: ChangeDocument) => boolean): number => changes.filter(of).length;
  const actions = (['create', 'update', 'replace', 'delete', 'move'] as const).map(
    (action) => [action, count((change) => change.action === action)] as const,
  );
  const meanings = MEANINGS.map((meaning) => [meaning, count((change) => change.meaning[0] === meaning)] as const);
  return {
    ...document,
    base: { kind: 'git', ref: 'origin/main', commit: '3f0c1d2a9b8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a', digest: 'sha256:b' },
    head: { kind: 'folder', commit: '9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e1d0c', dirty: false, digest: 'sha256:h' },
    changes,
    summary: {
      actions: {
        ...document.summary.actions,
        ...(Object.fromEntries(actions) as Record<'create', number>),
        none: 4_711,
      },
      meanings: Object.fromEntries(meanings) as PlanDocument['summary']['meanings'], // all of them
      broken: 1,
    },
    broken: ['half-written'],
    notes: ['`origin/main` has commits that this tree has not: what they changed shows reversed'],
  };
}

function nasty(model: ChangeDocument, text: string): ChangeDocument {
  return {
    ...model,
    pipeline: text,
    owner: text,
    owners: [text],
    consequences: [`its value is \`${text}\``],
    findings: [{ reason: 'FILTER_CHANGED', meaning: 'data-affecting', consequence: `its value is ${text}`, paths: [] }],
    values: [
      {
        path: `/source/columns/${text.replaceAll('~', '~0').replaceAll('/', '~1')}/type`,
        before: text,
        after: `${text}!`,
        meaning: 'data-affecting',
      },
    ],
    runTimeValues: [{ path: '/source/where', text, before: text, after: `${text}?` }],
    downstream: [{ pipeline: text, via: 'data', breaking: true, effect: `it reads \`${text}\`` }],
    file: `pipelines/${text}.yaml`,
  };
}
