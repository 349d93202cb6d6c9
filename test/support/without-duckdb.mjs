// Loaded by `node --import`: the optional package DuckDB is not there.
import { register } from 'node:module';

const hook = `export async function resolve(name, context, next) {
  if (name.startsWith('@duckdb/')) throw Object.assign(new Error('Cannot find package ' + name), { code: 'ERR_MODULE_NOT_FOUND' });
  return next(name, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
