/** The tool registry: an administrator approves a program, a technician runs it from a ticket by keys, and what it wrote is on the ticket. */
import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { definitionWith, dumpsArgv } from '../support/fake-tool.ts';
import { ada, expect, openConsole, setUpDesk, signIn, test } from './support/console.ts';
import { expectNoBarriers, otherConsole, registerTickets, valueOf } from './support/tickets.ts';

const passphrase = 'copper meadow signal 91';
const both = (text: string) => ({ en: text, 'zh-CN': text });

test('a tool is approved by an administrator and run from a ticket by a technician', async ({ page, host }) => {
  const programs = await mkdtemp(join(tmpdir(), 'deskside-programs-'));
  const program = join(programs, 'ansible-playbook');
  await writeFile(program, dumpsArgv);
  await chmod(program, 0o755);
  await setUpDesk(host);
  const other = await otherConsole(host);
  valueOf(
    await other.call('accounts.addUser', { name: 'tom', displayName: 'Tom Reed', roles: ['technician'], passphrase }),
  );
  const [ticket] = await registerTickets(other, ['Agent is out of date']);
  const plain = definitionWith(program);
  const hostParameter = {
    name: 'host',
    label: both('Host'),
    kind: 'host',
    isRequired: true,
    from: [],
    choices: [],
    least: 0,
    most: 0,
    allowed: '',
    longest: 100,
  } as const;
  const argv = [
    { segments: [{ text: '--check' }], onlyWith: null },
    { segments: [{ text: '--' }], onlyWith: null },
    { segments: [{ parameter: 'host' }], onlyWith: null },
  ];
  const definition = {
    ...plain,
    name: both('Fake playbook'),
    confirms: true,
    parameters: [hostParameter],
    variants: plain.variants.map((variant) => ({ ...variant, argv })),
    guide: { articleId: null, text: both('## Before you start\nTry it on one host.') },
  };
  const { id: toolId } = valueOf(await other.call('tools.save', { toolId: null, seen: null, definition }));
  await openConsole(page, host);
  const keys = page.keyboard;
  const dialog = page.getByRole('dialog');
  const panel = page.getByRole('complementary', { name: 'Tool' });

  await test.step('the registry says in words that nobody approved it', async () => {
    await page.getByRole('button', { name: ada.displayName }).or(page.getByText(ada.displayName)).first().click();
    await signIn(page);
    await keys.press('g');
    await keys.press('x');
    await expect(page.getByRole('heading', { name: 'Tools', exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Ping/ })).toBeVisible();
    await expectNoBarriers(page);
    await page.getByRole('button', { name: /^Fake playbook/ }).click();
    await expect(panel.getByText('Nobody has approved it on this laptop. It cannot be started.')).toBeVisible();
    await expectNoBarriers(page);
  });

  await test.step('it is approved with the passphrase, for what was seen', async () => {
    await keys.press('a');
    await expect(dialog.getByText(program)).toBeVisible();
    await expectNoBarriers(page);
    await dialog.getByLabel('Your passphrase').fill('not the right one');
    await keys.press('Control+Enter');
    await expect(dialog.getByText('Wrong passphrase')).toBeVisible();
    await dialog.getByLabel('Your passphrase').fill(ada.passphrase);
    await keys.press('Control+Enter');
    await expect(panel.getByText(/^Approved by Ada Marsh/)).toBeVisible();
  });

  await test.step('the editor shows what would run, and what does not fit', async () => {
    await keys.press('e');
    await expect(panel.getByRole('list', { name: 'What would run, with example values' })).toContainText(
      'pc-0142.example',
    );
    await panel.getByRole('textbox', { name: 'Arguments' }).fill('--check\n--\n{nobody}');
    await keys.press('Control+Enter');
    await expect(panel.getByText('Nothing is called “nobody”')).toBeVisible();
    await expectNoBarriers(page);
    await panel.getByRole('button', { name: 'Add a parameter' }).click();
    const label = panel.getByRole('textbox', { name: 'Label, English' }).last();
    await label.pressSequentially('Queue');
    await expect(label).toHaveValue('Queue');
    await expectNoBarriers(page);
    // What was typed is kept until it is saved or given up.
    await panel.getByRole('button', { name: 'Close', exact: true }).click();
    await keys.press('e');
    await expect(panel.getByRole('textbox', { name: 'Arguments' })).toHaveValue('--check\n--\n{nobody}');
    await panel.getByRole('button', { name: 'Discard draft' }).click();
    await dialog.getByRole('button', { name: 'Discard draft' }).click();
    await expect(panel.getByRole('textbox', { name: 'Arguments' })).toHaveValue('--check\n--\n{host}');
    await panel.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(panel.getByText(/^Approved by Ada Marsh/)).toBeVisible();
  });

  await test.step('a technician runs it from the ticket by keys, and sees the whole command first', async () => {
    await keys.press('Control+Shift+L');
    await page.getByRole('button', { name: 'Another person' }).click();
    await page.getByText('Tom Reed').first().click();
    await signIn(page, passphrase);
    await keys.press('g');
    await keys.press('q');
    await page.getByText('Agent is out of date').first().click();
    await expect(page.locator('[data-ticket-panel]')).toBeVisible();
    // Sections come after the panel, and the key with them.
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Run a tool…' }).click();
    await expect(dialog).toBeVisible();
    await keys.press('Escape');
    await expect(dialog).toBeHidden();
    await keys.press('Shift+T');
    await expect(dialog.getByRole('combobox', { name: 'Find a tool' })).toBeFocused();
    await expectNoBarriers(page);
    await keys.type('fake');
    await keys.press('Enter');
    const field = dialog.getByRole('textbox', { name: 'Host' });
    await expect(field).toBeFocused();
    await keys.press('F1');
    await expect(page.locator('[data-tool-guide]')).toContainText('Try it on one host.');
    await keys.press('Escape');
    await field.fill('-oProxyCommand=reboot');
    await expect(dialog.getByText('It begins like an option of the program')).toBeVisible();
    await field.fill('srv-01.example');
    await expectNoBarriers(page);
    await keys.press('Control+Enter');
    const command = dialog.getByRole('list', { name: 'Command' });
    await expect(command.getByRole('listitem')).toHaveText([
      /ansible-playbookProgram$/,
      /^--check/,
      /^--/,
      /^srv-01\.exampleHost: typed here$/,
    ]);
    await expect(field).toBeHidden();
    // The way back has the focus, and leads to the first field; nothing that was typed is lost.
    await expect(dialog.getByRole('button', { name: 'Back' })).toBeFocused();
    await keys.press('Enter');
    await expect(field).toBeFocused();
    await expect(field).toHaveValue('srv-01.example');
    await keys.press('Control+Enter');
    await expect(command).toBeVisible();
    await expect(field).toBeHidden();
    await keys.press('Control+Enter');
    await expect(dialog).toBeHidden();
  });

  await test.step('what it wrote, and exactly what ran, stand on the ticket', async () => {
    const run = page.getByRole('region', { name: 'Output of Fake playbook' });
    await expect(run).toContainText('"--check","--","srv-01.example"');
    await expect(page.getByText('done, exit code 0')).toBeVisible();
    await expect(page.getByText(/ran Fake playbook: exit code 0/)).toBeVisible();
    await expectNoBarriers(page);
    const { timeline } = valueOf(await other.call('tickets.get', { ticketId: ticket?.ticketId ?? '' }));
    expect(timeline.at(-1)?.event).toMatchObject({
      kind: 'toolRun',
      outcome: 'finished',
      argv: [program, '--check', '--', 'srv-01.example'],
    });
    expect(timeline.map(({ event }) => event.kind)).toContain('attachment');
  });

  const start = dialog.getByRole('button', { name: /^Review/ });
  await test.step('while its program is gone nothing can be started, which the button says; back again it can', async () => {
    await rename(program, `${program}.away`);
    await keys.press('Shift+T');
    await expect(dialog.getByRole('option', { name: /^Fake playbook/ })).toContainText('Program missing');
    await keys.type('fake');
    await keys.press('Enter');
    await expect(dialog.getByText('This laptop has no ansible-playbook.')).toBeVisible();
    await expect(dialog.getByText('Where it may be started, it would run exactly so')).toBeHidden();
    await expect(start).toHaveAttribute('aria-disabled', 'true');
    await expect(start).toHaveAccessibleDescription('Program missing');
    await expectNoBarriers(page);
    await dialog.getByRole('textbox', { name: 'Host' }).fill('srv-02.example');
    await keys.press('Control+Enter');
    await expect(page.getByRole('region', { name: 'Messages' }).getByText('Program missing')).toBeVisible();
    await keys.press('Enter');
    await start.focus();
    await keys.press('Enter');
    await expect(dialog.getByRole('textbox', { name: 'Host' })).toBeVisible();
    await keys.press('Escape');
    await rename(`${program}.away`, program);
    await keys.press('Shift+T');
    await expect(dialog.getByRole('combobox', { name: 'Find a tool' })).toBeFocused();
    await keys.type('fake');
    await keys.press('Enter');
    await dialog.getByRole('textbox', { name: 'Host' }).fill('srv-02.example');
    await start.click();
    await expect(dialog.getByRole('button', { name: 'Back' })).toBeFocused();
    await keys.press('Escape');
  });

  await test.step('once its program changed it starts no more, and the dialog says why', async () => {
    await writeFile(program, `${dumpsArgv}// newer\n`);
    await keys.press('Shift+T');
    await expect(dialog.getByRole('combobox', { name: 'Find a tool' })).toBeFocused();
    await keys.type('fake');
    await keys.press('Enter');
    await expect(start).toHaveAccessibleDescription('Changed since approval');
    await expect(dialog.getByText(/The program itself/)).toBeVisible();
    await keys.press('Escape');
    const refused = await other.call('tools.run', {
      toolId,
      ticketId: ticket?.ticketId ?? '',
      values: { host: 'srv-01' },
      argv: [program, '--check', '--', 'srv-01'],
    });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'tool.not-approved' } });
  });
  // Writes a line, and goes on for ever.
  const slow = join(programs, 'slow');
  await writeFile(slow, `#!${process.execPath}\nconsole.log('begun');\nsetInterval(() => {}, 1000);\n`);
  await chmod(slow, 0o755);
  const endless = async (name: string, timeLimitS: number): Promise<void> => {
    const made = definitionWith(slow, { name: both(name), timeLimitS });
    const { id } = valueOf(await other.call('tools.save', { toolId: null, seen: null, definition: made }));
    const seen = valueOf(await other.call('tools.inspect', { toolId: id }));
    const hashes = { definitionSha256: seen.definitionSha256, programSha256: seen.program.sha256, fileHashes: [] };
    valueOf(await other.call('tools.approve', { toolId: id, passphrase: ada.passphrase, ...hashes }));
    await keys.press('Shift+T');
    await expect(dialog.getByRole('combobox', { name: 'Find a tool' })).toBeFocused();
    await keys.type(name);
    await keys.press('Enter');
    await expect(dialog.getByRole('list', { name: 'Command' }).or(dialog.getByText(slow)).first()).toBeVisible();
    await keys.press('Control+Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('region', { name: `Output of ${name}` })).toContainText('begun');
  };

  await test.step('one that goes on is cancelled by who started it, and the ticket says so', async () => {
    await endless('Endless scan', 600);
    await page.getByRole('button', { name: 'Cancel run' }).click();
    await expect(page.locator('[data-run="cancelled"]')).toContainText('Endless scan');
    await expect(page.getByText(/ran Endless scan: cancelled after/)).toBeVisible();
    await expectNoBarriers(page);
  });

  await test.step('one that goes on is ended at its time limit, and the ticket says so', async () => {
    await endless('Short scan', 2);
    await expect(page.locator('[data-run="timed-out"]')).toContainText('ended at its time limit');
    await expect(page.getByText('ran Short scan: ended at its time limit')).toBeVisible();
    await expectNoBarriers(page);
  });
  other.close();
  await rm(programs, { recursive: true, force: true });
});
