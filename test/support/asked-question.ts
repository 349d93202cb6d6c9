import { compileProject, createSourceFile } from '../../src/compiler/index.ts';
import { CHINESE } from '../../src/message/chinese/index.ts';
import { wordsOf } from '../../src/message/index.ts';
import type { Question } from '../../src/lsp/question.ts';
import { writeBaseProject } from './base-project.ts';
import { tempDir } from './temp-dir.ts';

/** 24 December 2026, 06:00 UTC: what hovers take for now. */
const NOW = Date.UTC(2026, 11, 24, 6);

const OTHERS = {
  'pipelines/customers.yaml': `name: customers-to-ods
owner: sales
description: Every customer.
schedule: { every: 1h }
source: { datasource: erp, table: customers, columns: [id bigint] }
sink: { datasource: ods, table: ods_customers }
`,
};

const KINDS = { 'sluice.yaml': 'project', datasources: 'datasource', pipelines: 'pipeline', tests: 'test' } as const;

export interface AskedAbout {
  /** Path in the project; default `pipelines/orders.yaml`. */
  readonly path?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly language?: 'en' | 'zh';
}

/** A question at `¦` of a text, which is taken out of it, in the base project with a pipeline `customers-to-ods` beside it. */
export async function askedAt(
  marked: string,
  { path = 'pipelines/orders.yaml', files = {}, language = 'en' }: AskedAbout = {},
): Promise<Question> {
  const offset = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  await using folder = await tempDir();
  await writeBaseProject(folder.path, { ...OTHERS, ...files }, 'whole');
  const typed = await compileProject(folder.path, { unsaved: new Map([[path, text]]) });
  // while sluice.yaml is broken, the names are those that there were before
  const { model } = typed.model === undefined ? await compileProject(folder.path) : typed;
  const project = model === undefined ? typed : { ...typed, model };
  const top = path.split('/')[0] as keyof typeof KINDS; // tests ask about files of a project only
  return {
    file: createSourceFile(path, text),
    kind: KINDS[top],
    offset,
    project,
    words: (message) => wordsOf(message, language === 'zh' ? CHINESE : undefined),
    now: NOW,
  };
}
