import { showHoles, type Artefact, type BoundJob, type Template } from '../artefact/index.ts';

/**
 * The text that `compile` writes for people as job.json, job.sql or submission.json. Holes are shown as
 * their source text, `${…}`; where a run's cursor decides, the form with a cursor is shown. With `bound`,
 * the job of that run, in which only secrets and `env` references are still open.
 */
export function renderJob(artefact: Artefact, bound?: BoundJob): string {
  const { file, template } = bound ?? artefact.job;
  const shown = showHoles(template);
  if (file === 'job.sql') return renderSql(shown);
  return `${JSON.stringify(fileContent(shown, artefact.engine.type), undefined, 2)}\n`;
}

/**
 * A job of FlinkX or ChunJun with holes as their source text, and what stands on the launcher's command line
 * under `launch`. Undefined for every other engine, whose job is no such JSON.
 */
export function showSyncJob({ engine, job }: Artefact): { readonly [key: string]: Template } | undefined {
  if (engine.type !== 'flinkx' && engine.type !== 'chunjun') return undefined;
  const { job: file = {}, launch = {} } = membersOf(showHoles(job.template));
  return { ...membersOf(file), launch };
}

/** FlinkX and ChunJun read the `job` alone; what stands beside it goes on the launcher's command line. */
function fileContent(template: Template, engineType: string): Template {
  if (engineType !== 'flinkx' && engineType !== 'chunjun') return template;
  return membersOf(template)['job'] ?? null;
}

function renderSql(template: Template): string {
  const { settings = {}, definitions, insert } = membersOf(template);
  const set = Object.entries(membersOf(settings)).map(([key, value]) => `SET ${quote(key)} = ${quote(String(value))}`);
  const statements = [...set, ...(Array.isArray(definitions) ? definitions : []), insert];
  return `${statements.map((statement) => `${String(statement)};`).join('\n\n')}\n`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function membersOf(template: Template): Readonly<Record<string, Template>> {
  const isObject = typeof template === 'object' && template !== null && !Array.isArray(template);
  // An object that is no list and has no holes left is a map of templates.
  return isObject ? (template as Readonly<Record<string, Template>>) : {};
}
