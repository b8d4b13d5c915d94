import { CSPProvider } from '@base-ui/react/csp-provider';
import { createRoot } from 'react-dom/client';
import { chooseLanguage, setLanguage } from '../shared/wording/language.ts';
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

// Until the host says which language it speaks.
setLanguage(chooseLanguage('system', navigator.languages));
const store =
  window.smartInstaller === undefined
    ? createViewStore(webLink())
    : createViewStore(bridgeLink(window.smartInstaller), firstPicture);
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  // The page's policy refuses style elements, so Base UI makes none.
  <CSPProvider disableStyleElements>
    <ViewProvider store={store}>
      <App />
    </ViewProvider>
  </CSPProvider>,
);
store.connect();
