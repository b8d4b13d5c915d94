import { CSPProvider } from '@base-ui/react/csp-provider';
import { createRoot } from 'react-dom/client';
import { chooseLanguage } from '../shared/wording/choose-language.ts';
import { speak } from '../shared/wording/language.ts';
import { App } from './app.tsx';
import { bridgeLink } from './client/bridge.ts';
import { webLink } from './client/web.ts';
import { firstPicture } from './first-picture.ts';
import { createViewStore } from './store.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/dialog.css';
import './styles/picker.css';
import './styles/layout.css';
import './styles/facts.css';
import './styles/steps.css';
import './styles/log.css';
import './styles/settings.css';
import { ViewProvider } from './view-context.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const begin = (): void => {
  const store =
    window.smartInstaller === undefined
      ? createViewStore(webLink())
      : createViewStore(bridgeLink(window.smartInstaller), firstPicture);
  createRoot(root).render(
    // The page's policy refuses style elements, so Base UI makes none.
    <CSPProvider disableStyleElements>
      <ViewProvider store={store}>
        <App />
      </ViewProvider>
    </CSPProvider>,
  );
  store.connect();
};

// Until the host says which language it speaks. No top-level await: the chunk of a language imports this script, and would wait for it.
void speak(chooseLanguage('system', navigator.languages)).then(begin);
