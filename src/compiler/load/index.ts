export { findFiles, type ProjectFiles } from './find-files.ts';
export { fileLocator, type LoadedDocument } from './loaded-document.ts';
export { loadProject, type LoadedDefinition, type LoadedProject, type LoadOptions } from './load-project.ts';
export { itemNamed } from './item-name.ts';
export { loadYaml, loadYamlText, type YamlLoading } from './load-yaml.ts';
