export { createFolderSource, type FolderSourceOptions } from './folder/folder-source.ts';
