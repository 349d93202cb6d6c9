import {
  compileProject,
  didYouMean,
  type CompilationResult,
  type DatasourceNode,
  type PipelineNode,
} from '../../compiler/index.ts';
import { say } from '../../message/index.ts';
import { FailedOperation, UsageError } from '../exit-code.ts';
import type { OperatorApi } from '../operator-api.ts';
import { projectNameOf } from '../project-name.ts';
import { cacheFolder, existingProject } from '../project-root.ts';
import { refuseElsewhere } from '../refuse-elsewhere.ts';
import { Terminal, type GlobalFlags } from '../terminal.ts';
import { showDiagnostics } from '../views/check-view.ts';

interface AskedFlags extends GlobalFlags {
  readonly datasource?: string;
}

/** A value, and which database has it. */
export interface AnsweredValue {
  readonly value: string;
  readonly datasource: string;
  readonly environment: string;
}

/**
 * The one value that a database answers with: that of the named datasource, or of the sink of the pipeline, as what has been written
 * is what need not be read again. The address and the login are those of the project, resolved on this machine, in the environment
 * that the API is of. Throws a failed operation where that is of another project or environment.
 */
export async function valueOfSql(
  flags: AskedFlags,
  api: OperatorApi,
  name: string,
  sql: string,
): Promise<AnsweredValue> {
  const root = existingProject(flags);
  const environment = flags.env ?? 'default';
  await refuseElsewhere(api, { project: await projectNameOf(root), environment });
  const result = await compileProject(root, { environment, cacheFolder: cacheFolder(root) });
  const { nodes = [] } = result;
  const pipeline = nodes.find((node) => node.name === name);
  if (pipeline === undefined) {
    showDiagnostics(result.diagnostics, root, new Terminal(flags));
    throw missing(name, result);
  }
  const datasource = datasourceOf(nodes, pipeline, flags.datasource);
  const { askDatasource, asksFor, createSystemClock } = await import('../../runtime/index.ts');
  if (!asksFor(datasource))
    throw new UsageError(
      say`datasource \`${datasource.name}\` is a ${datasource.type}: --from-sql asks MySQL, MariaDB and SQLite`,
      say`name one of those with --datasource, or give the value itself`,
    );
  const answer = await askDatasource({
    root,
    pipeline,
    datasource,
    sql,
    environment: process.env,
    clock: createSystemClock(),
  });
  if ('failure' in answer) throw new FailedOperation(answer.failure);
  if (answer.value !== undefined) return { value: answer.value, datasource: datasource.name, environment };
  throw new FailedOperation(
    say`\`${datasource.name}\` answers with no value, or with NULL`,
    say`\`sluice cursor reset\` lets a pipeline begin as the first run did`,
  );
}

function missing(name: string, { incomplete, nodes = [] }: CompilationResult): FailedOperation {
  const near = didYouMean(
    name,
    nodes.map((node) => node.name),
  );
  // it may stand in a broken file
  if (incomplete && near === undefined)
    return new FailedOperation(say`pipeline \`${name}\` was not compiled`, say`mend what is above`);
  return new FailedOperation(
    say`\`${name}\` is not in the project here, whose datasources --from-sql asks`,
    near === undefined
      ? say`give the value itself: \`sluice cursor set ${name} VALUE\``
      : say`did you mean \`${near}\`?`,
  );
}

function datasourceOf(
  nodes: readonly PipelineNode[],
  pipeline: PipelineNode,
  wanted: string | undefined,
): DatasourceNode {
  const { work } = pipeline;
  const own = work.kind === 'movement' ? work.sink.datasource : undefined;
  if (wanted === undefined) {
    if (own !== undefined) return own;
    throw new UsageError(
      say`the sink of \`${pipeline.name}\` is no datasource that could be asked`,
      say`name one with --datasource`,
    );
  }
  for (const { work: each } of nodes) {
    if (each.kind !== 'movement') continue;
    const found = [each.source.datasource, each.sink.datasource].find((one) => one?.name === wanted);
    if (found !== undefined) return found;
  }
  throw new UsageError(
    say`no pipeline of the project has a datasource \`${wanted}\``,
    say`\`sluice config show\` lists what the project has`,
  );
}
