import { joined, say, type Message } from '../../../../message/index.ts';
import type { JsonValue } from '../../compare/differences.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';
import { shortText } from '../../short-text.ts';
import type { ValueChange } from '../../value-change.ts';
import { engineText } from './engine-text.ts';

/** So many values are told, each so long at most. */
const VALUES_TOLD = 3;
const CHARACTERS_TOLD = 80;

/** The same engine elsewhere, or started otherwise: its mode, addresses, home, script and options. */
export const engineAddressChanged: Reason = {
  reason: 'ENGINE_ADDRESS_CHANGED',
  find(change) {
    if (!isUpdated(change) || valuesUnder(change, '/engine/name', '/engine/type').length > 0) return [];
    const version = new Set(valuesUnder(change, '/engine/version'));
    const values = valuesUnder(change, '/engine').filter((value) => !version.has(value));
    if (values.length === 0) return [];
    const told = values.slice(0, VALUES_TOLD).map(valueText);
    const more = values.length - VALUES_TOLD;
    const details = joined(more > 0 ? [...told, say`and ${more} more`] : told, ', ');
    const consequence = say`its runs go to ${engineText(change.after.engine)} at another address, or start in another way: ${details}`;
    return [{ meaning: 'resource', consequence, paths: pathsOf(values) }];
  },
};

function valueText({ path, before, after }: ValueChange): Message {
  const key = path.slice('/engine/'.length).replaceAll('/', '.');
  if (after === undefined) return say`${key} is not given any more`;
  if (before === undefined) return say`${key} is \`${short(after)}\``;
  return say`${key} is \`${short(after)}\`, no longer \`${short(before)}\``;
}

function short(value: JsonValue): string {
  return shortText(typeof value === 'string' ? value : JSON.stringify(value), CHARACTERS_TOLD);
}
