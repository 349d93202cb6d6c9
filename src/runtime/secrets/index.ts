export { createScrubber, type Scrubber } from './scrubber.ts';
export { createSecrets, type SecretsOptions } from './secrets.ts';
