/**
 * Loaded by `-r` before an application: prints `interactive` when its first window is shown and has
 * painted a button that can be pressed, and ends it. The same for every application, so that what it
 * costs itself is in all of them.
 */
const { app } = require('electron');

const inPage = `new Promise((resolve) => {
  const isReady = () => [...document.querySelectorAll('button')].some((one) => !one.disabled && one.ariaDisabled !== 'true');
  const look = () => {
    if (!isReady()) return;
    watch.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(null)));
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { subtree: true, childList: true, attributes: true });
  look();
})`;

app.on('browser-window-created', (_event, window) => {
  const shown = new Promise((resolve) => (window.isVisible() ? resolve() : window.once('show', resolve)));
  window.webContents.once('dom-ready', async () => {
    await Promise.all([shown, window.webContents.executeJavaScript(inPage)]);
    process.stdout.write('interactive\n', () => app.exit(0));
  });
});
