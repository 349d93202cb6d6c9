import type { DatasourceNode, PipelineNode } from '../../../compiler/index.ts';
import { say, type Message } from '../../../message/index.ts';
import type { Facts } from '../facts.ts';
import { failedLooks } from '../judge/failed-looks.ts';
import { LOOK_LIMITS, type LookContext } from '../look-context.ts';
import { withinLimits, type Limited } from '../within-limits.ts';

/** A question to a datasource that has one value for an answer. */
export interface Question extends Limited {
  readonly datasource: DatasourceNode;
  /** Whose datasource it is. */
  readonly pipeline: PipelineNode;
  /** A SELECT of one row and one column, as `select max(id) from orders`. */
  readonly sql: string;
}

/** The value as text, undefined where there is none or it is NULL; or why there is no answer. */
export type Answer = { readonly value: string | undefined } | { readonly failure: Message };

const ASKED: ReadonlySet<string> = new Set(['mysql', 'mariadb', 'sqlite']);

/** Whether a datasource can be asked such a question. */
export function asksFor({ type, shards }: DatasourceNode): boolean {
  return ASKED.has(type) && shards === undefined;
}

/** Asks a real database for one value. Reads only: the question is part of a SELECT of ours. Nothing is thrown for what a server does. */
export async function askDatasource({ datasource, pipeline, sql, ...limited }: Question): Promise<Answer> {
  const facts = await withinLimits((context) => ask(datasource, scalarOf(sql), context), limited, LOOK_LIMITS);
  const [failure] = facts.failures;
  if (failure === undefined) return { value: facts.answer };
  if (failure.kind === 'refused')
    return { failure: say`\`${datasource.name}\` did not take the question: ${failure.detail ?? ''}` };
  const found = { root: limited.root, pipelines: [pipeline], datasources: new Map([[datasource.name, facts]]) };
  const [told] = failedLooks({ ...found, engines: new Map() });
  return { failure: told?.message ?? say`\`${datasource.name}\` did not answer` };
}

/** A scalar subquery: more than one row or column, and everything that is no SELECT, is the server's to refuse. */
function scalarOf(sql: string): (type: string) => string {
  const question = sql.trim().replace(/;\s*$/, '');
  // a comment at its end is over with the line
  return (type) => `SELECT CAST((${question}\n) AS ${type}) AS answer`;
}

async function ask(datasource: DatasourceNode, sql: (type: string) => string, context: LookContext): Promise<Facts> {
  if (datasource.type === 'sqlite')
    return (await import('./ask-sqlite.ts')).askSqlite(datasource, sql('TEXT'), context);
  return (await import('./ask-mysql.ts')).askMysql(datasource, sql('CHAR'), context);
}
