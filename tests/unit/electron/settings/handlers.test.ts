import { afterEach, beforeEach, expect, it } from 'vitest';
import { settingsHandlers } from '#core/settings/handlers.ts';
import { deskFolder, type DeskFolder } from '../../../support/desk-folder.ts';
import { contextOf } from '../../../support/session-context.ts';

const lin = contextOf('Lin Yue');
const sam = contextOf('Sam Okafor', ['auditor'], 'user:01J0000000000000000000000B');

let folder: DeskFolder;
beforeEach(async () => {
  folder = await deskFolder();
});
afterEach(() => folder.remove());

it('are kept per person', async () => {
  const settings = settingsHandlers(folder.desk, { notify: true });
  const chosen = { language: 'zh-CN', theme: 'dark', systemNotices: false } as const;
  expect(await settings['settings.setPreferences'](chosen, lin)).toEqual({ ok: true, value: chosen });
  const again = settingsHandlers(await folder.reopen(), { notify: true });
  expect(await again['settings.preferences']({}, lin)).toEqual({ ok: true, value: chosen });
  expect(await again['settings.preferences']({}, sam)).toEqual({
    ok: true,
    value: { language: 'system', theme: 'system' },
  });
});
