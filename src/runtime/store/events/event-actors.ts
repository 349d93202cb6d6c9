/** Who changes what on their own: the rooms of the leader, as events name them. */
export const LEADER = 'schedule';
export const RECONCILER = 'reconcile';
