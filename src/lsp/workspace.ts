import path from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { createSourceFile, fileKind, type CompilationResult } from '../compiler/index.ts';
import { pathOfUri, pathWithin } from './file-uri.ts';
import { findProjectRoot, PROJECT_FILE } from './find-project-root.ts';
import type { OpenFile } from './open-file.ts';
import { Project, type ProjectOptions } from './project.ts';

export interface WorkspaceHost {
  /** Every document that is open in the editor. */
  readonly documents: () => readonly TextDocument[];
  readonly compiled: (project: Project, result: CompilationResult) => void;
  readonly closed: (root: string) => void;
  readonly failed: (error: unknown) => void;
}

const KINDS = {
  project: 'project',
  datasource: 'datasource',
  backfill: 'backfill',
  definition: 'pipeline',
  test: 'test',
} as const;

/** The projects of an editor: each file belongs to the one with the nearest sluice.yaml above it. */
export class Workspace {
  readonly #host: WorkspaceHost;
  readonly #options: ProjectOptions;
  readonly #projects = new Map<string, Project>();
  readonly #folders = new Set<string>();

  constructor(host: WorkspaceHost, options: ProjectOptions) {
    this.#host = host;
    this.#options = options;
  }

  get projects(): readonly Project[] {
    return [...this.#projects.values()];
  }

  /** A folder of the editor; the project in it, or around it, is compiled at once. */
  addFolder(uri: string): void {
    const folder = pathOfUri(uri);
    if (folder === undefined) return;
    this.#folders.add(folder);
    this.#projectIn(folder)?.changed();
  }

  removeFolder(uri: string): void {
    this.#folders.delete(pathOfUri(uri) ?? '');
    this.#closeUnused();
  }

  /** The project of a file; undefined outside of any. */
  projectOf(uri: string): Project | undefined {
    const file = pathOfUri(uri);
    return file === undefined ? undefined : this.#projectIn(path.dirname(file));
  }

  /** A document with its place in its project; undefined where the language has nothing to say of it. */
  openFile(document: TextDocument): OpenFile | undefined {
    const project = this.projectOf(document.uri);
    const relative = project && pathWithin(project.root, pathOfUri(document.uri) ?? '');
    const kind = relative === undefined ? undefined : fileKind(relative);
    if (project === undefined || relative === undefined || kind === undefined) return undefined;
    return { project, file: createSourceFile(relative, document.getText()), kind: KINDS[kind] };
  }

  /** A document was opened or edited. */
  edited(document: TextDocument): void {
    const file = pathOfUri(document.uri);
    if (file !== undefined && path.basename(file) === PROJECT_FILE) this.#projectsMoved();
    this.projectOf(document.uri)?.changed();
  }

  /** A document was closed: what is on disk counts again. */
  closed(document: TextDocument): void {
    this.edited(document);
    this.#closeUnused();
  }

  /** Files were made, changed or deleted on disk. */
  changedOnDisk(uris: readonly string[]): void {
    const files = uris.map(pathOfUri).filter((file) => file !== undefined);
    if (files.some((file) => path.basename(file) === PROJECT_FILE)) this.#projectsMoved();
    for (const project of this.projects)
      if (files.some((file) => pathWithin(project.root, file) !== undefined)) project.changed();
  }

  /** The open documents of a project, by their path in it. */
  unsaved(root: string): ReadonlyMap<string, string> {
    const texts = new Map<string, string>();
    for (const document of this.#host.documents()) {
      const file = pathOfUri(document.uri) ?? '';
      const relative = pathWithin(root, file);
      if (relative !== undefined && this.#rootOf(path.dirname(file)) === root) texts.set(relative, document.getText());
    }
    return texts;
  }

  close(): void {
    for (const project of this.#projects.values()) project.close();
    this.#projects.clear();
  }

  #rootOf(folder: string): string | undefined {
    const open = this.#host.documents().filter(({ uri }) => uri.endsWith(`/${PROJECT_FILE}`));
    return findProjectRoot(folder, (file) => open.some(({ uri }) => pathOfUri(uri) === file));
  }

  #projectIn(folder: string): Project | undefined {
    const root = this.#rootOf(folder);
    if (root === undefined) return undefined;
    const known = this.#projects.get(root);
    if (known !== undefined) return known;
    const project = new Project(
      root,
      { unsaved: (own) => this.unsaved(own), compiled: this.#host.compiled, failed: this.#host.failed },
      this.#options,
    );
    this.#projects.set(root, project);
    return project;
  }

  /** A sluice.yaml came or went, so that files may belong to another project than before. */
  #projectsMoved(): void {
    for (const project of this.projects) if (this.#rootOf(project.root) !== project.root) this.#drop(project);
    for (const folder of this.#folders) this.#projectIn(folder)?.changed();
    for (const document of this.#host.documents()) this.projectOf(document.uri)?.changed();
  }

  /** Projects that no folder and no document of the editor is in. */
  #closeUnused(): void {
    const used = new Set<string | undefined>([
      ...[...this.#folders].map((folder) => this.#rootOf(folder)),
      ...this.#host.documents().map(({ uri }) => this.#rootOf(path.dirname(pathOfUri(uri) ?? path.sep))),
    ]);
    for (const project of this.projects) if (!used.has(project.root)) this.#drop(project);
  }

  #drop(project: Project): void {
    project.close();
    this.#projects.delete(project.root);
    this.#host.closed(project.root);
  }
}
