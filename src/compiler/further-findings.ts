import { checkPipeline, type RuleContext } from './check/index.ts';
import type { Connector } from './connectors/index.ts';
import type { Diagnostic } from './diagnostics/index.ts';
import { emitJob } from './emit-job.ts';
import { withFamilies } from './family.ts';
import type { SideSpec } from './connector/index.ts';
import type { PipelineNode } from './ir/index.ts';
import { expandTables, lowerPipeline, type ProjectModel } from './lower/index.ts';
import type { MeantDefinition, PipelineDefinition } from './syntax/index.ts';
import { isWithin, type Location } from './text/index.ts';

/** A definition of the wrong shape, as it is meant. */
export interface MeantPipeline {
  readonly meant: MeantDefinition<PipelineDefinition>;
  readonly at: Location;
}

/** What is known of the project when what else is wrong with a misshapen definition is looked for. */
export interface FurtherContext extends RuleContext {
  readonly model: ProjectModel;
  /** Every pipeline's engine, where one was asked for. */
  readonly engine: string | undefined;
  readonly families: ReadonlyMap<string, readonly string[]>;
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly sourceSide: (node: PipelineNode | undefined) => SideSpec | undefined;
}

/**
 * What else is wrong with a definition whose shape is wrong, so that an author reads all of it in one pass. Only the rules of one
 * pipeline are asked: others are compared with what is there, not with what is meant. Nothing is compiled of it.
 */
export function furtherFindings({ meant, at }: MeantPipeline, context: FurtherContext): readonly Diagnostic[] {
  const { model, engine, families, connectors, sourceSide } = context;
  const definition = engine === undefined ? meant.definition : { ...meant.definition, engine };
  const lowered = lowerPipeline(definition, at, model);
  const expanded = expandTables(lowered.node, definition, at, sourceSide(lowered.node));
  const said = [...lowered.diagnostics, ...expanded.diagnostics];
  // what is wrong with a family is wrong with each of its pipelines
  const [node] = expanded.nodes;
  if (node !== undefined && isLoaded(node, context)) {
    const found = checkPipeline(withFamilies(node, families), context);
    said.push(...found.filter((finding) => !said.some((other) => isWithin(finding.at, other.at))));
    if (!said.some(({ severity }) => severity === 'error')) said.push(...emitJob(node, connectors).diagnostics);
  }
  return said.flatMap((finding) => meant.told(finding) ?? []);
}

/** Connectors are loaded by the names that stand where they belong. */
function isLoaded({ work }: PipelineNode, { spec, connectorNames }: RuleContext): boolean {
  if (work.kind !== 'movement') return true;
  return [work.source, work.sink].every(
    ({ connector }) => spec(connector) !== undefined || !connectorNames.includes(connector),
  );
}
