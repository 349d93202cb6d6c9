export { createRefusalGate, MOST_REFUSALS, REFUSALS_WINDOW_MS, type RefusalGate } from './create-refusal-gate.ts';
export { isSigned, saysWhoSigned, type Delivery } from './is-signed.ts';
export { judgePush, type PushVerdict } from './judge-push.ts';
