import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile, type CompileOutput } from '../../src/compiler/compile.ts';
import { CONNECTOR_NAMES, connectorOfDatasource, loadConnectors } from '../../src/compiler/connectors/index.ts';
import { loadPlugins } from '../../src/compiler/connectors/load-plugins.ts';
import { createSourceFile, renderJob } from '../../src/compiler/index.ts';
import { checkJob } from '../../src/import/index.ts';
import { arbitraryMovement, type Movement } from '../support/arbitrary-movement.ts';
import { acceptedBy } from '../support/sync-parser-model.ts';

const connectors = await loadConnectors(CONNECTOR_NAMES);
const ENGINES = { flinkx: '1.11', chunjun: '1.16' } as const;
const RUNS = Number(process.env['SLUICE_PROPERTY_RUNS'] ?? 20);

/** Rules that look at two options together, which the specs cannot say and the generator does not know. */
const COMBINATIONS = new Set(['SL0650', 'SL0651']);

function compileFor(engine: keyof typeof ENGINES, { pipeline, datasources }: Movement): CompileOutput {
  const at = (file: string) => ({ file, path: [], part: 'value' as const });
  return compile({
    project: {
      value: { name: 'any', engines: { it: { type: engine, version: ENGINES[engine], home: '/opt/it' } } },
      at: at('sluice.yaml'),
    },
    datasources: datasources.map((value, index) => ({ value, at: at(`datasources/${index}.yaml`) })),
    definitions: [{ value: pipeline, at: at('pipelines/any.yaml') }],
    environment: 'default',
    connectors,
    connectorNames: CONNECTOR_NAMES,
    connectorOf: connectorOfDatasource,
    namesHidden: false,
    datasourcesHidden: false,
  });
}

describe.each(['flinkx', 'chunjun'] as const)('a pipeline that its specs allow, on %s', async (engine) => {
  const plugins = await loadPlugins(engine);
  const names = CONNECTOR_NAMES.filter((name) => {
    const spec = connectors.get(name)?.spec;
    return spec?.source[engine]?.plugin ?? spec?.sink[engine]?.plugin;
  });
  const stream = connectors.get('stream')?.spec;

  test.each(names)('%s compiles to a job that its version reads as it is meant', (name) => {
    const spec = connectors.get(name)?.spec;
    if (spec === undefined || stream === undefined) throw new Error('both are in the list');
    const pairs = [
      ...(spec.source[engine] === undefined ? [] : [arbitraryMovement(spec, stream, engine)]),
      ...(spec.sink[engine] === undefined ? [] : [arbitraryMovement(stream, spec, engine)]),
    ];
    for (const movements of pairs) {
      let compiled = 0;
      fc.assert(
        fc.property(movements, (movement) => {
          const { pipelines, diagnostics } = compileFor(engine, movement);
          const errors = diagnostics.filter(({ severity }) => severity === 'error');
          expect(errors.filter(({ code }) => !COMBINATIONS.has(code))).toEqual([]);
          const [pipeline] = pipelines;
          if (pipeline === undefined) return;
          compiled += 1;
          const job: unknown = JSON.parse(renderJob(pipeline.artefact));
          expect(acceptedBy(job, engine, ENGINES[engine])).toEqual({ accepted: true });
          const text = JSON.stringify(job, undefined, 2);
          const found = checkJob(createSourceFile('job.json', text), engine, ENGINES[engine], plugins);
          expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
        }),
        { numRuns: RUNS },
      );
      expect(compiled).toBeGreaterThan(RUNS / 3);
    }
  });
});
