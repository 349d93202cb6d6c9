import { say } from '../../../message/index.ts';
import type { Finding } from '../plan.ts';
import { pathsOf } from '../reason.ts';
import type { ValueChange } from '../value-change.ts';

/** What no reason knows is never passed over: it may concern the data. */
export function otherChange(values: readonly ValueChange[]): readonly Finding[] {
  if (values.length === 0) return [];
  const paths = pathsOf(values);
  return [
    {
      reason: 'OTHER_CHANGE',
      meaning: 'data-affecting',
      consequence: say`runs from then on work with other values of ${paths.join(', ')}`,
      paths,
    },
  ];
}
