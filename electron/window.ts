import { app, BrowserWindow, Menu, nativeTheme, protocol, screen, session } from 'electron';
import type { PageFiles } from './page-files.ts';
import { pageHeaders } from './page-policy.ts';
import { boundsFor, leastSize, type WindowPlace } from './window-place.ts';

const scheme = 'app';
const host = 'smart-installer';
/** The page's origin, as frames tell it. */
export const pageOrigin = `${scheme}://${host}`;

/** To be called before the application is ready: a standard scheme has an origin and relative addresses, as HTTPS has. */
export const registerPageScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    // The compiled script is kept between starts.
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);

/**
 * To be called once when the application is ready: the page's files and nothing else, no permissions, no network.
 * Resolves when the page has been found and asks for its script.
 */
export const serveThePage = (files: PageFiles): Promise<void> => {
  let sayThatItIs = (): void => undefined;
  const scriptIsAskedFor = new Promise<void>((resolve) => {
    sayThatItIs = resolve;
  });
  const own = session.defaultSession;
  // With its session Chromium begins to fetch a dictionary from a host that nobody named, before it
  // can be told not to (measured); so where it would come from is taken away in the same moment.
  own.setSpellCheckerDictionaryDownloadURL('data:,');
  own.setSpellCheckerEnabled(false);
  // Deprecated, and still ahead of what replaces it: `protocol.handle` first loads all of Node's fetch, and then
  // streams each file through this process, which keeps the page's script from running for 80 ms (measured).
  protocol.registerBufferProtocol(scheme, ({ url, method }, answer) => {
    const { host: asked, pathname } = new URL(url);
    const file = method === 'GET' && asked === host ? files.get(pathname) : undefined;
    if (file === undefined) {
      answer({ statusCode: 404, headers: pageHeaders, data: Buffer.alloc(0) });
      return;
    }
    if (pathname.endsWith('.js')) sayThatItIs();
    answer({ headers: { ...pageHeaders, 'Content-Type': file.type }, data: file.body });
  });
  // Copy needs this one; reading the clipboard, notifications, cameras and all else are refused.
  const allowed = (permission: string, from: string): boolean =>
    permission === 'clipboard-sanitized-write' && from.startsWith(`${pageOrigin}/`);
  own.setPermissionRequestHandler((contents, permission, answer) => answer(allowed(permission, contents.getURL())));
  own.setPermissionCheckHandler((contents, permission) => contents !== null && allowed(permission, contents.getURL()));
  own.setDevicePermissionHandler(() => false);
  own.on('will-download', (event) => event.preventDefault());
  own.webRequest.onBeforeRequest((details, answer) =>
    answer({ cancel: !/^(?:app|devtools|chrome|chrome-extension|blob|data):/.test(details.url) }),
  );
  return scriptIsAskedFor;
};

/** Writes to the log which part of Chromium failed, such as the process that draws: it comes back by itself. */
export const noteFailedParts = (note: (text: string) => void): void => {
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') note(`a part of Chromium ended: ${type}, ${reason}, code ${exitCode}`);
  });
};

/** No page of this application opens, embeds or becomes another one. To be called before the first window. */
export const keepToThePage = (onRefused: (what: string) => void): void => {
  app.on('web-contents-created', (_event, contents) => {
    const refuse = (what: string) => (event: { preventDefault: () => void }) => {
      event.preventDefault();
      onRefused(what);
    };
    contents.on('will-navigate', (event) => {
      // A reload by the page itself comes here, too.
      if (event.url !== `${pageOrigin}/` || event.url !== contents.getURL())
        refuse(`navigation to ${event.url}`)(event);
    });
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame) refuse(`navigation of a frame to ${event.url}`)(event);
    });
    contents.on('will-redirect', refuse('redirect'));
    contents.on('will-attach-webview', refuse('webview'));
    contents.setWindowOpenHandler(({ url }) => {
      onRefused(`window for ${url}`);
      return { action: 'deny' };
    });
  });
};

/** `--page` of renderer/styles/tokens.css. */
const pageColours = { light: '#f6f7f9', dark: '#16181c' } as const;

export interface WindowOptions {
  preload: string;
  place: WindowPlace | null;
  /** Whether the window may be seen; it is as soon as that is known, in the page's colour until there is a page. */
  mayShow: Promise<boolean>;
  /** Whether the window may close now. */
  mayClose: () => boolean;
  /** Told where the window was when it closes. */
  onPlace: (place: WindowPlace) => void;
  /** Told that the page's process ended, with the reason. */
  onPageGone: (reason: string) => void;
}

export const openWindow = ({
  preload,
  place,
  mayShow,
  mayClose,
  onPlace,
  onPageGone,
}: WindowOptions): BrowserWindow => {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  const window = new BrowserWindow({
    ...boundsFor(
      place,
      [primary, ...others].map(({ workArea }) => workArea),
    ),
    minWidth: leastSize.width,
    minHeight: leastSize.height,
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  void mayShow.then((may) => {
    if (!may || window.isDestroyed()) return;
    window.setBackgroundColor(nativeTheme.shouldUseDarkColors ? pageColours.dark : pageColours.light);
    if (place?.maximized === true) window.maximize();
    if (place?.fullScreen === true) window.setFullScreen(true);
    window.show();
  });
  window.on('close', (event) => {
    onPlace({ ...window.getNormalBounds(), maximized: window.isMaximized(), fullScreen: window.isFullScreen() });
    if (!mayClose()) event.preventDefault();
  });
  reloadWhenGone(window, onPageGone);
  askWhenHanging(window, onPageGone);
  void window.loadURL(`${pageOrigin}/`);
  return window;
};

/** With all that is worded; later than the window. */
const loadDialogs = () => import('./desktop-dialogs.ts');

/** Reloads of a failing page in a row before the user is asked. */
const reloadsAtMost = 3;
const reloadWindowMs = 60_000;

/** A run is not the page's: it goes on in this process, and the reloaded page takes a snapshot. */
const reloadWhenGone = (window: BrowserWindow, onPageGone: (reason: string) => void): void => {
  let reloads: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    onPageGone(reason);
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = Date.now();
    reloads = [...reloads.filter((at) => now - at < reloadWindowMs), now];
    if (reloads.length <= reloadsAtMost) return window.webContents.reload();
    void loadDialogs().then(async ({ askToReload }) => {
      const isWanted = await askToReload(window);
      reloads = [];
      if (isWanted) window.webContents.reload();
      else window.close();
    });
  });
};

/** A page that hangs is ended where the user wants that, and then comes back as one that failed. */
const askWhenHanging = (window: BrowserWindow, onPageGone: (reason: string) => void): void => {
  let asking: AbortController | null = null;
  window.on('unresponsive', () => {
    if (asking !== null) return;
    onPageGone('it does not answer');
    const question = new AbortController();
    asking = question;
    void loadDialogs().then(async ({ askToEndPage }) => {
      const isWanted = await askToEndPage(window, question.signal);
      asking = null;
      if (isWanted && !window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
    });
  });
  window.on('responsive', () => asking?.abort());
};

/** To be called again where the language, or what can be done, changes. */
export const setMenu = (template: Electron.MenuItemConstructorOptions[]): void =>
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
