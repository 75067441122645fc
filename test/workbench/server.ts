import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { killGroup, killInhabitants, onExit, type TemporaryFolder, temporaryFolder } from './cleanup';
import { CODE_SERVER, NODE_24 } from './paths';
import { until } from './until';

export interface ServerOptions {
  /** The folder that the workbench opens. */
  readonly folder?: string;
  /** User settings over the quiet ones of every run. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Reaches the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Packaged extensions to install first. */
  readonly vsix?: readonly string[];
  /** Where to listen; default: a free loopback port. */
  readonly bind?: string;
  /** Switches of code-server. */
  readonly args?: readonly string[];
}

/** Quiet, offline, the same everywhere. */
const SETTINGS = {
  'telemetry.telemetryLevel': 'off',
  'workbench.enableExperiments': false,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.reduceMotion': 'on',
  'files.simpleDialog.enable': true,
  'git.enabled': false,
  'chat.disableAIFeatures': true,
};

/** Of an outer VS Code, npm, git hook or proxy nothing may reach the server; nor may anything of a real home. */
const FOREIGN =
  /^(VSCODE_|npm_|ELECTRON_|XDG_|GIT_|JSIGN_)|^(https?|all|no)_proxy$|^(PORT|PASSWORD|HASHED_PASSWORD|NODE_OPTIONS|NODE_ENV)$/i;
const START_MS = 60_000;
const STOP_MS = 5_000;

/** A real VS Code's server with a profile of its own, which goes when it is stopped. */
export interface WorkbenchServer {
  /** HOST:PORT. */
  readonly authority: string;
  readonly userData: string;
  readonly folder: string | undefined;
  /** The workbench's address, with the given folder or the one of the start. */
  url(folder?: string): string;
  /** All log files of the newest session: server, extension host, output channels. */
  logs(): string[];
  /** Ends the server with all of its processes and removes its profile. */
  stop(): Promise<void>;
}

/**
 * Starts a server with a fresh profile.
 * @throws if an extension cannot be installed, or if the server does not answer within a minute; with its output
 */
export async function startServer(options: ServerOptions = {}): Promise<WorkbenchServer> {
  const profile = temporaryFolder('jsign-vscode-');
  try {
    return await startIn(profile, options);
  } catch (error) {
    profile.remove();
    throw error;
  }
}

async function startIn(profile: TemporaryFolder, options: ServerOptions): Promise<WorkbenchServer> {
  const userData = path.join(profile.path, 'user-data');
  const extensions = path.join(profile.path, 'extensions');
  // The server leaves sockets in its folder for temporary files.
  const temporary = path.join(profile.path, 'tmp');
  for (const folder of [path.join(userData, 'User'), extensions, temporary])
    mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(userData, 'User/settings.json'),
    JSON.stringify({ ...SETTINGS, ...options.settings }, null, 2),
  );

  const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  const env = {
    ...Object.fromEntries(own),
    HOME: profile.path,
    TMPDIR: temporary,
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    ...options.env,
  };
  const common = [
    '--config',
    path.join(profile.path, 'config.yaml'),
    '--user-data-dir',
    userData,
    '--extensions-dir',
    extensions,
  ];
  for (const file of options.vsix ?? []) install(file, common, env);

  const quiet = [
    '--auth',
    'none',
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-workspace-trust',
    '--disable-getting-started-override',
  ];
  const child = spawn(
    NODE_24,
    [CODE_SERVER, ...common, '--bind-addr', options.bind ?? '127.0.0.1:0', ...quiet, ...(options.args ?? [])],
    // A process group of its own: the server, its extension hosts, terminals and watchers end together.
    { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const { pid } = child;
  const takeBack = onExit(() => {
    if (pid !== undefined) killGroup(pid, 'SIGKILL');
    killInhabitants(profile.path);
  });
  const stop = async (): Promise<void> => {
    await end(child);
    killInhabitants(profile.path);
    takeBack();
    profile.remove();
  };
  try {
    const authority = await listening(child, path.join(profile.path, 'server.log'));
    await until('an answer of the server', () =>
      fetch(`http://${authority}/healthz`).then(
        (reply) => reply.ok,
        () => false,
      ),
    );
    return {
      authority,
      userData,
      folder: options.folder,
      url: (folder = options.folder) =>
        `http://${authority}/?${folder === undefined ? 'ew=true' : `folder=${encodeURIComponent(folder)}`}`,
      logs: () => newestLogs(path.join(userData, 'logs')),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function install(vsix: string, common: readonly string[], env: NodeJS.ProcessEnv): void {
  const result = spawnSync(NODE_24, [CODE_SERVER, ...common, '--install-extension', vsix, '--force'], {
    env,
    encoding: 'utf8',
  });
  if (result.status === 0 && result.stdout.includes('successfully installed')) return;
  throw new Error(`${vsix} could not be installed:\n${result.stdout}${result.stderr}`);
}

/** The authority the server says it listens on. */
function listening(child: ChildProcess, logFile: string): Promise<string> {
  const log = createWriteStream(logFile);
  let output = '';
  return new Promise((resolve, reject) => {
    const fail = (what: string): void => reject(new Error(`${what}:\n${output}`));
    const timer = setTimeout(() => fail(`The server was not up in ${START_MS / 1000} s`), START_MS);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (data: Buffer) => {
        log.write(data);
        output = (output + data.toString()).slice(-20_000);
        const found = /HTTP server listening on http:\/\/([\w.]+:\d+)/.exec(output)?.[1];
        if (found === undefined) return;
        clearTimeout(timer);
        resolve(found);
      });
    }
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => {
      clearTimeout(timer);
      log.end();
      fail(`The server ended with ${String(code)}`);
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    killGroup(pid, 'SIGTERM');
    const timer = setTimeout(() => killGroup(pid, 'SIGKILL'), STOP_MS);
    await gone;
    clearTimeout(timer);
  }
  // What the server left behind in its group.
  killGroup(pid, 'SIGKILL');
}

function newestLogs(root: string): string[] {
  if (!existsSync(root)) return [];
  const newest = readdirSync(root).sort().at(-1);
  if (newest === undefined) return [];
  return readdirSync(path.join(root, newest), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** The ends of the extension host's logs, for a failure's report. */
export function extensionHostLog(server: WorkbenchServer, characters = 3000): string {
  return server
    .logs()
    .filter((file) => /exthost.*\.log$/i.test(file))
    .map((file) => `--- ${file}\n${readFileSync(file, 'utf8').slice(-characters)}`)
    .join('\n');
}
