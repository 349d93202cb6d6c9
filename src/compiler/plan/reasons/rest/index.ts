import type { Reason } from '../../reason.ts';
import { downstreamBroken } from './downstream-broken.ts';
import { otherChange } from './other-change.ts';

/** What is left to say when all others have spoken. */
export const REST: readonly Reason[] = [otherChange, downstreamBroken];
