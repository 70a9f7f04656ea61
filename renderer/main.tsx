/** Composition root of the window: picks the transport, builds client, languages and stores, and draws the app. */
import './trusted-types.ts';
import '@mantine/core/styles.css';
import '@fontsource-variable/inter/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/mantine.css';
import './styles/print.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { chooseTransport } from './api/choose-transport.ts';
import { createClient } from './api/client.ts';
import { AppStoreContext } from './app/app-context.ts';
import { createAppStore } from './app/app-store.ts';
import { App } from './app/app.tsx';
import { startLanguage } from './app/appearance.ts';
import { startI18n } from './app/i18n.ts';
import { cssVariablesResolver, theme } from './app/theme.ts';
import { styleNonce } from './style-nonce.ts';
import { keepDialogFocus } from './ui/dialog-focus.ts';

const root = document.querySelector('#root');
if (!root) throw new Error('The page has no #root');

setNonce(styleNonce());
keepDialogFocus();
const client = createClient(chooseTransport());
const store = createAppStore(client);
const i18n = await startI18n(startLanguage());

createRoot(root).render(
  <I18nextProvider i18n={i18n}>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      getStyleNonce={styleNonce}
      defaultColorScheme="auto"
      colorSchemeManager={localStorageColorSchemeManager({ key: 'deskside.theme' })}
    >
      <AppStoreContext value={store}>
        <App client={client} />
      </AppStoreContext>
    </MantineProvider>
  </I18nextProvider>,
);
