/** The least that is a window of Electron: what any start is measured against. */
const { app, BrowserWindow } = require('electron');
const path = require('node:path');

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 960, height: 720 });
  void window.loadFile(path.join(__dirname, 'index.html'));
});
