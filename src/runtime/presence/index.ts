export { isAlive, missingRoles, type MissingRole } from './missing-roles.ts';
export { createPresence, PRESENCE_BEAT_MS, type Presence, type PresenceDependencies } from './presence.ts';
