/** What the product is called; a vendor's build has names of its own (build/package/vendor.mjs). */
export interface Product {
  /** As people read it. */
  name: string;
  /** The command's name, and that of the application's own folders: lower case, digits, hyphens. */
  id: string;
  /** By which Windows knows whose notices and windows these are; electron-builder's appId. */
  appId: string;
  homepage: string;
  /** Folder on a web server where newer versions are looked for; null: nobody is asked. */
  updateUrl: string | null;
}

declare const __PRODUCT__: Product | undefined;

/** The bundler puts a vendor's names in; without them it is ours. */
export const product: Product =
  typeof __PRODUCT__ === 'undefined'
    ? {
        name: 'Smart Installer',
        id: 'smart-installer',
        appId: 'io.github.smart-installer',
        homepage: 'https://smart-installer.github.io',
        updateUrl: null,
      }
    : __PRODUCT__;
