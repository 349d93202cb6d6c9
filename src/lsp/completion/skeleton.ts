import type { SchemaNode } from '../../compiler/index.ts';
import { wordsIn } from '../schema-walk.ts';

/** Keys whose value has a usual beginning. In blocks, and in braces. */
const USUAL: Readonly<Record<string, readonly [string, string]>> = {
  schedule: ['\n  cron: "$1"', ' { cron: "$1" }'],
  source: ['\n  datasource: $1\n  table: $2', ' { datasource: $1, table: $2 }'],
  sink: ['\n  datasource: $1\n  table: $2', ' { datasource: $1, table: $2 }'],
  columns: ['\n  - { name: $1, type: $2 }', ' [{ name: $1, type: $2 }]'],
  incremental: ['\n  column: $1', ' { column: $1 }'],
  moved: ['\n  from: $1', ' { from: $1 }'],
  retry: ['\n  attempts: ${1:3}', ' { attempts: ${1:3} }'],
  errorLimit: ['\n  rows: ${1:0}', ' { rows: ${1:0} }'],
  key: [' [$1]', ' [$1]'],
  dependsOn: [' [$1]', ' [$1]'],
  tags: [' [$1]', ' [$1]'],
  cron: [' "$1"', ' "$1"'],
  where: [' "$1"', ' "$1"'],
  version: [' "$1"', ' "$1"'],
  password: [' \\${secret:env/${1:NAME}\\}', ' "\\${secret:env/${1:NAME}\\}"'],
};

/** What follows a new key: a colon, and the beginning of a value of its kind, as a snippet. */
export function skeletonOf(key: string, forms: readonly SchemaNode[], flow: boolean): string {
  const usual = Object.hasOwn(USUAL, key) && USUAL[key];
  if (usual) return `:${usual[flow ? 1 : 0]}`;
  const words = wordsIn(forms);
  const isPlain = forms.every(({ type }) => type !== 'object' && type !== 'array');
  if (words.length > 0 && isPlain) return `: \${1|${words.join(',')}|}`;
  const types = forms.flatMap(({ type }) => type ?? []);
  if (types.includes('string') || types.includes('integer') || types.includes('number')) return ': $1';
  if (types.includes('object')) return flow ? ': { $1 }' : ':\n  $1';
  if (types.includes('array')) return flow ? ': [$1]' : ':\n  - $1';
  return ': $1';
}
