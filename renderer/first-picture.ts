/** Milliseconds after which a page that is not drawn, such as that of a hidden window, is waited for no longer. */
const longestMs = 250;

/**
 * Resolves when what was rendered before has been drawn. What is asked of the host then keeps it busy, and a busy host has
 * its part in drawing a window.
 */
export const firstPicture = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, longestMs);
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
