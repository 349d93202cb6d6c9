import { compile, type CompileInput, type CompileOutput } from '../../src/compiler/compile.ts';
import { CONNECTOR_NAMES, connectorOfDatasource, loadConnectors } from '../../src/compiler/connectors/index.ts';
import { planChanges, type Plan, type PlanSide } from '../../src/compiler/index.ts';
import type { ProjectValues } from './valid-definitions.ts';

const connectors = await loadConnectors(CONNECTOR_NAMES);

/** A project of plain values, compiled: nothing is read from files. */
export function compiledValues(values: ProjectValues, environment = 'default'): CompileOutput {
  return compile({
    project: placed(values.project, 'sluice.yaml'),
    datasources: values.datasources.map((value, index) => placed(value, `datasources/${index}.yaml`)),
    definitions: values.pipelines.map((value, index) => placed(value, `pipelines/${index}.yaml`)),
    environment,
    connectors,
    connectorNames: CONNECTOR_NAMES,
    connectorOf: connectorOfDatasource,
    namesHidden: false,
    datasourcesHidden: false,
  });
}

/** As much of a compilation as a plan is made of. */
type Compiled = Pick<CompileOutput, 'pipelines'> & Partial<Pick<CompileOutput, 'moves'>>;

/** The plan from one compilation to another, at one moment. */
export function planBetween(base: Compiled, head: Compiled): Plan {
  return planChanges(sideOf(base), sideOf(head), {
    project: 'shop',
    environment: 'default',
    now: Date.parse('2026-03-02T10:00:00Z'),
    specOf: (name) => connectors.get(name)?.spec,
    ownersOf: () => [],
    fileOf: () => undefined,
    moves: head.moves ?? new Map(),
    diagnostics: [],
  });
}

function sideOf({ pipelines }: Compiled): PlanSide {
  return {
    origin: { kind: 'folder', digest: '' },
    pipelines: new Map(pipelines.map((compiled) => [compiled.artefact.pipeline.name, compiled])),
    broken: new Set(),
    incomplete: false,
  };
}

function placed(value: unknown, file: string): CompileInput['definitions'][number] {
  return { value, at: { file, path: [], part: 'value' } };
}
