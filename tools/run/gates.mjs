import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { script } from './child.mjs';
import { root } from './project.mjs';
import { vitest } from './vitest.mjs';

const tool = (path) => `node_modules/${path}`;
const gate = (name) => () => script(`tools/check-${name}.ts`, [], { env: { NODE_OPTIONS: '--import tsx' } });
const has = (path) => existsSync(join(root, path));

/** What `npm run ok` checks, in its order: none of it needs a service. */
export const gates = [
  { name: 'generated files', needs: 'tools/generate.mjs', work: () => script('tools/generate.mjs', ['--check']) },
  { name: 'types', work: () => script(tool('typescript/bin/tsc'), ['--noEmit']) },
  {
    name: 'types of the page',
    needs: 'src/web/tsconfig.json',
    work: () => script(tool('typescript/bin/tsc'), ['--noEmit', '-p', 'src/web']),
  },
  { name: 'lint', work: () => script(tool('oxlint/bin/oxlint'), []) },
  { name: 'format', work: () => script(tool('oxfmt/bin/oxfmt'), ['--check']) },
  { name: 'import table', work: gate('imports') },
  { name: 'files', work: gate('files') },
  { name: 'documents', work: gate('docs') },
  { name: 'messages in Chinese', work: gate('messages') },
  { name: 'unit and golden tests', work: () => vitest(['unit', 'golden']) },
].filter(({ needs }) => needs === undefined || has(needs));
