export { createDefinitions, type Definitions, type DefinitionsOptions } from './create-definitions.ts';
