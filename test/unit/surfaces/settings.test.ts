// Settings are parsed totally: whatever the user wrote, the extension gets a value that it can use.
import assert from 'node:assert/strict';
import { Settings } from '../../../src/adapters/vscode/settings';
import type { ConfigurationHost } from '../../../src/adapters/vscode/settings';
import { settings } from '../../../src/adapters/vscode/settingsTable';

/** An editor with these settings, which tells its listeners when one of them changes. */
function editorWith(values: Readonly<Record<string, unknown>>): {
  host: ConfigurationHost;
  change: (key: string) => void;
} {
  type Listener = (event: { affectsConfiguration(section: string): boolean }) => unknown;
  const listeners = new Set<Listener>();
  const host = {
    getConfiguration: (section: string) => ({
      get: (key: string): unknown => values[`${section}.${key}`],
    }),
    onDidChangeConfiguration: (listener: Listener) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  } as unknown as ConfigurationHost;
  const change = (key: string): void => {
    for (const listener of listeners) listener({ affectsConfiguration: (section) => section === key });
  };
  return { host, change };
}

describe('Settings', () => {
  it('has the default for everything that is missing or wrong', () => {
    for (const setting of Object.values(settings)) {
      for (const wrong of [undefined, null, 7, 'nonsense', {}, [], Number.NaN, [3, null], { a: 1 }]) {
        const { host } = editorWith({ [`countersign.${setting.key}`]: wrong });
        assert.deepEqual(new Settings(host).get<unknown>(setting), setting.fallback, setting.key);
      }
    }
  });

  it('reads what is right', () => {
    const { host } = editorWith({
      'countersign.hooks.install': 'never',
      'countersign.marks.gutter': false,
      'countersign.exclude.paths': ['docs/**', 5, ''],
      'countersign.completionTools': { 'Acme.Complete': ' Acme ', broken: 1, empty: ' ' },
    });
    const reader = new Settings(host);
    assert.equal(reader.get(settings.hooksInstall), 'never');
    assert.equal(reader.get(settings.gutter), false);
    assert.deepEqual(reader.get(settings.excludePaths), ['docs/**']);
    assert.deepEqual([...reader.get(settings.completionTools)], [['acme.complete', 'Acme']]);
  });

  it('tells about changes of the watched settings only, until disposed', () => {
    const { host, change } = editorWith({});
    let calls = 0;
    const subscription = new Settings(host).onDidChange([settings.gutter, settings.hover], () => calls++);
    change('countersign.marks.hover');
    change('countersign.hooks.install');
    assert.equal(calls, 1);
    subscription.dispose();
    change('countersign.marks.gutter');
    assert.equal(calls, 1);
  });
});
