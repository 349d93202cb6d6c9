import type { Carried, ParameterSpec } from '../../compiler/connector/index.ts';
import { memberOf, type JsonMember, type JsonNode } from '../json/index.ts';

export type Parameters = Readonly<Record<string, ParameterSpec>>;

/** What the table says of a key, by its name or another name of it. */
export function parameterOf(parameters: Parameters, key: string): ParameterSpec | undefined {
  if (Object.hasOwn(parameters, key)) return parameters[key];
  return Object.values(parameters).find(({ aliases }) => aliases?.includes(key));
}

/** The member that a version reads for a parameter: under its name, or under another name of it. */
export function parameterMember(node: JsonNode | undefined, key: string, spec: ParameterSpec): JsonMember | undefined {
  for (const name of [key, ...(spec.aliases ?? [])]) {
    const member = memberOf(node, name);
    if (member !== undefined) return member;
  }
  return undefined;
}

/** The member of `parameter` that carries something, wherever the plugin reads it, with its table's entry. */
export function carriedMember(
  parameters: Parameters,
  node: JsonNode | undefined,
  carried: Carried,
): { readonly member: JsonMember; readonly spec: ParameterSpec } | undefined {
  for (const [key, spec] of Object.entries(parameters)) {
    const member = parameterMember(node, key, spec);
    if (member === undefined) continue;
    if (spec.carries === carried && member.value.kind !== 'null') return { member, spec };
    if (spec.members === undefined) continue;
    const inside = member.value.kind === 'list' ? member.value.items[0] : member.value;
    const found = carriedMember(spec.members, inside, carried);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Common fields that decide which rows move, or where to: a key that is not heard there is an error. */
const DECIDES = new Set([
  'table',
  'query',
  'where',
  'path',
  'columns',
  'mode',
  'key',
  'partition',
  'incremental',
  'start',
]);

export function decidesRows(spec: ParameterSpec): boolean {
  if (spec.carries === undefined) return Object.values(spec.members ?? {}).some(decidesRows);
  return DECIDES.has(spec.carries.split('.')[0] ?? '') || spec.carries === 'preSql' || spec.carries === 'postSql';
}

/** True where the engine's placeholders or a caller's `${name}` stand in a text: nobody knows its value yet. */
export function hasPlaceholder(node: JsonNode): boolean {
  return node.kind === 'string' && /\$\{[^}]*\}/.test(node.value);
}
