// Loaded with --import: writes the name of every package that the process imports to a file, one a line.
import { appendFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';

const file = process.env.SLUICE_TEST_IMPORTS;
if (file) {
  const hook = `
    import { appendFileSync } from 'node:fs';
    let file;
    export function initialize(data) { file = data; }
    export async function resolve(specifier, context, next) {
      if (!/^(\\.|\\/|node:|file:|data:)/.test(specifier)) appendFileSync(file, specifier + '\\n');
      return next(specifier, context);
    }`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`, { data: file });
  // Packages that CommonJS loads pass by the hook above.
  const Module = createRequire(import.meta.url)('node:module');
  const load = Module._load;
  Module._load = (request, ...rest) => {
    if (!/^(\.|\/|node:)/.test(request)) appendFileSync(file, `${request}\n`);
    return load(request, ...rest);
  };
}
