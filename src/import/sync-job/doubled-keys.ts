import { say } from '../../message/index.ts';
import { plainValue, type JsonNode } from '../json/index.ts';
import { hideSecrets } from './hide-secrets.ts';
import { pathOf } from './json-map.ts';
import type { FoundDifference } from '../import-result.ts';

/** Every value that a later one of the same key takes the place of. */
export function doubledKeys(node: JsonNode, path = ''): FoundDifference[] {
  if (node.kind === 'list') return node.items.flatMap((item, index) => doubledKeys(item, pathOf(path, index)));
  if (node.kind !== 'object') return [];
  const last = new Map(node.members.map((member) => [member.key, member]));
  return node.members.flatMap((member) => {
    const place = pathOf(path, member.key);
    if (last.get(member.key) === member) return doubledKeys(member.value, place);
    return [
      {
        path: place,
        from: hideSecrets(plainValue(member.value), member.key),
        reason: 'ignored-by-engine' as const,
        message: say`the key is written twice, and the engine takes the last`,
      },
    ];
  });
}
