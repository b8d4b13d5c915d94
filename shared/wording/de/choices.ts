import type { choices as english } from '../en/choices.ts';

const onCpu = 'deshalb rechnet PyTorch auf der CPU';

export const choices: typeof english = {
  suits: (card, driver, accelerator, build) => `${card} mit Treiber ${driver} kann ${accelerator}: ${build}.`,
  needsNewer: (card, least, build) => `${card} braucht ${least} oder neuer: ${build}.`,
  needsOlder: (card, newest, build) => `${card} braucht ${newest} oder älter: ${build}.`,
  driverTooOldFor: (driver, refused, least, build) =>
    `Treiber ${driver} ist zu alt für ${refused}; dafür ist ${least} nötig. Gewählt: ${build}.`,
  pythonWithout: (python, refused, build) => `${refused} gibt es nicht für Python ${python}. Gewählt: ${build}.`,
  installed: (card, build) => `Das installierte ${build} läuft auf ${card}.`,
  installedUnseen: (problem, build) =>
    `${problem}; das installierte ${build} bleibt. Computer neu starten oder den Treiber installieren, dann erneut prüfen (diagnose).`,
  installedOnCpu: (build) => `Keine passende GPU gefunden; das installierte ${build} bleibt und rechnet auf der CPU.`,
  installedOfAsked: (cards, build) =>
    `Das installierte ${build} bleibt; kein einzelner Build läuft auf ${cards} zugleich.`,
  driverTooOld: (card, driver, least) =>
    `Treiber ${driver} von ${card} ist für jeden Build dieser Zusammenstellung zu alt, ${onCpu}. NVIDIA-Treiber ${least} oder neuer installieren, dann erneut reparieren.`,
  driverUnknown: (card) => `Der Treiber von ${card} ließ sich nicht ermitteln, ${onCpu}.`,
  noKernels: (card, capability) =>
    `Kein Build dieser Zusammenstellung unterstützt ${card} (Compute Capability ${capability}), ${onCpu}.`,
  unlike: (cards, options) =>
    `Kein einzelner Build läuft auf all diesen GPUs, ${onCpu}: ${cards}. Festlegen, welche genutzt wird: ${options.join(' oder ')}.`,
  noBuild: 'keiner',
  noBuildHere: (card, system) =>
    `Diese Zusammenstellung hat keinen CUDA-Build für ${system}, ${onCpu} und nicht auf ${card}.`,
  apple: (build) => `Apple-Chips rechnen mit Metal: ${build}.`,
  otherVendor: (card, accelerator, build) => `${card} kann ${accelerator}: ${build}.`,
  otherVendorWithout: (card, kind) => `Diese Zusammenstellung hat keinen ${kind}-Build für ${card}, ${onCpu}.`,
  gpuProblem: (problem) => `${problem}, ${onCpu}. Treiber installieren oder laden, dann erneut reparieren.`,
  noGpu: 'Keine GPU gefunden, die PyTorch nutzen kann; es rechnet auf der CPU.',
  asked: 'So wurde es verlangt.',
  askedInstead: (why) => `So wurde es verlangt. Sonst: ${why}`,
};
