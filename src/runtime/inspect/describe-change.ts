import { joined, say, type Message } from '../../message/index.ts';
import type { SchemaSnapshot, TableSnapshot } from '../../compiler/index.ts';

/** What is different from one snapshot to the next, in a few words: `3 tables, orders +1 column`. Undefined for nothing. */
export function describeChange(
  before: SchemaSnapshot['tables'] | undefined,
  { tables }: SchemaSnapshot,
): Message | undefined {
  const names = Object.keys(tables).sort();
  const count = names.length === 1 ? say`1 table` : say`${names.length} tables`;
  if (before === undefined) return say`${count}, new`;
  const parts: Message[] = [];
  for (const name of names) {
    const now = tables[name];
    const then = Object.hasOwn(before, name) ? before[name] : undefined;
    if (now === undefined) continue;
    if (then === undefined) parts.push(say`+${name}`);
    else parts.push(...tableChange(name, then, now));
  }
  for (const name of Object.keys(before).sort()) if (!Object.hasOwn(tables, name)) parts.push(say`-${name}`);
  return parts.length === 0 ? undefined : joined([count, ...parts], ', ');
}

function tableChange(name: string, then: TableSnapshot, now: TableSnapshot): readonly Message[] {
  const old = new Map(then.columns.map((column) => [column.name, column]));
  const added = now.columns.filter((column) => !old.has(column.name)).length;
  const kept = now.columns.filter((column) => old.has(column.name));
  const removed = then.columns.length - kept.length;
  const changed = kept.filter((column) => !same(column, old.get(column.name))).length;
  const parts: Message[] = [];
  if (added > 0) parts.push(added === 1 ? say`${name} +1 column` : say`${name} +${added} columns`);
  if (removed > 0) parts.push(removed === 1 ? say`${name} -1 column` : say`${name} -${removed} columns`);
  if (changed > 0) parts.push(changed === 1 ? say`${name} 1 column changed` : say`${name} ${changed} columns changed`);
  const order = then.columns.filter(({ name: each }) => now.columns.some((column) => column.name === each));
  if (!same(order.map(nameOf), kept.map(nameOf))) parts.push(say`${name} columns in another order`);
  if (!same(then.primaryKey, now.primaryKey)) parts.push(say`${name} another primary key`);
  if (!same(then.indexes, now.indexes)) parts.push(say`${name} other indexes`);
  return parts;
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

/** Keys in any order: a formatter of the repository may have sorted them. */
function same(one: unknown, other: unknown): boolean {
  return sorted(one) === sorted(other);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
