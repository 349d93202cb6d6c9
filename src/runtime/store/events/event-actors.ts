/** Who changes what on their own: the rooms of a daemon, as events name them. */
export const LEADER = 'schedule';
export const RECONCILER = 'reconcile';
export const RELAY = 'relay';
