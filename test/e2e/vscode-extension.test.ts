import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createRequire, Module } from 'node:module';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeBaseProject } from '../support/base-project.ts';
import { LanguageClient } from '../support/language-client.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';

const EXTENSION = path.resolve('editors/vscode');
const PROGRAM = process.env['SLUICE_TEST_PROGRAM'] ?? path.resolve('dist/cli/main.js');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly main: string;
  readonly activationEvents: readonly string[];
  readonly engines: { readonly vscode: string };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  };
}

interface Server {
  readonly command: string;
  readonly args: readonly string[];
  readonly options: { readonly cwd?: string; readonly shell: boolean };
}

const manifest = async (): Promise<Manifest> =>
  JSON.parse(await readFile(path.join(EXTENSION, 'package.json'), 'utf8')) as Manifest;

/** What an editor gives an extension, as far as ours asks for it. */
interface Editor {
  readonly settings: Record<string, string>;
  readonly folders: readonly string[];
  readonly language: string;
  readonly errors: string[];
  readonly commands: Map<string, () => Promise<void>>;
  readonly clients: StartedClient[];
}

interface StartedClient {
  readonly server: Server;
  readonly options: { readonly documentSelector: readonly object[]; readonly initializationOptions: object };
  readonly process: LanguageClient;
  readonly exitCode: () => number | null | undefined;
}

/** Loads the extension's own code with the two modules that only an editor has; its client starts the real server. */
function loadExtension(editor: Editor): { activate(context: object): Promise<void>; deactivate(): Promise<void> } {
  const vscode = {
    commands: { registerCommand: (name: string, run: () => Promise<void>) => editor.commands.set(name, run) },
    env: { language: editor.language },
    window: { showErrorMessage: (text: string) => editor.errors.push(text) },
    workspace: {
      workspaceFolders: editor.folders.map((folder) => ({ uri: { scheme: 'file', fsPath: folder } })),
      getConfiguration: (section: string) => ({
        get: (key: string, fallback: string) => editor.settings[`${section}.${key}`] ?? fallback,
      }),
      onDidChangeConfiguration: () => ({ dispose: () => undefined }),
    },
  };
  class StubbedClient {
    readonly #server: Server;
    readonly #options: StartedClient['options'];
    #started: LanguageClient | undefined;
    constructor(_id: string, _name: string, server: Server, options: StartedClient['options']) {
      this.#server = server;
      this.#options = options;
    }
    async start(): Promise<void> {
      const { command, args } = this.#server;
      const started = new LanguageClient([], [command, ...args]);
      await started.started;
      await started.initialize({ folders: editor.folders, ...this.#options });
      this.#started = started;
      let exitCode: number | null | undefined;
      void started.exited.then((code) => (exitCode = code));
      editor.clients.push({ server: this.#server, options: this.#options, process: started, exitCode: () => exitCode });
    }
    async stop(): Promise<void> {
      await this.#started?.stop();
    }
  }
  const require = createRequire(path.join(EXTENSION, 'extension.js'));
  const modules: Readonly<Record<string, unknown>> = {
    vscode,
    'vscode-languageclient/node': { LanguageClient: StubbedClient },
  };
  // the loader of CommonJS, as editors themselves put `vscode` in its way
  const loader = Module as unknown as { _load: (name: string, ...rest: unknown[]) => unknown };
  const original = loader._load;
  loader._load = (name, ...rest) => modules[name] ?? original.call(Module, name, ...rest);
  try {
    delete require.cache[require.resolve('./extension.js')];
    return require('./extension.js') as ReturnType<typeof loadExtension>;
  } finally {
    loader._load = original;
  }
}

let folder: TempDir;
let editor: Editor;

beforeEach(async () => {
  folder = await tempDir();
  await writeBaseProject(folder.path, { 'pipelines/a.yaml': 'name: a\nnonsense: 1\n' });
  editor = { settings: {}, folders: [folder.path], language: 'en', errors: [], commands: new Map(), clients: [] };
});
afterEach(async () => {
  for (const { process: client } of editor.clients) {
    client.process.kill('SIGKILL');
    await client.exited;
  }
  await folder[Symbol.asyncDispose]();
});

describe('the manifest of the VS Code extension', () => {
  it('names its code, when it starts, and what it was written for', async () => {
    const { main, activationEvents, engines, dependencies, version } = await manifest();
    await expect(readFile(path.join(EXTENSION, main), 'utf8')).resolves.toContain('activate');
    expect(activationEvents).toEqual(['workspaceContains:**/sluice.yaml']);
    // vscode-languageclient 9.0 asks for VS Code 1.82
    expect(dependencies['vscode-languageclient']).toMatch(/^9\.0\./);
    expect(engines.vscode).toBe('^1.82.0');
    const own = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
    expect(version).toBe(own.version);
  });

  it('declares every setting and command that the code asks for, and no other', async () => {
    const code = await readFile(path.join(EXTENSION, 'extension.js'), 'utf8');
    const asked = [...code.matchAll(/settings\.get\('(\w+)'/g)].map(([, name = '']) => `sluice.${name}`);
    const { contributes } = await manifest();
    expect(asked.toSorted()).toEqual(Object.keys(contributes.configuration.properties).toSorted());
    for (const { command } of contributes.commands) expect(code).toContain(`registerCommand('${command}'`);
    for (const name of asked) {
      const readme = await readFile(path.join(EXTENSION, 'README.md'), 'utf8');
      expect(readme).toContain(`\`${name}\``);
    }
  });
});

describe('the VS Code extension', () => {
  it('starts the server of the setting, tells it the language, and ends it', async () => {
    editor.settings['sluice.path'] = PROGRAM;
    editor.settings['sluice.language'] = 'zh';
    const extension = loadExtension(editor);
    await extension.activate({ subscriptions: [] });
    const [client] = editor.clients;
    expect(client?.server.args).toEqual(['lsp', '--stdio']);
    expect(client?.process.initialized?.serverInfo?.name).toBe('sluice');
    expect(client?.options.initializationOptions).toEqual({ language: 'zh', environment: '' });
    const uri = new URL(`file://${folder.path}/pipelines/a.yaml`).href;
    const [found] = (await client?.process.diagnostics(uri, (all) => all.length > 0)) ?? [];
    expect(found?.message).toMatch(/[\u4E00-\u9FFF]/);
    await extension.deactivate();
    expect(await client?.process.exited).toBe(0);
  });

  it('starts the server that the folder has installed, in the language of the editor', async () => {
    const bin = path.join(folder.path, 'node_modules/.bin');
    await mkdir(bin, { recursive: true });
    await symlink(PROGRAM, path.join(bin, 'sluice'));
    await loadExtension(editor).activate({ subscriptions: [] });
    expect(editor.clients[0]?.server.command).toBe(path.join(bin, 'sluice'));
    expect(editor.clients[0]?.options.initializationOptions).toEqual({ language: 'en', environment: '' });
  });

  it('starts it anew by its command', async () => {
    editor.settings['sluice.path'] = PROGRAM;
    await loadExtension(editor).activate({ subscriptions: [] });
    await editor.commands.get('sluice.restart')?.();
    expect(editor.clients).toHaveLength(2);
    expect(await editor.clients[0]?.process.exited).toBe(0);
  });

  it('says what to do where there is no server', async () => {
    editor.settings['sluice.path'] = './nowhere/sluice';
    await loadExtension(editor).activate({ subscriptions: [] });
    expect(editor.errors[0]).toMatch(/nowhere\/sluice` cannot be started .* sluice\.path/);
  });

  it('takes the one on the PATH at last, and npm scripts on Windows', async () => {
    const { serverCommand } = createRequire(path.join(EXTENSION, 'extension.js'))('./server-command.js') as {
      serverCommand: (setting: string, folders: readonly string[], platform?: string) => Server;
    };
    expect(serverCommand('', [folder.path], 'linux')).toEqual({
      command: 'sluice',
      args: ['lsp', '--stdio'],
      options: { cwd: folder.path, shell: false },
    });
    const bin = path.join(folder.path, 'node_modules/.bin');
    await mkdir(bin, { recursive: true });
    await writeFile(path.join(bin, 'sluice.cmd'), '');
    await chmod(path.join(bin, 'sluice.cmd'), 0o755);
    expect(serverCommand('', [folder.path], 'win32').command).toBe(`"${path.join(bin, 'sluice.cmd')}"`);
    expect(serverCommand('', [], 'linux').options).toEqual({ shell: false });
  });
});
