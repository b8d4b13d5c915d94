/** Built for each other and released together: another build of torch is another build of all three. */
export const torchTriple: readonly string[] = ['torch', 'torchvision', 'torchaudio'];
