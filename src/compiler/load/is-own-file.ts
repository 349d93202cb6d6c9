/** Folders of which a compilation reads whatever they hold. */
const OWN_FOLDER = /^(?:pipelines|datasources|backfills|topics|schemas)(?:\/|$)/;

/** True of the settings of a project and of what its own folders hold, by the path in the project. */
export function isOwnFile(file: string): boolean {
  return file === 'sluice.yaml' || OWN_FOLDER.test(file);
}
