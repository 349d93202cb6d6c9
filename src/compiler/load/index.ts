export { fileLocator, type LoadedDocument } from './loaded-document.ts';
export { loadYaml, loadYamlText, type YamlLoading } from './load-yaml.ts';
