export { createRelay, type Relay, type RelayDependencies } from './relay.ts';
