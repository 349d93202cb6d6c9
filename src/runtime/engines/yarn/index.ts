export { createResourceManager, type ResourceManager, type YarnApplication } from './resource-manager.ts';
export { jobManagerUrl, sessionApplications } from './session-application.ts';
