export { createAlerter, type Alerter, type AlerterDependencies } from './alerter.ts';
export type { SendOutcome } from './channel-protocol.ts';
export { resolveChannel } from './resolve-channel.ts';
export { sendMessage } from './send-message.ts';
