// The floor: the least that any compiler of these files must do. Reads each file, parses it with
// js-yaml, validates it with one precompiled ajv validator, and (with an output folder) writes JSON.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { pipeline as validate } from '../../src/compiler/syntax/generated/validators.js';

const [root, out] = process.argv.slice(2);
let invalid = 0;
for (const file of files(path.join(root, 'pipelines'))) {
  const value = load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA });
  if (!validate(value)) invalid += 1;
  if (out) {
    const folder = path.join(out, value.name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'artefact.json'), JSON.stringify(value));
    writeFileSync(path.join(folder, 'job.json'), JSON.stringify(value, undefined, 2));
  }
}
if (invalid > 0) {
  console.error(`${invalid} invalid`);
  process.exit(1);
}

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const each = path.join(folder, entry.name);
    return entry.isDirectory() ? files(each) : [each];
  });
}
