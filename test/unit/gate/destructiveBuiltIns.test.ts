// The built-in rules about destructive edits, as a table: what each finds, and what looks alike and is left alone.
import assert from 'node:assert/strict';
import type { DestructiveChange } from '../../../src/core/gate/destructive/destructiveChange';
import { destructiveRules } from '../../../src/core/gate/destructive/destructiveRules';
import { findDestructive } from '../../../src/core/gate/destructive/findDestructive';
import { builtInDestructive, defaultDestructive } from '../../../src/core/policy/policy';

const rules = destructiveRules(defaultDestructive);

function change(path: string, more: Partial<DestructiveChange> = {}): DestructiveChange {
  return { path, status: 'modified', addedAiLines: [], deletedByAi: 0, ...more };
}

function rulesOfAdded(path: string, text: string): string[] {
  const addedAiLines = text.split('\n').map((line, at) => ({ line: at + 1, text: line }));
  return findDestructive(change(path, { addedAiLines }), rules).map(({ rule }) => rule);
}

function rulesOfRemoved(path: string, removed: string, added = ''): string[] {
  const deletedTexts = removed.split('\n');
  const addedAiLines = added === '' ? [] : added.split('\n').map((text, at) => ({ line: at + 1, text }));
  const whole = change(path, { deletedTexts, deletedByAi: deletedTexts.length, addedAiLines });
  return findDestructive(whole, rules).map(({ rule }) => rule);
}

/** Rule, path, what comes in. An empty rule: nothing is found. */
const added: [rule: string, path: string, text: string][] = [
  ['sql-drop', 'db/x.sql', 'DROP TABLE users;'],
  ['sql-drop', 'db/x.sql', 'drop   table if exists "users" cascade;'],
  ['sql-drop', 'db/x.sql', 'BEGIN; DROP DATABASE shop;'],
  ['sql-drop', 'db/x.sql', 'Drop Schema audit CASCADE'],
  ['sql-drop', 'src/db.ts', "await db.query('DROP TABLE users');"],
  ['sql-drop', 'src/db.ts', 'sql`drop table ${name}`;'],
  ['sql-drop', 'src/db.py', '    DROP TABLE users'],
  ['sql-drop', 'ops/x.sh', 'psql -c "DROP TABLE users"'],
  ['sql-drop', 'db/x.sql', 'ALTER TABLE users DROP COLUMN email;'],
  ['sql-drop', 'db/x.sql', 'ALTER TABLE users\n  ADD name text,\n  DROP COLUMN IF EXISTS email;'],
  ['sql-drop', 'src/db.ts', "await db.query('ALTER TABLE users ADD name text, DROP COLUMN email');"],
  ['sql-drop', 'src/db.py', '    DROP COLUMN email'],
  ['', 'db/x.sql', 'ALTER TABLE users ALTER COLUMN email DROP NOT NULL;'],
  ['', 'db/007.down.sql', 'ALTER TABLE users DROP COLUMN email;'],
  ['', 'src/db.ts', "throw new Error('Cannot drop column in use');"],
  ['', 'src/grid.ts', 'grid.onDrop(column);'],
  ['', 'db/x.sql', '-- DROP TABLE users;'],
  ['', 'db/x.sql', 'SELECT 1; -- never DROP TABLE users'],
  ['', 'db/x.sql', 'DROP TABLE #work;'],
  ['', 'db/x.sql', 'DROP TABLE IF EXISTS tmp_import;'],
  ['', 'db/x.sql', 'DROP TEMPORARY TABLE work;'],
  ['', 'db/x.sql', 'DROP INDEX users_by_name;'],
  ['', 'db/007.down.sql', 'DROP TABLE users;'],
  ['', 'test/db.test.ts', "await db.query('DROP TABLE users');"],
  ['', 'docs/sql.md', 'DROP TABLE users;'],
  ['', 'src/db.ts', "throw new Error('Cannot drop table while it is in use');"],
  ['', 'src/db.ts', '// DROP TABLE users'],
  ['', 'src/db.ts', 'run(); // DROP TABLE users'],
  ['', 'src/db.ts', ' * DROP TABLE users'],
  ['', 'src/db.ts', "raindrop table = 'x'"],
  ['', '.countersign.json', '"adds": ["drop table audit"]'],
  ['sql-truncate', 'db/x.sql', 'TRUNCATE users;'],
  ['sql-truncate', 'db/x.sql', 'TRUNCATE TABLE users;'],
  ['sql-truncate', 'src/db.ts', 'db.run("truncate table users")'],
  ['', 'src/text.ts', 'truncate(text, 20);'],
  ['', 'src/text.ts', "label('truncate long lines')"],
  ['', 'db/x.sql', 'SELECT truncate(price, 2) FROM t;'],
  ['sql-delete-all', 'db/x.sql', 'DELETE FROM users;'],
  ['sql-delete-all', 'db/x.sql', 'DELETE FROM users\n;'],
  ['sql-delete-all', 'src/db.ts', "db.run('DELETE FROM users');"],
  ['sql-delete-all', 'src/db.ts', 'db.run(`delete from ${table}`);'],
  ['', 'db/x.sql', 'DELETE FROM users WHERE id = 1;'],
  ['', 'db/x.sql', 'DELETE FROM users\nWHERE id = 1;'],
  ['', 'db/x.sql', 'DELETE FROM users'],
  ['', 'src/db.ts', "db.run('DELETE FROM users WHERE id = ?', id);"],
  ['', 'src/db.ts', "db.run('DELETE FROM users ' + where);"],
  ['', 'src/db.ts', "db.run('DELETE FROM users' + where);"],
  ['', 'src/db.py', 'db.run("DELETE FROM users "\n"WHERE id = 1")'],
  ['infra-destroy', 'deploy.sh', 'terraform destroy -auto-approve'],
  ['infra-destroy', 'deploy.sh', 'terraform -chdir=prod apply -destroy'],
  ['infra-destroy', '.github/workflows/x.yml', '      - run: kubectl delete namespace shop'],
  ['infra-destroy', 'main.tf', '  force_destroy = true'],
  ['infra-destroy', 'infra/bucket.ts', '  forceDestroy: true,'],
  ['infra-destroy', 'tools/run.ts', "execSync('kubectl delete ns shop');"],
  ['', 'deploy.sh', 'terraform plan'],
  ['', 'deploy.sh', 'kubectl get pods'],
  ['', 'deploy.sh', '# terraform destroy'],
  ['', 'deploy.sh', 'echo "never run terraform destroy"'],
  ['', 'main.tf', '  force_destroy = false'],
  ['', 'src/k8s.ts', 'kubectl.delete(pod);'],
  ['infra-unprotected', 'main.tf', '    prevent_destroy = false'],
  ['infra-unprotected', 'db.yaml', 'DeletionProtection: false'],
  ['infra-unprotected', 'infra/db.ts', '  deletionProtection: false,'],
  ['', 'main.tf', '    prevent_destroy = true'],
  ['rm-rf', 'x.sh', 'rm -rf /srv/data'],
  ['rm-rf', 'x.sh', 'sudo rm -r -f "$HOME/data"'],
  ['rm-rf', 'x.sh', 'cd /srv && rm -fr *'],
  ['rm-rf', 'x.sh', 'rm --recursive --force data'],
  ['rm-rf', 'Makefile', '\t@rm -rf data'],
  ['rm-rf', 'x.sh', 'rm -rf dist src'],
  ['rm-rf', 'x.sh', 'rm -rf build/../src'],
  ['rm-rf', 'x.sh', 'rm -rf templates'],
  ['rm-rf', 'x.sh', 'rm -rf .git'],
  ['rm-rf', 'src/clean.ts', "execSync('rm -rf ' + folder);"],
  ['rm-rf', 'src/clean.ts', "spawn('rm', ['-rf', folder]);"],
  ['', 'package.json', '    "clean": "rm -rf dist coverage",'],
  ['', 'x.sh', 'rm -rf ./node_modules packages/*/dist'],
  ['', 'x.sh', 'rm -rf "$TMPDIR/work" /tmp/x "${BUILD_DIR}"'],
  ['', 'Dockerfile', 'RUN apt-get update && rm -rf /var/lib/apt/lists/*'],
  ['', 'x.sh', 'rm -r old'],
  ['', 'x.sh', 'rm -f old.txt'],
  ['', 'x.sh', 'git rm -rf old'],
  ['', 'x.sh', '# rm -rf /'],
  ['', 'src/a.ts', 'const form = rm - rf;'],
  ['', 'src/a.ts', '// rm -rf /'],
  ['force-push', 'x.sh', 'git push --force'],
  ['force-push', 'x.sh', 'git -C repo push -f origin main'],
  ['force-push', 'tools/x.py', 'subprocess.run(["git", "push", "--force"])'],
  ['force-push', 'x.sh', 'git push origin +main'],
  ['force-push', 'x.sh', 'git push "$REMOTE" "+HEAD:$BRANCH"'],
  ['force-push', 'x.sh', 'git push --mirror backup'],
  ['', 'x.sh', 'git push origin feature+one'],
  ['', 'x.sh', 'git fetch origin +main'],
  ['', 'x.sh', 'date +%F; git push'],
  ['git-discard', 'x.sh', 'git fetch && git reset --hard origin/main'],
  ['git-discard', 'tools/x.ts', "execSync('git reset --hard');"],
  ['git-discard', 'Makefile', '\tgit -C vendor clean -fdx'],
  ['', 'x.sh', 'git reset --soft HEAD~'],
  ['', 'x.sh', 'git clean -n'],
  ['', 'x.sh', 'make clean -f other.mk'],
  ['', 'docs/git.md', 'git reset --hard'],
  ['', 'x.sh', 'git push --force-with-lease'],
  ['', 'x.sh', 'git push origin main'],
  ['', 'x.sh', 'git fetch --force'],
  ['skip-hooks', 'x.sh', 'git commit -m x --no-verify'],
  ['skip-hooks', 'x.sh', '  --no-verify \\'],
  ['skip-hooks', 'package.json', '  "release": "git push --no-verify"'],
  ['', 'x.sh', 'cargo publish --no-verify'],
  ['test-skipped', 'src/a.test.ts', "  it.skip('adds', () => {"],
  ['test-skipped', 'test/a.ts', "  xit('adds', () => {"],
  ['test-skipped', 'tests/test_a.py', '@pytest.mark.skip(reason="later")'],
  ['test-skipped', 'src/test/java/ATest.java', '    @Disabled("later")'],
  ['test-skipped', 'a_test.go', '\tt.Skip("later")'],
  ['test-skipped', 'src/lib.rs', '    #[ignore]'],
  ['', 'tests/test_a.py', '@pytest.mark.skipif(sys.platform == "win32")'],
  ['', 'src/a.ts', 'it.skip(3);'],
  ['', 'src/a.test.ts', "// it.skip('adds')"],
];

const removed: [rule: string, path: string, gone: string, came: string][] = [
  ['test-deleted', 'src/a.test.ts', "it('adds', () => {\n});", ''],
  ['test-deleted', 'src/a.test.ts', "it('a', f);\nit('b', f);", "it('a', f);"],
  ['test-deleted', 'tests/test_a.py', 'def test_adds():', ''],
  ['test-deleted', 'src/test/java/ATest.java', '    @Test', ''],
  ['test-deleted', 'a_test.go', 'func TestAdds(t *testing.T) {', ''],
  ['test-deleted', 'src/lib.rs', '#[tokio::test]', ''],
  ['', 'src/a.test.ts', "it('adds', () => {", "it('adds up', () => {"],
  ['', 'src/a.test.ts', "it('adds', f);", "  it('adds', f);"],
  ['', 'src/a.test.ts', '  assert.equal(1, 1);', ''],
  ['', 'src/a.ts', 'it(3);', ''],
  ['', 'src/a.test.ts', "// it('adds', f);", ''],
  ['infra-unprotected', 'main.tf', '    prevent_destroy = true', ''],
  ['', 'main.tf', 'prevent_destroy = true', '    prevent_destroy = true'],
  ['', 'main.tf', '    prevent_destroy = false', ''],
  ['guard-removed', 'src/a.ts', '  requireAdmin(user);', ''],
  ['guard-removed', 'src/a.ts', '  await this.auth.checkPermission(user, "pay");', ''],
  ['guard-removed', 'src/a.ts', "import { requireAuth } from './auth';\n  requireAuth(request);", ''],
  ['guard-removed', 'src/a.java', '  @PreAuthorize("hasRole(ADMIN)")', ''],
  ['guard-removed', 'a/views.py', '@login_required', ''],
  ['guard-removed', 'a.rb', '  before_action :authenticate_user!', ''],
  ['', 'src/a.ts', '  requireAdmin(user);', '  requireRole(user, "admin");'],
  ['', 'a/views.py', '@login_required\ndef pay(request):', ''],
  ['', 'src/a.ts', 'export function requireAdmin(user: User): void {', ''],
  ['', 'src/a.ts', "import { requireAdmin } from './auth';", ''],
  ['', 'src/a.ts', '  // requireAdmin(user);', ''],
  ['', 'src/a.test.ts', '  requireAdmin(user);', ''],
  ['', 'src/a.ts', '  const author = checkAuthors(book);', ''],
];

const deletedFiles: [rule: string, path: string][] = [
  ['migration-deleted', 'db/migrations/0007_users.sql'],
  ['migration-deleted', 'app/migrations/0001_initial.py'],
  ['migration-deleted', 'alembic/versions/1a2b_users.py'],
  ['migration-deleted', 'sql/V2__users.sql'],
  ['', 'app/migrations/__init__.py'],
  ['', 'src/migrator.ts'],
  ['test-deleted', 'src/a.test.ts'],
  ['test-deleted', 'pkg/a_test.go'],
  ['', 'test/helper.ts'],
  ['', 'src/latest.ts'],
];

describe('the built-in destructive rules', () => {
  for (const [rule, path, text] of added)
    it(`${rule === '' ? 'leave alone' : `${rule} finds`} ${JSON.stringify(text)} in ${path}`, () => {
      assert.deepEqual(rulesOfAdded(path, text), rule === '' ? [] : [rule]);
    });

  for (const [rule, path, gone, came] of removed)
    it(`${rule === '' ? 'leave alone' : `${rule} finds`} that ${JSON.stringify([gone, came])} went in ${path}`, () => {
      assert.deepEqual(rulesOfRemoved(path, gone, came), rule === '' ? [] : [rule]);
    });

  for (const [rule, path] of deletedFiles)
    it(`${rule === '' ? 'leave alone' : `${rule} finds`} the deletion of ${path}`, () => {
      const findings = findDestructive(change(path, { status: 'deleted', deletedByAi: 9 }), rules);
      assert.deepEqual(
        findings.map((finding) => finding.rule),
        rule === '' ? [] : [rule],
      );
      assert.deepEqual(findDestructive(change(path, { status: 'deleted' }), rules), [], 'by a person');
    });

  it('each find something in these tables', () => {
    const found = new Set([...added, ...removed, ...deletedFiles].map(([rule]) => rule));
    assert.deepEqual(
      builtInDestructive.filter((name) => !found.has(name)),
      [],
    );
  });

  it('are off where the policy says so', () => {
    const addedAiLines = [
      { line: 4, text: 'DROP TABLE a;' },
      { line: 5, text: 'TRUNCATE a;' },
    ];
    const names = (policy: Partial<typeof defaultDestructive> | null): string[] => {
      const compiled = destructiveRules(policy && { ...defaultDestructive, ...policy });
      return findDestructive(change('a.sql', { addedAiLines, deletedByAi: 1000 }), compiled).map(
        ({ rule }) => rule,
      );
    };
    assert.deepEqual(names({}), ['sql-drop', 'sql-truncate', 'lines-deleted']);
    assert.deepEqual(names({ except: ['sql-drop'] }), ['sql-truncate', 'lines-deleted']);
    assert.deepEqual(names({ defaults: false }), ['lines-deleted']);
    assert.deepEqual(names({ defaults: false, linesDeleted: null }), []);
    assert.deepEqual(names(null), []);
  });
});
