/** Names of what the system itself loads. */
export const native = /\.(?:so|pyd|dll|dylib)(?:\.[\d.]+)?$/i;
