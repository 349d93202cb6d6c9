export { cursorIn, type Cursor } from './cursor.ts';
export { fileKind, findFiles, type ProjectFiles } from './find-files.ts';
export { fileLocator, type LoadedDocument } from './loaded-document.ts';
export { SNAPSHOT_FOLDER, type LoadedSnapshot } from './load-snapshots.ts';
export { loadProject, type LoadedDefinition, type LoadedProject, type LoadOptions } from './load-project.ts';
export { outlineOf, type OutlineNode } from './outline.ts';
export { itemNamed } from './item-name.ts';
export { loadYaml, loadYamlText, type YamlLoading } from './load-yaml.ts';
export { loadCodeOwners, type LoadedCodeOwners } from './load-codeowners.ts';
