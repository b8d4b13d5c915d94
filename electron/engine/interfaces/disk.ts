export interface Disk {
  /** Free bytes for this user on the volume of a path (or of the nearest folder above that exists); null where unknown. */
  freeBytes: (path: string) => Promise<number | null>;
  /** Whether both paths (or the nearest folders above that exist) are on one volume. */
  isSameVolume: (one: string, other: string) => Promise<boolean>;
}
