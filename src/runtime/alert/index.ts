export { createAlerter, type Alerter, type AlerterDependencies } from './alerter.ts';
