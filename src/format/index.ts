export { formatYaml, type Formatted } from './format-yaml.ts';
