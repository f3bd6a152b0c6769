/**
 * What a path says about a file, as far as it decides which built-in rules look at it.
 */

export interface FileKind {
  /** In lower case, without the dot; empty when there is none. */
  readonly extension: string;
  /** Prose, where dangerous commands are explained. */
  readonly isProse: boolean;
  readonly isSql: boolean;
  /** Its lines are commands, or hold commands: scripts, build files, CI configuration. */
  readonly isShell: boolean;
  readonly isTest: boolean;
  /** A test whose own name says so. */
  readonly isTestFile: boolean;
  readonly isMigration: boolean;
  /** The way back of a migration, which is there to drop things. */
  readonly isUndo: boolean;
  /** Written by programs: its size means nothing. */
  readonly isGenerated: boolean;
}

const prose = new Set(['md', 'mdx', 'markdown', 'rst', 'adoc', 'txt', 'tex', 'html', 'htm', 'svg', 'po']);
const shell = new Set([
  ...['sh', 'bash', 'zsh', 'fish', 'ksh', 'ps1', 'bat', 'cmd', 'mk', 'mak', 'yml', 'yaml', 'toml', 'ini'],
  ...['service', 'dockerfile', 'nix', 'tf', 'hcl', 'groovy', 'gradle'],
]);
const shellNames =
  /^(?:dockerfile|containerfile|makefile|gnumakefile|justfile|jenkinsfile|procfile|rakefile|vagrantfile|package\.json|composer\.json|\.bashrc|\.zshrc|\.profile)/;
const testFolders = new Set([
  'test',
  'tests',
  '__tests__',
  'spec',
  'specs',
  'e2e',
  'testing',
  'integration-tests',
]);
const testNames = /[._-](?:test|tests|spec|specs|cy|e2e)\.\w+$|^(?:test_|spec_)|(?:Test|Tests|Spec|IT)\.\w+$/;
const lockFiles =
  /(?:^|[./-])lock(?:file)?(?:\.(?:json|yaml|yml|toml|hcl))?$|^(?:npm-shrinkwrap\.json|go\.sum|lock\.ya?ml)$|\.(?:min\.js|min\.css|map|snap|pb\.go)$|_pb2\.py$/;
const migrationFolders = new Set(['migrations', 'migration', 'migrate', 'changelogs']);
const migrationNames = /^[VUR]\d[\w.]*__.*\.sql$|\.(?:up|down)\.sql$/;
const noMigration = /^(?:__init__\.py|index\.\w+|readme.*|\.gitkeep|.*\.md)$/i;

/** @param path repository path with `/` */
export function fileKind(path: string): FileKind {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  const low = name.toLowerCase();
  const dot = low.lastIndexOf('.');
  const extension = dot === -1 ? '' : low.slice(dot + 1);
  const isTestFile = testNames.test(name);
  const isShell = shell.has(extension) || shellNames.test(low) || folders.includes('.husky');
  return {
    extension,
    isProse: prose.has(extension),
    isSql: extension === 'sql' || extension === 'psql' || extension === 'ddl',
    isShell:
      isShell || (extension === '' && folders.some((folder) => folder === 'bin' || folder === 'scripts')),
    isTest: isTestFile || folders.some((folder) => testFolders.has(folder.toLowerCase())),
    isTestFile,
    isMigration: isMigration(folders, name),
    isUndo: /(?:^|[._-])(?:down|undo|rollback|revert)\.\w+$|^U\d[\w.]*__/.test(name),
    isGenerated: lockFiles.test(low),
  };
}

function isMigration(folders: readonly string[], name: string): boolean {
  if (noMigration.test(name)) return false;
  if (migrationNames.test(name)) return true;
  if (folders.some((folder) => migrationFolders.has(folder.toLowerCase()))) return true;
  return folders.at(-1) === 'versions' && folders.includes('alembic');
}
