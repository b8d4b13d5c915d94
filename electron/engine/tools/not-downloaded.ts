import type { Failure } from '../../../shared/failure.ts';

/**
 * Offline, what was not found or could not be fetched says nothing about an index or the network: it
 * was never downloaded. uv knows of a wheel from its cached page and so calls it a failed download.
 */
export const asNotDownloaded = (failure: Failure, offline: boolean): Failure => {
  if (!offline) return failure;
  if (failure.code === 'package-not-found') return { ...failure, code: 'not-downloaded' };
  if (failure.code === 'download-failed' && failure.package !== null)
    return { code: 'not-downloaded', requirement: failure.package, detail: [failure.cause] };
  return failure;
};
