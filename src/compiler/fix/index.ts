export { fixProject, type Compiled, type FixedFile, type FixedProject } from './fix-project.ts';
export { likelyFixes } from './fix.ts';
