import type { Template } from './artefact/index.ts';
import type { Connector } from './connectors/index.ts';
import { makeDiagnostic, type Diagnostic } from './diagnostics/index.ts';
import type { PipelineNode } from './ir/index.ts';
import { say } from '../message/index.ts';
import { emitComparison } from './targets/index.ts';

/** What source and sink are asked after a run, undefined where they are not; or why Sluice cannot ask them. */
export function comparisonOf(
  pipeline: PipelineNode,
  connectors: ReadonlyMap<string, Connector>,
): { readonly comparison: Template | undefined } | { readonly problem: Diagnostic } {
  const { expectation, work } = pipeline;
  const sameRows = expectation?.sameRows;
  if (sameRows === undefined || work.kind !== 'movement') return { comparison: undefined };
  const emitters = {
    source: connectors.get(work.source.connector)?.local ?? {},
    sink: connectors.get(work.sink.connector)?.local ?? {},
  };
  let isReached = true;
  // the engine of the pipeline may take an address that Sluice itself cannot read
  const context = { pipeline, report: () => (isReached = false) };
  const comparison = emitComparison(work, sameRows, emitters, context);
  if (isReached) return { comparison };
  return {
    problem: makeDiagnostic(
      'SL0664',
      { ...sameRows.at, part: 'key' },
      say`Sluice cannot read the address of source or sink, which it has to ask for their rows`,
      { help: say`give their datasources \`host\`, \`port\` and \`database\` in place of \`url\`` },
    ),
  };
}
