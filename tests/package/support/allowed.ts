/** All that app.asar may hold, and of each something. */
export const allowedInAsar: readonly RegExp[] = [
  /^\/package\.json$/,
  /^\/dist(?:\/chunks|\/renderer|\/renderer\/assets)?$/,
  /^\/dist\/(?:main|preload|cli|audit-worker|log-worker|remove-worker)\.cjs$/,
  /^\/dist\/chunks\/[\w-]+\.cjs$/,
  /^\/dist\/renderer\/index\.html$/,
  /^\/dist\/renderer\/assets\/(?:index-[\w-]+\.(?:js|css)|(?:de|rest-parts|rolldown-runtime|zh-hans)-[\w-]+\.js|icon-[\w-]+\.svg)$/,
];
