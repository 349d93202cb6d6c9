// `npm run new:connector -- NAME`: the start of a connector of FlinkX and ChunJun, and what to do with it.
import path from 'node:path';
import { newConnector } from './new-connector/new-connector.ts';

const [name] = process.argv.slice(2);
const result = await newConnector(path.resolve(import.meta.dirname, '..'), name);
if ('refused' in result) {
  console.error(`error: ${result.refused}`);
  process.exit(64);
}
for (const file of result.written) console.log(`wrote ${file}`);
console.log(`
next:
  1. src/compiler/connectors/${name}/spec.ts: each key that the plugin reads, as its code reads it. A key that carries a
     common field or a part of the datasource says so; any other is an option. Take away a side or an engine that it has not.
  2. test/golden/connectors/${name}/*.yaml: a pipeline for each thing that differs, then
     UPDATE_GOLDEN=1 npx vitest run --project golden test/golden/connectors.test.ts
     and read what each engine gets.
  3. npm run generate (its page, the matrix, the schemas), a line in CHANGELOG.md, npm run ok`);
