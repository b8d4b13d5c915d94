declare const __VERSION__: string | undefined;

/** The product's version, which the bundler puts in; `development` where the sources run unbundled. */
export const version: string = typeof __VERSION__ === 'string' ? __VERSION__ : 'development';
