// The files for build servers: YAML with least rights, and nothing from outside that becomes part of a script.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { reportFormatNames } from '../../../src/core/gate/format/formatOf';
import manifest from '../../../package.json';

const folder = join(import.meta.dirname, '../../../docs/ci');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: unknown; readonly required?: boolean }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

interface Workflow {
  readonly on: object;
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, { readonly permissions: object; readonly steps: readonly Step[] }>>;
}

interface GitlabJob {
  readonly variables: Readonly<Record<string, string>>;
  readonly script: readonly string[];
}

describe('the files for builds', () => {
  const action = load(read('action.yml')) as Action;
  const workflow = load(read('github-workflow.yml')) as Workflow;
  const gitlab = (load(read('gitlab-ci.yml')) as { readonly countersign: GitlabJob }).countersign;
  const jobs = Object.values(workflow.jobs);

  it('never write an expression into a script', () => {
    const steps = [...action.runs.steps, ...jobs.flatMap((job) => job.steps)];
    assert.equal(steps.filter(({ run }) => run !== undefined).length, 1);
    for (const { run = '', uses = '' } of steps) assert.doesNotMatch(run + uses, /\$\{\{/);
    for (const script of [read('check.sh'), ...gitlab.script]) assert.doesNotMatch(script, /\$\{\{|\beval\b/);
  });

  it('ask for no right but to read, and not for those of the target', () => {
    assert.deepEqual(Object.keys(workflow.on), ['pull_request']);
    assert.deepEqual(workflow.permissions, {});
    assert.deepEqual(
      jobs.map(({ permissions }) => permissions),
      [{ contents: 'read' }],
    );
  });

  it('give the action inputs that it has, with the history', () => {
    const [checkout, check] = jobs[0]?.steps ?? [];
    assert.equal(checkout?.with?.['fetch-depth'], 0);
    assert.equal(checkout?.with?.['ref'], check?.with?.['head']);
    for (const name of Object.keys(check?.with ?? {})) assert.ok(name in action.inputs, name);
    const required = Object.entries(action.inputs).filter(([, { required = false }]) => required);
    for (const [name] of required) assert.ok(name in (check?.with ?? {}), name);
    assert.equal(gitlab.variables['GIT_DEPTH'], '0');
  });

  it('compare with the branch as it is now, by a name that no tag and no option can take', () => {
    const [, check] = jobs[0]?.steps ?? [];
    assert.equal(check?.with?.['base'], 'refs/remotes/origin/${{ github.base_ref }}');
    const fetched = gitlab.script.find((line) => line.startsWith('git fetch'));
    assert.match(
      fetched ?? '',
      /\+refs\/heads\/\$CI_MERGE_REQUEST_TARGET_BRANCH_NAME:refs\/countersign\/base/,
    );
    assert.ok(gitlab.script.some((line) => /COUNTERSIGN_BASE=.*refs\/countersign\/base/.test(line)));
  });

  it('set variables that the script reads, and formats that there are', () => {
    const [step] = action.runs.steps;
    const script = read('check.sh');
    const variables = [
      ...Object.keys(step?.env ?? {}),
      ...Object.keys(gitlab.variables).filter((name) => !['GIT_DEPTH', 'COUNTERSIGN_CHECK'].includes(name)),
      ...gitlab.script.flatMap((line) => /^export (\w+)=/.exec(line)?.[1] ?? []),
    ];
    assert.ok(variables.length > 8);
    for (const name of variables) assert.match(script, new RegExp(`\\$\\{?${name}\\b`), name);
    for (const format of [action.inputs['format']?.default, gitlab.variables['COUNTERSIGN_FORMAT']])
      assert.ok(reportFormatNames.some((name) => name === format));
    assert.equal(action.runs.using, 'composite');
  });

  it('name the version that is packaged', () => {
    const named = `countersign@${manifest.version}`;
    assert.equal(action.inputs['package']?.default, named);
    assert.ok(read('check.sh').includes(`\${COUNTERSIGN_PACKAGE:-${named}}`));
    assert.ok(read('github-workflow.yml').includes(`/docs/ci@v${manifest.version}`));
    assert.equal(manifest.bin.countersign, 'dist/cli.js');
  });

  it('have scripts that a shell can read', () => {
    const scripts = [
      read('check.sh'),
      ...action.runs.steps.flatMap(({ run }) => run ?? []),
      gitlab.script.join('\n'),
    ];
    for (const script of scripts) {
      const { status, stderr } = spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' });
      assert.equal(status, 0, stderr);
    }
  });

  it('explain every format', () => {
    const page = read('README.md');
    for (const name of reportFormatNames) assert.match(page, new RegExp(`^\\| \`${name}\``, 'm'));
  });
});
