// Writes what is generated from the sources: JSON Schemas, the validators made of them, and the pages of
// the connectors. `--check` writes nothing and exits 1 when a committed file is stale.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CONNECTOR_NAMES, loadConnectors } from '../src/compiler/connectors/index.ts';
import { backfillSchema } from '../src/compiler/syntax/schema/backfill-schema.ts';
import { datasourceSchema } from '../src/compiler/syntax/schema/datasource-schema.ts';
import { pipelineSchema } from '../src/compiler/syntax/schema/pipeline-schema.ts';
import { projectSchema } from '../src/compiler/syntax/schema/project-schema.ts';
import { snapshotSchema } from '../src/compiler/syntax/schema/snapshot-schema.ts';
import { testSchema } from '../src/compiler/syntax/schema/test-schema.ts';
import { connectorPage } from './generate/connector-page.ts';
import { connectorsIndex } from './generate/connectors-index.ts';
import { TEST_HINTS } from './generate/author-hints.ts';
import { withHints } from './generate/editor-hints.ts';
import { editorDatasourceSchema, editorPipelineSchema, editorProjectSchema } from './generate/editor-schemas.ts';
import { datasourceSnippets } from './generate/editor-snippets.ts';
import type { Schema } from './generate/option-schema.ts';
import { readDatasources, readExamples } from './generate/read-examples.ts';
import { schemaModule, validatorModule } from './generate/validators.ts';

const root = path.resolve(import.meta.dirname, '..');
const check = process.argv.includes('--check');

const shapes = {
  pipeline: plain(pipelineSchema),
  datasource: plain(datasourceSchema),
  project: plain(projectSchema),
  snapshot: plain(snapshotSchema),
  test: plain(testSchema),
  backfill: plain(backfillSchema),
};
const connectors = [...(await loadConnectors(CONNECTOR_NAMES)).values()].map(({ spec }) => spec);
const snippets = datasourceSnippets(await readDatasources(root, CONNECTOR_NAMES));

const files = new Map<string, string>([
  ['schemas/pipeline.schema.json', published(editorPipelineSchema(shapes.pipeline, connectors))],
  ['schemas/datasource.schema.json', published(editorDatasourceSchema(shapes.datasource, connectors, snippets))],
  ['schemas/project.schema.json', published(editorProjectSchema(shapes.project))],
  ['schemas/schema-snapshot.schema.json', published(shapes.snapshot)],
  ['schemas/backfill-file.schema.json', published(shapes.backfill)],
  ['schemas/test.schema.json', published(withHints(shapes.test, TEST_HINTS))],
  ['src/compiler/syntax/generated/validators.js', await validatorModule(shapes)],
  ['src/compiler/syntax/generated/schemas.js', schemaModule(shapes)],
  ['docs/connectors.md', connectorsIndex(connectors)],
]);
for (const spec of connectors)
  files.set(`docs/connectors/${spec.name}.md`, connectorPage(spec, await readExamples(root, spec.name)));

let stale = 0;
for (const [file, content] of files) {
  const target = path.join(root, file);
  const current = await readFile(target, 'utf8').catch(() => undefined);
  if (current === content) continue;
  stale += 1;
  if (check) console.error(`stale: ${file} (run npm run generate)`);
  else {
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, content);
    console.log(`wrote ${file}`);
  }
}
for (const page of await readdir(path.join(root, 'docs/connectors')).catch(() => [])) {
  if (files.has(`docs/connectors/${page}`)) continue;
  stale += 1;
  if (check) console.error(`stale: docs/connectors/${page} (no connector has this name; run npm run generate)`);
  else await rm(path.join(root, 'docs/connectors', page));
}
if (check && stale > 0) process.exit(1);

function plain(schema: object): Schema {
  return JSON.parse(JSON.stringify(schema)) as Schema; // drops TypeBox's own symbols
}

function published(schema: Schema): string {
  return `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...schema }, undefined, 1)}\n`;
}
