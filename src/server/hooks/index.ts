export { isSigned, type Delivery } from './is-signed.ts';
export { judgePush, type PushVerdict } from './judge-push.ts';
