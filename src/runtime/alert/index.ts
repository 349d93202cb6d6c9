export type { AlertMessage } from './alert-message.ts';
export type { SendOutcome } from './channel-protocol.ts';
export { PROTOCOLS, type ChannelType } from './protocols/index.ts';
export { sendMessage, type ResolvedChannel, type SendDependencies } from './send-message.ts';
export { waitBefore, type RateLimit } from './wait-before.ts';
